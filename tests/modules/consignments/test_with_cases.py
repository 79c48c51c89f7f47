"""Cases and the quay meet on the log: a declaration in advance, its ship, its release, its box through the gate."""

from datetime import UTC, datetime

import pytest

from kouan.blueprint import Attached
from kouan.engine import commands
from kouan.engine.scenario import read_scenarios
from kouan.kernel.text import Text
from kouan.modules.cases import public as cases
from kouan.modules.cases.services import filing
from kouan.modules.consignments import public
from kouan.modules.parties.public import SYSTEM_VIEWER, create_organisation
from kouan.procedures import scenarios_text
from kouan.runtime.subscribers import drain
from tests.modules.consignments.port import Port, bill, box, person

CONSIGNEE, AGENT = "91440800MA4X7T2Q18", "914408007684521034"
consignee = person(CONSIGNEE, "trader", ("importer",))


@pytest.fixture
def fruit() -> dict:
    """Fresh apples declared while their ship is at sea; not selected."""
    stories = read_scenarios(scenarios_text("import-declaration"))
    return next(each.form for each in stories if each.form.get("clearance") == "advance" and each.problems is None)


def test_declared_at_sea_the_box_is_released_as_its_ship_arrives(
    port: Port, fruit: dict, monkeypatch: pytest.MonkeyPatch
):
    for side, code, role in (("consignee", CONSIGNEE, "importer"), ("agent", AGENT, "customs-broker")):
        name = Text(fruit[f"{side}_name"], side)
        create_organisation(SYSTEM_VIEWER, code, name, (role,), fruit[f"{side}_customs_code"])
    monkeypatch.setattr(filing.secrets, "token_hex", lambda size: "calm")
    [crate] = [row["number"] for row in fruit["containers"]]
    port.now = datetime(2026, 3, 16, 1, tzinfo=UTC)
    port.announce(ship=fruit["conveyance"], voyage_in=fruit["voyage"])
    number = fruit["bill_number"]
    goods = {"packages": fruit["packages"], "gross_weight": fruit["gross_weight"]}
    port.manifest(number, boxes=(crate,), consignee=CONSIGNEE, **goods)

    port.now = datetime(2026, 3, 18, 1, tzinfo=UTC)
    papers = [
        Attached(
            kind, cases.upload(consignee, f"{kind}.pdf", b"%PDF-1.4 " + kind.encode() + b" %%EOF").file, f"{kind}.pdf"
        )
        for kind in ("invoice", "mandate")
    ]
    view = cases.file_case(consignee, "import-declaration", fruit, papers, at=port.now)
    drain()
    assert bill(number).declared_mode == "advance"
    [track] = public.track(consignee, declaration=view["number"])
    assert track.box.container == crate
    assert "Port administration" in {holder.who.en for holder in track.holders}

    paid = {"receipt": "010220260318000455", "paid_on": "2026-03-18"}
    cases.act(consignee, view["id"], commands.Supply("payment", paid), at=port.later())
    drain()
    assert box(crate).holders == ["customs"]
    port.later(40)
    port.arrive()
    drain()
    assert box(crate).released_at is not None
    assert bill(number).released_at is not None
    port.later()
    port.discharge(crate)
    assert port.gate_out(crate).place == "out"
    assert cases.case_view(consignee, view["id"])["status"] == "done"
