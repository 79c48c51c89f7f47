"""Taking up what procedures decided: their events on the log become holds, notices and releases here.

Which procedure it was does not matter: the event's kind, its objects and its authority say everything. Each event is
taken up once by each bill or box that it names, by whoever sees it first: the subscriber, or the gate, which does not
wait for it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from kouan.kernel.clock import to_micros
from kouan.modules.consignments.models import Bill, Box
from kouan.modules.consignments.projection.uptake import TAKEN_UP
from kouan.modules.consignments.recording import Cause, note
from kouan.modules.consignments.services.locking import bills_of, boxes_of, lock_bills, lock_boxes, lock_cargo
from kouan.modules.consignments.services.settling import settle_bill, settle_box
from kouan.runtime.log import Recorded, events_of, read

_OWN = ("call/", "bill/", "container/")
_SAID = ("authority", "reason", "reason-code", "mode", "direction")


def concerns(event: Recorded) -> bool:
    """Whether an event is another's word about a bill or a box."""
    return event.kind in TAKEN_UP and not event.stream.startswith(_OWN)


def take_up(event: Recorded) -> None:
    """Apply one event to every bill and box that it names and that is known. Call it in a transaction."""
    for ref in event.objects:
        if ref.kind == "bill":
            _for_bill(event, ref.id)
        elif ref.kind == "container":
            _for_box(event, ref.id)


def take_up_past(bill: Bill) -> None:
    """Apply what was said of a bill and its boxes before its manifest came. Their rows are locked."""
    containers = bill.boxes.values_list("container", flat=True)
    _take_up_all([*events_of("bill", bill.number), *(e for box in containers for e in events_of("container", box))])


def take_up_pending(key: str) -> None:
    """Apply what the log says of a box that is about to leave and the subscriber has not brought yet."""
    numbers = bills_of([key])
    container = key.partition("/")[0]
    said = [*events_of("container", container), *(e for number in numbers for e in events_of("bill", number))]
    rows: list[Bill | Box] = [*Bill.objects.filter(pk__in=numbers), *Box.objects.filter(pk=key)]
    taken = {position for row in rows for position in row.taken}
    pending = [event for event in said if concerns(event) and event.position not in taken]
    if pending:
        lock_bills(numbers)
        _take_up_all(pending)


def _take_up_all(events: Iterable[Recorded]) -> None:
    wanted = {event.position: event for event in events if concerns(event)}
    for _, event in sorted(wanted.items()):
        take_up(event)


def _for_bill(event: Recorded, number: str) -> None:
    bill = lock_cargo(number)
    if bill is None or event.position in bill.taken:
        return
    payload = _payload(event)
    if event.kind == "inspection-ordered":
        payload["boxes"] = _boxes_meant(event, bill)
    cause = _cause(event)
    note(cause, bill, "noted", payload)
    settle_bill(cause, bill)


def _for_box(event: Recorded, container: str) -> None:
    named = _named(event)
    key = _visit_meant(event, container, named)
    if key is None:
        return
    lock_bills(bills_of([key]))
    box = lock_boxes([key])[key]
    if event.position in box.taken:
        return
    cause = _cause(event)
    note(cause, box, "noted", _payload(event) | {"bills": sorted(named["bill"])})
    settle_box(cause, box)


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


def _boxes_meant(event: Recorded, bill: Bill) -> list[str]:
    """Of a bill's boxes those that the case names; all of them where it names none."""
    named = _named(event)["container"]
    return [box for box in boxes_of([bill.number]) if not named or box.partition("/")[0] in named]


def _visit_meant(event: Recorded, container: str, named: Mapping[str, set[str]]) -> str | None:
    """A container comes to the port again and again: the visit with the case's bill, or its ship, or of that time."""
    visits = Box.objects.filter(container=container).order_by("-opened_at")
    if named["bill"]:
        return visits.filter(stowage__bill__in=named["bill"]).values_list("pk", flat=True).first()
    if named["vessel-call"]:
        return visits.filter(call__in=named["vessel-call"]).values_list("pk", flat=True).first()
    at = to_micros(event.happened_at)
    open_then = (box for box in visits if box.opened_at <= at and not _gone_before(box, at))
    return next((box.pk for box in open_then), None)


def _gone_before(box: Box, at: int) -> bool:
    return any(left is not None and left < at for left in (box.gated_out_at, box.loaded_at))
