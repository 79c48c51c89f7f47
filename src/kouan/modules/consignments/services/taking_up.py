"""Taking up what procedures decided: their events on the log become holds, notices and releases here.

Which procedure it was does not matter: the event's kind, its objects and its authority say everything. Each event is
taken up once by each bill or box that it names, by whoever sees it first: the subscriber, or the gate, which does not
wait for it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from kouan.kernel.clock import to_micros
from kouan.modules.consignments.models import Bill, Box, Call
from kouan.modules.consignments.projection.uptake import TAKEN_UP, TOLD_OF_CALLS
from kouan.modules.consignments.recording import Cause, note
from kouan.modules.consignments.services.locking import bills_of, boxes_of, lock_bills, lock_boxes, lock_cargo
from kouan.modules.consignments.services.pickups import unmet
from kouan.modules.consignments.services.settling import settle_bill, settle_box
from kouan.runtime.log import Recorded, events_of, read

_OWN = ("call/", "bill/", "container/")
_SAID = (
    *("authority", "reason", "reason-code", "mode", "direction"),
    *("truck", "haulier", "window_start", "window_end", "site"),
    *("voyage", "barge", "loads_at", "cause"),
    *("permit", "number", "valid_until", "persons", "landed", "toured"),
)
# Told of a bill and of nothing else that hangs on it.
_OF_THE_BILL_ALONE = frozenset({"declared", "sale-permitted", "sale-withdrawn"})


def concerns(event: Recorded) -> bool:
    """Whether an event is another's word about a bill or a box."""
    return event.kind in TAKEN_UP and not event.stream.startswith(_OWN)


def take_up(event: Recorded) -> None:
    """Apply one event to every bill, box and call that it names and that is known. Call it in a transaction."""
    for ref in event.objects:
        if ref.kind == "bill":
            _for_bill(event, ref.id)
        elif ref.kind == "container":
            _for_box(event, ref.id)
        elif ref.kind == "vessel-call" and event.kind in TOLD_OF_CALLS:
            _for_call(event, ref.id)


def take_up_past(bill: Bill) -> bool:
    """Apply what was said of a bill and its boxes before its manifest came; whether there was any. Rows are locked."""
    said = _said_of([bill.number], bill.boxes.values_list("container", flat=True))
    _take_up_all(said)
    return bool(said)


def take_up_pending(box: Box) -> None:
    """Apply what the log says of a box that is about to leave and the subscriber has not brought yet."""
    said = _said_of(box.bill_numbers, [box.container])
    if said:
        taken = set(box.taken).union(*_taken_by_bills(box.bill_numbers))
        pending = [event for event in said if event.position not in taken]
        if pending:
            lock_bills(box.bill_numbers)
            _take_up_all(pending)


def _said_of(bills: Iterable[str], containers: Iterable[str]) -> list[Recorded]:
    refs = [*(("bill", number) for number in bills), *(("container", number) for number in containers)]
    return [event for kind, id in refs for event in events_of(kind, id, TAKEN_UP) if concerns(event)]


def _taken_by_bills(numbers: Iterable[str]) -> Iterable[list[int]]:
    return Bill.objects.filter(pk__in=list(numbers)).values_list("taken", flat=True)


def _take_up_all(events: Iterable[Recorded]) -> None:
    for _, event in sorted({event.position: event for event in events}.items()):
        take_up(event)


def _for_bill(event: Recorded, number: str) -> None:
    alone = event.kind in _OF_THE_BILL_ALONE
    bill = lock_bills([number]).get(number) if alone else lock_cargo(number)
    if bill is None or event.position in bill.taken:
        return
    cause = _cause(event)
    if alone:
        note(cause, bill, "noted", _payload(event))
        return
    note(cause, bill, "noted", _payload(event) | _for_its_boxes(event, bill))
    settle_bill(cause, bill)


def _for_call(event: Recorded, number: str) -> None:
    """A visit keeps no list of what it has taken up: its stream is short and says so itself."""
    call = Call.objects.select_for_update(no_key=True).filter(pk=number).first()
    if call and all(each.payload.get("position") != event.position for each in read(call.stream)):
        note(_cause(event), call, "noted", _payload(event))


def _for_its_boxes(event: Recorded, bill: Bill) -> dict[str, Any]:
    """What a case says of a bill it also says of the bill's boxes: taken up with the bill, once.

    ``also``: positions of those events; ``boxes``: for an inspection, those of the bill's boxes that the case names.
    """
    boxes = boxes_of([bill.number])
    held = {box.partition("/")[0] for box in boxes}
    case = read(event.stream)
    also = [each.position for each in case[event.n :] if _alike(each, event) and _containers([each]) & held]
    if event.kind != "inspection-ordered":
        return {"also": also}
    named = _containers(case)
    return {"also": also, "boxes": [box for box in boxes if not named or box.partition("/")[0] in named]}


def _alike(each: Recorded, event: Recorded) -> bool:
    same = each.kind == event.kind and each.happened_at == event.happened_at
    return same and each.payload.get("authority") == event.payload.get("authority")


def _containers(events: Iterable[Recorded]) -> set[str]:
    return {ref.id for event in events for ref in event.objects if ref.kind == "container"}


def _for_box(event: Recorded, container: str) -> None:
    visits = list(Box.objects.filter(container=container).order_by("-opened_at"))
    if not visits or _taken_already(event, visits):
        return
    named = _named(event)
    key = _visit_meant(event, visits, named)
    if key is None:
        return
    lock_bills(bills_of([key]))
    box = lock_boxes([key])[key]
    if event.position in box.taken:
        return
    cause = _cause(event)
    open_yet = {"unmet": unmet(box)} if event.kind == "direct-pickup-booked" else {}
    note(cause, box, "noted", _payload(event) | {"bills": sorted(named["bill"])} | open_yet)
    settle_box(cause, box)


def _taken_already(event: Recorded, visits: Iterable[Box]) -> bool:
    """Whether one of the visits, or a bill of theirs, has taken the event up."""
    if any(event.position in box.taken for box in visits):
        return True
    numbers = {number for box in visits for number in box.bill_numbers}
    return any(event.position in taken for taken in _taken_by_bills(numbers))


def _payload(event: Recorded) -> dict[str, Any]:
    said = {name: event.payload[name] for name in _SAID if name in event.payload}
    if "reason-code" in said:
        said.setdefault("reason", said.pop("reason-code"))
    return {"event": event.kind, "position": event.position, "stream": event.stream, "n": event.n, **said}


def _cause(event: Recorded) -> Cause:
    return Cause(event.happened_at, event.actor, event.recorded_at)


def _named(event: Recorded) -> Mapping[str, set[str]]:
    """The bills, boxes and calls that the case of an event has named so far."""
    named: dict[str, set[str]] = {"bill": set(), "container": set(), "vessel-call": set()}
    for each in read(event.stream)[: event.n]:
        for ref in each.objects:
            named.get(ref.kind, set()).add(ref.id)
    return named


def _visit_meant(event: Recorded, visits: list[Box], named: Mapping[str, set[str]]) -> str | None:
    """A container comes to the port again and again: the visit with the case's bill, or its ship, or of that time."""
    if named["bill"]:
        return next((box.pk for box in visits if named["bill"] & set(box.bill_numbers)), None)
    if named["vessel-call"]:
        return next((box.pk for box in visits if box.call_id in named["vessel-call"]), None)
    at = to_micros(event.happened_at)
    return next((box.pk for box in visits if box.opened_at <= at and not _gone_before(box, at)), None)


def _gone_before(box: Box, at: int) -> bool:
    return any(left is not None and left < at for left in (box.gated_out_at, box.loaded_at))
