"""The board of promises: public, in both languages; the cases behind it for the port office; the operators' own page."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from python_calamine import CalamineWorkbook

from kouan.kernel.clock import local_date
from kouan.modules.parties.public import viewer_for_person
from kouan.modules.timing.public import figures, promises
from kouan.runtime import log
from tests.everybody import everybody
from tests.modules.web import exports

from .conftest import AsPerson

ANALYST, OTHERS = "port-office-general-1", ("tongda-2", "dongwan-1", "customs-documents-1")
# What an operator publishes is tried on both databases beside the module; pages say the same on any.
pytestmark = pytest.mark.once
DAY = timedelta(days=1)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
BOXES, LATE = 20, 4


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Everybody, their limits and twenty tallied boxes, on the log and in its copy once for all tests: its folder."""
    folder, before = tmp_path_factory.mktemp("board"), settings.KOUAN_DATA
    with everybody(django_db_blocker):
        settings.KOUAN_DATA = folder
        _tell()
        settings.KOUAN_DATA = before
        yield folder
    figures.forget()


@pytest.fixture(autouse=True)
def _at_the_board(people: None, cast: Path, settings: Any) -> None:
    settings.KOUAN_DATA = cast


def code(person: str) -> str:
    return viewer_for_person(person).party


def _tell() -> None:
    """A call whose boxes are tallied after 20 minutes, four of them after two hours; one is not tallied yet."""
    began = exports.departure() - 3 * DAY
    first = local_date(began) - DAY
    tally, quay = viewer_for_person("lihuo-1"), viewer_for_person("dongwan-1")
    for by, operation, limit, pledged in (
        (tally, "tally-box", "30 minutes", "95"),
        (tally, "tally-report", "5 minutes", "100"),
        (quay, "yard-formalities", "2 minutes", "100"),
    ):
        promises.publish(by, promises.Draft(operation, limit, pledged, first, "公告 <b>"), began - DAY)
    said = {"terminal": quay.party, "tally": tally.party}
    exports.tell(f"call/{exports.CALL}", "call-announced", -200, said, exports._call())
    for at in range(BOXES):
        exports.move(at, "discharged", -50)
        exports.move(at, "tallied", -48 if at < LATE else -50 + 1 / 3)
    exports.move(BOXES, "discharged", -50)
    exports.copy()
    figures.forget()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def public(language: str = "zh") -> Client:
    return Client(headers={"Accept-Language": language})


# ── For everybody ────────────────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_everybody_sees_what_was_pledged_and_what_was_kept(language: str):
    text = page(public(language), "/promises")
    # The box that is not tallied yet is beyond the limit by now, and counts as late: 16 of 21.
    assert "76.2 %" in text
    assert "54.9–89.4 %" in text
    assert ("未兑现" if language == "zh" else "Not kept") in text
    assert ("已公布，未测量" if language == "zh" else "Published, not measured") in text
    assert ("30 分钟" if language == "zh" else "30 minutes") in text
    assert ("石岛新港" if language == "zh" else "Shidao New Port") in text


@LANGUAGES
def test_the_public_sees_no_box_and_no_way_to_one(language: str):
    for address in ("/promises", f"/promises/{code('lihuo-1')}"):
        text = page(public(language), address)
        assert "TSLU" not in text
        assert "/promises/91390200MA2607515M/tally-box" not in text
        assert "/timing/events" not in text
        assert ("还没有公布时限的" if language == "zh" else "Those that have published none") not in text


def test_the_start_page_leads_there():
    assert 'href="/promises"' in page(public(), "/")


@LANGUAGES
def test_an_operator_has_a_page_of_its_own_by_month(language: str):
    text = page(public(language), f"/promises/{code('lihuo-1')}")
    assert f"{exports.departure() - 2 * DAY:%Y-%m}" in text
    assert "公告 <b>" in text
    assert "公告 <b>" not in public(language).get(f"/promises/{code('lihuo-1')}").content.decode()
    assert public().get("/promises/nobody").status_code == 404


def test_a_month_without_cases_says_so():
    empty = local_date(exports.departure()).replace(day=1) - 200 * DAY
    text = page(public(), f"/promises?month={empty:%Y-%m}")
    assert "这一期还没有可衡量的作业" in text
    assert "76.2 %" in page(public(), "/promises?month='; drop")


def test_files_have_every_limit_with_its_definition_s_hash():
    board = promises.board()
    lines = list(csv.DictReader(io.StringIO(b"".join(public("en").get("/promises?format=csv")).decode("utf-8-sig"))))
    assert len(lines) == 3
    [row] = [each for each in lines if each["Operation"] == "A discharged box is tallied"]
    assert (row["Counted"], row["In time"], row["Kept, %"], row["Open and late"]) == ("21", "16", "76.19", "1")
    assert row["SHA-256 of the definition"] == promises.operations()["tally-box"].digest
    assert row["SHA-256 of the board"] == board.digest
    assert [each["Verdict"] for each in lines].count("Published, not measured") == 2
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(public().get("/promises?format=xlsx"))))
    assert len(book.get_sheet_by_index(0).to_python()) == 4
    data = public().get("/promises?format=json").json()
    measured = {each["operation"]: each for each in data["rows"]}
    assert measured["tally-box"]["kept"] == 16
    assert measured["tally-report"]["verdict"] is None
    assert data["sha256"] == board.digest


# ── For the port office ──────────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_the_port_office_sees_the_boxes_that_broke_a_promise(as_person: AsPerson, language: str):
    client = as_person(ANALYST, language)
    text = page(client, "/promises")
    assert ("还没有公布时限的" if language == "zh" else "Those that have published none") in text
    [address] = set(re.findall(r'href="(/promises/[^"]*/tally-box[^"]*)"', text))
    listed = page(client, address)
    assert {each for each in range(BOXES + 1) if exports.box(each) in listed} == {*range(LATE), BOXES}
    events = set(re.findall(r"/timing/events/(\d+)", listed))
    known = {each.position: each.kind for each in log.at_positions([int(each) for each in events])}
    assert sorted(known.values()) == ["discharged"] * (LATE + 1) + ["tallied"] * LATE
    assert page(client, f"/timing/events/{next(iter(events))}")


@LANGUAGES
def test_who_published_a_limit_and_when_is_proven_like_any_event(as_person: AsPerson, language: str):
    client = as_person(ANALYST, language)
    [position, *_] = re.findall(r"/timing/events/(\d+)", page(client, f"/promises/{code('lihuo-1')}"))
    text = page(client, f"/timing/events/{position}")
    assert ("公布作业时限" if language == "zh" else "Time limit published") in text
    assert ("外轮理货" if language == "zh" else "Ocean Tally") in text


def test_other_cases_can_be_asked_for_and_all_come_as_a_file(as_person: AsPerson):
    client, address = as_person(ANALYST, "en"), f"/promises/{code('lihuo-1')}/tally-box"
    assert page(client, f"{address}?which=all").count("TSLU") >= BOXES
    slowest = page(client, f"{address}?which=slowest")
    assert len(set(re.findall(r"TSLU\d{7}", slowest))) == 3
    lines = list(csv.DictReader(io.StringIO(b"".join(client.get(f"{address}?format=csv")).decode("utf-8-sig"))))
    assert len(lines) == LATE + 1
    assert [each["Took, µs"] for each in lines[1:]] == ["7200000000"] * LATE
    assert client.get(f"{address}?format=xlsx").status_code == 200


@pytest.mark.parametrize("person", OTHERS)
def test_for_others_the_cases_are_not_there(as_person: AsPerson, person: str):
    address = f"/promises/{code('lihuo-1')}/tally-box"
    assert as_person(person).get(address).status_code == 404
    assert public().get(address).status_code == 303


@pytest.mark.parametrize("operation", ["nothing", "tally-report", "berth-on-arrival"])
def test_what_has_no_cases_is_not_found(as_person: AsPerson, operation: str):
    assert as_person(ANALYST).get(f"/promises/{code('lihuo-1')}/{operation}").status_code == 404


# ── For operators ────────────────────────────────────────────────────────────────────────────────────────────────
FORM = {
    "operation": "tally-box", "amount": "25", "unit": "minutes", "pledged": "96.5", "days": "working",
    "hours": "08:00-20:00", "publication": "网站公告", "address": "https://example.org/limits",
}  # fmt: skip


@LANGUAGES
def test_an_administrator_changes_a_limit_and_withdraws_it(as_person: AsPerson, language: str):
    client, tomorrow = as_person("lihuo-1", language), local_date(exports.now()) + DAY
    answer = client.post("/our-limits", {**FORM, "since": f"{tomorrow}"}, follow=True)
    text = unescape(answer.content.decode())
    assert ("25 分钟" if language == "zh" else "25 minutes") in text
    assert f"{tomorrow}" in text
    assert ("工作日 08:00–20:00" if language == "zh" else "Working days 08:00–20:00") in text
    done = {"operation": "tally-box", "until": f"{tomorrow + DAY}"}
    assert client.post("/our-limits/withdraw", done, follow=True).status_code == 200
    held = [each for each in promises.limits_of(code("lihuo-1")) if each.operation == "tally-box"]
    assert [each.until for each in held] == [tomorrow, tomorrow + DAY]


@LANGUAGES
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"amount": "x"}, ("正整数", "whole number")),
        ({"pledged": "0"}, ("大于 0", "above 0")),
        ({"hours": "8-20"}, ("工作时间应写作", "Hours must be written")),
        ({"since": "soon"}, ("应填日期", "A date is needed")),
        ({"publication": ""}, ("公布在哪里", "where the limit is published")),
        ({"operation": "berth-on-arrival"}, ("本单位承担", "your organisation carries out")),
        ({"since": "2020-01-01"}, ("起生效", "at the earliest")),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(
    as_person: AsPerson, language: str, changed: dict[str, str], said: tuple[str, str]
):
    since = f"{local_date(exports.now()) + DAY}"
    answer = as_person("lihuo-1", language).post("/our-limits", {**FORM, "since": since, **changed})
    text = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said[language == "en"] in text
    assert "网站公告" in text or "publication" in changed


def test_who_does_not_manage_the_firm_reads_and_does_not_publish(as_person: AsPerson):
    clerk = as_person("dongwan-2", "en")
    assert "Publish or change one" not in page(clerk, "/our-limits")
    answer = clerk.post("/our-limits", {**FORM, "operation": "yard-formalities", "since": "2099-01-01"})
    assert answer.status_code == 422
    assert "Only an administrator" in answer.content.decode()


@pytest.mark.parametrize("person", ["tongda-2", ANALYST])
def test_of_whom_nothing_can_be_pledged_there_is_no_page(as_person: AsPerson, person: str):
    assert as_person(person).get("/our-limits").status_code == 404
    assert as_person(person).post("/our-limits/withdraw", {}).status_code == 404
    assert public().get("/our-limits").status_code == 303


def test_the_desk_of_an_operator_leads_there(as_person: AsPerson):
    assert 'href="/our-limits"' in page(as_person("lihuo-1"), "/our-limits")
    assert 'href="/our-limits"' not in page(as_person("tongda-2"), "/promises")
