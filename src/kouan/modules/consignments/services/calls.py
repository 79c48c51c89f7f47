"""Vessel calls: announced, changed, arrived, alongside, gone. Told again with another time, it is corrected."""

from typing import Any

from kouan.kernel.clock import to_micros
from kouan.kernel.event import ObjectRef
from kouan.kernel.text import Text
from kouan.modules.consignments import entitlement
from kouan.modules.consignments.forms import AnnounceCall, Berthing, CallMove, Departure, Report, UpdateCall
from kouan.modules.consignments.models import Bill, Call, Stowage
from kouan.modules.consignments.recording import note
from kouan.modules.consignments.refusals import require
from kouan.modules.consignments.services.locking import locked_call
from kouan.modules.consignments.verbs import Told, verb
from kouan.modules.parties.public import roles

_ENVELOPE = frozenset({"happened_at", "message_id", "call", "number"})


def said(form: Report, envelope: frozenset[str] = _ENVELOPE) -> dict[str, Any]:
    """What a report says, as JSON data, without when it happened and which row it is about."""
    return {name: value for name, value in form.as_json().items() if name not in envelope}


@verb("announce-call", "航次预报 | Announce a call", AnnounceCall, {"file"})
def announce_call(told: Told[AnnounceCall]) -> Call:
    """The carrier or its agent announces a ship's visit. Raises Refused on a number that is taken."""
    entitlement.announces(told)
    form = told.form
    taken = Text(
        "航次编号 {number} 已使用，请换新编号或变更原航次。",
        "The call number {number} is taken; change that call, or number anew.",
    )
    require(not Call.objects.filter(pk=form.number).exists(), "call-exists", "/number", taken.fill(number=form.number))
    nobody = Text("没有代码为 {code} 的码头。", "There is no terminal with the code {code}.").fill(code=form.terminal)
    require(told.viewer is None or "terminal" in roles(form.terminal), "unknown-terminal", "/terminal", nobody)
    call = Call(number=form.number, demo=told.demo)
    note(told.cause, call, "call-announced", {"carrier": told.party, **said(form), "agent": told.party})
    return call


@verb("update-call", "航次变更 | Update a call", UpdateCall, {"file"})
def update_call(told: Told[UpdateCall]) -> Call:
    """The ship's side changes what it announced. Nothing is recorded where nothing changes."""
    call = locked_call(told, told.form.call)
    entitlement.ships_side(told, call)
    changes = said(told.form)
    if changes.keys() - {"reason"}:
        note(told.cause, call, "call-updated", changes)
    return call


@verb("record-arrival", "船舶抵港 | Record an arrival", CallMove, {"file", "terminal", "decide"})
def record_arrival(told: Told[CallMove]) -> Call:
    """The ship is in port: its import bills and their boxes have arrived (ATA, rules.md 3.3 ①)."""
    call = locked_call(told, told.form.call)
    entitlement.sees_ships(told, call)
    if call.arrived_at != to_micros(told.cause.at):
        note(told.cause, call, "arrived", {"direction": "import"}, _aboard(call))
    return call


def _aboard(call: Call) -> tuple[ObjectRef, ...]:
    bills = Bill.objects.filter(call=call, direction="import").order_by("pk").values_list("pk", flat=True)
    stowed = Stowage.objects.filter(bill__call=call, bill__direction="import").order_by("box__container")
    boxes = stowed.values_list("box__container", flat=True)
    return (*(ObjectRef("bill", number) for number in bills), *(ObjectRef("container", number) for number in boxes))


@verb("record-berthing", "船舶靠泊 | Record a berthing", Berthing, {"file", "terminal", "decide"})
def record_berthing(told: Told[Berthing]) -> Call:
    """The ship is alongside."""
    call = locked_call(told, told.form.call)
    entitlement.sees_ships(told, call)
    if call.berthed_at != to_micros(told.cause.at):
        note(told.cause, call, "berthed", said(told.form))
    return call


@verb("record-departure", "船舶离港 | Record a departure", Departure, {"file", "terminal", "decide"})
def record_departure(told: Told[Departure]) -> Call:
    """The ship has left."""
    call = locked_call(told, told.form.call)
    entitlement.sees_ships(told, call)
    arrived = call.arrived_at is None or call.arrived_at <= to_micros(told.cause.at)
    require(
        arrived,
        "departed-before-arrival",
        "/happened_at",
        Text("离港时间不能早于抵港时间。", "A ship cannot have left before it arrived."),
    )
    if call.departed_at != to_micros(told.cause.at):
        note(told.cause, call, "departed", said(told.form))
    return call
