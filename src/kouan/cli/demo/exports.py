"""Export declarations of the month, as a clerk fills them in."""

from datetime import date
from typing import Any

from kouan.cli.demo import declared
from kouan.cli.demo.cargo import Consignment
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.goods import goods
from kouan.cli.demo.people import People
from kouan.modules.parties.public import Viewer

CODE = "export-declaration"
ORDINARY, ADVANCE = "ordinary", "advance"
LEDGER = "B"
_BUYER = "GENERAL IMPORTERS LTD"


def export_form(
    consignment: Consignment, expected: date | None, filer: Viewer, people: People, day: date
) -> dict[str, Any]:
    """The whole declaration; ``expected``: the day the goods will be in, where they are declared in advance."""
    dice = declared.dice_of(consignment)
    trader = people.chief(consignment.firm)
    terms = dice.choices((declared.FOB, declared.CIF, declared.CFR), (6, 3, 1))[0]
    early = {"goods_ready": True, "expected_arrival": expected.isoformat()} if expected else {}
    return {
        "clearance": ADVANCE if expected else ORDINARY,
        "entry_type": "M",
        **early,
        **declared.offices(),
        "contract_number": f"CW-{consignment.firm.upper()}-{consignment.bill[-5:]}",
        "rebate": True,
        **declared.parties(declared.Side("consignor", trader, filer), people),
        "consignee_name": goods().sellers.get(consignment.abroad, _BUYER),
        **declared.carriage(consignment),
        "trade_country": consignment.abroad,
        "destination_country": consignment.abroad,
        "destination_port": f"{consignment.abroad}000",
        "exit_port": fleet().port["entry_port"],
        **declared.regime(),
        **declared.costs(terms, terms != declared.FOB, terms == declared.CIF, len(consignment.crates)),
        **declared.weights(consignment),
        "lines": declared.lines(consignment, day, {"destination": consignment.abroad}),
        "containers": declared.containers(consignment),
        "licences": _licences(consignment),
    }


def _licences(consignment: Consignment) -> list[dict[str, str]]:
    return [{"kind": LEDGER, "number": f"26{consignment.bill[-9:]}"}] if consignment.product.ledger else []


def papers(form: dict[str, Any]) -> tuple[str, ...]:
    """The kinds of documents that go with a declaration."""
    needed = {
        "invoice": True,
        "mandate": form["agent_uscc"] != form["consignor_uscc"],
        "licence": bool(form["licences"]),
    }
    return tuple(kind for kind, wanted in needed.items() if wanted)
