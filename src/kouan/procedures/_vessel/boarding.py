"""Joint boarding: the wishes of all agencies become one plan (联合登临)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kouan.blueprint import Computed, Facts, Flow, Step, Text, Way, Within, auto, review
from kouan.procedures._vessel.officers import RECORD_RULES, WISH_RULES, Record, Wish

REVIEWS = ("maritime", "customs", "border", "port")
NONE, JOINT, CONVENE = "none", "joint", "convene"


@dataclass(frozen=True, slots=True)
class Plan:
    """One boarding for all: ``window`` is None where the wishes leave no time in common."""

    agencies: tuple[str, ...]
    scope: tuple[str, ...]
    window: tuple[datetime, datetime] | None


def merged(wishes: Mapping[str, Wish]) -> Plan:
    """The wishes of the agencies that must board, as one plan; its window lies in every one of theirs."""
    boarding = {agency: wish for agency, wish in wishes.items() if wish.boards}
    earliest = max((wish.earliest for wish in boarding.values() if wish.earliest), default=None)
    latest = min((wish.latest for wish in boarding.values() if wish.latest), default=None)
    window = (earliest, latest) if earliest and latest and earliest < latest else None
    scope = dict.fromkeys(subject for wish in boarding.values() for subject in wish.scope)
    return Plan(tuple(boarding), tuple(scope), window)


PLANNED = (
    Way(NONE, Text("不登临", "No boarding")),
    Way(JOINT, Text("一次联合登临", "One joint boarding")),
    Way(CONVENE, Text("时段不一，由海事召集商定一次登临", "No common time: maritime convenes one boarding")),
)


def plan(facts: Facts) -> Computed:
    """Merge the wishes into none or one boarding."""
    said = {facts.outcomes[step].party: facts.outcomes[step].data for step in REVIEWS if step in facts.outcomes}
    made = merged({agency: Wish.model_validate(data) for agency, data in said.items()})
    data: dict[str, Any] = {"agencies": list(made.agencies), "scope": list(made.scope)}
    if not made.agencies:
        return Computed(NONE, "")
    if made.window is None:
        return Computed(CONVENE, "", data)
    return Computed(JOINT, "", data | {"from": made.window[0].isoformat(), "until": made.window[1].isoformat()})


def is_boarded(facts: Facts) -> bool:
    """有机关需要登临 | An agency must board"""
    return facts.outcome("plan-boarding") != NONE


def reviewed(name: str, title: str, by: str, desk: str, limit: Callable[[str], Within]) -> Step:
    """The review of one agency, which says whether it must board."""
    return review(name, title, by=by, desk=desk, within=limit("review"), form=Wish, rules=WISH_RULES)


def boarding_plan() -> Step:
    """The wishes become one plan."""
    return auto("plan-boarding", "登临计划 | Boarding plan", compute=plan, ways=PLANNED)


def joint_boarding(limit: Callable[[str], Within], ways: tuple[Way, ...]) -> Flow:
    """The one boarding, where anybody must board; it ends in one of ``ways`` with one record."""
    return review(
        "board",
        "联合登临 | Joint boarding",
        by="msa",
        desk="vessels",
        within=limit("board"),
        ways=ways,
        form=Record,
        rules=RECORD_RULES,
    ).when(is_boarded)
