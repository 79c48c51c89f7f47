"""What is told of each bill of a manifest, so that whoever hears of the bill need not ask for the manifest."""

from collections.abc import Callable
from typing import Any

from kouan.blueprint import Emit, Facts
from kouan.kernel.event import ObjectRef
from kouan.procedures._manifest.cargo import Bill, Party
from kouan.procedures._manifest.shape import Manifest

ACCEPTED, COMPLETED, CHANGED, DELETED = (f"manifest-{what}" for what in ("accepted", "completed", "changed", "deleted"))
"""Accepted and completed tell the bill as it stands, changed what is another than before, deleted nothing more."""
Told = dict[str, Any]
Tells = Callable[[Facts, ObjectRef], Told]


def whole(direction: str) -> Tells:
    """A bill of a manifest that goes this way, with the conveyance it is on."""

    def tells(facts: Facts, thing: ObjectRef) -> Told:
        filing: Manifest = facts.filing
        bill = next(each for each in filing.bills if each.bill == thing.id)
        carried = {"mode": filing.mode, "call": filing.call, "conveyance": filing.conveyance, "voyage": filing.voyage}
        return stated({"direction": direction, **carried, **of_bill(bill)})

    return tells


def of_bill(bill: Bill) -> Told:
    """What a bill says itself; absent values are None."""
    return {
        "movement": bill.movement,
        "cargo": bill.cargo,
        "load_port": bill.load_port,
        "discharge_port": bill.discharge_port,
        **between(bill.shipper, bill.consignee),
        "goods": "; ".join(item.description for item in bill.items),
        "packages": bill.packages,
        "gross_weight": str(bill.gross_weight),
        "boxes": [box.as_json() for box in bill.boxes],
    }


def between(shipper: Party, consignee: Party) -> Told:
    """Who sends goods to whom: credit codes where there are any, and names."""
    return {
        "shipper": shipper.uscc,
        "shipper_name": shipper.name,
        "consignee": consignee.uscc,
        "consignee_name": consignee.name,
    }


def stated(said: Told) -> Told:
    """The same without what is absent."""
    return {name: value for name, value in said.items() if value is not None}


def bills(kind: str, tells: Tells) -> tuple[Emit, ...]:
    """This kind of event for every bill of the filing."""
    return (Emit(kind, of="bill", tells=tells),)
