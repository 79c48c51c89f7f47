"""One declaration clears the exhibits; papers follow by stages; each stay ends with a closing or a longer one."""

from collections.abc import Callable
from datetime import datetime

from kouan.blueprint import DONE, REFUSE, Emit, Facts, Flow, Text, Way, Within, auto, review, supply
from kouan.kernel.clock import SHANGHAI

CUSTOMS = {"authority": "customs"}
ON_BOTH = ("bill", "container")
SECOND_PAPERS = frozenset({"invoice", "packing-list", "transport"})
INSPECT, EXTENDED, CLOSED = "inspect", "extended", "closed"


def _of_both(kind: str) -> tuple[Emit, ...]:
    return tuple(Emit(kind, of=each, data=CUSTOMS) for each in ON_BOTH)


DECLARED = (
    Way("done", DONE.title, emits=(Emit("declared", of="bill", data={"mode": "exhibition", "direction": "import"}),)),
)
REVIEWED = (
    Way("approve", Text("同意放行", "Release")),
    Way(INSPECT, Text("到展馆查验", "To be inspected")),
    REFUSE,
)
INSPECTED = (Way("clean", Text("查验无异常", "Nothing found"), emits=_of_both("inspection-cleared")), REFUSE)
RELEASED = (Way("done", DONE.title, emits=_of_both("hold-lifted")),)


def entered_at(facts: Facts) -> datetime | None:
    """The day of entry, from which both the second papers and the stay are counted."""
    day = facts.filing.entered_on
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


def is_inspected(facts: Facts) -> bool:
    """须查验 | To be inspected"""
    return facts.outcome("review") == INSPECT


def papers_follow(facts: Facts) -> bool:
    """第二阶段单证未随申报交齐 | Papers of the second stage are still to come"""
    return not facts.circumstances.documents >= SECOND_PAPERS


def papers_came(facts: Facts) -> bool:
    """分阶段补交了单证 | Papers came in the second stage"""
    return facts.outcome("second-papers") != ""


def stays_second(facts: Facts) -> bool:
    """第一次延期 | Extended once"""
    return facts.outcome("check-1") == EXTENDED


def stays_third(facts: Facts) -> bool:
    """第二次延期 | Extended twice"""
    return facts.outcome("check-2") == EXTENDED


def stays_fourth(facts: Facts) -> bool:
    """第三次延期 | Extended three times"""
    return facts.outcome("check-3") == EXTENDED


def flow(limit: Callable[[str], Within]) -> Flow:
    """Declared once, released at once; then papers, and stays until every exhibit is accounted for."""
    return (
        auto("accept", "接受申报 | Accepted", ways=DECLARED)
        >> review(
            "review",
            "审核 | Review",
            by="customs",
            desk="documents",
            within=limit("review"),
            reply=limit("correct"),
            ways=REVIEWED,
        )
        >> review(
            "inspection",
            "查验 | Inspection",
            by="customs",
            desk="inspection",
            within=limit("inspection"),
            ways=INSPECTED,
            opens=_of_both("inspection-ordered"),
        ).when(is_inspected)
        >> auto("release", "一单通关放行 | Released on the one declaration", ways=RELEASED)
        >> (_second_stage(limit) & _stays(limit))
    )


def _second_stage(limit: Callable[[str], Within]) -> Flow:
    """The papers that may follow; their time counts from entry, not from release."""
    return (
        supply("second-papers", "第二阶段交单 | Papers of the second stage", within=limit("papers"), since=entered_at)
    ).when(papers_follow) >> review(
        "second-review",
        "第二阶段单证审核 | Papers reviewed",
        by="customs",
        desk="documents",
        within=limit("review"),
        ways=(Way("approve", Text("单证齐全", "Complete")),),
    ).when(papers_came)


def _stays(limit: Callable[[str], Within]) -> Flow:
    """The first stay, and three longer ones at most; the limit of each counts from entry."""
    return (
        _stay(limit, 1)
        >> _stay(limit, 2).when(stays_second)
        >> _stay(limit, 3).when(stays_third)
        >> _stay(limit, 4).when(stays_fourth)
    )


def _stay(limit: Callable[[str], Within], nth: int) -> Flow:
    closed = Way(CLOSED, Text("核销结案", "Closed"))
    longer = (Way(EXTENDED, Text("同意延期", "Extended")),) if nth < 4 else ()
    return supply(
        f"stay-{nth}",
        f"第 {nth} 个停留期：核销或申请延期 | Stay {nth}: closed, or longer asked for",
        completes=True,
        within=limit(f"stay-{nth}"),
        since=entered_at,
    ) >> review(
        f"check-{nth}",
        f"第 {nth} 个停留期：核销或延期审核 | Stay {nth}: closing or extension reviewed",
        by="customs",
        desk="release",
        within=limit("check"),
        ways=(closed, *longer),
    )
