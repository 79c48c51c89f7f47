"""Moves of a box within the terminal: off the ship, counted, in through the gate, to inspection and back."""

from typing import Any

from kouan.kernel.clock import to_micros
from kouan.kernel.text import Text
from kouan.modules.consignments import entitlement
from kouan.modules.consignments.forms import Discharge, GateIn, MoveToInspection, ReturnToYard, Tally
from kouan.modules.consignments.forms.moves import BoxMove
from kouan.modules.consignments.models import Bill, Box, Call
from kouan.modules.consignments.recording import note
from kouan.modules.consignments.refusals import already, refused, require
from kouan.modules.consignments.services.calls import said
from kouan.modules.consignments.services.gathering import gather
from kouan.modules.consignments.services.locking import bills_of, lock_bills, lock_boxes, locked_box, locked_call
from kouan.modules.consignments.services.pickups import decide_pickup
from kouan.modules.consignments.verbs import Told, verb
from kouan.modules.consignments.words import BOX_MOVES

_ENVELOPE = frozenset({"happened_at", "message_id", "container", "visit"})


def told_of(form: BoxMove) -> dict[str, Any]:
    """What a box's report says besides which box and when."""
    return said(form, _ENVELOPE)


def still_here(box: Box, told: Told[Any]) -> None:
    """A box that left before cannot be moved after; Refused."""
    for move, at in (("gated-out", box.gated_out_at), ("loaded", box.loaded_at)):
        if at is not None and at <= to_micros(told.cause.at):
            raise already("left", BOX_MOVES[move], box.container, at)


def not_yet(box: Box, kind: str, at: int | None) -> None:
    """A move that is made once must not have been made; Refused."""
    if at is not None:
        raise already("already-done", BOX_MOVES[kind], box.container, at)


@verb("discharge", "卸船 | Discharge", Discharge, {"terminal"})
def discharge(told: Told[Discharge]) -> Box:
    """The box is off the ship: into the yard, or onto the truck where ship-side pick-up was asked for and may be."""
    form = told.form
    call = locked_call(told, form.call)
    entitlement.at_quay(told, call.terminal)
    box = lock_boxes([f"{form.container}/{call.number}"]).get(f"{form.container}/{call.number}")
    if box is None:
        box = Box(id=f"{form.container}/{call.number}", container=form.container, call=call, demo=call.demo)
    not_yet(box, "discharged", box.discharged_at)
    onto = decide_pickup(told, box)
    place = {"to": onto, "call": call.number, "terminal": call.terminal}
    note(told.cause, box, "discharged", {**place, "yard": form.yard if onto == "yard" else None})
    return box


@verb("tally", "理货 | Tally", Tally, {"terminal", "file"})
def tally(told: Told[Tally]) -> Box:
    """What was counted of a box; counted again, the later count stands."""
    box = locked_box(told, told.form.container, told.form.visit)
    entitlement.counts(told, box.terminal, box.call.tally if box.call else "")
    note(told.cause, box, "tallied", told_of(told.form))
    return box


@verb("gate-in", "进闸 | Gate in", GateIn, {"terminal"})
def gate_in(told: Told[GateIn]) -> Box:
    """An export box comes in; with the last one of its bill the goods have arrived (运抵)."""
    form = told.form
    box = _coming(told)
    not_yet(box, "gated-in", box.gated_in_at)
    note(told.cause, box, "gated-in", told_of(form) | {"call": box.call_id, "terminal": box.terminal})
    for number in box.bill_numbers:
        gather(told.cause, lock_bills([number])[number])
    return box


def _coming(told: Told[GateIn]) -> Box:
    """The box that is expected; else a new visit under its booking or call."""
    key = _expected(told.form)
    if key is not None:
        lock_bills(bills_of([key]))
        box = locked_box(told, *key.split("/", 1))
        entitlement.at_quay(told, box.terminal)
        return box
    return _unexpected(told)


def _expected(form: GateIn) -> str | None:
    """The visit named, or the one that waits for its gate-in."""
    visits = Box.objects.filter(container=form.container, gated_in_at=None, gated_out_at=None, loaded_at=None)
    named = [name for name in (form.visit, form.call, form.booking) if name]
    if named:
        visits = visits.filter(pk__in=[f"{form.container}/{name}" for name in named]) | visits.filter(
            stowage__bill__in=named
        )
    return visits.filter(direction="export").order_by("-opened_at").values_list("pk", flat=True).first()


def _unexpected(told: Told[GateIn]) -> Box:
    form = told.form
    visit = form.call or form.booking or form.visit
    if visit is None:
        raise refused(
            "booking-missing",
            "/booking",
            Text(
                "没有箱 {box} 的预配舱单，请填写订舱号或航次编号。",
                "No manifest expects box {box}; give its booking or call.",
            ).fill(box=form.container),
            "order-172#arrival",
        )
    call = _call_of(told)
    terminal = call.terminal if call else told.party
    entitlement.at_quay(told, terminal)
    known = lock_boxes([f"{form.container}/{visit}"]).get(f"{form.container}/{visit}")
    if known:
        return known
    demo = call.demo if call else told.demo
    return Box(id=f"{form.container}/{visit}", container=form.container, call=call, terminal=terminal, demo=demo)


def _call_of(told: Told[GateIn]) -> Call | None:
    """The ship that the box is for, as far as it is known; raises NotFound for one that is not this terminal's."""
    if told.form.call:
        return locked_call(told, told.form.call)
    booked = Bill.objects.filter(pk=told.form.booking).first() if told.form.booking else None
    return locked_call(told, booked.call_id) if booked and booked.call_id else None


@verb("move-to-inspection", "调至查验场地 | Move to inspection", MoveToInspection, {"terminal"})
def move_to_inspection(told: Told[MoveToInspection]) -> Box:
    """The box is at the inspection site; open inspection notices are answered."""
    box = locked_box(told, told.form.container, told.form.visit)
    entitlement.at_quay(told, box.terminal)
    still_here(box, told)
    note(told.cause, box, "moved-to-inspection", told_of(told.form))
    return box


@verb("return-to-yard", "调回堆场 | Return to the yard", ReturnToYard, {"terminal"})
def return_to_yard(told: Told[ReturnToYard]) -> Box:
    """The box is back from inspection."""
    box = locked_box(told, told.form.container, told.form.visit)
    entitlement.at_quay(told, box.terminal)
    still_here(box, told)
    require(
        box.moved_at is not None,
        "not-at-inspection",
        "/container",
        Text("箱 {box} 未调至查验场地。", "Box {box} was not moved to inspection.").fill(box=box.container),
    )
    note(told.cause, box, "returned-to-yard", told_of(told.form))
    return box
