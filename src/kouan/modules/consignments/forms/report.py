"""What every report has: when it happened, and the sender's own number for the message."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from kouan.blueprint import Form, Hint, Length, Text
from kouan.blueprint.markers import Check, refuse


@dataclass(frozen=True, slots=True)
class Zoned(Check):
    """A time that says in which zone it is, in a year that ships and boxes as we know them are reported in."""

    def check(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise refuse("malformed", _NO_ZONE)
        if value.year not in _YEARS:
            raise refuse("range", _NO_YEAR)
        return value


_YEARS = range(1970, 2200)
_NO_ZONE = Text(
    "时间应带时区，如 2026-03-01T08:00:00+08:00。", "The time needs its zone, as in 2026-03-01T08:00:00+08:00."
)
_NO_YEAR = Text("年份应在 1970 至 2199 之间。", "The year must be from 1970 to 2199.")


class Report(Form):
    """``happened_at``: when it happened, not when it is told. ``message_id``: sent twice, it counts once."""

    happened_at: Annotated[datetime, Text("发生时间", "Happened at"), Zoned()]
    message_id: Annotated[
        str | None,
        Text("报文编号", "Message number"),
        Length(64),
        Hint(Text("由发送方编号；重复发送只计一次。", "The sender's own; a message sent twice counts once.")),
    ] = None
