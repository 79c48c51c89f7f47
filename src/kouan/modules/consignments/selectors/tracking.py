"""Where goods are and what happened to them: by bill, container or declaration number; in public, milestones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from kouan.kernel.text import Text
from kouan.modules.consignments.models import Bill, Box, Call
from kouan.modules.consignments.refusals import NotFound
from kouan.modules.consignments.selectors.holders import Holder, holders
from kouan.modules.consignments.selectors.visibility import visible_bills, visible_boxes
from kouan.modules.consignments.wording import detail
from kouan.modules.consignments.words import EVENTS
from kouan.modules.parties.public import Viewer
from kouan.procedures import procedures
from kouan.runtime.log import Recorded, events_of, read

_NOTHING = Text("", "")
_OF_CALL = frozenset({"arrived", "berthed", "departed"})
_MILESTONES = frozenset(
    {
        *("arrived", "discharged", "gated-in", "moved-to-inspection", "returned-to-yard", "loaded", "departed"),
        *("hold-placed", "hold-lifted", "inspection-ordered", "inspection-cleared"),
        *("released", "release-revoked", "gated-out"),
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline. ``position``: the event on the log; ``party``: who reported it, "" in public."""

    kind: str
    title: Text
    happened_at: datetime
    recorded_at: datetime
    position: int
    party: str = ""
    authority: str = ""
    detail: Text = field(default=_NOTHING)


@dataclass(frozen=True, slots=True)
class Track:
    """One box's way: where it stands, whose turn it is, what happened (the oldest first)."""

    box: Box
    holders: list[Holder]
    entries: list[Entry]


def track(viewer: Viewer, *, bill: str = "", container: str = "", declaration: str = "", most: int = 20) -> list[Track]:
    """The boxes (at most so many) that the numbers lead to and the viewer may know of; NotFound where there is none."""
    boxes = visible_boxes(viewer).select_related("call")
    if bill:
        boxes = boxes.filter(stowage__bill=bill)
    if container:
        boxes = boxes.filter(container=container)
    if declaration:
        bills, containers = _declared(declaration)
        boxes = boxes.filter(stowage__bill__in=bills) if bills else boxes.filter(container__in=containers)
    if not (bill or container or declaration):
        raise NotFound("")
    found = list(boxes.distinct().order_by("-opened_at", "pk")[:most])
    if not found:
        raise NotFound(bill or container or declaration)
    latest = found[:1] if container and not (bill or declaration) else found
    return [Track(box, holders(box), box_timeline(viewer, box)) for box in latest]


def track_bill(viewer: Viewer, number: str) -> tuple[Bill, list[Entry]]:
    """A bill and what happened to it, for goods that are in no box; raises NotFound."""
    found = visible_bills(viewer).filter(pk=number).select_related("call").first()
    if found is None:
        raise NotFound(number)
    return found, bill_timeline(found)


def track_publicly(bill: str, container: str) -> Track:
    """What anybody may know who knows both numbers: milestones and which kind of authority holds the box.

    Raises NotFound unless the box carries goods of that bill; one number alone tells nobody anything.
    """
    box = (
        Box.objects.filter(container=container, stowage__bill=bill)
        .select_related("call")
        .order_by("-opened_at")
        .first()
    )
    if box is None:
        raise NotFound(bill)
    public = [_bare(entry) for entry in _timeline(box, [bill]) if entry.kind in _MILESTONES]
    return Track(box, [_bare_holder(each) for each in holders(box)], public)


def _bare(entry: Entry) -> Entry:
    return Entry(
        entry.kind, entry.title, entry.happened_at, entry.recorded_at, entry.position, authority=entry.authority
    )


def _bare_holder(holder: Holder) -> Holder:
    """Not why somebody holds it."""
    return Holder(holder.who, Text("办理中", "in hand"), holder.since, holder.until, holder.clause, holder.verified)


def _declared(number: str) -> tuple[list[str], list[str]]:
    """The bills and containers that a case of this number names on the log."""
    kinds = {each.object_kind for each in procedures().values()}
    refs = [ref for kind in sorted(kinds) for event in events_of(kind, number) for ref in event.objects]
    bills, boxes = ({ref.id for ref in refs if ref.kind == kind} for kind in ("bill", "container"))
    return sorted(bills), sorted(boxes)


def bills_in(viewer: Viewer, box: Box) -> list[str]:
    """Of the bills that share a box, those the viewer may know of."""
    return list(visible_bills(viewer).filter(pk__in=box.bill_numbers).order_by("pk").values_list("pk", flat=True))


def box_timeline(viewer: Viewer, box: Box) -> list[Entry]:
    """What happened to a box: itself, those of its bills the viewer may know of, its ship, what authorities decided."""
    return _timeline(box, bills_in(viewer, box))


def _timeline(box: Box, numbers: Iterable[str]) -> list[Entry]:
    bills = chain.from_iterable(read(f"bill/{number}") for number in numbers)
    whole = (event for event in bills if event.kind not in ("released", "release-revoked"))
    return _sorted(chain(read(box.stream), whole, _of_call(box.call_id)))


def bill_timeline(bill: Bill) -> list[Entry]:
    """What happened to a bill as a whole, and to its ship."""
    return _sorted(chain(read(bill.stream), _of_call(bill.call_id)))


def call_timeline(call: Call) -> list[Entry]:
    """What happened to a ship's visit."""
    return _sorted(read(call.stream))


def _of_call(number: str | None) -> Iterator[Recorded]:
    return (event for event in read(f"call/{number}") if event.kind in _OF_CALL) if number else iter(())


def _sorted(events: Iterable[Recorded]) -> list[Entry]:
    return sorted(map(_entry, events), key=lambda entry: (entry.happened_at, entry.position))


def _entry(event: Recorded) -> Entry:
    """What was taken up from a procedure is told as the procedure's own event."""
    said = event.payload
    kind = said["event"] if event.kind == "noted" else event.kind
    return Entry(
        kind=kind,
        title=EVENTS[kind],
        happened_at=event.happened_at,
        recorded_at=event.recorded_at,
        position=said.get("position", event.position),
        party=event.actor.party,
        authority=said.get("authority", ""),
        detail=detail(kind, said),
    )
