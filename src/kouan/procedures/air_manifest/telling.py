"""What is told of each waybill of a flight: masters with the flight, house waybills with their master."""

from kouan.blueprint import Facts
from kouan.kernel.event import ObjectRef
from kouan.procedures._manifest.telling import Told, between, stated
from kouan.procedures.air_manifest.form import Filing, House, Waybill

AIR = "air"


def of_waybill(facts: Facts, thing: ObjectRef) -> Told:
    """A waybill, master or house, on its flight."""
    filing: Filing = facts.filing
    flight = {"mode": AIR, "direction": filing.direction, "voyage": filing.flight, "conveyance": filing.registration}
    return stated({**flight, **_said(filing, thing.id)})


def _said(filing: Filing, number: str) -> Told:
    master = next(each for each in filing.bills if each.bill == number.partition("_")[0])
    if master.bill == number:
        return _master(master)
    return _house(master, next(each for each in master.houses if each.bill == number))


def _master(master: Waybill) -> Told:
    return {
        "load_port": master.origin,
        "discharge_port": master.destination,
        **between(master.shipper, master.consignee),
        "goods": "; ".join(item.description for item in master.items),
        "packages": master.packages,
        "gross_weight": str(master.gross_weight),
    }


def _house(master: Waybill, house: House) -> Told:
    return {
        "master": master.bill,
        "load_port": master.origin,
        "discharge_port": master.destination,
        **between(house.shipper, house.consignee),
        "goods": house.description,
        "packages": house.packages,
        "gross_weight": str(house.gross_weight),
    }
