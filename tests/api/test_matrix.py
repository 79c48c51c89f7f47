"""Everybody at every door: whoever may not know of a thing is told exactly what they are told of one that never was."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from django.db import transaction

from kouan.api.service import described
from kouan.modules.cases.subscribers.pushing import receivers
from kouan.runtime.audience import concerned
from kouan.runtime.log import everything
from tests.api import imports
from tests.api.machine import ROOT, Answer
from tests.api.town import firm
from tests.api.world import MADE_UP, PEOPLE, World, standing

pytestmark = pytest.mark.django_db

AGENCIES = {"agency with a step", "agency without", "port office"}
GOODS = {"filer", "principal", "mandated agent", "agent for another procedure"}
QUAY = {"ship's agent", "terminal"}
# By what stands in the address, or in the body of a report: who may know of it.
CASE = {"filer", "principal", "mandated agent", "agency with a step"}
OWN = {"filer"}
KNOWN = {
    "cases": CASE,
    "case-numbers": CASE,
    "log": CASE,
    "drafts": OWN,
    "webhooks": OWN,
    "calls": AGENCIES | GOODS | QUAY,
    "bills": AGENCIES | GOODS | QUAY,
    "boxes": AGENCIES | GOODS | QUAY,
    "reports": AGENCIES | GOODS | QUAY,
    "balances": {"filer", "principal", "mandated agent"},
}
KEYLESS = {"nobody", "revoked token"}
AT = "2026-11-20T08:00:00+08:00"
BODIES: dict[str, Any] = {
    "decide_case": {"step": "maritime", "outcome": "approve"},
    "return_case": {"step": "maritime", "reason": "请更正"},
    "ask_case": {"step": "storage", "question": "？"},
    "suspend_case": {"reason": "等待"},
    "void_case": {"reason": "作废"},
    "answer_case": {"question": 1, "answer": "已补充"},
    "supply_case": {"step": "payment", "data": {}},
    "amend_case": {"form": {}},
    "resubmit_case": {"form": {}},
    "withdraw_case": {"reason": "撤回"},
    "replace_draft": {"form": {}},
}
ABOUT_A_BOX = {"happened_at": AT, "container": imports.BOX}
ABOUT_A_BILL = {"happened_at": AT, "bill": imports.BILL}
ABOUT_A_CALL = {"happened_at": AT, "call": imports.CALL}
BODIES |= {
    **dict.fromkeys(("update_call", "record_arrival", "record_berthing", "record_departure"), ABOUT_A_CALL),
    **dict.fromkeys(("tally", "gate_out", "move_to_inspection", "return_to_yard"), ABOUT_A_BOX),
    **dict.fromkeys(("carrier_release", "report_goods_arrived"), ABOUT_A_BILL),
    "load": ABOUT_A_BOX | {"call": imports.CALL},
    "discharge": ABOUT_A_BOX | {"call": imports.CALL},
    "plan_inspection": ABOUT_A_BOX | {"planned_at": AT},
    "correct_move": ABOUT_A_BOX | {"move": "discharged", "reason": "误报"},
    "acknowledge_alarm": ABOUT_A_BOX | {"visit": imports.CALL, "alarm": 1, "note": "已处置"},
    "request_direct_pickup": ABOUT_A_BOX
    | {"truck": "鲁B12345", "window_start": AT, "window_end": "2026-11-20T09:00:00Z"},
    "place_hold": ABOUT_A_BILL | {"authority": "msa", "reason": "核查"},
    "lift_hold": ABOUT_A_BILL | {"authority": "msa"},
    "tally_bill": ABOUT_A_BILL | {"packages": 80},
}


def operations() -> Iterator[Any]:
    """Every operation: method, path, operation id, scopes (None: public)."""
    for path, methods in described()["paths"].items():
        for method, said in methods.items():
            place = path.removeprefix(ROOT)
            yield pytest.param(method.upper(), place, said["operationId"], said["x-scopes"], id=f"{method} {place}")


EVERY = list(operations())
OF_A_THING = [
    each for each in EVERY if each.values[3] is not None and ("{" in each.values[1] or each.values[2] in BODIES)
]
LISTS = [each for each in EVERY if each.values[3] is not None and each.values[0] == "GET" and "{" not in each.values[1]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), standing() as made:
        yield made


def asked(world: World, who: str, method: str, path: str, name: str, made_up: bool = False) -> Answer:
    """One call, of which nothing remains."""
    body = orjson.dumps(BODIES.get(name, {}))
    if made_up:
        for there, never in (
            (imports.BOX, MADE_UP["container"]),
            (imports.BILL, "NEVER1"),
            (imports.CALL, "VC-1999-1"),
        ):
            body = body.replace(there.encode(), never.encode())
    with transaction.atomic():
        answer = world.machines[who].call(method, world.address(path, made_up), body)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize(("method", "path", "name", "scopes"), EVERY)
def test_without_a_token_in_force_nothing_but_the_public_answers(world: World, method, path, name, scopes):
    for who in KEYLESS:
        status = asked(world, who, method, path, name).status
        assert (status == 401) == (scopes is not None), who
    lacking = asked(world, "token without the scope", method, path, name)
    assert (lacking.status == 403) == (bool(scopes) and "webhook" not in scopes)


@pytest.mark.parametrize(("method", "path", "name", "scopes"), OF_A_THING)
def test_a_stranger_is_told_what_is_told_of_a_thing_that_never_was(world: World, method, path, name, scopes):
    known_to = KNOWN[path.split("/")[1]]
    for who in PEOPLE:
        there = asked(world, who, method, path, name)
        never = asked(world, who, method, path, name, made_up=True)
        assert there.status < 500, who
        lacks_scope = there.status == 403 and there.codes == ["scope-missing"]
        if who not in known_to:
            assert (there.status, there.content) == (never.status, never.content), who
            assert there.status == 404 or lacks_scope, who
        else:
            assert there.status not in {401, 404} or name == "acknowledge_alarm", who
            assert never.status == 404 or lacks_scope, who


def secrets(world: World) -> tuple[bytes, ...]:
    """What no stranger's answer may hold."""
    case = (world.there["case_id"], world.there["number"], world.there["draft_id"], world.there["webhook_id"])
    of_others = (*case, world.there["guarantee"], imports.CALL, imports.BILL, imports.BOX, firm("lanyu"))
    return tuple(text.encode() for text in of_others)


@pytest.mark.parametrize(("method", "path", "name", "scopes"), LISTS)
def test_lists_feeds_and_exports_hold_nothing_of_it(world: World, method, path, name, scopes):
    query = {
        "format": "ocel-json",
        "bill": imports.BILL,
        "container": imports.BOX,
        "declaration": world.there["number"],
    }
    for who in ("stranger", "other ship's agent", "other terminal"):
        answer = world.machines[who].get(path, **query)
        # Only officers have a desk, and what is asked for by its number is not there for a stranger.
        assert answer.status == {"/queue": 403, "/tracking": 404}.get(path, 200), who
        assert not [secret for secret in secrets(world) if secret in answer.content], who


@pytest.mark.parametrize("who", ["former agent", "agency without", "port office"])
def test_who_once_could_or_only_might_sees_nothing_of_the_case(world: World, who: str):
    # Agencies follow every box; that some case released it is said there, and nothing else of the case.
    said = (world.there["number"], world.there["draft_id"], world.there["webhook_id"], "陈海燕", "STRAITS CHEMICAL")
    for path in ("/cases", "/events", "/notices", "/queue", "/drafts", "/webhooks", "/files", "/log/export"):
        answer = world.machines[who].get(path, format="ocel-json", limit=500)
        assert answer.status == (403 if path == "/queue" and who == "former agent" else 200), path
        assert not [secret for secret in said if secret.encode() in answer.content], path


@pytest.mark.parametrize("who", sorted(CASE))
def test_those_it_concerns_find_it_in_their_lists_and_feeds(world: World, who: str):
    machine = world.machines[who]
    assert [case["number"] for case in machine.get("/cases").json["cases"]] == [world.there["number"]]
    kinds = {event["kind"] for event in machine.get("/events", limit=500).json["events"]}
    assert {"filed", "asked"} <= kinds
    assert world.there["case_id"].encode() in machine.get("/log/export", format="ocel-json").content


def test_an_agent_for_another_procedure_sees_the_goods_and_not_the_case(world: World):
    machine = world.machines["agent for another procedure"]
    assert machine.get(f"/bills/{imports.BILL}").status == 200
    assert machine.get("/cases").json["count"] == 0
    assert "filed" not in {event["kind"] for event in machine.get("/events", limit=500).json["events"]}


def test_notices_and_pushes_go_to_those_it_concerns_and_nobody_else(world: World):
    for who in PEOPLE:
        told = world.machines[who].get("/notices").json["count"]
        assert bool(told) == (who in {"filer", "principal"}), who
    strangers = {firm(slug) for slug in ("huating", "suyun", "gangxing", "xiwan")}
    about = [event for event in everything() if event.stream.split("/")[0] in ("case", "call", "bill", "container")]
    assert about
    for event in about:
        assert not strangers & concerned(event), event.kind
        assert set(receivers(event)) <= {world.there["webhook_id"]}
    pushed = {event.kind for event in about if receivers(event)}
    assert {"filed", "asked"} <= pushed


def test_alarms_are_for_the_quay_and_the_authorities(world: World):
    for who in PEOPLE:
        assert len(world.machines[who].get("/alarms").json) == (who in AGENCIES | {"terminal"}), who
    [alarm] = [event for event in everything() if event.kind == "gate-alarm"]
    assert not concerned(alarm) & {firm("lanyu"), firm("tongda"), firm("wanlan")}


def test_what_a_manifest_says_is_not_told_to_a_declarant_without_the_mandate(world: World):
    form = imports.declaration(packages=79, gross_weight="14161")
    told = {who: world.machines[who].post(f"{imports.IMPORT}/checks", {"form": form}) for who in PEOPLE}
    for who, answer in told.items():
        found = {code for code in answer.codes if code.startswith("manifest-")}
        knows = who in {"filer", "principal", "mandated agent", "ship's agent"} | AGENCIES
        assert ("manifest-packages" in found) == knows, (who, found)


def test_one_number_alone_tells_the_public_nothing(world: World):
    public = world.machines["nobody"]
    for bill, container in ((imports.BILL, MADE_UP["container"]), ("NEVER1", imports.BOX), ("NEVER1", "NEVER2")):
        assert public.get("/public-tracking", bill=bill, container=container).codes == ["not-found"]
    both = public.get("/public-tracking", bill=imports.BILL, container=imports.BOX)
    assert both.status == 200
    assert not [secret for secret in secrets(world)[:4] if secret in both.content]
    assert firm("lanyu").encode() not in both.content


def test_owners_who_share_a_box_learn_nothing_of_each_others_bills(world: World):
    with transaction.atomic():
        shared = imports.a_manifest_is_sent(world.machines["ship's agent"], "PCFH9999999", consignee=firm("beichen"))
        assert shared.status == 200, shared.content
        hold = {"happened_at": AT, "bill": "PCFH9999999", "authority": "msa", "reason": "夹带嫌疑"}
        assert world.machines["agency with a step"].post("/reports/place-hold", hold).status == 200
        for who, knows in (("principal", False), ("ship's agent", True), ("agency with a step", True)):
            for path in (f"/boxes/{imports.BOX}", "/tracking", "/boxes", "/events"):
                content = world.machines[who].get(path, container=imports.BOX, limit=500).content
                assert (b"PCFH9999999" in content) == knows, (who, path)
        told = world.machines["principal"].get("/tracking", container=imports.BOX).content.decode()
        _, there, entries = told.partition('"entries"')
        assert there
        assert "夹带嫌疑" not in entries
        transaction.set_rollback(True)
