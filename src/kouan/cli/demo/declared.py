"""What import and export declarations of the month have in common: parties, carriage, price, lines, boxes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from kouan.cli.demo.cargo import KINDS, Consignment, Crate
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.people import People
from kouan.modules.parties.public import Viewer
from kouan.reference import tariff

ORDINARY_TRADE, GENERAL_LEVY, AS_ASSESSED = "0110", "101", "1"
CIF, CFR, FOB = "1", "2", "3"
KILOGRAM = "035"
_CENT = Decimal("0.01")
_FREIGHT = {"mark": "3", "currency": "USD"}
_INSURANCE = {"mark": "1", "amount": "0.3"}


@dataclass(frozen=True, slots=True)
class Side:
    """The domestic trader and who declares for it; ``prefix`` begins the names of the trader's fields."""

    prefix: str
    trader: Viewer
    filer: Viewer


def dice_of(consignment: Consignment) -> Random:
    """Dice that fall the same whenever the same declaration is written again."""
    return Random(consignment.bill)  # noqa: S311 - not for secrets


def parties(side: Side, people: People) -> dict[str, Any]:
    """Trader, owner, agent and declarant."""
    code = people.customs_code(side.trader.party)
    firm = {"uscc": side.trader.party, "name": side.trader.party_name.zh, "customs_code": code}
    agent = {
        "uscc": side.filer.party,
        "name": side.filer.party_name.zh,
        "customs_code": people.customs_code(side.filer.party),
    }
    named = {side.prefix: firm, "owner": firm, "agent": agent}
    fields = {f"{who}_{name}": value for who, each in named.items() for name, value in each.items()}
    return fields | {"declarant_name": side.filer.person_name.zh}


def carriage(consignment: Consignment) -> dict[str, Any]:
    """The ship as the manifest has it."""
    visit = consignment.visit
    return {
        "transport_mode": "2",
        "conveyance": visit.ship.name,
        "voyage": visit.voyage_in if consignment.is_import else visit.voyage_out,
        "bill_number": consignment.bill,
    }


def offices() -> dict[str, str]:
    """Where it is declared, and where it crosses the border."""
    return {"receiving_customs": fleet().port["receiving"], "border_customs": fleet().port["border"]}


def regime() -> dict[str, str]:
    """Ordinary trade under general levy."""
    return {"supervision_mode": ORDINARY_TRADE, "levy_nature": GENERAL_LEVY}


def costs(terms: str, freight: bool, insurance: bool, boxes: int) -> dict[str, Any]:
    """Delivery terms with what they leave out of the price."""
    said: dict[str, Any] = {"delivery_terms": terms}
    if freight:
        said["freight"] = {**_FREIGHT, "amount": str(900 * max(boxes, 1))}
    if insurance:
        said["insurance"] = _INSURANCE
    return said


def weights(consignment: Consignment) -> dict[str, Any]:
    """Packages and weights, as the manifest has them."""
    return {
        "package_type": consignment.product.package,
        "packages": consignment.packages,
        "gross_weight": str(consignment.gross),
        "net_weight": str(consignment.net),
        "marks": "N/M",
    }


def loads(consignment: Consignment) -> list[list[Crate]]:
    """Which boxes make a line: all of them, or the last one apart."""
    crates = consignment.crates
    return [crates[:-1], crates[-1:]] if consignment.parted else [crates]


def lines(consignment: Consignment, day: date, more: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The goods lines; ``more``: what every line has besides."""
    return [{**_line(consignment, load, number, day), **more} for number, load in enumerate(loads(consignment), 1)]


def _line(consignment: Consignment, load: list[Crate], number: int, day: date) -> dict[str, Any]:
    product = consignment.product
    quantity = sum(crate.quantity for crate in load) if load else consignment.quantity
    net = sum(crate.net for crate in load) if load else consignment.net
    legal = dict(_legal(consignment, quantity, net, day))
    return {
        "hs_code": product.hs,
        "name": product.name.zh,
        "english_name": product.name.en,
        "elements": product.elements if number == 1 else f"{product.elements}|B",
        "quantity": str(quantity),
        "unit": product.unit,
        **legal,
        "unit_price": str(consignment.price),
        "total": str((quantity * consignment.price).quantize(_CENT)),
        "currency": consignment.currency,
        "net_weight": str(net),
        "origin": consignment.origin,
        "district": fleet().port["district"],
        "division": fleet().port["division"],
        "duty_mode": AS_ASSESSED,
    }


def _legal(consignment: Consignment, quantity: int, net: int, day: date) -> Iterator[tuple[str, str]]:
    """Legal quantities in the tariff's units."""
    product = consignment.product
    found = tariff(product.hs, day)
    units = (found.unit1, found.unit2) if found else (product.unit, "")
    for place, unit in zip(("legal", "second"), units, strict=True):
        if unit:
            yield f"{place}_unit", unit
            yield f"{place}_quantity", str(_in_unit(consignment, unit, quantity, net))


def _in_unit(consignment: Consignment, unit: str, quantity: int, net: int) -> int:
    product = consignment.product
    if unit == product.unit:
        return quantity
    return net if unit == KILOGRAM else quantity * product.per_box[unit] // product.per_box[product.unit]


def containers(consignment: Consignment) -> list[dict[str, Any]]:
    """The boxes, each with the line that lies in it."""
    return [
        {
            "number": crate.number,
            "type": KINDS[crate.kind][1],
            "lines": str(number),
            "shared": False,
            "goods_weight": str(crate.gross),
            "tare": str(KINDS[crate.kind][2]),
        }
        for number, load in enumerate(loads(consignment), 1)
        for crate in load
    ]
