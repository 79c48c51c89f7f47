"""``kouan``: the command line, one file a group of commands."""

from typing import Annotated

import typer

from kouan import __version__
from kouan.cli import (
    balances,
    calendars,
    checking,
    demonstrating,
    founding,
    guidance,
    logs,
    procedures,
    replaying,
    serving,
    timing,
)

app = typer.Typer(
    name="kouan", no_args_is_help=True, add_completion=False,
    help="Kouan 口岸: an open single window for a port city.",
)  # fmt: skip
app.add_typer(procedures.app, name="procedure")
app.add_typer(logs.app, name="log")
app.add_typer(balances.app, name="balances")
app.add_typer(guidance.app, name="guidance")
app.add_typer(calendars.app, name="calendar")
app.add_typer(timing.app, name="timing")
app.command()(procedures.validate)
app.command()(procedures.file)
app.command()(checking.check)
app.command()(replaying.replay_declarations)
app.command()(demonstrating.demo)
app.command()(founding.open_port_office)
app.command()(serving.serve)
app.command()(serving.work)


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    """An open single window for a port city."""
    if show:
        typer.echo(__version__)
        raise typer.Exit
