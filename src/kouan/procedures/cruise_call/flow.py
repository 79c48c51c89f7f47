"""The way of a cruise call: admitted side by side, landed at the berth, counted back, cleared side by side, gone."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Annotated, Any, ClassVar

from kouan.blueprint import (
    REFUSE,
    Between,
    Circumstances,
    Clause,
    Computed,
    Emit,
    Facts,
    Finding,
    Flow,
    Form,
    Hint,
    Positive,
    Rule,
    Text,
    Way,
    Within,
    Zoned,
    auto,
    review,
    rule,
    supply,
    until,
)
from kouan.procedures._vessel.boarding import boarding_plan, joint_boarding, reviewed
from kouan.procedures._vessel.confirmation import confirmation
from kouan.procedures._vessel.exit_permit import DECIDED, HELD, PERMITTED, held, is_reconsidered, issue
from kouan.procedures.cruise_call.form import LEAVING, RADIO, Filing, Sailed
from kouan.procedures.cruise_call.rules_leaving import SAILED_RULES, staying_on
from kouan.procedures.cruise_call.travellers import LANDS, STAYS, TOURS

BOARDED = (
    Way("clear", Text("未见异常", "Nothing found")),
    Way("rectify", Text("责令纠正，准予进口岸", "To be put right, may enter"), adverse=True),
    REFUSE,
)
ADMITTED = (Way("done", Text("准予进口岸", "May enter")),)


class Landing(Form):
    """How passengers landed, as border inspection counted them."""

    clause: ClassVar[str] = "exit-entry-law#first-port"

    began: Annotated[datetime, Text("开始时间", "Began"), Zoned()]
    ended: Annotated[datetime, Text("结束时间", "Ended"), Zoned()]
    landed: Annotated[int, Text("离船入境人数", "Landed for good"), Between(0, 9000)]
    toured: Annotated[int, Text("上岸观光人数", "Went ashore to come back"), Between(0, 9000)]
    stopped: Annotated[
        list[Annotated[int, Positive()]],
        Text("不准入境的旅客序号", "Passengers not let in, by number"),
        Hint(Text("旅客名单序号，从 1 起。", "Their place on the list, from 1.")),
        Clause("border-inspection-regulation#refuse"),
    ] = []


@rule("landing-times", basis="exit-entry-law#first-port")
def landing_is_over(landing: Landing, on: Circumstances) -> Iterator[Finding]:
    """结束时间应晚于开始时间，且不晚于现在。 | It ended after it began and not later than now."""
    if not landing.began < landing.ended <= on.moment:
        yield "ended"


@rule("landing-above", basis="border-inspection-regulation#lists")
def no_more_land_than_listed(landing: Landing, on: Circumstances) -> Iterator[Finding]:
    """名单上是 {listed} 人，不能更多。 | The list has {listed}; there cannot be more."""
    listed = on.before.passengers if isinstance(on.before, Filing) else []
    for name, move in (("landed", LANDS), ("toured", TOURS)):
        most = sum(passenger.move == move for passenger in listed)
        if getattr(landing, name) > most:
            yield name, {"listed": most}


@rule("stopped-unknown", basis="border-inspection-regulation#lists")
def who_is_stopped_is_listed(landing: Landing, on: Circumstances) -> Iterator[Finding]:
    """旅客名单没有第 {number} 号。 | There is no number {number} on the passenger list."""
    for at, number in enumerate(landing.stopped):
        if isinstance(on.before, Filing) and number > len(on.before.passengers):
            yield ("stopped", at), {"number": number}


LANDING_RECORD_RULES: tuple[Rule, ...] = (landing_is_over, no_more_land_than_listed, who_is_stopped_is_listed)


def is_looked_at(facts: Facts) -> bool:
    """不能电讯检疫 | Radio quarantine will not do"""
    return bool(facts.filing.health.mode != RADIO)


def somebody_lands(facts: Facts) -> bool:
    """有旅客下船 | Somebody leaves the ship"""
    return any(passenger.move != STAYS for passenger in facts.filing.passengers)


def _counted(facts: Facts, _: Any) -> dict[str, Any]:
    """What the terminal hears of those who landed."""
    return {name: facts.outcomes["landing"].data[name] for name in ("landed", "toured")}


LANDED = (
    Way(
        "done",
        Text("入境检查完毕", "All have passed"),
        emits=(Emit("passengers-landed", of="vessel-call", tells=_counted),),
    ),
)


def clear(facts: Facts) -> Computed:
    """The exit permit, and how many leave with the ship."""
    permit = issue(facts)
    filing: Filing = facts.filing
    people = {"crew": filing.crew_count, "passengers": staying_on(filing), "left_behind": len(filing.missing)}
    return Computed(permit.code, "", dict(permit.data) | people)


def compare(facts: Facts) -> Computed:
    """Whether she sailed while the permit held."""
    said = facts.outcomes["sail"].data.get("sailed_at")
    return held(facts, "exit-permit", datetime.fromisoformat(said) if said else None)


def flow(limit: Callable[[str], Within]) -> Flow:
    """Entry, landing, leaving and exit in one case."""
    return _entry(limit) >> _stay(limit) >> _exit(limit)


def _entry(limit: Callable[[str], Within]) -> Flow:
    """Maritime, customs, border and port side by side, and the ship's second word; one boarding for all who must."""
    return (
        (
            reviewed("maritime", "海事审核 | Maritime review", "msa", "vessels", limit)
            & reviewed("customs", "海关审核 | Customs review", "customs", "vessels", limit)
            & reviewed("border", "边检审核 | Border inspection review", "border", "crews", limit)
            & reviewed("port", "港口审核 | Port review", "port", "berths", limit)
            & confirmation()
        )
        >> boarding_plan()
        >> review(
            "quarantine",
            "邮轮检疫 | Quarantine of the ship",
            by="customs",
            desk="quarantine",
            within=limit("quarantine"),
        ).when(is_looked_at)
        >> joint_boarding(limit, BOARDED)
        >> auto("permit", "准予进口岸 | Leave to enter", ways=ADMITTED)
    )


def _stay(limit: Callable[[str], Within]) -> Flow:
    """Passengers pass border inspection once the ship is alongside; before she leaves they are counted back."""
    return (
        until("berthed", "等待靠泊 | Alongside", event="berthed", of="vessel-call", by="port")
        >> review(
            "landing",
            "旅客入境检查 | Passengers pass border inspection",
            by="border",
            desk="crews",
            within=limit("landing"),
            ways=LANDED,
            form=Landing,
            rules=LANDING_RECORD_RULES,
        ).when(somebody_lands)
        >> supply(LEAVING, "离港申报 | Leaving is told", completes=True)
    )


def _exit(limit: Callable[[str], Within]) -> Flow:
    """Maritime, customs and border side by side; the permit, and whether it was used in time."""
    cleared = partial(review, within=limit("exit-review"))
    return (
        (
            cleared("exit-maritime", "出口岸海事审核 | Exit, maritime", by="msa", desk="vessels")
            & cleared("exit-customs", "出口岸海关审核 | Exit, customs", by="customs", desk="vessels")
            & cleared("exit-border", "旅客归船和出境检查 | Exit, border inspection", by="border", desk="crews")
        )
        >> auto("exit-permit", "准予出口岸 | Leave to go", compute=clear, ways=PERMITTED)
        >> supply("sail", "离港报告 | Report of leaving", form=Sailed, rules=SAILED_RULES, within=limit("sail"))
        >> auto("validity", "核对许可有效期 | Permit checked", compute=compare, ways=HELD)
        >> review(
            "reconsider",
            "海事商各机关决定是否重新办理 | Maritime and the others decide whether to start again",
            by="msa",
            desk="vessels",
            within=limit("reconsider"),
            ways=DECIDED,
        ).when(is_reconsidered)
    )
