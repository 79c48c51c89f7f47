"""Entering a bill as its manifest has it: made where it is new, amended where it was said otherwise before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kouan.kernel.clock import from_micros
from kouan.kernel.event import ObjectRef
from kouan.modules.consignments.models import Bill, Box, Call, Stowage
from kouan.modules.consignments.recording import Cause, note
from kouan.modules.consignments.services.gathering import gather
from kouan.modules.consignments.services.locking import bills_of, boxes_of, lock_bills, lock_boxes, lock_cargo
from kouan.modules.consignments.services.settling import settle_bill, settle_box
from kouan.modules.consignments.services.taking_up import take_up_past
from kouan.runtime.log import read

Said = Mapping[str, Any]
ENTERED = frozenset({"manifested", "manifest-amended"})
# How it was sent, and what only one of the ways of sending says: no difference by itself, and kept.
_ENVELOPE = frozenset({"message", "reason", "position", "stream"})
_KEPT = frozenset({"carrier_hold", "mode", "conveyance", "voyage", "master", "sender"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a manifest says of a bill, beside what there is. Rows are locked from when it was made (:func:`entry`).

    ``said``: as values of the Manifest form, each box with the visit that it is here for. ``seen``: whether one of the
    boxes is known already.
    """

    number: str
    said: Said
    bill: Bill | None
    seen: bool

    @property
    def stands(self) -> bool:
        """Whether the bill is on the manifest now."""
        return self.bill is not None and self.bill.deleted_at is None

    @property
    def differs(self) -> bool:
        """Whether the bill stands, and stands otherwise."""
        return self.bill is not None and self.stands and _differ(_last(self.bill), self.said)


def entry(number: str, said: Said) -> Entry:
    """Look at what there is of a bill and its boxes, and lock it. ``said["call"]`` is locked, or there is none."""
    boxes = _rows(number, said)
    bill, seen = _locked(number, [row["id"] for row in boxes])
    return Entry(number, {**said, "boxes": boxes}, bill, seen)


def enter(cause: Cause, wanted: Entry, call: Call | None, *, demo: bool) -> Bill:
    """Record what is new of a bill; nothing where it stands as it is said. Its past on the log is caught up with."""
    if not wanted.stands:
        bill = wanted.bill or Bill(number=wanted.number, call=call, demo=demo)
        note(cause, bill, "manifested", wanted.said, _named(bill, wanted.said))
        _catch_up(cause, bill, wanted.seen)
        return bill
    assert wanted.bill
    if wanted.differs:
        kept = {name: value for name, value in _last(wanted.bill).items() if name in _KEPT}
        note(cause, wanted.bill, "manifest-amended", {**kept, **wanted.said}, _named(wanted.bill, wanted.said))
        settle_bill(cause, wanted.bill)
    return wanted.bill


def strike(cause: Cause, number: str, said: Said) -> None:
    """Take a bill off the manifest; its boxes are settled without it. Nothing where it is not on it."""
    bill = lock_cargo(number)
    if bill is None or bill.deleted_at is not None:
        return
    boxes = boxes_of([number])
    note(cause, bill, "manifest-deleted", said)
    for box in lock_boxes(boxes).values():
        settle_box(cause, box)


def _last(bill: Bill) -> Said:
    return next(event.payload for event in reversed(read(bill.stream)) if event.kind in ENTERED)


def _differ(before: Said, now: Said) -> bool:
    """Whether a later statement says something else, what only one of them can say left out."""
    left_out = _ENVELOPE | {name for name in _KEPT if name not in now}
    return {k: v for k, v in before.items() if k not in left_out} != {k: v for k, v in now.items() if k not in left_out}


def _rows(number: str, said: Said) -> list[dict[str, Any]]:
    """The boxes as the event says them, with the visit that each is here for: the ship's, or one of the bill's own."""
    call, apart = said.get("call"), _apart(number, said)
    return [
        {**box, "id": f"{box['container']}/{number if call is None or box['container'] in apart else call}"}
        for box in sorted(said["boxes"], key=lambda box: str(box["container"]))
    ]


def _apart(number: str, said: Said) -> set[str]:
    """Containers whose visit is named after the bill: they came in under the booking before any manifest, or left this
    very ship and go back on it."""
    keys = [f"{box['container']}/{name}" for box in said["boxes"] for name in (number, said.get("call"))]
    here = Box.objects.filter(pk__in=keys).values_list("pk", "container", "direction")
    return {box for key, box, direction in here if key.endswith(f"/{number}") or direction != said["direction"]}


def _locked(number: str, boxes: list[str]) -> tuple[Bill | None, bool]:
    """The bill where it is known, and whether any of the boxes is; locked in order, with the bills that share them."""
    held = set(Stowage.objects.filter(bill=number).values_list("box_id", flat=True))
    known = held | set(Box.objects.filter(pk__in=boxes).values_list("pk", flat=True))
    bills = lock_bills({number, *(bills_of(known) if known else ())})
    if known:
        lock_boxes(known)
    return bills.get(number), bool(known)


def _named(bill: Bill, said: Said) -> tuple[ObjectRef, ...]:
    """The boxes, and the call where it is another than before."""
    call = said.get("call")
    boxes = tuple(ObjectRef("container", row["container"]) for row in said["boxes"])
    return boxes if call is None or call == bill.call_id else (ObjectRef("vessel-call", call, "call"), *boxes)


def _catch_up(cause: Cause, bill: Bill, seen: bool) -> None:
    """What happened before the manifest came: the ship's arrival, boxes through the gate, decisions on the log."""
    if bill.direction == "import" and bill.call and bill.call.arrived_at is not None:
        late = replace(cause.following, at=from_micros(bill.call.arrived_at))
        note(late, bill, "arrived", {"direction": "import"})
    gather(cause, bill)
    if take_up_past(bill) or seen:
        settle_bill(cause, bill)
