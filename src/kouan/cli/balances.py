"""``kouan balances``: whether the ledger says what the log says, and the ledger anew from the log."""

from typing import Annotated

import typer

from kouan.cli.django_setup import DEFAULT_DATA, Data, start
from kouan.cli.output import fail, show
from kouan.kernel.text import Text

app = typer.Typer(no_args_is_help=True, help="The ledger of guarantees, licences and quotas: check, rebuild.")
Json = Annotated[bool, typer.Option("--json", help="Machine output.")]

_NO_DATA = Text("没有数据文件夹 {data}。", "There is no data folder {data}.")


@app.command()
def check(data: Data = DEFAULT_DATA, json: Json = False) -> None:
    """Compare every balance and holding with what the log adds up to. Exit 1 when they differ."""
    _open(data, json)
    from kouan.modules.balances.public import Balance, differences

    found, count = differences(), Balance.objects.count()
    plain = [f"{each.message.zh}\n    {each.message.en}" for each in found]
    rows = [{"key": each.key, "message": each.message.as_json()} for each in found]
    summary = f"{count} balances, {len(found)} differences"
    show({"balances": count, "differences": rows}, "\n".join([*plain, summary]), json=json)
    if found:
        raise typer.Exit(1)


@app.command()
def rebuild(data: Data = DEFAULT_DATA, json: Json = False) -> None:
    """Empty the ledger and fill it from the log."""
    _open(data, json)
    from kouan.modules.balances.public import rebuild as rebuild_all

    count = rebuild_all()
    show({"balances": count}, f"{count} balances", json=json)


def _open(data: Data, json: bool) -> None:
    if not data.is_dir():
        raise fail(_NO_DATA.fill(data=data), json=json)
    start(data)
