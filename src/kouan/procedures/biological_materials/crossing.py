"""The crossing on an approval: papers in hours, a check under fit conditions where need be, and what follows."""

from collections.abc import Callable

from kouan.blueprint import REFUSE, Computed, Emit, Facts, Flow, Text, Way, Within, auto, review, supply
from kouan.kernel.event import ObjectRef
from kouan.procedures._cargo.holds import CUSTOMS, held_again, lifted
from kouan.procedures.biological_materials.approval import is_risky
from kouan.procedures.biological_materials.form import IN, USE, Receipt
from kouan.procedures.biological_materials.rules import RECEIPT_RULES

FAST, CHECKED = "fast", "checked"
LANES = (
    Way(FAST, Text("快速通道，审单即放", "Fast lane, released on the papers")),
    Way(CHECKED, Text("即到即检", "Checked on arrival")),
)
RELEASED = (
    Way(
        "done",
        Text("放行并核销审批单数量", "Released, and taken off the approval"),
        emits=(
            *lifted("bill"),
            Emit("approval-used", of="declaration", tells=lambda facts, _: {"approval": facts.filing.permit}),
        ),
    ),
)
CLEARED = (
    Way("clean", Text("查验相符", "As declared"), emits=(Emit("inspection-cleared", of="bill", data=CUSTOMS),)),
    REFUSE,
)
FOLLOWED = (
    Way("settled", Text("储存使用与申报一致", "Kept and used as declared")),
    Way("irregular", Text("与申报不一致，责令整改", "Not as declared, to be put right"), adverse=True),
)


def is_released(facts: Facts, _: ObjectRef) -> bool:
    """Whether the materials had been let go."""
    return facts.outcome("release") == "done"


TAKEN_BACK = (
    *held_again("bill", only=is_released),
    Emit(
        "approval-restored",
        of="declaration",
        only=is_released,
        tells=lambda facts, _: {"approval": facts.filing.permit},
    ),
)


def choose_lane(facts: Facts) -> Computed:
    """Grades A and B are checked; of the others a share drawn at random. Draw and rate are kept."""
    if is_risky(facts.filing):
        return Computed(CHECKED, "")
    rate, drawn = facts.circumstances.terms.number("check-rate"), facts.draw("check")
    return Computed(CHECKED if drawn < rate else FAST, "", {"rate": str(rate), "draw": f"{drawn:.6f}"})


def uses(facts: Facts) -> bool:
    """凭审批单进出境 | An approval is used"""
    return bool(facts.filing.path == USE)


def is_checked(facts: Facts) -> bool:
    """须查验 | To be checked"""
    return facts.outcome("lane") == CHECKED


def is_supervised(facts: Facts) -> bool:
    """A、B 级入境，须后续监管 | Grade A or B entering, supervision follows"""
    return facts.filing.direction == IN and is_risky(facts.filing)


def crossing(limit: Callable[[str], Within]) -> Flow:
    """Papers, a check on arrival, release; what entered at a high grade is supervised within thirty days."""
    return (
        auto("lane", "通道 | Lane", compute=choose_lane, ways=LANES)
        >> review(
            "papers",
            "单证与审批单核对 | Papers and approval compared",
            by="customs",
            desk="documents",
            within=limit("papers"),
            reply=limit("correct"),
        )
        >> review(
            "inspection",
            "即到即检（适温、不开内包装） | Checked on arrival, at its temperature and unopened",
            by="customs",
            desk="inspection",
            within=limit("inspection"),
            ways=CLEARED,
            opens=(Emit("inspection-ordered", of="bill", data=CUSTOMS),),
        ).when(is_checked)
        >> auto("release", "放行核销 | Released", ways=RELEASED)
        >> (
            supply(
                "receive",
                "后续监管申报 | Reported for supervision",
                form=Receipt,
                rules=RECEIPT_RULES,
                within=limit("receive"),
            )
            >> review(
                "supervise",
                "后续监管 | Supervised",
                by="customs",
                desk="quarantine",
                within=limit("supervise"),
                ways=FOLLOWED,
            )
        ).when(is_supervised)
    )
