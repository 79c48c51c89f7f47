"""``kouan guidance``: the tables of surveys, talks and problems anew from the log."""

from typing import Annotated

import typer

from kouan.cli.django_setup import DEFAULT_DATA, Data, start
from kouan.cli.output import fail, show
from kouan.kernel.text import Text

app = typer.Typer(no_args_is_help=True, help="Surveys of firms, talks and problems: rebuild.")

_NO_DATA = Text("没有数据文件夹 {data}。", "There is no data folder {data}.")


@app.callback()
def group() -> None:
    """Surveys of firms, talks and problems."""


@app.command()
def rebuild(
    data: Data = DEFAULT_DATA, json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False
) -> None:
    """Empty the tables and fill them from the log."""
    if not data.is_dir():
        raise fail(_NO_DATA.fill(data=data), json=json)
    start(data)
    from kouan.modules.guidance.public import rebuild as rebuild_all

    count = rebuild_all()
    show({"events": count}, f"{count} events", json=json)
