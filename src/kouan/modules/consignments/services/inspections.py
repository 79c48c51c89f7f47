"""The terminal's answer to an inspection notice (调箱): when it will move the box. The moves themselves: moves.py."""

from kouan.kernel.text import Text
from kouan.modules.consignments import entitlement
from kouan.modules.consignments.forms import PlanInspection
from kouan.modules.consignments.models import Box
from kouan.modules.consignments.recording import note
from kouan.modules.consignments.refusals import require
from kouan.modules.consignments.services.locking import locked_box
from kouan.modules.consignments.services.moves import still_here, told_of
from kouan.modules.consignments.verbs import Told, verb


@verb("plan-inspection", "计划调箱 | Plan a move to inspection", PlanInspection, {"terminal"})
def plan_inspection(told: Told[PlanInspection]) -> Box:
    """The terminal says when it will bring the box. Raises Refused where no inspection waits for it."""
    box = locked_box(told, told.form.container, told.form.visit)
    entitlement.at_quay(told, box.terminal)
    still_here(box, told)
    require(
        box.notices.filter(moved_at=None, cleared_at=None).exists(),
        "no-notice",
        "/container",
        Text("箱 {box} 没有待办的查验指令。", "No inspection notice waits for box {box}.").fill(box=box.container),
    )
    note(told.cause, box, "inspection-planned", told_of(told.form))
    return box
