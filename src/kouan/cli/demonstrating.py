"""``kouan demo``: a port month from a seed, then the pages to walk about in it."""

from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kouan.cli.django_setup import DEFAULT_DATA, Data, start
from kouan.cli.output import fail
from kouan.cli.serving import listen
from kouan.kernel.text import Text

_MARK = "demo-month.json"
_STORE = ("kouan.sqlite3", "kouan.sqlite3-wal", "kouan.sqlite3-shm")


def demo(
    boxes: Annotated[int, typer.Option(help="Boxes in the month; some more are expected.", min=20)] = 3000,
    days: Annotated[int, typer.Option(help="Days, ending today.", min=2, max=60)] = 30,
    seed: Annotated[int, typer.Option(help="The same seed makes the same month.")] = 7,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve it afterwards.")] = True,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    data: Data = DEFAULT_DATA,
) -> None:
    """Make a port month in the data folder (once) and serve it."""
    state = _state(data)
    if state == "making":
        _clear(data)
    start(data, demo=True)
    if state != "made":
        _make(data, boxes, days, seed)
    typer.echo(
        f"演示数据在 {data}；打开 http://{host}:{port}/demo\nThe month is in {data}; open http://{host}:{port}/demo"
    )
    if serve:
        listen(data, host, port, workers=1)


def _state(data: Path) -> str:
    """ "made", "making" when it was broken off half-way, "" when there is none."""
    mark = data / _MARK
    return str(orjson.loads(mark.read_bytes())["state"]) if mark.exists() else ""


def _clear(data: Path) -> None:
    """A month broken off half-way is made anew; only the embedded store that this command made is removed."""
    for name in _STORE:
        (data / name).unlink(missing_ok=True)


def _make(data: Path, boxes: int, days: int, seed: int) -> None:
    from kouan.cli.demo.month import make_month
    from kouan.cli.demo.scale import Scale
    from kouan.runtime.log import last_position

    if last_position():
        raise fail(
            Text(
                f"{data} 里已有别的数据，请用 --data 另选一个目录。",
                f"{data} already holds other data; choose another folder with --data.",
            )
        )
    _note(data, "making", boxes, days, seed)
    columns = (TextColumn("[progress.description]{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("一个月的口岸 · a month in the port", total=1.0)
        make_month(Scale(boxes=boxes, days=days, seed=seed), lambda share: progress.update(task, completed=share))
        progress.update(task, completed=1.0)
    _note(data, "made", boxes, days, seed)


def _note(data: Path, state: str, boxes: int, days: int, seed: int) -> None:
    (data / _MARK).write_bytes(orjson.dumps({"state": state, "boxes": boxes, "days": days, "seed": seed}))
