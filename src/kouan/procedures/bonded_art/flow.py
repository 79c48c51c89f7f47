"""Who looks at a movement, side by side; the gate, work by work; duty on a sale; the way back from a show."""

from collections.abc import Callable
from decimal import Decimal

from kouan.blueprint import (
    APPROVE,
    DONE,
    Emit,
    Facts,
    Flow,
    Text,
    Way,
    Within,
    auto,
    review,
    supply,
)
from kouan.kernel.event import ObjectRef
from kouan.procedures._cargo.holds import held_again, lifted
from kouan.procedures._zone.duty import levy
from kouan.procedures._zone.leaving import EXIT_RULES, Exit
from kouan.procedures.bonded_art.form import ENTER, EXIT, SALE, SHOW_INSIDE, SHOW_OUTSIDE, SHOWS
from kouan.procedures.bonded_art.works import BACK

LEAVE = "leave"
ADMITTED = (
    Way(
        "done",
        DONE.title,
        emits=(
            Emit("declared", of="bill", data={"mode": "bonded-entry", "direction": "import"}),
            *lifted("bill", "container"),
        ),
    ),
)
MATCHED = (
    Way("matched", Text("逐件相符", "Every work as listed")),
    Way("differs", Text("不符，移交处理", "Not as listed, referred"), ends=True),
)
REGISTERED = (
    APPROVE,
    Way("cleared", Text("不属文物，不需登记", "No relics, nothing to register")),
    Way("refuse", Text("禁止出境", "May not leave"), ends=True),
)


def was_admitted(facts: Facts, _: ObjectRef) -> bool:
    """Whether the port had been told that they may leave for the zone."""
    return facts.outcome("admit") == "done"


TAKEN_BACK = held_again("bill", "container", only=was_admitted)


def enters(facts: Facts) -> bool:
    """境外入区 | Entry from abroad"""
    return bool(facts.filing.movement == ENTER)


def is_sold(facts: Facts) -> bool:
    """成交出区进口 | Sold and imported"""
    return bool(facts.filing.movement == SALE)


def leaves(facts: Facts) -> bool:
    """复运出境 | Leaves the country again"""
    return bool(facts.filing.movement == EXIT)


def is_shown_outside(facts: Facts) -> bool:
    """出区展示 | Shown outside the zone"""
    return bool(facts.filing.movement == SHOW_OUTSIDE)


def passes_the_gate(facts: Facts) -> bool:
    """作品进出区 | Works pass the gate of the zone"""
    return bool(facts.filing.movement != SHOW_INSIDE)


def has_relics(facts: Facts) -> bool:
    """文物进出境 | Relics cross the border"""
    return facts.filing.movement in (ENTER, EXIT) and any(work.relic for work in facts.filing.works)


def crosses_unpermitted(facts: Facts) -> bool:
    """进出口尚无文化部门批准文件 | Crosses without a permit of the department of culture yet"""
    return facts.filing.permit is None and facts.filing.movement not in SHOWS


def is_shown_unpermitted(facts: Facts) -> bool:
    """展示尚无文化部门批准文件 | Shown without a permit of the department of culture yet"""
    return facts.filing.permit is None and facts.filing.movement in SHOWS


def vat_rate(facts: Facts) -> Decimal:
    """The rate of VAT on the day of filing, per cent."""
    return facts.circumstances.terms.number("vat")


def flow(limit: Callable[[str], Within]) -> Flow:
    """Reviews side by side, the gate, duty on a sale, the way back from a show."""
    return (
        _reviews(limit)
        >> auto("admit", "准予提离入区 | May leave the port for the zone", ways=ADMITTED).when(enters)
        >> levy(limit, vat_rate).when(is_sold)
        >> review(
            "compare",
            "进出区逐件核对 | Compared at the gate, work by work",
            by="customs",
            desk="inspection",
            within=limit("compare"),
            ways=MATCHED,
        ).when(passes_the_gate)
        >> supply(LEAVE, "出境回报 | Exit reported", form=Exit, rules=EXIT_RULES, within=limit("leave")).when(leaves)
        >> (
            supply(BACK, "展后回区与结清 | Accounted for after the show", within=limit("stay"), completes=True)
            >> review(
                "recheck",
                "回区逐件核对 | Compared on return, work by work",
                by="customs",
                desk="inspection",
                within=limit("compare"),
                ways=MATCHED,
            )
        ).when(is_shown_outside)
    )


def _reviews(limit: Callable[[str], Within]) -> Flow:
    """Account, permit, relics and guarantee, each only where it is asked for, and none waits for another."""
    return (
        review(
            "account",
            "账册与单证审核 | Account and papers",
            by="customs",
            desk="bonded",
            within=limit("account"),
            reply=limit("correct"),
        )
        & review(
            "permit", "艺术品进出口审批 | Permit to import or export", by="culture", desk="art", within=limit("permit")
        ).when(crosses_unpermitted)
        & review("show", "涉外艺术品展览审批 | Permit to exhibit", by="culture", desk="art", within=limit("show")).when(
            is_shown_unpermitted
        )
        & review(
            "relics",
            "文物进出境审核登记 | Relics reviewed and registered",
            by="culture",
            desk="relics",
            within=limit("relics"),
            ways=REGISTERED,
        ).when(has_relics)
        & review(
            "guarantee", "担保审核 | Guarantee reviewed", by="customs", desk="duty", within=limit("guarantee")
        ).when(is_shown_outside)
    )
