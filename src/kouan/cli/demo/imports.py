"""Import declarations of the month, as a clerk fills them in."""

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from kouan.blueprint import Form
from kouan.blueprint.describe import fields
from kouan.blueprint.form import nested_form
from kouan.cli.demo import declared
from kouan.cli.demo.backing import DISCREDITED, TIGHT, Backed
from kouan.cli.demo.cargo import Consignment
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.goods import goods
from kouan.cli.demo.people import People
from kouan.kernel.clock import local_date
from kouan.modules.parties.public import Viewer
from kouan.procedures import procedure as procedure_of

CODE = "import-declaration"
ORDINARY, ADVANCE, TWO_STEP = "ordinary", "advance", "two-step"
CONSOLIDATED, GUARANTEE = "consolidated", "guarantee"
_QUESTIONS = ("special_relation", "price_influence", "royalty", "formula_price", "provisional_price")


def clearance(consignment: Consignment, dice: Random) -> str:
    """How it is declared: fresh goods mostly in advance, the discredited as ordinary only.

    Those whose guarantee is tight declare in one step, since a summary must be secured in full.
    """
    if consignment.firm == DISCREDITED:
        return ORDINARY
    early = 0.7 if consignment.product.is_fresh else 0.42
    drawn = dice.random()
    if drawn < early:
        return ADVANCE
    return TWO_STEP if drawn < early + 0.14 and consignment.firm not in TIGHT else ORDINARY


def import_form(
    consignment: Consignment, mode: str, filer: Viewer, people: People, day: date, backed: Backed
) -> dict[str, Any]:
    """The whole declaration; in a two-step one this is what the second step hands in.

    ``backed``: the guarantee and the licence that it can name.
    """
    dice = declared.dice_of(consignment)
    trader = people.chief(consignment.firm)
    terms, boxes = dice.choices((declared.CIF, declared.CFR, declared.FOB), (6, 1, 3))[0], len(consignment.crates)
    return {
        "clearance": mode,
        **_payment(consignment, mode, backed.guarantee, dice),
        "entry_type": "M",
        **declared.offices(),
        "import_date": _entered(consignment).isoformat(),
        "contract_number": f"CW-{consignment.firm.upper()}-{consignment.bill[-5:]}",
        **declared.parties(declared.Side("consignee", trader, filer), people),
        "consignor_name": goods().sellers[consignment.origin],
        **declared.carriage(consignment),
        **_route(consignment),
        **declared.regime(),
        **declared.costs(terms, terms == declared.FOB, terms != declared.CIF, boxes),
        **dict.fromkeys(_QUESTIONS, False),
        **declared.weights(consignment),
        **_inspection(consignment),
        "lines": declared.lines(consignment, day, _of_line(consignment)),
        "containers": declared.containers(consignment),
        "licences": _licences(consignment, backed.licence),
        **(_answers(consignment) if mode == TWO_STEP else {}),
    }


def summary_of(form: dict[str, Any]) -> dict[str, Any]:
    """The first step of a two-step declaration: all but what may wait for the second."""
    whole = procedure_of(CODE).form
    line = nested_form(whole.model_fields["lines"])
    assert line is not None
    return _without(form, _awaited(whole)) | {"lines": [_without(each, _awaited(line)) for each in form["lines"]]}


@cache
def _awaited(form: type[Form]) -> frozenset[str]:
    return frozenset(field.name for field in fields(form) if field.later)


def _without(data: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names}


def _entered(consignment: Consignment) -> date:
    """The day the ship came, or is expected: by then everybody knows that it is early or late."""
    return local_date(consignment.visit.arrived_at)


def _payment(consignment: Consignment, mode: str, number: str, dice: Random) -> dict[str, Any]:
    """How duty is paid; a two-step declaration with duty names a guarantee in any case."""
    drawn = 1.0 if consignment.firm == DISCREDITED or not number else dice.random()
    if drawn < 0.2:
        return {"payment": CONSOLIDATED, "guarantee_number": number}
    if drawn < 0.32:
        return {"payment": GUARANTEE, "guarantee_number": number}
    return {"payment": ORDINARY, **({"guarantee_number": number} if mode == TWO_STEP else {})}


def _route(consignment: Consignment) -> dict[str, Any]:
    country = consignment.origin
    left = local_date(consignment.visit.eta - timedelta(hours=consignment.visit.service.hours + 24))
    return {
        "trade_country": country,
        "departure_country": country,
        "departure_port": f"{country}000",
        "transit_port": f"{country}000",
        "departure_date": left.isoformat(),
        "entry_port": fleet().port["entry_port"],
        "storage_place": consignment.visit.terminal.party_name.zh,
    }


def _inspection(consignment: Consignment) -> dict[str, str]:
    if consignment.product.inspected is None:
        return {}
    office = fleet().port["inspection"]
    names = ("inspection_office", "certificate_office", "port_inspection_office", "destination_office")
    return dict.fromkeys(names, office) | {"inspection_bill": consignment.bill}


def _of_line(consignment: Consignment) -> dict[str, Any]:
    product, more = consignment.product, {"destination": "CHN"}
    return more | _inspected(consignment) | _dangerous(consignment) | _preference(consignment) | (
        {"not_dangerous": True} if product.hs[:2] in ("28", "29") and not product.dangerous else {}
    )  # fmt: skip


def _inspected(consignment: Consignment) -> dict[str, Any]:
    product = consignment.product
    if product.inspected is None:
        return {}
    code, name = product.inspected
    return {"ciq_code": code, "ciq_name": name, "purpose": product.purpose, "attributes": list(product.attributes)}


def _dangerous(consignment: Consignment) -> dict[str, Any]:
    told = consignment.product.dangerous
    if not told:
        return {}
    groups = {"I": "1", "II": "2", "III": "3"}
    return {
        "un_number": told["number"],
        "dangerous_name": consignment.product.name.zh,
        "packing_group": groups[told["group"]],
        "packing": "罐式集装箱" if consignment.crates else "散装液舱",
    }


def _preference(consignment: Consignment) -> dict[str, Any]:
    """A claim of origin: customs then assesses the duty."""
    product = consignment.product
    if not product.agreement or consignment.parted:
        return {}
    return {
        "agreement": product.agreement,
        "proof_kind": "C",
        "proof_number": f"E{consignment.bill[-9:]}",
        "proof_line": 1,
        "proof_origin": consignment.origin,
    }


def _licences(consignment: Consignment, number: str) -> list[dict[str, str]]:
    return [{"kind": consignment.product.licence, "number": number}] if number else []


def _answers(consignment: Consignment) -> dict[str, bool]:
    product = consignment.product
    return {
        "involves_licence": bool(product.licence),
        "involves_inspection": product.inspected is not None,
        "involves_duty": True,
    }


def papers(form: dict[str, Any], *, summary: bool = False) -> tuple[str, ...]:
    """The kinds of documents that go with a declaration."""
    needed = {
        "invoice": not summary,
        "packing-list": not summary,
        "mandate": form["agent_uscc"] != form["consignee_uscc"],
        "origin-proof": any("agreement" in line for line in form["lines"]),
        "dangerous-statement": any("un_number" in line for line in form["lines"]),
    }
    return tuple(kind for kind, wanted in needed.items() if wanted)
