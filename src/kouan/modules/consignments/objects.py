"""What rules may know of bills, containers and calls that a filing names (facts for kouan.runtime.objects)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kouan.kernel.clock import from_micros
from kouan.modules.consignments.models import Bill, Box, Call
from kouan.runtime.objects import Facts, provider


@provider("bill")
def bill_facts(ids: Sequence[str], at: datetime) -> Mapping[str, Facts]:
    """What the manifest says. Weights are decimal strings in kilograms; times ISO, absent while it has not happened."""
    bills = Bill.objects.filter(pk__in=ids).select_related("call").prefetch_related("boxes")
    return {bill.number: _bill(bill) for bill in bills}


def _bill(bill: Bill) -> Facts:
    voyage = bill.call.voyage_in if bill.direction == "import" else bill.call.voyage_out
    known = {
        "manifested": True,
        "direction": bill.direction,
        "call": bill.call_id,
        "vessel": bill.call.ship,
        "voyage": voyage or None,
        "packages": bill.packages,
        "gross_weight": f"{bill.gross_weight.normalize():f}" if bill.gross_weight else None,
        "containers": sorted(box.container for box in bill.boxes.all()),
        "arrived_at": _iso(bill.arrived_at),
        "released_at": _iso(bill.released_at),
    }
    return _said(known)


@provider("container")
def container_facts(ids: Sequence[str], at: datetime) -> Mapping[str, Facts]:
    """The present visit of each container, or its last one."""
    visits = Box.objects.filter(container__in=ids).select_related("call").order_by("opened_at")
    return {box.container: _box(box) for box in sorted(visits, key=lambda box: not box.gone)}


def _box(box: Box) -> Facts:
    arrived = box.call.arrived_at if box.direction == "import" and box.call else box.gated_in_at
    known = {
        "bill": next(iter(box.bill_numbers), None),
        "bills": box.bill_numbers,
        "direction": box.direction,
        "call": box.call_id,
        "place": box.place,
        "held_by": box.holders,
        "arrived_at": _iso(arrived),
        "discharged_at": _iso(box.discharged_at),
        "gated_in_at": _iso(box.gated_in_at),
        "released_at": _iso(box.released_at),
        "loaded_at": _iso(box.loaded_at),
        "gated_out_at": _iso(box.gated_out_at),
    }
    return _said(known)


@provider("vessel-call")
def call_facts(ids: Sequence[str], at: datetime) -> Mapping[str, Facts]:
    """The ship, its times and where its visit stands."""
    return {call.number: _call(call) for call in Call.objects.filter(pk__in=ids)}


def _call(call: Call) -> Facts:
    known = {
        "imo": call.imo or None,
        "ship": call.ship,
        "voyage_in": call.voyage_in or None,
        "voyage_out": call.voyage_out or None,
        "agent": call.agent or None,
        "terminal": call.terminal,
        "status": call.status,
        "eta": _iso(call.eta),
        "etd": _iso(call.etd),
        "arrived_at": _iso(call.arrived_at),
        "berthed_at": _iso(call.berthed_at),
        "departed_at": _iso(call.departed_at),
    }
    return _said(known)


def _iso(micros: int | None) -> str | None:
    return from_micros(micros).isoformat() if micros is not None else None


def _said(known: Mapping[str, object]) -> Facts:
    return {name: value for name, value in known.items() if value is not None}
