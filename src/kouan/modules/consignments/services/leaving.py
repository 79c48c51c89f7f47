"""Leaving the terminal, by the gate or on a ship. A held box stays: the report is refused and an alarm raised."""

from typing import Any

from kouan.kernel.text import Text
from kouan.modules.consignments import entitlement
from kouan.modules.consignments.forms import AcknowledgeAlarm, CorrectMove, GateOut, Load
from kouan.modules.consignments.models import Alarm, Box
from kouan.modules.consignments.projection.boxes import COLUMNS
from kouan.modules.consignments.recording import note
from kouan.modules.consignments.refusals import NotFound, held, require
from kouan.modules.consignments.services.locking import locked_box, locked_call, open_box
from kouan.modules.consignments.services.moves import not_yet, told_of
from kouan.modules.consignments.services.settling import settle_box
from kouan.modules.consignments.services.taking_up import take_up_pending
from kouan.modules.consignments.verbs import Told, verb
from kouan.modules.consignments.words import BOX_MOVES


@verb("gate-out", "出闸 | Gate out", GateOut, {"terminal"})
def gate_out(told: Told[GateOut]) -> Box:
    """The box leaves by the gate. Under a hold it is refused, and an alarm raised (customs law: no disposal)."""
    box = _leaving(told, told.form.container, told.form.visit)
    if box.held:
        return _alarm(told, box, "gate-out", told.form.truck)
    note(told.cause, box, "gated-out", told_of(told.form))
    return box


@verb("load", "装船 | Load", Load, {"terminal"})
def load(told: Told[Load]) -> Box:
    """The box is on the ship. Under a hold it is refused, and an alarm raised: nothing unreleased is loaded."""
    call = locked_call(told, told.form.call) if told.form.call else None
    box = _leaving(told, told.form.container, told.form.visit)
    require(
        call is None or call.terminal == box.terminal,
        "other-terminal",
        "/call",
        Text("该航次不在箱所在的码头。", "The call is not at the terminal where the box is."),
    )
    if box.held:
        return _alarm(told, box, "load")
    note(told.cause, box, "loaded", told_of(told.form))
    return box


def _leaving(told: Told[Any], container: str, visit: str | None) -> Box:
    take_up_pending(open_box(container, visit))
    box = locked_box(told, container, visit)
    entitlement.at_quay(told, box.terminal)
    not_yet(box, "gated-out", box.gated_out_at)
    not_yet(box, "loaded", box.loaded_at)
    return box


def _alarm(told: Told[Any], box: Box, move: str, truck: str | None = None) -> Box:
    """Record the attempt and nothing else; the refusal is raised once that is committed."""
    payload = {"move": move, "container": box.container, "held_by": box.holders, "truck": truck}
    note(told.cause, box, "gate-alarm", payload)
    told.refusal = held(payload)
    return box


@verb("acknowledge-alarm", "报警处置 | Acknowledge an alarm", AcknowledgeAlarm, {"terminal", "decide"})
def acknowledge_alarm(told: Told[AcknowledgeAlarm]) -> Box:
    """Somebody has seen to an alarm and says what was done. Raises Refused where another did already."""
    form = told.form
    box = locked_box(told, form.container, form.visit)
    entitlement.sees_to_alarms(told, box)
    alarm = Alarm.objects.filter(box=box, n=form.alarm).first()
    if alarm is None:
        raise NotFound(form.container)
    require(
        alarm.acknowledged_at is None,
        "alarm-closed",
        "",
        Text("该报警已由 {who} 处置。", "The alarm was seen to by {who} already.").fill(who=alarm.acknowledged_by),
    )
    note(told.cause, box, "alarm-acknowledged", {"alarm": form.alarm, "note": form.note})
    return box


@verb("correct-move", "更正作业 | Correct a move", CorrectMove, {"terminal"})
def correct_move(told: Told[CorrectMove]) -> Box:
    """A move gets its right time, or is said not to have been made. The wrong report stays on the log."""
    form = told.form
    box = locked_box(told, form.container, form.visit, with_bills=True)
    entitlement.at_quay(told, box.terminal)
    column, _ = COLUMNS[form.move]
    require(
        getattr(box, column) is not None,
        "nothing-to-correct",
        "/move",
        Text("箱 {box} 没有“{move}”记录可更正。", "Box {box} has no “{move}” to correct.").fill(
            box=box.container, move=BOX_MOVES[form.move]
        ),
    )
    note(told.cause, box, "corrected", told_of(form))
    settle_box(told.cause, box)
    return box
