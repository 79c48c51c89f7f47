"""Bills by manifest, the carrier's release, and tallies of bills without boxes."""

from dataclasses import replace
from typing import Any

from kouan.kernel.clock import from_micros
from kouan.kernel.event import ObjectRef
from kouan.kernel.text import Text
from kouan.modules.consignments import entitlement
from kouan.modules.consignments.forms import CarrierRelease, Manifest, TallyBill
from kouan.modules.consignments.models import Bill, Box, Call, Stowage
from kouan.modules.consignments.recording import note
from kouan.modules.consignments.refusals import require
from kouan.modules.consignments.services.gathering import gather
from kouan.modules.consignments.services.locking import bills_of, lock_bills, lock_boxes, locked_bill, locked_call
from kouan.modules.consignments.services.settling import settle_bill
from kouan.modules.consignments.services.taking_up import take_up_past
from kouan.modules.consignments.verbs import Told, verb
from kouan.runtime.log import read

_ENVELOPE = frozenset({"happened_at", "message_id", "bill", "boxes"})


@verb("register-manifest", "舱单申报 | Register a manifest", Manifest, {"file"})
def register_manifest(told: Told[Manifest]) -> Bill:
    """A bill with its boxes comes under customs hold; sent again with changes it amends, unchanged it does nothing.

    It may come late: after the ship, after the boxes, even after customs released the bill; then it catches up.
    Raises Refused where the number belongs to another call's ship or a box is named twice.
    """
    form = told.form
    call = locked_call(told, form.call)
    entitlement.ships_side(told, call)
    _check(form)
    rows = _rows(form)
    bill, shared = _locked(form.bill, [row["id"] for row in rows])
    said = {name: value for name, value in form.as_json().items() if name not in _ENVELOPE} | {"boxes": rows}
    if bill is None:
        bill = Bill(number=form.bill, call=call, demo=call.demo)
        note(told.cause, bill, "manifested", said, _containers(rows))
        _catch_up(told, call, bill, shared)
    elif _changed(told, bill, said):
        _amend(told, bill, said)
    return bill


def _check(form: Manifest) -> None:
    numbers = [box.container for box in form.boxes]
    twice = next((number for number in numbers if numbers.count(number) > 1), "")
    require(
        not twice,
        "box-twice",
        "/boxes",
        Text("箱 {box} 在同一提单中出现两次。", "Box {box} is named twice in the bill.").fill(box=twice),
        "order-172#kinds",
    )
    require(
        form.cargo != "container" or bool(numbers) or form.direction == "export",
        "boxes-missing",
        "/boxes",
        Text("集装箱货物应列明集装箱。", "Goods in containers must say in which."),
        "order-172#kinds",
    )


def _rows(form: Manifest) -> list[dict[str, Any]]:
    """The boxes as the event says them, with the visit that each is here for."""
    apart = _apart(form)
    return [
        {**box.as_json(), "id": f"{box.container}/{form.bill if box.container in apart else form.call}"}
        for box in sorted(form.boxes, key=lambda box: box.container)
    ]


def _apart(form: Manifest) -> set[str]:
    """Containers whose visit is named after the bill: they came in under the booking before any manifest, or left this
    very ship and go back on it."""
    keys = [f"{box.container}/{name}" for box in form.boxes for name in (form.bill, form.call)]
    here = Box.objects.filter(pk__in=keys).values_list("pk", "container", "direction")
    return {box for key, box, direction in here if key.endswith(f"/{form.bill}") or direction != form.direction}


def _locked(number: str, boxes: list[str]) -> tuple[Bill | None, bool]:
    """The bill where it is known, and whether any of the boxes is; locked in order, with the bills that share them."""
    held = set(Stowage.objects.filter(bill=number).values_list("box_id", flat=True))
    known = held | set(Box.objects.filter(pk__in=boxes).values_list("pk", flat=True))
    bills = lock_bills({number, *(bills_of(known) if known else ())})
    if known:
        lock_boxes(known)
    return bills.get(number), bool(known)


def _containers(rows: list[dict[str, Any]]) -> tuple[ObjectRef, ...]:
    return tuple(ObjectRef("container", row["container"]) for row in rows)


def _changed(told: Told[Manifest], bill: Bill, said: dict[str, Any]) -> bool:
    require(
        bill.call_id == told.form.call,
        "other-call",
        "/call",
        Text("提单 {bill} 已在另一航次申报。", "The bill {bill} is manifested for another call already.").fill(
            bill=bill.number
        ),
        "order-172#change",
    )
    last = next(event for event in reversed(read(bill.stream)) if event.kind in ("manifested", "manifest-amended"))
    envelope = {"message", "reason"}
    return {k: v for k, v in last.payload.items() if k not in envelope} != {
        k: v for k, v in said.items() if k not in envelope
    }


def _amend(told: Told[Manifest], bill: Bill, said: dict[str, Any]) -> None:
    require(
        bool(told.form.reason),
        "reason-missing",
        "/reason",
        Text("变更已发送的舱单，请填写变更原因。", "A manifest already sent is being changed; say why."),
        "order-172#change",
    )
    note(told.cause, bill, "manifest-amended", said, _containers(said["boxes"]))
    settle_bill(told.cause, bill)


def _catch_up(told: Told[Manifest], call: Call, bill: Bill, shared: bool) -> None:
    """What happened before the manifest came: the ship's arrival, boxes through the gate, decisions on the log."""
    if bill.direction == "import" and call.arrived_at is not None:
        late = told.cause.following
        note(replace(late, at=from_micros(call.arrived_at)), bill, "arrived", {"direction": "import"})
    gather(told.cause, bill)
    if take_up_past(bill) or shared:
        settle_bill(told.cause, bill)


@verb("carrier-release", "船公司放货 | Carrier's release", CarrierRelease, {"file"})
def carrier_release(told: Told[CarrierRelease]) -> Bill:
    """The carrier releases a bill (电子放货): its own holds end. Told twice, it is one."""
    bill = locked_bill(told, told.form.bill)
    entitlement.ships_side(told, bill.call)
    if bill.carrier_released_at is None:
        note(told.cause, bill, "carrier-released")
        settle_bill(told.cause, bill)
    return bill


@verb("tally-bill", "散货理货 | Tally a bill", TallyBill, {"terminal", "file"})
def tally_bill(told: Told[TallyBill]) -> Bill:
    """What was counted of goods that are in no box; counted again, the later count stands."""
    bill = locked_bill(told, told.form.bill)
    entitlement.counts(told, bill.call.terminal, bill.call.tally)
    payload = {"packages": told.form.packages, "damage": told.form.damage}
    note(told.cause, bill, "tallied", payload)
    return bill
