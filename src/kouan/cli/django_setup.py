"""Start Django for commands that need the store. Commands that work offline never do."""

import os
from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[Path, typer.Option("--data", help="Data folder.", envvar="KOUAN_DATA")]
DEFAULT_DATA = Path("data")


def start(data: Path, *, demo: bool = False) -> None:
    """Set up Django on a data folder and bring its database up to date."""
    os.environ["KOUAN_DATA"] = str(data)
    if demo:
        os.environ["KOUAN_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kouan.runtime.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
