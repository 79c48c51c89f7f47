"""``kouan log``: verify, export, prove."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The event log: verify, export, prove.")
Json = Annotated[bool, typer.Option("--json", help="Machine output.")]
