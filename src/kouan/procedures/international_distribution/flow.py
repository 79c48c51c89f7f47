"""In, tallied, split, released, out: a batch from abroad goes the whole way, stock joins where it is split."""

from collections.abc import Callable
from datetime import datetime

from kouan.blueprint import DONE, REFUSE, Computed, Emit, Facts, Flow, Text, Way, Within, auto, review, supply
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.event import ObjectRef
from kouan.procedures._cargo.holds import held_again, lifted
from kouan.procedures.international_distribution.form import ARRIVAL, Filing
from kouan.procedures.international_distribution.goods import (
    BONDED,
    COLLECT,
    DESTROYED,
    DISTRIBUTE,
    HOME,
    KEPT,
    LEAVE,
    TALLY,
    Differences,
    Totals,
)

DIFFERS = "differs"
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
QUARANTINED = (
    Way("clean", Text("检疫合格，准予入区", "Clean, may enter")),
    Way("treated", Text("经检疫处理后准予入区", "May enter after treatment")),
    REFUSE,
)
COMPARED = (
    Way("agrees", Text("实收与舱单相符", "As on the manifest")),
    Way(DIFFERS, Text("实收与舱单不符", "Not as on the manifest")),
)
SETTLED = (Way("settled", Text("平衡", "It adds up")),)
RECOUNTED = (
    Way("accepted", Text("核实，按实收入账", "Verified, entered as received")),
    Way("referred", Text("短溢装原因不明，移交处理", "Unexplained, referred"), ends=True),
)
VERIFIED = (
    Way("closed", Text("数量平衡，准予核销", "It adds up, written off")),
    Way("referred", Text("核查不符，移交处理", "It does not, referred"), ends=True),
)


def was_admitted(facts: Facts, _: ObjectRef) -> bool:
    """Whether the port had been told that they may leave for the zone."""
    return facts.outcome("admit") == "done"


TAKEN_BACK = held_again("bill", "container", only=was_admitted)


def arrives(facts: Facts) -> bool:
    """进境整批货物 | A batch from abroad"""
    return bool(facts.filing.source == ARRIVAL)


def is_quarantined(facts: Facts) -> bool:
    """进境货物须检疫 | Goods from abroad under quarantine"""
    return arrives(facts) and any(line.quarantined for line in facts.filing.lines)


def differs(facts: Facts) -> bool:
    """实收与舱单不符 | Not as on the manifest"""
    return facts.outcome("compare") == DIFFERS


def goes_inland(facts: Facts) -> bool:
    """有出区进口的批次 | Lots are imported"""
    return any(lot.channel == HOME for lot in facts.filing.lots)


def is_inspected(facts: Facts) -> bool:
    """出区进口的货物须检验 | Imported goods are inspected"""
    inspected = {line.number for line in facts.filing.lines if line.inspected and line.status == BONDED}
    return any(lot.channel == HOME and lot.line in inspected for lot in facts.filing.lots)


def is_declared_together(facts: Facts) -> bool:
    """有集中申报的批次 | Lots are declared together"""
    return any(lot.together for lot in facts.filing.lots)


def entered_at(facts: Facts) -> datetime | None:
    """The day the conveyance declared entry, from which the time to tally counts."""
    day = facts.filing.entered_on
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) if day else None


def compare(facts: Facts) -> Computed:
    """Which lines were received otherwise than the manifest said."""
    lines = [line.number for line in facts.filing.lines if line.counted != line.quantity]
    return Computed(DIFFERS, "", {"differing": lines}) if lines else Computed("agrees", "")


def settle(facts: Facts) -> Computed:
    """How many lots left, stay in stock and were destroyed; the quantities agree, or the lots would be refused."""
    filing: Filing = facts.filing
    kept = sum(lot.channel == KEPT for lot in filing.lots)
    destroyed = sum(lot.channel == DESTROYED for lot in filing.lots)
    return Computed("settled", "", {"lots": len(filing.lots), "kept": kept, "destroyed": destroyed})


def flow(limit: Callable[[str], Within]) -> Flow:
    """Account and quarantine side by side; in and tallied; split; released side by side; out, settled, written off."""
    return (
        (
            review(
                "account",
                "账册与入区审核 | Account and entry",
                by="customs",
                desk="bonded",
                within=limit("account"),
                reply=limit("correct"),
            )
            & review(
                "quarantine",
                "一线检疫 | Quarantine at the first line",
                by="customs",
                desk="quarantine",
                within=limit("quarantine"),
                ways=QUARANTINED,
            ).when(is_quarantined)
        )
        >> _inward(limit).when(arrives)
        >> _released(limit)
        >> supply(LEAVE, "出区回报 | Lots leave", within=limit("leave"), completes=True)
        >> auto("settle", "数量平衡核算 | Added up", compute=settle, ways=SETTLED, form=Totals)
        >> supply(
            COLLECT,
            "集中申报（次月底前，不跨年度） | Declared together, by the end of the next month within the year",
            completes=True,
        ).when(is_declared_together)
        >> review(
            "verify", "核注核销 | Written off", by="customs", desk="bonded", within=limit("verify"), ways=VERIFIED
        )
    )


def _inward(limit: Callable[[str], Within]) -> Flow:
    """Let in, counted, compared, split."""
    return (
        auto("admit", "准予提离入区 | May leave the port for the zone", ways=ADMITTED)
        >> supply(TALLY, "理货申报 | Tally", within=limit("tally"), completes=True, since=entered_at)
        >> auto(
            "compare", "实收与舱单比对 | Compared with the manifest", compute=compare, ways=COMPARED, form=Differences
        )
        >> review(
            "recount",
            "短溢装核实 | Difference verified",
            by="customs",
            desk="inspection",
            within=limit("recount"),
            ways=RECOUNTED,
        ).when(differs)
        >> supply(DISTRIBUTE, "分拨申报 | Lots", within=limit("distribute"), completes=True)
    )


def _released(limit: Callable[[str], Within]) -> Flow:
    """Every lot is looked at by the bonded desk; what goes inland also by duty, and by inspection where it must."""
    return (
        review("release", "分拨审核 | Lots reviewed", by="customs", desk="bonded", within=limit("release"))
        & review(
            "duty", "出区进口税费 | Duty on what goes inland", by="customs", desk="duty", within=limit("duty")
        ).when(goes_inland)
        & review(
            "inspection",
            "出区检验 | Inspection of what goes inland",
            by="customs",
            desk="inspection",
            within=limit("inspection"),
        ).when(is_inspected)
    )
