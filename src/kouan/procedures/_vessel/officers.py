"""What officers fill in: each agency's boarding wish, and the one record of a joint boarding (联合登临检查)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Circumstances,
    Clause,
    Finding,
    Form,
    Length,
    Section,
    Text,
    Zoned,
    rule,
)

SCOPES = {
    "papers": Text("证书文书", "Papers"),
    "quarantine": Text("检疫", "Quarantine"),
    "persons": Text("人员与证件", "Persons and their documents"),
    "cargo": Text("货物", "Cargo"),
    "stores": Text("船用物品", "Stores"),
    "safety": Text("安全检查", "Safety"),
    "pollution": Text("防污染", "Pollution prevention"),
    "search": Text("搜查", "Search"),
}
AGENCIES = {
    "msa": Text("海事", "Maritime"),
    "customs": Text("海关", "Customs"),
    "border": Text("边检", "Border inspection"),
    "port": Text("港口", "Port"),
}


class Wish(Form):
    """What an agency answers with its review: must it board, when could it, what for."""

    clause: ClassVar[str] = "joint-boarding#shared-plan"

    boards: Annotated[bool, Text("需要登临", "Must board"), Section(Text("登临需要", "Boarding"))] = False
    earliest: Annotated[datetime | None, Text("最早时间", "Earliest"), Zoned()] = None
    latest: Annotated[datetime | None, Text("最晚时间", "Latest"), Zoned()] = None
    scope: Annotated[list[Annotated[str, Choice(SCOPES)]], Text("检查内容", "Scope")] = []
    officers: Annotated[int | None, Text("登临人数", "Number of officers"), Between(1, 50)] = None


@rule("wish-window", basis="joint-boarding#shared-plan")
def who_boards_says_when(wish: Wish) -> Iterator[Finding]:
    """需要登临的须填最早和最晚时间。 | Who must board says between which times."""
    if wish.boards and wish.earliest is None:
        yield "earliest"
    if wish.boards and wish.latest is None:
        yield "latest"


@rule("wish-order", basis="joint-boarding#shared-plan")
def the_window_is_open(wish: Wish) -> Iterator[Finding]:
    """最晚时间应晚于最早时间。 | The latest time must be after the earliest."""
    if wish.earliest and wish.latest and wish.latest <= wish.earliest:
        yield "latest"


@rule("wish-scope", basis="joint-boarding#shared-plan")
def who_boards_says_why(wish: Wish) -> Iterator[Finding]:
    """需要登临的须填检查内容。 | Who must board says what for."""
    if wish.boards and not wish.scope:
        yield "scope"


WISH_RULES = (who_boards_says_when, the_window_is_open, who_boards_says_why)


class Part(Form):
    """What one agency looked at and found; it answers for this part alone."""

    clause: ClassVar[str] = "joint-boarding#one-record"

    agency: Annotated[str, Text("机关", "Agency"), Choice(AGENCIES)]
    officers: Annotated[str, Text("登临人员", "Officers"), Length(120)]
    findings: Annotated[str, Text("检查情况", "Findings"), Length(500)]
    result: Annotated[
        str,
        Text("结论", "Result"),
        Choice(
            {
                "clear": Text("未见异常", "Nothing found"),
                "rectify": Text("责令纠正", "To be put right"),
                "case": Text("移交处理", "Handed over as a case"),
            }
        ),
    ]


class Record(Form):
    """The one record of a joint boarding."""

    clause: ClassVar[str] = "joint-boarding#one-record"

    began: Annotated[datetime, Text("登临时间", "Boarded"), Zoned(), Section(Text("联合登临记录", "Joint boarding"))]
    ended: Annotated[datetime, Text("离船时间", "Left the ship"), Zoned()]
    parts: Annotated[
        list[Part], Text("各机关检查情况", "Each agency's part"), AtLeast(1, 4), Clause("joint-boarding#one-record")
    ]


@rule("record-times", basis="joint-boarding#one-record")
def they_leave_after_boarding(record: Record) -> Iterator[Finding]:
    """离船时间应晚于登临时间。 | They leave the ship after boarding it."""
    if record.ended <= record.began:
        yield "ended"


@rule("record-ahead", basis="joint-boarding#one-record")
def what_is_recorded_has_happened(record: Record, on: Circumstances) -> Iterator[Finding]:
    """登临结束以后才能记录。 | A boarding is recorded once it is over."""
    if record.began < record.ended and record.ended > on.moment:
        yield "ended"


@rule("record-agency-twice", basis="joint-boarding#one-record")
def each_agency_has_one_part(record: Record) -> Iterator[Finding]:
    """{agency}已有一行，每个机关一行。 | {agency} has a line already; each agency has one."""
    seen: set[str] = set()
    for at, part in enumerate(record.parts):
        if part.agency in seen:
            yield ("parts", at, "agency"), {"agency": AGENCIES[part.agency]}
        seen.add(part.agency)


RECORD_RULES = (they_leave_after_boarding, what_is_recorded_has_happened, each_agency_has_one_part)
