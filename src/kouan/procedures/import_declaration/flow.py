"""The way of an import declaration, from acceptance to clearance."""

from collections.abc import Callable
from datetime import datetime

from kouan.blueprint import Facts, Flow, Text, auto, review, supply, until
from kouan.blueprint.flow import Within
from kouan.kernel.clock import SHANGHAI
from kouan.procedures._declaration.examination import SELECTED, accept, declared, is_read, opened, read
from kouan.procedures._declaration.licensing import WRITTEN_OFF, verified
from kouan.procedures._declaration.words import ADVANCE, COMPLETE, ORDINARY, TWO_STEP
from kouan.procedures.import_declaration import selection
from kouan.procedures.import_declaration.assessment import FINAL, levy, secured
from kouan.procedures.import_declaration.settlement import owed, reinstated

ACCEPTED = (
    declared(ORDINARY, Text("普通申报", "Ordinary declaration"), "import"),
    declared(ADVANCE, Text("提前申报", "Advance declaration"), "import"),
    declared(TWO_STEP, Text("两步申报概要", "Two-step summary"), "import"),
)


def under_quarantine(facts: Facts) -> bool:
    """涉检且被选中 | Under quarantine, and selected"""
    return is_read(facts) and selection.under_quarantine(facts.filing, facts.circumstances)


def is_on_its_way(facts: Facts) -> bool:
    """尚未运抵 | Not yet arrived"""
    filing, on = facts.filing, facts.circumstances
    if filing.bill_number is None or on.known("bill", filing.bill_number, "arrived_at"):
        return False
    expected = filing.import_date is None or filing.import_date >= on.day
    return filing.clearance == ADVANCE or (filing.clearance == TWO_STEP and expected)


def entered_at(facts: Facts) -> datetime | None:
    """When the conveyance entered: by its arrival on the log, else by the date of import that was declared."""
    arrival, day = facts.outcomes.get("arrival"), facts.filing.import_date
    if arrival:
        return arrival.at
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) if day else None


def in_one_step(facts: Facts) -> bool:
    """一次申报 | Declared in one step"""
    return not in_two_steps(facts)


def in_two_steps(facts: Facts) -> bool:
    """两步申报 | Declared in two steps"""
    return bool(facts.filing.clearance == TWO_STEP)


def flow(limit: Callable[[str], Within]) -> Flow:
    """Accepted, selected, read side by side; duty settled while goods come in and are opened; released, completed.

    What a guarantee bears is paid after the release, which binds.
    """
    quarantine = review(
        "quarantine", "检验检疫审核 | Quarantine review", by="customs", desk="quarantine", within=limit("quarantine")
    )
    arrival = until("arrival", "等待货物运抵 | Arrival awaited", event="arrived", of="bill", by="port")
    return (
        auto("accept", "接受申报 | Acceptance", compute=accept, ways=ACCEPTED)
        >> verified()
        >> secured()
        >> auto("select", "风险布控 | Selection", compute=selection.select, ways=SELECTED)
        >> read(limit, quarantine.when(under_quarantine))
        >> ((arrival.when(is_on_its_way) >> opened(limit)) & levy(limit).when(in_one_step))
        >> auto("release", "放行提离 | Release", ways=WRITTEN_OFF, binds=True)
        >> (_completed(limit) >> levy(limit, FINAL)).when(in_two_steps)
        >> owed(limit)
        >> auto("clear", "结关 | Clearance")
        >> reinstated(limit)
    )


def _completed(limit: Callable[[str], Within]) -> Flow:
    """The second step; its fourteen days count from the conveyance's entry, not from the release."""
    return supply(COMPLETE, "完整申报 | Completion", completes=True, within=limit("complete"), since=entered_at)
