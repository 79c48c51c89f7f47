"""``kouan calendar``: limits counted on the working calendar."""

from datetime import datetime
from typing import Annotated

import typer

from kouan.cli.output import fail, show
from kouan.kernel.calendar import BeyondCalendar, china
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.limit import Limit
from kouan.kernel.text import Text

app = typer.Typer(no_args_is_help=True, help="The Chinese working calendar.")


@app.callback()
def calendar() -> None:
    """The Chinese working calendar."""


@app.command()
def due(
    start: Annotated[
        str, typer.Argument(help="When the limit starts: 2026-02-12 or 2026-02-12T09:00 (Asia/Shanghai).")
    ],
    limit: Annotated[str, typer.Argument(help="'24 hours', '10 days', '15 days rolled', '5 working days'.")],
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """When a limit that starts at START ends."""
    try:
        begins = datetime.fromisoformat(start)
        wanted = Limit.of(limit)
        ends = china().due(begins if begins.tzinfo else begins.replace(tzinfo=SHANGHAI), wanted).astimezone(SHANGHAI)
    except BeyondCalendar as error:
        raise fail(error.message, json=json) from error
    except ValueError as error:
        message = Text(f"时间或时限无法识别：{start}，{limit}。", f"The start or the limit cannot be read: {error}")
        raise fail(message, json=json) from error
    show({"due": ends.isoformat(), "limit": wanted.text.as_json()}, ends.isoformat(), json=json)
