"""What events do to a bill, and what a manifest makes of its boxes."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from kouan.kernel.event import Event
from kouan.modules.consignments.models import Bill, Box, Call, Hold, Stowage
from kouan.modules.consignments.projection.holding import Grip, boxes_of, held_by, place, refresh
from kouan.modules.consignments.projection.times import when
from kouan.modules.consignments.words import CARRIER

_WORDS = (
    *("mode", "conveyance", "voyage", "master", "sender", "direction", "cargo", "consignee", "consignee_name"),
    *("shipper", "shipper_name", "goods", "packages", "load_port", "discharge_port"),
)
_STANDING = Grip("customs", "standing")
_UNPAID = Grip(CARRIER, "standing")


def _manifested(bill: Bill, event: Event) -> None:
    bill.manifested_at, bill.deleted_at = when(event), None
    _said(bill, event.payload)
    _stow(bill, event, event.payload["boxes"])
    boxes = [row["id"] for row in event.payload["boxes"]]
    place(bill, event, _STANDING, boxes)
    if event.payload.get("carrier_hold"):
        place(bill, event, _UNPAID, boxes)
    refresh(bill, boxes)


def _said(bill: Bill, payload: Mapping[str, Any]) -> None:
    bill.call_id = payload.get("call")
    bill.gross_weight = Decimal(payload["gross_weight"])
    for name in _WORDS:
        setattr(bill, name, payload.get(name, type(getattr(bill, name))()))


def _amended(bill: Bill, event: Event) -> None:
    """The manifest as it now stands: boxes that are new come under hold, those left out leave the bill."""
    _said(bill, event.payload)
    before = set(boxes_of(bill))
    _stow(bill, event, event.payload["boxes"])
    now = {row["id"] for row in event.payload["boxes"]}
    _take_off(bill, sorted(before - now))
    _hold_new(bill, event, sorted(now - before))
    refresh(bill)


def _deleted(bill: Bill, event: Event) -> None:
    """Its boxes leave the bill; what holds them for another reason, or was seen, stays as it is."""
    bill.deleted_at, bill.released_at = when(event), None
    boxes = boxes_of(bill)
    Stowage.objects.filter(bill=bill).delete()
    Hold.objects.filter(bill=bill, box=None, lifted_at=None).delete()
    _take_off(bill, boxes)


def _stow(bill: Bill, event: Event, rows: Iterable[Mapping[str, Any]]) -> None:
    """Make the boxes that are not known yet, and say which share of the bill is in each."""
    wanted = {row["id"]: row for row in rows}
    known = {box.pk: box for box in Box.objects.filter(pk__in=wanted)}
    call = bill.call
    Box.objects.bulk_create([_new_box(bill, call, row, event) for key, row in wanted.items() if key not in known])
    shares = [
        Stowage(bill=bill, box_id=key, packages=row["packages"], gross_weight=Decimal(row["gross_weight"]))
        for key, row in wanted.items()
    ]
    Stowage.objects.filter(bill=bill).delete()
    Stowage.objects.bulk_create(shares)
    for key, box in known.items():
        _join(bill, call, box, wanted[key])


def _new_box(bill: Bill, call: Call | None, row: Mapping[str, Any], event: Event) -> Box:
    return Box(
        id=row["id"],
        container=row["container"],
        call=call,
        terminal=call.terminal if call else "",
        direction=bill.direction,
        iso_type=row.get("iso_type", ""),
        seal=row.get("seal", ""),
        packages=row["packages"],
        gross_weight=Decimal(row["gross_weight"]),
        bill_numbers=[bill.number],
        opened_at=when(event),
        place="aboard" if call and bill.direction == "import" else "expected",
        demo=bill.demo,
    )


def _join(bill: Bill, call: Call | None, box: Box, row: Mapping[str, Any]) -> None:
    """A box that is known already, from another bill or from the quay, carries goods of this bill too."""
    shares = Stowage.objects.filter(box=box)
    Box.objects.filter(pk=box.pk).update(
        call=call or box.call,
        terminal=call.terminal if call else box.terminal,
        direction=bill.direction,
        iso_type=row.get("iso_type", box.iso_type),
        seal=box.seal or row.get("seal", ""),
        packages=sum(share.packages for share in shares),
        gross_weight=sum((share.gross_weight for share in shares), Decimal(0)),
        bill_numbers=sorted({*box.bill_numbers, bill.number}),
    )
    # The hold under which it stood while no manifest named it gives way to the bill's.
    Hold.objects.filter(box=box, bill=None, kind="standing", lifted_at=None).delete()


def _take_off(bill: Bill, boxes: Iterable[str]) -> None:
    """Boxes that the bill no longer names: forgotten where nothing happened to them, else kept as they are held."""
    for box in Box.objects.filter(pk__in=list(boxes)):
        others = [number for number in box.bill_numbers if number != bill.number]
        holds = Hold.objects.filter(box=box, bill=bill)
        if others:
            holds.filter(lifted_at=None).delete()
        elif box.n == 0:
            box.delete()
            continue
        holds.update(bill=None)
        Box.objects.filter(pk=box.pk).update(bill_numbers=others, held_by=held_by([box.pk])[box.pk])


def _hold_new(bill: Bill, event: Event, boxes: list[str]) -> None:
    """Boxes that join later come under what holds the whole bill, and under customs until they are declared."""
    if not boxes:
        return
    whole = Hold.objects.filter(bill=bill, lifted_at=None, origin__startswith=f"{bill.stream}#").exclude(
        kind="inspection"
    )
    grips = {Grip(each.authority, each.kind, each.reason, each.source) for each in whole} | {_STANDING}
    Hold.objects.filter(bill=bill, box=None, lifted_at=None).delete()
    for grip in sorted(grips, key=lambda grip: (grip.authority, grip.kind, grip.reason, grip.source)):
        place(bill, event, grip, boxes)


def _arrived(bill: Bill, event: Event) -> None:
    """Exports: all boxes are in. An import's arrival is its ship's; told again for a manifest that came late."""
    if bill.direction == "export" or bill.call_id is None:
        bill.gathered_at = when(event)


def carrier_released(bill: Bill, event: Event) -> None:
    """The carrier lets a bill go: what it held ends."""
    bill.carrier_released_at = when(event)
    Hold.objects.filter(bill=bill, authority=CARRIER, lifted_at=None).update(
        lifted_at=when(event), lifted_by=event.actor.party
    )
    refresh(bill)


def _released(bill: Bill, event: Event) -> None:
    bill.released_at = when(event)


def _revoked(bill: Bill, event: Event) -> None:
    bill.released_at = None


def _tallied(bill: Bill, event: Event) -> None:
    bill.tallied_at = when(event)
    bill.tallied_packages = event.payload["packages"]


CHANGES: Mapping[str, Callable[[Bill, Event], None]] = {
    "manifested": _manifested,
    "manifest-amended": _amended,
    "manifest-deleted": _deleted,
    "arrived": _arrived,
    "carrier-released": carrier_released,
    "released": _released,
    "release-revoked": _revoked,
    "tallied": _tallied,
}
