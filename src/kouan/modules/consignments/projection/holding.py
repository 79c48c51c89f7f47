"""Rows of holds: placing, lifting, and who holds a box now."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kouan.kernel.event import Event
from kouan.modules.consignments.models import Bill, Box, Hold
from kouan.modules.consignments.projection.times import when


@dataclass(frozen=True, slots=True)
class Grip:
    """Who holds, how and why. ``source``: the case stream it came from, "" when placed by hand."""

    authority: str
    kind: str
    reason: str = ""
    source: str = ""


def place(row: Bill | Box, event: Event, grip: Grip, boxes: Iterable[str] | None = None) -> None:
    """Place a hold on a box, or on all boxes of a bill (``boxes``: only these), or on a bill that has none."""
    if isinstance(row, Box):
        Hold.objects.create(box=row, **_said(row, event, grip))
        return
    ids = list(boxes) if boxes is not None else boxes_of(row)
    rows = [Hold(box_id=box, bill=row, **_said(row, event, grip)) for box in ids]
    Hold.objects.bulk_create(rows or [Hold(bill=row, **_said(row, event, grip))])


def _said(row: Bill | Box, event: Event, grip: Grip) -> dict[str, object]:
    return {
        "authority": grip.authority,
        "kind": grip.kind,
        "reason": grip.reason,
        "source": grip.source,
        "origin": f"{row.stream}#{row.n}",
        "placed_at": when(event),
        "placed_by": event.actor.party,
    }


def lift(row: Bill | Box, event: Event, holds: Q) -> None:
    """Lift the active holds on a box, or on a bill and its boxes, that ``holds`` names."""
    active_holds(row).filter(holds).update(lifted_at=when(event), lifted_by=event.actor.party)


def active_holds(row: Bill | Box) -> QuerySet[Hold]:
    """Holds in force on a box; or on a bill and on each of its boxes, those of the boxes' other bills left out."""
    active = Hold.objects.filter(lifted_at=None)
    if isinstance(row, Box):
        return active.filter(box=row)
    return active.filter(Q(bill=row) | Q(bill=None, box__in=row.stowage_set.values("box_id")))


def boxes_of(bill: Bill) -> list[str]:
    """Ids of a bill's boxes, in order."""
    return list(bill.stowage_set.order_by("box_id").values_list("box_id", flat=True))


def refresh(row: Bill | Box, boxes: Collection[str] | None = None) -> None:
    """Bring ``held_by`` of the box, or of the bill's boxes (``boxes``: where they are known), up to their holds."""
    if isinstance(row, Box):
        row.held_by = held_by([row.pk])[row.pk]
        return
    held = held_by(boxes_of(row) if boxes is None else boxes)
    groups: dict[str, list[str]] = defaultdict(list)
    for box, who in held.items():
        groups[who].append(box)
    for who, alike in groups.items():
        Box.objects.filter(pk__in=alike).exclude(held_by=who).update(held_by=who)


def held_by(boxes: Collection[str]) -> dict[str, str]:
    """Who holds each box, as its row says it."""
    found: dict[str, set[str]] = {box: set() for box in boxes}
    for box, authority in Hold.objects.filter(box__in=boxes, lifted_at=None).values_list("box_id", "authority"):
        found[str(box)].add(authority)
    return {box: "".join(f"{who}," for who in ["", *sorted(whos)]) if whos else "" for box, whos in found.items()}
