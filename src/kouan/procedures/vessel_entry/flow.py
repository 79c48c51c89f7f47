"""The way of a ship into port: reviewed side by side, boarded once if at all, admitted."""

from collections.abc import Callable

from kouan.blueprint import APPROVE, REFUSE, Facts, Flow, Text, Way, Within, auto, review
from kouan.kernel.clock import local_date
from kouan.procedures._vessel.boarding import boarding_plan, joint_boarding, reviewed
from kouan.procedures._vessel.confirmation import confirmation

BOARDED = (
    Way("clear", Text("未见异常", "Nothing found")),
    Way("rectify", Text("责令纠正，准予进口岸", "To be put right, may enter"), adverse=True),
    REFUSE,
)
ADMITTED = (Way("done", Text("准予进口岸", "May enter")),)


def needs_the_port(facts: Facts) -> bool:
    """靠泊、引航或载有危险货物 | The ship berths, takes a pilot or carries dangerous goods"""
    filing = facts.filing
    return bool(filing.berth or filing.pilot or filing.carries_dangerous)


def is_suspect(facts: Facts) -> bool:
    """须先检疫 | Quarantine comes first"""
    filing = facts.filing
    return bool(filing.health.is_suspect or filing.health.sanitation_until < local_date(filing.eta))


def flow(limit: Callable[[str], Within]) -> Flow:
    """Maritime, customs, border and port side by side; then one boarding for all who must board."""
    return (
        (
            reviewed("maritime", "海事审核 | Maritime review", "msa", "vessels", limit)
            & reviewed("customs", "海关审核 | Customs review", "customs", "vessels", limit)
            & reviewed("border", "边检审核 | Border inspection review", "border", "crews", limit)
            & reviewed("port", "港口审核 | Port review", "port", "berths", limit).when(needs_the_port)
            & confirmation()
        )
        >> boarding_plan()
        >> review(
            "quarantine",
            "登临检疫 | Quarantine on board",
            by="customs",
            desk="quarantine",
            within=limit("quarantine"),
            ways=(APPROVE, REFUSE),
        ).when(is_suspect)
        >> joint_boarding(limit, BOARDED)
        >> auto("permit", "准予进口岸 | Leave to enter", ways=ADMITTED)
    )
