"""Guarantees and declarations through the services that every door uses."""

from collections.abc import Sequence
from typing import Any

from kouan.blueprint import Attached
from kouan.engine.scenario import changed, read_filings
from kouan.kernel.text import Text
from kouan.modules.cases import public as cases
from kouan.modules.parties.public import SYSTEM_VIEWER, Viewer, create_organisation
from kouan.procedures import scenarios_text

IMPORTER, BANK, RIVAL = "91440800MA4X7T2Q18", "91390200MA2640016Q", "91110000100000347D"
PDF = b"%PDF-1.4 paper %%EOF"


def person(party: str) -> Viewer:
    """Somebody at a firm."""
    scopes = frozenset({"read", "file"})
    return Viewer(1, "clerk", Text("李", "Li"), party, Text("公司", "Firm"), "trader", scopes=scopes)


def officer(agency: str) -> Viewer:
    """Somebody at an agency."""
    scopes = frozenset({"read", "decide"})
    name = Text("王", "Wang")
    return Viewer(2, "officer", name, agency, Text("机关", "Agency"), "agency", agency=agency, scopes=scopes)


def papers(viewer: Viewer, *kinds: str) -> list[Attached]:
    """Documents, handed in by the viewer."""
    stored = [(kind, cases.upload(viewer, f"{kind}.pdf", PDF + kind.encode())) for kind in kinds]
    return [Attached(kind, row.file, row.name, row.size) for kind, row in stored]


def guarantee(amount: str, **changes: Any) -> str:
    """A bank hands in its electronic letter for the importer; the number it is known by from then on."""
    said = {"firm_uscc": IMPORTER, "amount": amount, "valid_from": "2026-01-05", "issued_on": "2026-01-05"}
    said |= {"guarantors/0/share": amount, "valid_to": "2027-12-31", **changes}
    form = changed(
        read_filings(scenarios_text("duty-guarantee"))["electronic"],
        {"set": {f"/{name}": value for name, value in said.items()}},
    )
    bank = person(BANK)
    filed = cases.file_case(bank, "duty-guarantee", form, papers(bank, "instrument"))
    assert filed["status"] == "done"
    return str(filed["number"])


def declaration(number: str, price: str = "18.50", **changes: Any) -> dict[str, Any]:
    """Goods out of a bonded warehouse, for which no ship must be known; duty consolidated on a guarantee."""
    form = read_filings(scenarios_text("import-declaration"))["bonded-out"]
    said = {"payment": "consolidated", "guarantee_number": number, "agent_uscc": IMPORTER, **changes}
    return changed(form, {"set": {f"/{name}": value for name, value in said.items()}})


def declare(form: dict[str, Any], kinds: Sequence[str] = ("invoice",)) -> dict[str, Any]:
    """File it; nothing is drawn for reading or inspection."""
    me = person(IMPORTER)
    return cases.file_case(me, "import-declaration", form, papers(me, *kinds), demo=True, entropy="calm")


def register() -> None:
    """The importer on file with customs, and its bank."""
    for code, zh, roles, customs_code in (
        (IMPORTER, "湛江海联机电有限公司", ("importer",), "4408961234"),
        (BANK, "澄湾银行股份有限公司", ("bank",), ""),
    ):
        create_organisation(SYSTEM_VIEWER, code, Text(zh, zh), roles, customs_code)
