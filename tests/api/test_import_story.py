"""An import through the API alone: three mistakes mended, three agencies side by side, released, out of the gate."""

from types import SimpleNamespace

import pytest

from kouan.modules.cases.services import filing
from kouan.runtime.subscribers import drain
from tests.api.imports import (
    BILL,
    BOX,
    IMPORT,
    a_manifest_is_sent,
    a_ship_is_announced,
    declaration,
    moment,
    papers,
    the_ship_arrives,
)
from tests.api.machine import Machine
from tests.api.town import machine

AGENCIES = {
    "documents": "customs-documents-1",
    "quarantine": "customs-quarantine-1",
    "maritime": "msa-dangerous-1",
    "storage": "port-dangerous-1",
}
CALM, DRAWN = "calm", "seed-9"


@pytest.fixture(params=[CALM, DRAWN])
def luck(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the draw for inspection is made from."""
    monkeypatch.setattr(filing, "secrets", SimpleNamespace(token_hex=lambda _: request.param))
    return str(request.param)


def open_steps(case: dict) -> set[str]:
    return {step["name"] for step in case["steps"] if "outcome" not in step}


def test_from_the_announcement_of_the_ship_to_the_gate(town: None, luck: str):
    agent, terminal, clerk = machine("wanlan-2"), machine("dongwan-2"), machine("tongda-2")
    assert a_ship_is_announced(agent).status == 200
    assert a_manifest_is_sent(agent).json["boxes"] == [f"{BOX}/VC-2026-004711"]
    assert the_ship_arrives(agent, terminal).json["held_by"] == ["customs"]

    case = filed_after_three_mistakes(clerk)
    assert open_steps(case) == AGENCIES.keys()
    too_early(terminal)

    for step, officer in AGENCIES.items():
        decided = machine(officer).post(f"/cases/{case['id']}/decide", {"step": step, "outcome": "approve"})
        assert decided.status == 200, decided.json
    told_who_was_first(case["id"])
    drain()
    if luck == DRAWN:
        opened_and_found_clean(terminal, case["id"])
    paid = {"step": "payment", "data": {"receipt": "390220261121000451", "paid_on": moment()[:10]}}
    assert clerk.post(f"/cases/{case['id']}/supply", paid).json["status"] == "done"
    drain()
    released_and_gone(terminal, clerk)
    everything_is_on_the_log(clerk, case["number"])


def filed_after_three_mistakes(clerk: Machine) -> dict:
    """A wrong check digit, a net weight above the gross weight, no freight under FOB: each is told, each is mended."""
    right, documents = declaration(), papers(clerk)
    wrong = declaration(agent_uscc=right["agent_uscc"][:-1] + "0", net_weight="15000")
    del wrong["freight"]
    body = {"form": wrong, "documents": documents, "reference": "TD-2026-0815"}
    refused = clerk.post(f"{IMPORT}/cases", body)
    assert refused.status == 422
    mistakes = ["uscc-number@/agent_uscc", "freight-required@/freight", "net-above-gross@/net_weight"]
    assert refused.findings == mistakes
    assert all(problem["message"].keys() == {"zh", "en"} for problem in refused.json["errors"])
    assert clerk.get("/cases").json["count"] == 0

    assert clerk.post(f"{IMPORT}/checks", {"form": right, "documents": documents}).json == {"errors": []}
    body["form"] = right
    filed = clerk.post(f"{IMPORT}/cases", body)
    assert filed.status == 201, filed.json
    assert clerk.post(f"{IMPORT}/cases", body).json["id"] == filed.json["id"]
    return filed.json


def too_early(terminal: Machine) -> None:
    """A held box does not leave; the attempt is an alarm."""
    refused = terminal.post("/reports/gate-out", {"happened_at": moment(), "container": BOX, "truck": "鲁B12345"})
    assert (refused.status, refused.codes) == (422, ["held"])
    assert [alarm["held_by"] for alarm in terminal.get("/alarms", open=True).json] == [["customs"]]


def told_who_was_first(case: str) -> None:
    late = machine("customs-documents-2").post(f"/cases/{case}/decide", {"step": "documents", "outcome": "approve"})
    assert (late.status, late.codes) == (409, ["already-done"])
    assert "赵清源" in late.json["errors"][0]["message"]["zh"]


def opened_and_found_clean(terminal: Machine, case: str) -> None:
    """Drawn for inspection: the terminal is told, moves the box, customs find nothing."""
    [errand] = terminal.get("/inspection-notices").json
    assert (errand["container"], errand["to_do"], errand["authority"]) == (BOX, "move", "customs")
    said = {"happened_at": moment(), "container": BOX}
    assert terminal.post("/reports/move-to-inspection", {**said, "site": "CIC-3"}).json["place"] == "inspection"
    clean = {"step": "inspection", "outcome": "clean"}
    assert machine("customs-inspection-1").post(f"/cases/{case}/decide", clean).status == 200
    drain()
    assert terminal.post("/reports/return-to-yard", {**said, "yard": "A0102"}).json["place"] == "yard"


def released_and_gone(terminal: Machine, clerk: Machine) -> None:
    """The release is signed, and anybody may check it; then the gate opens."""
    box = clerk.get(f"/boxes/{BOX}").json
    assert (box["held_by"], box["bills"]) == ([], [BILL])
    assert Machine().post("/release-checks", box["release"]).json["valid"]
    assert not Machine().post("/release-checks", {**box["release"], "container": "MSKU1234565"}).json["valid"]
    gone = terminal.post("/reports/gate-out", {"happened_at": moment(1), "container": BOX, "truck": "鲁B12345"})
    assert gone.json["place"] == "out"
    [way] = clerk.get("/tracking", bill=BILL).json
    assert [entry["kind"] for entry in way["entries"]][-2:] == ["released", "gated-out"]
    assert Machine().get("/public-tracking", bill=BILL, container=BOX).json["released"]


def everything_is_on_the_log(clerk: Machine, number: str) -> None:
    """The feed tells the whole story in order, and every event of it can be proved."""
    told = clerk.get("/events", limit=500).json
    kinds = [event["kind"] for event in told["events"]]
    assert [kind for kind in kinds if kind in ("manifested", "filed", "released", "gated-out")] == [
        "manifested",
        "filed",
        "released",
        "released",
        "gated-out",
    ]
    [filed] = [event for event in told["events"] if event["kind"] == "filed"]
    evidence = clerk.get(f"/log/evidence/{filed['position']}").json
    assert evidence["record"][0] == filed["stream"]
    assert clerk.get(f"/case-numbers/{number}").json["status"] == "done"
