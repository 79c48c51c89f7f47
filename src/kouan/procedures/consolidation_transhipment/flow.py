"""Plan, unpacking, packing, a draw, departure; boxes that came go to the area, boxes packed may be loaded."""

from collections.abc import Callable
from datetime import datetime

from kouan.blueprint import REFUSE, Computed, Emit, Facts, Flow, Text, Way, Within, auto, review, supply
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.event import ObjectRef
from kouan.procedures._cargo.holds import CUSTOMS, held_again, lifted
from kouan.procedures.consolidation_transhipment.cargo import DEPART, DEVAN, INBOUND, OUTBOUND, STUFF, TRANSIT

AGREES, DIFFERS, DRAWN, SPARED = "agrees", "differs", "drawn", "spared"


def came_in(_: Facts, thing: ObjectRef) -> bool:
    """Whether the filing names it as what came in."""
    return thing.qualifier == INBOUND


def goes_out(_: Facts, thing: ObjectRef) -> bool:
    """Whether the filing names it as what goes out."""
    return thing.qualifier == OUTBOUND


def was_let_go(facts: Facts, thing: ObjectRef) -> bool:
    """Whether the case had let it go: boxes that came with the transfer, what leaves with the release."""
    return facts.outcome("transfer" if thing.qualifier == INBOUND else "release") == "done"


TAKEN_BACK = (
    *held_again("container", only=was_let_go),
    *held_again("bill", only=lambda facts, thing: goes_out(facts, thing) and was_let_go(facts, thing)),
)


def _out(kind: str) -> tuple[Emit, ...]:
    return tuple(Emit(kind, of=each, data=CUSTOMS, only=goes_out) for each in ("bill", "container"))


MOVED = (
    Way(
        "done",
        Text("准予调入集拼作业区", "May move to the area"),
        emits=lifted("container", only=came_in),
    ),
)
TALLIED = (Way(AGREES, Text("件数相符", "The count agrees")), Way(DIFFERS, Text("溢短", "Over or short")))
SELECTED = (Way(DRAWN, Text("抽中查验", "To be inspected")), Way(SPARED, Text("未抽中", "Not drawn")))
INSPECTED = (Way("clean", Text("查验无异常", "Nothing found"), emits=_out("inspection-cleared")), REFUSE)
RELEASED = (
    Way("done", Text("放行，可以装船", "Released, may be loaded"), emits=lifted("bill", "container", only=goes_out)),
)
CLOSED = (
    Way("closed", Text("逐票平衡，准予核销", "Every lot balances, closed")),
    Way("referred", Text("不平衡或超期，移交处理", "Out of balance or overdue, referred"), ends=True),
)


def tally(facts: Facts) -> Computed:
    """Which lots were counted over or short, and by how many packages."""
    odd = {str(lot.number): lot.counted - lot.packages for lot in facts.filing.lots if lot.counted != lot.packages}
    return Computed(DIFFERS if odd else AGREES, "", {"differences": odd})


def select(facts: Facts) -> Computed:
    """A random draw at the published rate; draw and rate are kept."""
    rate, drawn = facts.circumstances.terms.number("inspection-rate"), facts.draw("inspection")
    return Computed(DRAWN if drawn < rate else SPARED, "", {"rate": str(rate), "draw": f"{drawn:.6f}"})


def is_dangerous(facts: Facts) -> bool:
    """有危险货物 | Dangerous goods among the lots"""
    return any(lot.un_number for lot in facts.filing.lots)


def differs(facts: Facts) -> bool:
    """拆箱件数有溢短 | The count is over or short"""
    return facts.outcome("tally") == DIFFERS


def is_drawn(facts: Facts) -> bool:
    """抽中查验 | Drawn for inspection"""
    return facts.outcome("select") == DRAWN


def entered_at(facts: Facts) -> datetime | None:
    """From when the three months count: the first entry among the transhipment cargo."""
    days = [lot.entered_on for lot in facts.filing.lots if lot.kind == TRANSIT and lot.entered_on]
    return datetime.combine(min(days), datetime.min.time(), SHANGHAI) if days else None


def flow(limit: Callable[[str], Within]) -> Flow:
    """Reviewed side by side; unpacked, packed, drawn or not, released, gone, closed."""
    return (
        _planned(limit)
        >> auto("transfer", "调入集拼作业区 | Moved to the area", ways=MOVED)
        >> supply(DEVAN, "拆箱理货报告 | Unpacked and counted", completes=True, within=limit("devan"))
        >> auto("tally", "件数核对 | Count compared", compute=tally, ways=TALLIED)
        >> review(
            "discrepancy",
            "溢短处置 | Overs and shorts",
            by="customs",
            desk="vessels",
            within=limit("discrepancy"),
            ways=(Way("explained", Text("原因清楚，按实收办理", "Explained, as counted")), REFUSE),
        ).when(differs)
        >> supply(STUFF, "装箱申报 | Packing declared", completes=True, within=limit("stay"), since=entered_at)
        >> auto("select", "查验抽取 | Draw", compute=select, ways=SELECTED)
        >> review(
            "inspection",
            "拼箱查验 | Inspected when packed",
            by="customs",
            desk="inspection",
            within=limit("inspection"),
            ways=INSPECTED,
            opens=_out("inspection-ordered"),
        ).when(is_drawn)
        >> auto("release", "出境放行 | Released to leave", ways=RELEASED)
        >> supply(DEPART, "离境报告 | Departure reported", completes=True, within=limit("stay"), since=entered_at)
        >> review("close", "核销 | Closed", by="customs", desk="bonded", within=limit("close"), ways=CLOSED)
    )


def _planned(limit: Callable[[str], Within]) -> Flow:
    """Customs reads the plan; port and maritime look at dangerous goods at the same time."""
    return (
        review(
            "plan",
            "集拼方案审核 | Plan reviewed",
            by="customs",
            desk="bonded",
            within=limit("plan"),
            reply=limit("correct"),
        )
        & review(
            "storage",
            "港口危险货物作业审核 | Dangerous work reviewed",
            by="port",
            desk="dangerous",
            within=limit("storage"),
        ).when(is_dangerous)
        & review(
            "maritime",
            "危险货物装箱与适载审核 | Packing of dangerous goods reviewed",
            by="msa",
            desk="dangerous",
            within=limit("maritime"),
        ).when(is_dangerous)
    )
