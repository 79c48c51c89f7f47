"""Customs and port agree to a window side by side, or offer another; booked, come to, recorded, told."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from kouan.blueprint import REFUSE, Computed, Emit, Facts, Flow, Text, Way, Within, auto, review, supply, until
from kouan.kernel.event import ObjectRef
from kouan.procedures.inspection_appointment.form import Agreement, Booked, Proposal, Record, Times
from kouan.procedures.inspection_appointment.rules import OFFER_RULES, RECORD_RULES

CONFIRM, OTHER = "confirm", "other-window"
SLOT = (
    Way(CONFIRM, Text("同意所约时段", "The window stands")),
    Way(OTHER, Text("改约其他时段", "Another window is offered")),
    REFUSE,
)
AGREED = (
    Way("agreed", Text("接受改约", "The other window is taken")),
    Way("declined", Text("不接受改约，预约取消", "Not taken, the appointment is off"), ends=True),
)
CANCELLED = Emit("inspection-cancelled", of="container")
UNANSWERED = Way(
    "unanswered", Text("逾期未答复改约，预约取消", "Not answered in time, the appointment is off"), ends=True
)
MISSED = Way(
    "missed", Text("逾期未移箱，预约失效", "Not moved in time, the appointment is void"), ends=True, emits=(CANCELLED,)
)
INSPECTED = (
    Way("inspected", Text("查验完毕", "Inspected")),
    Way("absent", Text("未按约到场", "Nobody came"), ends=True, emits=(CANCELLED,)),
)
SERVED = (Way("served", Text("已办理", "Done")), Way("absent", Text("未按约到场", "Nobody came"), ends=True))
WAIVED, PAYABLE = "waived", "payable"
RESULTS = (
    Way(WAIVED, Text("未发现问题，免除吊装移位仓储费", "Nothing found: lifting, moving and storage are free")),
    Way(PAYABLE, Text("发现问题，费用由当事人承担", "Something found: the party bears the charges")),
)


def was_booked(facts: Facts, box: ObjectRef) -> bool:
    """Whether the terminal had been told of the appointment, and not yet that it came to something."""
    return facts.outcome("book") != "" and facts.outcome("inspect") == ""


TAKEN_BACK = (replace(CANCELLED, only=was_booked),)
"""What is told when an appointment is withdrawn or declared void."""


def has_boxes(facts: Facts) -> bool:
    """有集装箱要查验 | Containers are to be inspected"""
    return bool(facts.filing.boxes)


def has_none(facts: Facts) -> bool:
    """不查验集装箱 | No containers are to be inspected"""
    return not facts.filing.boxes


def is_moved(facts: Facts) -> bool:
    """海关或港口改约 | Customs or the port offers another window"""
    return OTHER in (facts.outcome("slot"), facts.outcome("gear"))


def answer(facts: Facts) -> Computed:
    """What the applicant said to the window offered."""
    return Computed("agreed" if facts.outcomes["agree"].data["agrees"] else "declined", "")


def window(facts: Facts) -> Mapping[str, str]:
    """The window that stands: the latest of those offered, or the one asked for."""
    offers = [facts.outcomes[step].data for step in ("slot", "gear") if facts.outcome(step) == OTHER]
    starts = [offer for offer in offers if "offered_start" in offer]
    if starts:
        last = max(starts, key=lambda offer: datetime.fromisoformat(offer["offered_start"]))
        return {"window_start": last["offered_start"], "window_end": last["offered_end"]}
    filing = facts.filing
    return {"window_start": filing.window_start.isoformat(), "window_end": filing.window_end.isoformat()}


def book(facts: Facts) -> Computed:
    """The appointment stands."""
    return Computed("booked", "", window(facts))


def booked(facts: Facts, box: ObjectRef) -> Mapping[str, Any]:
    """What the terminal is told of a container."""
    filing = facts.filing
    said = {"bill": filing.bill, "declaration": filing.declaration, "site": filing.site, "gear": list(filing.gear)}
    return {**window(facts), **said}


def result(facts: Facts) -> Computed:
    """Minutes it took and minutes after the window began, and who bears the charges."""
    said = facts.outcomes["inspect"].data
    began, ended = datetime.fromisoformat(said["began"]), datetime.fromisoformat(said["ended"])
    start = datetime.fromisoformat(facts.outcomes["book"].data["window_start"])
    minutes = {"minutes": ended - began, "after_window_began": began - start}
    data = {name: int(span.total_seconds() // 60) for name, span in minutes.items()}
    return Computed(PAYABLE if said["found"] else WAIVED, "", data)


def flow(limit: Callable[[str], Within]) -> Flow:
    """Agreed side by side; another window answered; booked; the boxes come and are inspected, or the work is done."""
    return (
        _agreed(limit)
        >> auto(
            "book",
            "预约成立 | Booked",
            compute=book,
            ways=(
                Way(
                    "booked",
                    Text("已预约", "Booked"),
                    emits=(Emit("inspection-booked", of="container", tells=booked),),
                ),
            ),
            form=Booked,
        )
        >> _inspected(limit).when(has_boxes)
        >> review(
            "serve",
            "按约办理 | Done as booked",
            by="customs",
            desk="release",
            within=limit("serve"),
            ways=SERVED,
        ).when(has_none)
    )


def _agreed(limit: Callable[[str], Within]) -> Flow:
    """Officers at the site, and gear and room in the yard; the applicant answers what either offers."""
    return (
        review(
            "slot",
            "海关安排 | Officers for the window",
            by="customs",
            desk="inspection",
            within=limit("slot"),
            ways=SLOT,
            form=Proposal,
            rules=OFFER_RULES,
            reply=limit("correct"),
        )
        & review(
            "gear",
            "港口移箱与机力 | Room and gear of the port",
            by="port",
            desk="berths",
            within=limit("gear"),
            ways=SLOT,
            form=Proposal,
            rules=OFFER_RULES,
        ).when(has_boxes)
    ) >> (
        supply(
            "agree", "答复改约 | Answer to the other window", form=Agreement, within=limit("agree"), lapses=UNANSWERED
        )
        >> auto("answer", "改约结果 | What came of it", compute=answer, ways=AGREED)
    ).when(is_moved)


def _inspected(limit: Callable[[str], Within]) -> Flow:
    """The boxes come to the site, officers record what they saw, and the charges follow from it."""
    return (
        until(
            "move",
            "移箱到查验场 | Moved to the site",
            event="moved-to-inspection",
            of="container",
            fresh=True,
            by="port",
            within=limit("move"),
            lapses=MISSED,
        )
        >> review(
            "inspect",
            "查验并记录 | Inspected and recorded",
            by="customs",
            desk="inspection",
            within=limit("inspect"),
            ways=INSPECTED,
            form=Record,
            rules=RECORD_RULES,
        )
        >> auto("result", "查验结果与费用 | Result and charges", compute=result, ways=RESULTS, form=Times)
    )
