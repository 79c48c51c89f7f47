"""The way of an import declaration, from acceptance to clearance."""

from collections.abc import Callable
from datetime import datetime

from kouan.blueprint import (
    DONE,
    REFUSE,
    Computed,
    Emit,
    Facts,
    Flow,
    Text,
    Way,
    auto,
    review,
    supply,
    until,
)
from kouan.blueprint.flow import Within
from kouan.kernel.clock import SHANGHAI
from kouan.procedures._declaration.kinds import SEA
from kouan.procedures._declaration.words import ADVANCE, COMPLETE, ORDINARY, TWO_STEP
from kouan.procedures.import_declaration import selection
from kouan.procedures.import_declaration.assessment import levy

CUSTOMS = {"authority": "customs"}
ON_BOTH = ("bill", "container")


def _declared(mode: str, zh: str, en: str) -> Way:
    emit = Emit("declared", of="bill", data={"mode": mode, "direction": "import"})
    return Way(mode, Text(zh, en), emits=(emit,))


def _accept(facts: Facts) -> Computed:
    return Computed(facts.filing.clearance, "")


ACCEPTED = (
    _declared(ORDINARY, "普通申报", "Ordinary declaration"),
    _declared(ADVANCE, "提前申报", "Advance declaration"),
    _declared(TWO_STEP, "两步申报概要", "Two-step summary"),
)
SELECTED = (
    Way(selection.CLEAN, Text("放行通道", "Let through")),
    Way(selection.REVIEW, Text("单证审核", "Documents to be read")),
    Way(selection.INSPECT, Text("布控查验", "To be inspected")),
)
FINDINGS = "findings"
INSPECTED = (
    Way(
        "clean",
        Text("查验无异常", "Nothing found"),
        emits=tuple(Emit("inspection-cleared", of=o, data=CUSTOMS) for o in ON_BOTH),
    ),
    Way(FINDINGS, Text("查验有异常", "Differences found")),
    REFUSE,
)
SETTLED = (
    Way(
        "approve",
        Text("处置完毕，予以放行", "Settled, release"),
        emits=tuple(Emit("inspection-cleared", of=o, data=CUSTOMS) for o in ON_BOTH),
    ),
    REFUSE,
)
RELEASED = (Way("done", DONE.title, emits=tuple(Emit("hold-lifted", of=o, data=CUSTOMS) for o in ON_BOTH)),)


def is_read(facts: Facts) -> bool:
    """被选中审单或查验 | Selected for review or inspection"""
    return facts.outcome("select") != selection.CLEAN


def is_inspected(facts: Facts) -> bool:
    """被选中查验 | Selected for inspection"""
    return facts.outcome("select") == selection.INSPECT


def under_quarantine(facts: Facts) -> bool:
    """涉检且被选中 | Under quarantine, and selected"""
    return is_read(facts) and selection.under_quarantine(facts.filing, facts.circumstances)


def is_dangerous(facts: Facts) -> bool:
    """有危险货物 | Dangerous goods are declared"""
    return any(line.un_number for line in facts.filing.lines)


def is_dangerous_by_sea(facts: Facts) -> bool:
    """水运危险货物 | Dangerous goods by sea"""
    return facts.filing.transport_mode == SEA and is_dangerous(facts)


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


def has_findings(facts: Facts) -> bool:
    """查验有异常 | The inspection found differences"""
    return facts.outcome("inspection") == FINDINGS


def in_one_step(facts: Facts) -> bool:
    """一次申报 | Declared in one step"""
    return not in_two_steps(facts)


def in_two_steps(facts: Facts) -> bool:
    """两步申报 | Declared in two steps"""
    return bool(facts.filing.clearance == TWO_STEP)


def flow(limit: Callable[[str], Within]) -> Flow:
    """Accepted, selected, read side by side; duty settled while goods come in and are opened; released, completed."""
    documents = review(
        "documents", "单证审核 | Document review", by="customs", desk="documents", within=limit("documents")
    )
    quarantine = review(
        "quarantine", "检验检疫审核 | Quarantine review", by="customs", desk="quarantine", within=limit("quarantine")
    )
    maritime = review(
        "maritime", "海事危险货物审核 | Maritime review", by="msa", desk="dangerous", within=limit("maritime")
    )
    storage = review(
        "storage",
        "港口危险货物作业审核 | Port dangerous goods review",
        by="port",
        desk="dangerous",
        within=limit("storage"),
    )
    return (
        auto("accept", "接受申报 | Acceptance", compute=_accept, ways=ACCEPTED)
        >> auto("select", "风险布控 | Selection", compute=selection.select, ways=SELECTED)
        >> (
            documents.when(is_read)
            & quarantine.when(under_quarantine)
            & maritime.when(is_dangerous_by_sea)
            & storage.when(is_dangerous)
        )
        >> (_opened(limit) & levy(limit).when(in_one_step))
        >> auto("release", "放行提离 | Release", ways=RELEASED)
        >> (_completed(limit) >> levy(limit, "final-")).when(in_two_steps)
        >> auto("clear", "结关 | Clearance")
    )


def _opened(limit: Callable[[str], Within]) -> Flow:
    """Arrival, then inspection, which takes place only on goods that have arrived."""
    ordered = tuple(Emit("inspection-ordered", of=kind, data=CUSTOMS) for kind in ON_BOTH)
    return (
        until("arrival", "等待货物运抵 | Arrival awaited", event="arrived", of="bill", by="port").when(is_on_its_way)
        >> review(
            "inspection",
            "查验 | Inspection",
            by="customs",
            desk="inspection",
            within=limit("inspection"),
            ways=INSPECTED,
            opens=ordered,
        ).when(is_inspected)
        >> review(
            "discrepancy",
            "查验异常处置 | Settling the findings",
            by="customs",
            desk="release",
            within=limit("discrepancy"),
            ways=SETTLED,
        ).when(has_findings)
    )


def _completed(limit: Callable[[str], Within]) -> Flow:
    """The second step; its fourteen days count from the conveyance's entry, not from the release."""
    return supply(COMPLETE, "完整申报 | Completion", completes=True, within=limit("complete"), since=entered_at)
