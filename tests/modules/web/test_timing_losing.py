"""Bottlenecks, queues and alerts as the port office sees them: every row leads to its boxes, and those to events."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from statistics import median
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client, override_settings
from python_calamine import CalamineWorkbook

from kouan.kernel.clock import now, to_micros
from kouan.kernel.event import Actor, Event
from kouan.modules.cases.models import Case, Step
from kouan.modules.consignments.models import Box, Hold
from kouan.modules.timing.public import catalogue, figures, preset
from kouan.runtime import log
from tests.modules.web import exports

from .conftest import AsPerson

# Pages ask the copy, which tests/modules/timing makes of either database.
pytestmark = pytest.mark.once

ANALYST, STRANGERS = "port-office-general-1", ("tongda-2", "dongwan-1", "customs-release-1")
STUDY, HOUR, BOXES = "cn-port-release-export", 3_600_000_000, 12
LATE = 50
WEEK = f"study={STUDY}&period=last-week"
STEP = urlencode({"kind": "container-visit", "from": "released", "to": "loaded"})
PAGES = (
    f"/timing/bottlenecks?{WEEK}&by=terminal",
    f"/timing/bottlenecks/waits?{WEEK}&{STEP}",
    f"/timing/queues?{WEEK}&what=stage:waiting",
    f"/timing/queues?{WEEK}&{STEP}",
    f"/timing/alerts?{WEEK}",
    "/timing/alerts/ALERT07",
    "/timing/alerts/WARN12",
)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


@pytest.fixture(scope="module", autouse=True)
def week(cast: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Filled once: a week of boxes, and one more that was released and waits for a ship."""
    folder = tmp_path_factory.mktemp("timing")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(KOUAN_DATA=folder):
        figures.forget()
        exports.a_week(BOXES)
        exports.waiting(LATE)
        exports.move(LATE, "released", -29, "VC-2026-000556")
        exports.copy()
        yield
        transaction.set_rollback(True)
    figures.forget()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def data(client: Client, address: str) -> dict:
    return client.get(f"{address}&format=json").json()


def steps_ended(monday: datetime) -> dict[tuple[str, str], list[float]]:
    """The hours of each step that ended in the week from a Monday, as the boxes were told."""
    found: dict[tuple[str, str], list[float]] = {}
    told = [(("gated-in", "released"), -30.0, -29.0)]
    for at in range(BOXES):
        entered, released = -exports.hours_of(at), -exports.hours_of(at) + 6
        told += [(("gated-in", "released"), entered, released), (("released", "loaded"), released, -exports.LOADED)]
    for edge, since, until in told:
        if monday <= exports.departure() + timedelta(hours=until) < monday + timedelta(days=7):
            found.setdefault(edge, []).append(until - since)
    return found


def mondays() -> tuple[datetime, datetime]:
    monday = exports.departure() - timedelta(days=2, hours=12)
    return monday, monday - timedelta(days=7)


@LANGUAGES
def test_the_hours_of_each_step_this_week_and_the_week_before(as_person: AsPerson, language: str):
    client = as_person(ANALYST, language)
    rows = data(client, f"/timing/bottlenecks?{WEEK}")["rows"]
    now, before = map(steps_ended, mondays())
    assert {tuple(row["what"]) for row in rows} == now.keys() | before.keys()
    for row in rows:
        of_now, then = now.get(tuple(row["what"]), []), before.get(tuple(row["what"]), [])
        assert (row["now"] or {"us": 0, "n": 0})["us"] == sum(of_now) * HOUR
        assert row["change_us"] == (sum(of_now) - sum(then)) * HOUR
        assert not of_now or row["now"]["median_us"] == median(of_now) * HOUR
        assert row["standing"] == ("both" if of_now and then else "new" if of_now else "gone")
    text = page(client, f"/timing/bottlenecks?{WEEK}")
    assert ("用去时间最多的是" if language == "zh" else "Most hours went on") in text
    assert ("可避免的小时" if language == "zh" else "Avoidable") in text


def test_a_party_and_a_step_lead_to_their_boxes(as_person: AsPerson):
    client = as_person(ANALYST)
    text = page(client, f"/timing/bottlenecks?{WEEK}")
    [terminal, *_] = re.findall(r'href="(/timing/consignments\?[^"]*holder=terminal[^"]*)"', text)
    assert page(client, terminal).count("data-href=") == BOXES
    [step, *_] = re.findall(r'href="(/timing/bottlenecks/waits\?[^"]*from=released[^"]*)"', text)
    listed = page(client, step)
    found = re.findall(r'href="(/timing/consignments/container-visit/[^"]+)"', listed)
    assert len(set(found)) == len(steps_ended(mondays()[0])["released", "loaded"])
    assert exports.box(BOXES - 1) in page(client, found[0])
    proofs = re.findall(r'href="(/timing/events/\d+)"', listed)
    assert len(proofs) == 2 * len(set(found))
    assert "装船" in page(client, proofs[1])


def test_every_kind_of_link_leads_somewhere(as_person: AsPerson):
    client, seen = as_person(ANALYST), set()
    for address in (PAGES[0], PAGES[2], PAGES[4]):
        for link in re.findall(r'href="(/timing/(?:bottlenecks|queues|alerts)[^"#]*)"', page(client, address)):
            shape = re.sub(r"=[^&]*|/[A-Z0-9]+", "", link)
            if "format" not in link and shape not in seen:
                seen.add(shape)
                page(client, link)
    assert len(seen) > 5


def test_a_queue_counts_those_between_two_milestones(as_person: AsPerson):
    client = as_person(ANALYST)
    for asked in ("what=stage:waiting", STEP):
        hours = data(client, f"/timing/queues?{WEEK}&{asked}")["rows"]
        for hour in hours:
            start = hour["start"]
            waits = [*(_wait(at) for at in range(BOXES)), _late()]
            area = sum(max(0, min(until, start + HOUR) - max(since, start)) for since, until in waits)
            assert hour["waited_us"] == area
        assert max(hour["most"] for hour in hours) == BOXES + 1
        text = page(client, f"/timing/queues?{WEEK}&{asked}")
        assert 'data-chart="line"' in text
        assert all(exports.box(at) in text for at in range(BOXES))


def _late() -> tuple[int, int]:
    return to_micros(exports.departure()) - 29 * HOUR, 2**62


def _wait(at: int) -> tuple[int, int]:
    since, until = (
        to_micros(exports.departure() + timedelta(hours=hours))
        for hours in (-exports.hours_of(at) + 6, -exports.LOADED)
    )
    return since, until


def test_rules_ring_for_boxes_and_what_is_not_measured_says_so(as_person: AsPerson):
    client = as_person(ANALYST, "en")
    rules = {each["code"]: each for each in data(client, f"/timing/alerts?{WEEK}")["rules"]}
    assert len(rules) == 38
    late = to_micros(exports.departure()) - 29 * HOUR < to_micros(datetime.now().astimezone()) - 7 * 24 * HOUR
    assert rules["ALERT07"]["waiting"] == int(late)
    assert rules["WARN12"]["waiting"] is None
    text = page(client, f"/timing/alerts?{WEEK}")
    unmeasured = sum(not each.study for each in catalogue().rules)
    assert text.count(">Not measured here<") == unmeasured == 20
    assert "To be verified" in text
    assert "Not measured here" in page(client, "/timing/alerts/WARN12")
    assert "此处未计量" in page(as_person(ANALYST, "zh"), "/timing/alerts/WARN12")
    assert (exports.box(LATE) in page(client, "/timing/alerts/ALERT07")) is late


def test_files_are_complete(as_person: AsPerson):
    client = as_person(ANALYST, "en")
    for address in (PAGES[0], PAGES[1], PAGES[2], PAGES[4], f"{PAGES[5]}?"):
        lines = list(csv.reader(io.StringIO(b"".join(client.get(f"{address}&format=csv")).decode("utf-8-sig"))))
        book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(client.get(f"{address}&format=xlsx"))))
        assert len(lines) == len(book.get_sheet_by_index(0).to_python()) >= 1
        assert max(Counter(lines[0]).values()) == 1
        assert "alerts" in address or all(preset(STUDY).digest in line for line in lines[1:])
        assert len(lines) > 1 or "ALERT" in address


def test_for_others_it_is_not_there(as_person: AsPerson):
    for person in STRANGERS:
        stranger = as_person(person)
        for address in PAGES:
            assert stranger.get(address).status_code == 404, address
    for address in PAGES:
        assert Client().get(address).status_code == 303, address


NONSENSE = {
    "/timing/alerts/NONE": 404,
    f"/timing/bottlenecks/waits?{WEEK}": 404,
    f"/timing/bottlenecks/waits?{WEEK}&kind=x&from=';--&to=y": 200,
    "/timing/bottlenecks?kind=nothing&period=days-2026-13-01-2026-01-01&by=x": 200,
    "/timing/queues?what=holder:nobody&at=x&period=this-week": 200,
    "/timing/queues?from=a&to=b&kind=vessel-call": 200,
}


def test_what_makes_no_sense_does_no_harm(as_person: AsPerson):
    client = as_person(ANALYST)
    assert {address: client.get(address).status_code for address in NONSENSE} == NONSENSE


def test_they_are_found_from_the_overview_and_the_map(as_person: AsPerson):
    client = as_person(ANALYST)
    overview = page(client, f"/timing?{WEEK}")
    for name in ("bottlenecks", "queues", "alerts"):
        assert f'href="/timing/{name}?' in overview
    assert 'href="/timing/bottlenecks?' in page(client, "/timing/map")


# ── Every check passed ───────────────────────────────────────────────────────────────────────────────────────────
def repair(**arrears: Any) -> None:
    """A credit repair in which conduct was found clear, money owed too (or as said), and the decision is open."""
    at = to_micros(now()) - 5 * HOUR
    named = {"id": "cr1", "number": "CR-2026-000777", "procedure": "credit-repair", "version": "1", "status": "open"}
    texts = {
        "object_kind": "credit-repair",
        "filer": "f",
        "principal": "f",
        "title_zh": "",
        "title_en": "",
        "view": "{}",
    }
    numbers = {"priority": 0, "filed_at": at, "updated_at": at, "n": 3, "demo": False}
    case = Case.objects.create(**named, **texts, **numbers)
    said = {"conduct": {"outcome": "clear"}, "arrears": {"outcome": "clear", **arrears}, "decide": {"state": "open"}}
    for name, more in said.items():
        done = {"state": "done", "decided_at": at, "outcome": ""}
        open_now = {"decided_at": None} if more.get("state") == "open" else {}
        Step.objects.create(
            **{"case": case, "name": name, "kind": "review", "agency": "customs", "desk": "credit", "priority": 0},
            **{"title_zh": "修复决定", "title_en": "Decision", "opened_at": at} | done | open_now | more,
        )
    event = Event("filed", now(), Actor("f"), {}, ())
    log.append("case/cr1", log.head(log.read("case/cr1")), [event], recorded_at=now())


@LANGUAGES
def test_what_waits_for_a_person_to_let_go_names_the_post(as_person: AsPerson, language: str):
    repair()
    client = as_person(ANALYST, language)
    text = page(client, f"/timing/alerts?{WEEK}")
    assert "CR-2026-000777" in text
    assert ("海关 · 企业信用管理" if language == "zh" else "Customs · Enterprise credit") in text
    assert ">5.0<" in text
    [proof] = set(re.findall(r'href="(/timing/events/\d+)"', text))
    page(client, proof)
    told = b"".join(client.get(f"/timing/alerts?{WEEK}&rows=released&format=csv")).decode("utf-8-sig")
    assert "CR-2026-000777" in told


@pytest.mark.parametrize("arrears", [{"outcome": "not-clear"}, {"state": "open"}])
def test_what_has_not_passed_every_check_waits_for_no_click(as_person: AsPerson, arrears: dict[str, Any]):
    repair(**arrears)
    assert "CR-2026-000777" not in page(as_person(ANALYST), f"/timing/alerts?{WEEK}")


@LANGUAGES
def test_a_box_that_only_a_hold_by_hand_keeps_names_who_holds_it(as_person: AsPerson, language: str):
    passed = to_micros(now()) - 5 * HOUR
    kept = f"{exports.box(LATE)}/VC-2026-000556"
    box = Box.objects.create(id=kept, container=exports.box(LATE), direction="export", held_by=",msa,")
    said = {"box": box, "origin": "x#1", "placed_at": passed - HOUR}
    Hold.objects.create(authority="customs", kind="standing", lifted_at=passed, **said)
    hand = Hold.objects.create(authority="msa", kind="placed", reason="疑似瞒报", **said)
    client = as_person(ANALYST, language)
    text = page(client, f"/timing/alerts?{WEEK}")
    words = (
        ("海事局", "解除扣留：疑似瞒报", "0 件、1 箱")
        if language == "zh"
        else ("Maritime", "Lift the hold: 疑似瞒报", "boxes: 1")
    )
    assert all(each in text for each in words)
    assert ">5.0<" in text
    [behind] = set(re.findall(rf'href="(/timing/consignments/container-visit/{exports.box(LATE)}[^"]*)"', text))
    assert exports.box(LATE) in page(client, behind)
    [row] = data(client, f"/timing/alerts?{WEEK}")["released"]
    assert (row["kind"], row["number"], row["until"]) == ("container-visit", exports.box(LATE), None)
    hand.kind = "inspection"
    hand.save()
    assert data(client, f"/timing/alerts?{WEEK}")["released"] == []
