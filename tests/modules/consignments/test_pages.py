"""The pages of calls, bills and boxes, the gate and tracking, as people of the demo's cast meet them."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from kouan.engine import commands
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.event import Actor
from kouan.modules.cases import public as cases
from kouan.modules.consignments import public
from kouan.modules.parties.demo.cast import cast
from kouan.modules.parties.public import seed_people, viewer_for_person
from kouan.procedures import scenarios_text
from kouan.runtime.subscribers import drain
from tests.modules.consignments import port as small
from tests.modules.consignments.port import BILL, BOX, CALL, MORNING, OTHER, Port


class Chengwan(Port):
    """The same reports, by people of the cast who can sign in."""

    def __init__(self) -> None:
        super().__init__()
        seed_people(MORNING)
        self.firm = {slug: firm.id for slug, firm in cast().firms.items()}

    def announce(self, number: str = CALL, **more: Any) -> public.Call:
        form = public.AnnounceCall(
            happened_at=self.now, number=number, ship="EVER GOLDEN", ship_zh="长金", imo="9811000", eta=self.now,
            terminal=self.firm["dongwan"], carrier=self.firm["yuanyang"], tally=self.firm["lihuo"],
        )  # fmt: skip
        return public.announce_call(viewer_for_person("wanlan-1"), form)

    def manifest(self, number: str = BILL, boxes: Any = (BOX,), **more: Any) -> public.Bill:
        rows = [public.ManifestBox(container=each, packages=10, gross_weight="1800") for each in boxes]
        said = {
            "direction": "import",
            "consignee": self.firm["huating"],
            "packages": 10,
            "gross_weight": "1800",
            **more,
        }
        form = public.Manifest(happened_at=self.now, bill=number, call=CALL, boxes=rows, goods="鲜苹果", **said)
        return public.register_manifest(viewer_for_person("wanlan-1"), form)

    def discharge(self, box: str = BOX, **more: Any) -> public.Box:
        form = public.Discharge(happened_at=self.now, call=CALL, container=box, yard="A0101")
        return public.discharge(viewer_for_person("dongwan-1"), form)


@pytest.fixture
def city(db: None, settings: Settings) -> Chengwan:
    """A ship with one import box in the yard, and one export box that is on its way."""
    settings.KOUAN_DEMO = True
    port = Chengwan()
    port.announce()
    port.manifest()
    port.manifest("BKG2026030001", boxes=(OTHER,), direction="export", consignee=None, shipper=port.firm["heyuan"])
    public.record_arrival(viewer_for_person("wanlan-1"), public.CallMove(happened_at=port.later(), call=CALL))
    port.discharge()
    return port


def someone(person: str) -> Client:
    """A browser in which somebody is signed in."""
    client = Client(headers={"Accept-Language": "zh"})
    client.post("/demo/be", {"person": person})
    return client


def text(client: Client, address: str, status: int = 200, **data: str) -> str:
    response = client.get(address, data)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


PAGES = (f"/calls/{CALL}", f"/bills/{BILL}", f"/boxes/{BOX}/{CALL}")


def test_those_concerned_see_the_pages_in_both_languages(city: Chengwan):
    for person in ("dongwan-1", "wanlan-1", "yuanyang-1", "customs-release-1", "huating-2"):
        client = someone(person)
        for language in ("zh", "en"):
            for address in (*PAGES, "/calls", "/boxes", "/track"):
                text(client, address, lang=language)
            assert BOX in text(client, f"/boxes/{BOX}/{CALL}", lang=language)


def test_an_hour_booked_for_its_inspection_stands_on_the_page_with_its_case(city: Chengwan):
    told = next(each for each in read_scenarios(scenarios_text("inspection-appointment")) if not each.problems)
    start = (city.now + timedelta(days=1)).replace(hour=2, minute=0)
    window = {"window_start": start.isoformat(), "window_end": (start + timedelta(hours=2)).isoformat()}
    form = dict(told.form) | window | {"applicant_uscc": city.firm["huating"], "bill": BILL, "boxes": [BOX]}
    firm, address = viewer_for_person("huating-1"), f"/boxes/{BOX}/{CALL}"
    case = cases.file_case(firm, "inspection-appointment", form, at=city.now)
    for person, step in (("customs-inspection-1", "slot"), ("port-berths-1", "gear")):
        cases.act(viewer_for_person(person), case["id"], commands.Decide(step, "confirm"), at=city.later())
    drain(("consignments-holds",))
    page = text(someone("huating-2"), address, lang="zh")
    assert ">03-03 10:00</time> 至 <time" in page.partition("已预约查验")[2]
    assert f"/cases/{case['id']}" in page
    assert "Its inspection is booked" in text(someone("huating-2"), address, lang="en")
    assert case["id"] not in text(someone("wanlan-1"), address), "the ship's agent sees the hour, not the case"
    cases.act(firm, case["id"], commands.Withdraw("改约"), at=city.later())
    drain(("consignments-holds",))
    assert "已预约查验" not in text(someone("huating-2"), address, lang="zh")


def test_strangers_find_nothing(city: Chengwan):
    for person in ("beichen-1", "xiwan-1", "songlan-1"):
        client = someone(person)
        for address in (*PAGES, f"/boxes/{BOX}/{CALL}/release"):
            text(client, address, 404)
        assert BOX not in text(client, "/boxes")
        assert BOX not in text(client, "/track", q=BILL)


def test_a_visitor_is_sent_to_sign_in(city: Chengwan):
    for address in (*PAGES, "/calls", "/boxes", "/terminal", "/gate", "/alarms"):
        response = Client().get(address)
        assert response.status_code == 303
        assert "next=" in response["Location"]


def test_the_terminals_desk_shows_ships_boxes_inspections_and_alarms(city: Chengwan):
    city.case("1", "filed", ("bill", BILL), ("container", BOX))
    city.case("1", "inspection-ordered", ("container", BOX), authority="customs", reason="布控")
    page = text(someone("dongwan-1"), "/terminal")
    assert "长金" in page
    assert "调至查验场地" in page
    assert "布控" in text(someone("dongwan-1"), "/inspections")
    assert "布控" in text(someone("customs-inspection-1"), "/inspections")
    text(someone("huating-1"), "/terminal", 404)


def test_at_the_gate_a_held_box_is_stopped_and_the_alarm_is_seen_to(city: Chengwan):
    gate = someone("dongwan-2")
    assert 'class="light stop"' in text(gate, "/gate", container=BOX.lower())
    refused = gate.post("/gate", {"move": "gate-out", "container": BOX, "truck": "鲁B12345"})
    assert refused.status_code == 409
    assert "已报警" in refused.content.decode()
    alarms = text(someone("customs-release-1"), "/alarms")
    assert "鲁B12345" in alarms
    assert BOX in text(gate, "/alarms")
    [alarm] = public.open_alarms(viewer_for_person("dongwan-1"))
    seen = {"container": BOX, "visit": CALL, "alarm": str(alarm.n), "note": "已引导", "happened_at": _typed_now()}
    assert gate.post("/report/acknowledge-alarm", seen).status_code == 303
    text(someone("huating-1"), "/alarms", 404)


def _typed_now() -> str:
    from kouan.kernel.clock import now

    return f"{now().astimezone(SHANGHAI):%Y-%m-%dT%H:%M}"


def test_released_it_goes_and_every_answer_leads_on(city: Chengwan):
    gate = someone("dongwan-2")
    city.release()
    assert 'class="light go"' in text(gate, "/gate", container=BOX)
    assert gate.post("/gate", {"move": "gate-out", "container": BOX, "truck": ""}).status_code == 303
    assert 'class="light gone"' in text(gate, "/gate", container=BOX)
    assert 'class="light in"' in text(gate, "/gate", container=OTHER)
    assert gate.post("/gate", {"move": "gate-in", "container": OTHER}).status_code == 303
    unknown = text(gate, "/gate", container=small.container(4711))
    assert 'class="light unknown"' in unknown
    assert 'name="booking"' in unknown
    assert "校验位不对" in text(gate, "/gate", container="MSKU1234567")
    assert gate.post("/gate", {"move": "gate-in", "container": "nonsense"}).status_code == 422


def test_everything_that_can_be_reported_has_a_form(city: Chengwan):
    people = [someone(person) for person in ("dongwan-1", "wanlan-1", "customs-release-1")]
    for verb in public.VERBS:
        answers = {client.get(f"/report/{verb}").status_code for client in people}
        assert 200 in answers, verb
        assert answers <= {200, 404}, verb
    assert people[0].get("/report/no-such-verb").status_code == 404


def test_a_report_with_mistakes_comes_back_with_what_was_typed(city: Chengwan):
    client = someone("customs-release-1")
    typed = {"authority": "customs", "container": BOX, "visit": CALL, "reason": "", "happened_at": "2026-03-02T10:00"}
    back = client.post("/report/place-hold", typed)
    assert back.status_code == 422
    assert f'value="{BOX}"' in back.content.decode()
    done = client.post("/report/place-hold", {**typed, "reason": "抽查"})
    assert (done.status_code, done["Location"]) == (303, f"/boxes/{BOX}/{CALL}")
    assert "抽查" in text(client, f"/boxes/{BOX}/{CALL}")


def test_a_manifest_is_amended_from_its_own_page(city: Chengwan):
    agent = someone("wanlan-1")
    form = text(agent, "/report/register-manifest", bill=BILL)
    assert "鲜苹果" in form
    assert BOX in form
    text(someone("gangxing-1"), f"/report/register-manifest?bill={BILL}", 404)


def test_doors_lead_only_where_they_open(city: Chengwan):
    """Every report offered on a page is one that its viewer may make."""
    for person in ("dongwan-1", "wanlan-1", "customs-release-1", "huating-2", "msa-dangerous-1"):
        client, opened = someone(person), set[str]()
        for address in PAGES:
            page = text(client, address)
            doors = [part.split('"')[0] for part in page.split('href="')[1:] if part.startswith("/report/")]
            for door in doors:
                text(client, door.replace("&amp;", "&"))
            opened |= {door.partition("?")[0] for door in doors}
        assert bool(opened) == (person != "huating-2"), "an importer reports nothing on the quay"


def test_the_public_tracks_with_both_numbers(city: Chengwan):
    visitor = Client(headers={"Accept-Language": "zh"})
    assert "请同时填写提单号和箱号" in text(visitor, "/track", q=BOX)
    found = text(visitor, "/track", bill=BILL, container=BOX)
    assert "卸船" in found
    assert "鲜苹果" not in found
    assert "华汀" not in found
    assert "没有找到" in text(visitor, "/track", bill="COSU0000000000", container=BOX)
    assert "现在轮到谁" in text(someone("huating-2"), "/track", q=BOX)


def test_a_release_signal_is_fetched_and_checked(city: Chengwan):
    client = someone("huating-2")
    text(client, f"/boxes/{BOX}/{CALL}/release", 404)
    city.release()
    told = json.loads(text(client, f"/boxes/{BOX}/{CALL}/release"))
    assert told["container"] == BOX
    visitor = Client(headers={"Accept-Language": "zh"})
    assert "有效：" in visitor.post("/verify-release", {"signal": json.dumps(told)}).content.decode()
    forged = json.dumps({**told, "container": OTHER})
    assert "无效：" in visitor.post("/verify-release", {"signal": forged}).content.decode()
    assert "这不是放行信号" in visitor.post("/verify-release", {"signal": "[]"}).content.decode()


def test_lists_filter_and_export(city: Chengwan):
    client = someone("dongwan-1")
    assert OTHER not in text(client, "/boxes", direction="import")
    assert BOX in text(client, "/boxes", held="customs", q=BILL)
    assert BOX not in text(client, "/boxes", held="no")
    assert client.get("/boxes?format=csv").status_code == 200
    assert client.get("/calls?format=xlsx&where=here").status_code == 200
    drain(["consignments-holds"])


WAYBILL = "784-12345675"


def test_a_waybill_of_a_flight_has_its_flight_and_no_call(city: Chengwan):
    sender = Actor(city.firm["wanlan"], "wanlan-1")
    city.case("air", "filed", ("bill", WAYBILL), heard=False, by=sender)
    said = {"mode": "air", "direction": "import", "voyage": "MF8618", "conveyance": "B-2868", "packages": 60}
    said |= {"gross_weight": "720", "goods": "芯片", "consignee": city.firm["huating"]}
    city.case("air", "manifest-accepted", ("bill", WAYBILL), **said)
    page = text(someone("wanlan-1"), f"/bills/{WAYBILL}")
    assert "航空器 B-2868 MF8618" in page
    assert "/report/report-goods-arrived?bill=784-12345675" in page
    assert "/calls/" not in page
    city.case("air", "manifest-deleted", ("bill", WAYBILL), ground="direct")
    gone = text(someone("wanlan-1"), f"/bills/{WAYBILL}")
    assert "从舱单删除" in gone
    assert "/report/" not in gone


def test_the_truck_that_is_booked_for_a_box_stands_on_its_page_and_at_the_gate(city: Chengwan):
    from kouan.api.cargo_json import boxes_json

    window = {"window_start": "2026-03-03T10:00:00+08:00", "window_end": "2026-03-03T12:00:00+08:00"}
    city.case("dl", "filed", ("container", OTHER), ("bill", "BKG2026030001"), heard=False)
    city.case("dl", "direct-loading-booked", ("container", OTHER), truck="粤G88317", haulier="顺达集运", **window)
    for page in (
        text(someone("heyuan-1"), f"/boxes/{OTHER}/{CALL}"),
        text(someone("dongwan-1"), "/gate", container=OTHER),
    ):
        assert "已预约抵港直装：车牌 粤G88317（顺达集运）" in page
    [said] = boxes_json(viewer_for_person("heyuan-1"), [public.box(viewer_for_person("heyuan-1"), OTHER)])
    assert (said["appointment"]["kind"], said["appointment"]["truck"]) == ("loading", "粤G88317")
    city.case("dl", "direct-loading-cancelled", ("container", OTHER), result="withdrawn")
    assert "已预约" not in text(someone("heyuan-1"), f"/boxes/{OTHER}/{CALL}")
