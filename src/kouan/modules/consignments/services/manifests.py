"""Bills by manifest, the carrier's release, arrivals without a ship, and tallies of bills without boxes."""

from collections import Counter
from typing import Any

from kouan.kernel.text import Text
from kouan.modules.consignments import entitlement
from kouan.modules.consignments.forms import CarrierRelease, GoodsArrived, Manifest, TallyBill
from kouan.modules.consignments.models import Bill
from kouan.modules.consignments.recording import note
from kouan.modules.consignments.refusals import require
from kouan.modules.consignments.services.entering import Entry, enter, entry
from kouan.modules.consignments.services.locking import lock_bills, locked_bill, locked_call
from kouan.modules.consignments.services.settling import settle_bill
from kouan.modules.consignments.verbs import Told, verb

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
    wanted = entry(form.bill, _said(form))
    if wanted.stands:
        _may_amend(told, wanted)
    return enter(told.cause, wanted, call, demo=call.demo)


def _said(form: Manifest) -> dict[str, Any]:
    said = {name: value for name, value in form.as_json().items() if name not in _ENVELOPE}
    return said | {"boxes": [box.as_json() for box in form.boxes]}


def _check(form: Manifest) -> None:
    counted = Counter(box.container for box in form.boxes)
    twice = next((number for number, count in counted.items() if count > 1), "")
    require(
        not twice,
        "box-twice",
        "/boxes",
        Text("箱 {box} 在同一提单中出现两次。", "Box {box} is named twice in the bill.").fill(box=twice),
        "order-172#kinds",
    )
    require(
        form.cargo != "container" or bool(counted) or form.direction == "export",
        "boxes-missing",
        "/boxes",
        Text("集装箱货物应列明集装箱。", "Goods in containers must say in which."),
        "order-172#kinds",
    )


def _may_amend(told: Told[Manifest], wanted: Entry) -> None:
    """A bill stays with its call, and whoever changes it says why."""
    require(
        wanted.bill is not None and wanted.bill.call_id == told.form.call,
        "other-call",
        "/call",
        Text("提单 {bill} 已在另一航次申报。", "The bill {bill} is manifested for another call already.").fill(
            bill=wanted.number
        ),
        "order-172#change",
    )
    require(
        bool(told.form.reason) or not wanted.differs,
        "reason-missing",
        "/reason",
        Text("变更已发送的舱单，请填写变更原因。", "A manifest already sent is being changed; say why."),
        "order-172#change",
    )


@verb("report-goods-arrived", "货物运抵报告 | Report goods arrived", GoodsArrived, {"file", "terminal"})
def report_goods_arrived(told: Told[GoodsArrived]) -> Bill:
    """Goods of a flight, a train or a truck are at the supervised place, those of its house waybills with them.

    Told again with another time, it is corrected. Raises Refused for goods of a ship, which arrive with her or through
    the gate.
    """
    bill = locked_bill(told, told.form.bill)
    entitlement.for_bill(told, bill)
    require(
        bill.call_id is None,
        "arrives-with-ship",
        "/bill",
        Text(
            "船运货物随船抵港或进闸即为运抵，无须另报。", "Goods of a ship arrive with her or through the gate, untold."
        ),
        "order-172#arrival",
    )
    houses = lock_bills(Bill.objects.filter(master=bill.number, deleted_at=None).values_list("pk", flat=True))
    for house in houses.values():
        note(told.cause.following, house, "arrived", {"direction": house.direction})
    note(told.cause, bill, "arrived", {"direction": bill.direction})
    return bill


@verb("carrier-release", "船公司放货 | Carrier's release", CarrierRelease, {"file"})
def carrier_release(told: Told[CarrierRelease]) -> Bill:
    """The carrier releases a bill (电子放货): its own holds end. Told twice, it is one."""
    bill = locked_bill(told, told.form.bill)
    entitlement.for_bill(told, bill)
    if bill.carrier_released_at is None:
        note(told.cause, bill, "carrier-released")
        settle_bill(told.cause, bill)
    return bill


@verb("tally-bill", "散货理货 | Tally a bill", TallyBill, {"terminal", "file"})
def tally_bill(told: Told[TallyBill]) -> Bill:
    """What was counted of goods that are in no box; counted again, the later count stands."""
    bill = locked_bill(told, told.form.bill)
    entitlement.counts(told, *((bill.call.terminal, bill.call.tally) if bill.call else ("", "")))
    payload = {"packages": told.form.packages, "damage": told.form.damage}
    note(told.cause, bill, "tallied", payload)
    return bill
