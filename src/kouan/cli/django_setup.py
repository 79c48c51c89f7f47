"""Start Django for commands that need the store. Commands that work offline never do."""

import atexit
import os
from pathlib import Path
from tempfile import TemporaryDirectory
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


def start_without_store() -> None:
    """Set up Django for what needs its code and no data: its folder is an empty one that goes with the process."""
    nowhere = TemporaryDirectory(prefix="kouan-offline-")
    atexit.register(nowhere.cleanup)
    os.environ["KOUAN_DATA"] = nowhere.name
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kouan.runtime.settings")
    import django

    django.setup()
