"""An import as machines tell it: a ship, its manifest, and a declaration of methanol that fits them."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

from kouan.kernel.clock import SHANGHAI, now
from kouan.kernel.identifiers import container_check
from kouan.modules.parties.demo.cast import Firm, cast
from tests.api.machine import Machine
from tests.api.town import firm
from tests.unit.procedures.samples import form

CALL, BILL, SHIP, VOYAGE = "VC-2026-004711", "PCFH2603118", "PACIFIC HARMONY", "118N"
BOX = "TCNU482650" + container_check("TCNU482650")
IMPORT = "/procedures/import-declaration"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PAPERS = ("invoice", "mandate", "dangerous-statement")


def moment(minutes: float = 0) -> str:
    """Some minutes from now, in the port's own time."""
    return (now() + timedelta(minutes=minutes)).astimezone(SHANGHAI).isoformat()


def a_ship_is_announced(agent: Machine, number: str = CALL) -> Any:
    said = {"number": number, "imo": "9811000", "ship": SHIP, "voyage_in": VOYAGE, "eta": moment(60)}
    parties = {"terminal": firm("dongwan"), "carrier": firm("yuanyang"), "tally": firm("lihuo")}
    return agent.post("/reports/announce-call", {"happened_at": moment(-300), **said, **parties})


def a_manifest_is_sent(agent: Machine, number: str = BILL, box: str = BOX, **more: Any) -> Any:
    goods = {"cargo": "container", "packages": 80, "gross_weight": "14160", "goods": "甲醇"}
    said = {"bill": number, "call": CALL, "direction": "import", "consignee": firm("lanyu"), **goods, **more}
    rows = [{"container": box, "iso_type": "22G1", "packages": 80, "gross_weight": "14160"}]
    return agent.post("/reports/register-manifest", {"happened_at": moment(-240), **said, "boxes": rows})


def the_ship_arrives(agent: Machine, terminal: Machine, box: str = BOX) -> Any:
    agent.post("/reports/record-arrival", {"happened_at": moment(-120), "call": CALL})
    return terminal.post("/reports/discharge", {"happened_at": moment(-60), "call": CALL, "container": box})


def declaration(**said: Any) -> dict[str, Any]:
    """A declaration for Lanyu by its broker Tongda, right in every field but those ``said``."""
    owner, broker = cast().firms["lanyu"], cast().firms["tongda"]
    today = now().astimezone(SHANGHAI).date()
    filing = deepcopy(form("dangerous"))
    filing |= _party("consignee", owner) | _party("owner", owner) | _party("agent", broker)
    filing |= {"bill_number": BILL, "conveyance": SHIP, "voyage": VOYAGE, "import_date": today.isoformat()}
    filing["departure_date"] = (today - timedelta(days=9)).isoformat()
    filing["containers"][0]["number"] = BOX
    return filing | said


def _party(role: str, who: Firm) -> dict[str, str]:
    return {f"{role}_uscc": who.id, f"{role}_name": who.name.zh, f"{role}_customs_code": who.customs_code}


def papers(clerk: Machine) -> list[dict[str, str]]:
    """The documents that go with it, handed in."""
    found = [(kind, clerk.upload(f"{kind}.pdf", PDF).json) for kind in PAPERS]
    return [{"kind": kind, "file": stored["file"], "name": stored["name"]} for kind, stored in found]
