"""What events of procedures do, once taken up: ``noted`` on our stream says which event of the log it was.

A case lifts what it placed itself and the standing hold of its authority, never another case's hold. Where it says for
which reason, only what it placed for that reason goes: it has done with its own matter and releases nothing else.
"""

from collections.abc import Callable, Mapping
from functools import partial

from django.db.models import Q, QuerySet

from kouan.kernel.event import Event
from kouan.modules.consignments.models import Bill, Box, Call, Notice
from kouan.modules.consignments.projection.appointments import appoint, book_inspection, call_off, cancel_inspection
from kouan.modules.consignments.projection.bills import carrier_released
from kouan.modules.consignments.projection.holding import Grip, lift, place, refresh
from kouan.modules.consignments.projection.times import when

INSPECTION = "inspection"
TAKEN_BACK = "taken-back"


def _noted(row: Bill | Box, event: Event) -> None:
    row.taken = [*row.taken, event.payload["position"], *event.payload.get("also", ())]
    _UPTAKE[event.payload["event"]](row, event)


def _placed(row: Bill | Box, event: Event) -> None:
    """A release that its case takes back leaves the goods as they were: whichever case releases them next may do so."""
    again = event.payload.get("reason") == TAKEN_BACK
    place(row, event, Grip(event.payload["authority"], "standing") if again else _grip(event, "placed"))
    refresh(row)


def _lifted(row: Bill | Box, event: Event) -> None:
    reason = event.payload.get("reason")
    if reason:
        lift(row, event, _of_authority(event) & _of_case(event) & Q(kind="placed", reason=reason))
    else:
        _let_off(row, event)
    refresh(row)


def _let_off(row: Bill | Box, event: Event) -> None:
    lift(row, event, _of_authority(event) & (_standing(row, event) | _of_case(event)))
    _notices(row, event).filter(cleared_at=None).update(cleared_at=when(event))


def _standing(row: Bill | Box, event: Event) -> Q:
    """The standing hold that a case ends: its own bill's. A box shared by several bills waits for their cases too."""
    if isinstance(row, Bill):
        return Q(kind="standing", bill=row)
    bills = event.payload.get("bills")
    return Q(kind="standing") & (Q(bill=None) | Q(bill__in=bills) if bills else Q())


def _ordered(row: Bill | Box, event: Event) -> None:
    """An inspection keeps the box, whatever else does: it may have been released before. Told twice, it is one."""
    wanted = [row.pk] if isinstance(row, Box) else event.payload.get("boxes", [])
    told = set(_notices(row, event).filter(cleared_at=None).values_list("box_id", flat=True))
    boxes = [box for box in wanted if box not in told]
    if isinstance(row, Box) and boxes:
        place(row, event, _grip(event, INSPECTION))
    elif isinstance(row, Bill) and (boxes or not wanted):
        place(row, event, _grip(event, INSPECTION), boxes)
    Notice.objects.bulk_create(_notice(row, event, box) for box in boxes)
    refresh(row)


def _notice(row: Bill | Box, event: Event, box: str) -> Notice:
    return Notice(
        box_id=box,
        authority=event.payload["authority"],
        origin=f"{row.stream}#{row.n}",
        source=event.payload["stream"],
        reason=event.payload.get("reason", ""),
        ordered_at=when(event),
    )


def _cleared(row: Bill | Box, event: Event) -> None:
    lift(row, event, _of_authority(event) & Q(kind=INSPECTION) & _of_case(event))
    _notices(row, event).filter(cleared_at=None).update(cleared_at=when(event))
    refresh(row)


def _declared(row: Bill | Box, event: Event) -> None:
    if isinstance(row, Bill) and row.declared_at is None:
        row.declared_at = when(event)
        row.declared_mode = event.payload.get("mode", "")


def _let_go(row: Bill | Box, event: Event) -> None:
    """The carrier's release, by whichever procedure it is given."""
    if isinstance(row, Bill):
        carrier_released(row, event)


def _told(row: Call | Bill | Box, event: Event) -> None:
    """What is only told: it stands in the timeline and changes nothing."""


def _of_box(change: Callable[[Box, Event], None]) -> Callable[[Bill | Box, Event], None]:
    """What is only ever booked for a box."""

    def take(row: Bill | Box, event: Event) -> None:
        if isinstance(row, Box):
            change(row, event)

    return take


def _grip(event: Event, kind: str) -> Grip:
    return Grip(event.payload["authority"], kind, event.payload.get("reason", ""), event.payload["stream"])


def _of_authority(event: Event) -> Q:
    return Q(authority=event.payload["authority"])


def _of_case(event: Event) -> Q:
    return Q(source=event.payload["stream"])


def _notices(row: Bill | Box, event: Event) -> QuerySet[Notice]:
    notices = Notice.objects.filter(_of_authority(event) & _of_case(event))
    return notices.filter(box=row) if isinstance(row, Box) else notices.filter(box__in=row.stowage_set.values("box_id"))


_UPTAKE: Mapping[str, Callable[[Bill | Box, Event], None]] = {
    "hold-placed": _placed,
    "hold-lifted": _lifted,
    "inspection-ordered": _ordered,
    "inspection-cleared": _cleared,
    "declared": _declared,
    "carrier-released": _let_go,
    "direct-pickup-booked": _of_box(partial(appoint, kind="pickup")),
    "direct-loading-booked": _of_box(partial(appoint, kind="loading")),
    "direct-pickup-cancelled": _of_box(call_off),
    "direct-loading-cancelled": _of_box(call_off),
    "inspection-booked": _of_box(book_inspection),
    "inspection-cancelled": _of_box(cancel_inspection),
    **dict.fromkeys(("sale-permitted", "sale-withdrawn"), _told),
    **dict.fromkeys(("barge-space-booked", "barge-space-cancelled", "barge-space-rolled"), _told),
}
TOLD_OF_CALLS = frozenset({"border-permit-issued", "border-permit-revoked", "passengers-landed"})
TAKEN_UP = frozenset(_UPTAKE) | TOLD_OF_CALLS
CHANGES: Mapping[str, Callable[[Bill | Box, Event], None]] = {"noted": _noted}
OF_CALLS: Mapping[str, Callable[[Call, Event], None]] = {"noted": _told}
