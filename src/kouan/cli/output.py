"""What commands print: for people, or with ``--json`` for machines. Errors are one sentence in both languages."""

import sys
from typing import Any

import orjson
import typer

from kouan.kernel.text import Text


def show(data: Any, plain: str, *, json: bool) -> None:
    """Print data as JSON, or its plain form."""
    if json:
        sys.stdout.write(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        typer.echo(plain)


def fail(message: Text, *, json: bool = False, code: int = 2) -> typer.Exit:
    """Print why a command cannot be done; returns the Exit to raise."""
    if json:
        show({"error": message.as_json()}, "", json=True)
    else:
        typer.echo(f"{message.zh}\n{message.en}", err=True)
    return typer.Exit(code)
