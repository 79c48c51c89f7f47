"""The World Bank's scores as the port office sees them: measured, entered or missing, and what that adds up to."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from kouan.cli.main import app
from kouan.cli.timing import copied
from kouan.kernel.clock import local_date, now
from kouan.kernel.event import ObjectRef
from kouan.modules.parties.public import viewer_for_person
from kouan.modules.timing.public import figures, scores
from tests.everybody import everybody
from tests.modules.web import exports

from .conftest import AsPerson

ANALYST, STRANGERS = "port-office-general-1", ("tongda-2", "dongwan-1", "customs-documents-1")
# What is entered is tried on both databases beside the module; pages say the same on any.
pytestmark = pytest.mark.once
WEEK, BOXES = "/timing/scores?period=last-week", 12
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
HOURS = median(exports.hours_of(at) for at in range(BOXES))
COSTS = {"export_border_cost": 212, "export_document_cost": 68, "import_border_cost": 221, "import_document_cost": 75}
WORST = {
    "export_border_cost": 1060,
    "export_document_cost": 400,
    "import_border_cost": 1200,
    "import_document_cost": 700,
}
STAYED = (30, 50, 100)
"""Hours from the ship's arrival to pick-up of the boxes that came in."""
SCORES = [(160 - HOURS) / 159, (280 - 50) / 279, *(1 - cost / WORST[code] for code, cost in COSTS.items())]


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Everybody, a week of export boxes and four costs, on the log and in its copy once for all tests: its folder."""
    folder, before = tmp_path_factory.mktemp("scores"), settings.KOUAN_DATA
    with everybody(django_db_blocker):
        settings.KOUAN_DATA = folder
        for component, value in COSTS.items():
            _enter(component, str(value))
        _came_in()
        exports.a_week(BOXES)
        settings.KOUAN_DATA = before
        yield folder
    figures.forget()


@pytest.fixture(autouse=True)
def _at_the_port_office(people: None, cast: Path, settings: Any) -> None:
    settings.KOUAN_DATA = cast


def _came_in() -> None:
    """Three boxes, each of a bill of its own."""
    for at, hours in enumerate(STAYED):
        bill, container, visit = f"CWLYM{at:06}", f"NCRU{3009000 + at}", "VC-2026-000557"
        listed = [{"container": container, "id": f"{container}/{visit}", "iso_type": "45G1"}]
        objects = (ObjectRef("bill", bill, ""), ObjectRef("vessel-call", visit, "call"))
        said = {"boxes": listed, "call": visit, "direction": "import"}
        exports.tell(f"bill/{bill}", "manifested", -190, said, *objects, ObjectRef("container", container, ""))
        exports.tell(f"bill/{bill}", "arrived", -hours, {"direction": "import"}, objects[0])
        parts = (ObjectRef("container", container, ""), ObjectRef("bill", bill, "part"))
        exports.tell(f"container/{container}/{visit}", "gated-out", 0, {}, *parts)


def _enter(component: str, value: str) -> None:
    day = local_date(exports.departure())
    scores.enter(viewer_for_person(ANALYST), scores.Draft(component, value, day, "调查 <b>"))


def page(client: Client, address: str = WEEK) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def told(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page(client, f"{WEEK}&format=json"))["doing_business"]
    return found


@LANGUAGES
def test_the_page_says_of_every_number_where_it_is_from(as_person: AsPerson, language: str):
    text = page(as_person(ANALYST, language))
    low, high = sum(SCORES) * 100 / 8, (sum(SCORES) + 2) * 100 / 8
    between = f"在 {low:.1f} 与 {high:.1f} 之间" if language == "zh" else f"between {low:.1f} and {high:.1f}"
    assert between in text
    assert "86.4" in text
    words = ("按日志计算", "录入", "未计量", "待核实") if language == "zh" else (
        "From the log", "Entered", "Not measured here", "To be verified"
    )  # fmt: skip
    assert all(each in text for each in words)
    assert "调查 &lt;b&gt;" in text
    assert f">{HOURS:.1f} <" in text
    assert ("加纳 2024" if language == "zh" else "Ghana 2024") in text


def test_the_score_is_incomplete_until_all_eight_are_there(as_person: AsPerson):
    client = as_person(ANALYST)
    before = told(client)
    assert (before["score"], before["known"]) == (None, 6)
    assert before["bounds"] == pytest.approx([sum(SCORES) * 100 / 8, (sum(SCORES) + 2) * 100 / 8])
    _enter("export_document_hours", "9")
    assert told(client)["known"] == 7
    _enter("import_document_hours", "13")
    after = told(client)
    whole = (sum(SCORES) + 161 / 169 + 227 / 239) * 100 / 8
    assert after["known"] == 8
    assert [after["score"], *after["bounds"]] == pytest.approx([whole] * 3)
    for language, said in (
        ("zh", "本口岸得分 {:.1f}，中国 2020 年 86.4"),
        ("en", "This port scores {:.1f}; China scored 86.4"),
    ):
        assert said.format(whole) in page(as_person(ANALYST, language))


def test_a_value_that_is_posted_changes_the_score_and_says_who(as_person: AsPerson):
    client, day = as_person(ANALYST, "en"), local_date(now())
    before = told(client)["bounds"][0]
    posted = {
        "component": "export_border_cost",
        "value": "0",
        "since": str(day - timedelta(days=14)),
        "source": "survey",
    }
    # Older than what holds: nothing changes in the week.
    assert client.post(WEEK, posted).status_code == 303
    assert told(client)["bounds"][0] == before
    posted["since"] = str(local_date(exports.departure()))
    answer = client.post(WEEK, posted)
    assert (answer.status_code, answer.headers["Location"]) == (303, WEEK)
    assert told(client)["bounds"][0] == pytest.approx(before + 100 * 212 / 1060 / 8)
    text = page(client)
    assert "Gao Zhan" in text
    event = re.findall(r'href="(/timing/events/\d+)"', text)[0]
    assert "Value for a score entered" in page(client, event)
    back = client.post("/timing/scores/take-back?period=last-week", posted)
    assert (back.status_code, back.headers["Location"]) == (303, WEEK)
    assert told(client)["bounds"][0] == pytest.approx(before - 100 * 848 / 1060 / 8)


@LANGUAGES
def test_what_makes_no_sense_comes_back_with_the_reason(as_person: AsPerson, language: str):
    client = as_person(ANALYST, language)
    answer = client.post(WEEK, {"component": "export_border_cost", "value": "-4", "since": "2026-13-01", "source": "x"})
    assert answer.status_code == 422
    assert ("应填日期" if language == "zh" else "A date is needed") in answer.content.decode()
    answer = client.post(WEEK, {"component": "x", "value": "-4", "since": "2026-03-01", "source": ""})
    text = unescape(answer.content.decode())
    said = ("请选择日志测不出的一项", "数值应为", "请写明数值来自哪里") if language == "zh" else (
        "Choose a component", "must be a number", "Say where the value is from"
    )  # fmt: skip
    assert answer.status_code == 422
    assert all(each in text for each in said)
    assert 'value="-4"' in text


def test_the_median_leads_to_the_boxes_above_it(as_person: AsPerson):
    client = as_person(ANALYST)
    [above, *_] = re.findall(r'href="(/timing/consignments\?[^"]*above=median[^"]*)"', unescape(page(client)))
    assert "study=cn-port-release-export" in above
    assert page(client, above).count("data-href=") == sum(exports.hours_of(at) > HOURS for at in range(BOXES))


@pytest.mark.parametrize("person", STRANGERS)
def test_for_everybody_else_it_is_not_there(as_person: AsPerson, person: str):
    client = as_person(person)
    assert client.get(WEEK).status_code == 404
    assert client.post(WEEK, {"component": "export_border_cost", "value": "1"}).status_code == 404
    assert client.post("/timing/scores/take-back", {"component": "export_border_cost"}).status_code == 404


def test_an_analyst_finds_it_from_the_clearance_times(as_person: AsPerson):
    client = as_person(ANALYST)
    assert WEEK in page(client, "/timing?period=last-week&study=cn-port-release-export")
    assert client.get("/timing/scores/take-back").status_code == 405


def test_files_have_every_component_and_indicator(as_person: AsPerson):
    client = as_person(ANALYST, "en")
    sheet = b"".join(client.get(f"{WEEK}&format=csv").streaming_content).decode("utf-8-sig")
    rows = {row["Code"]: row for row in csv.DictReader(io.StringIO(sheet))}
    assert len(rows) == 8 + 1 + 7
    border = rows["export_border_hours"]
    assert (border["This port"], border["Where it is from"], border["Counted"]) == (
        f"{HOURS:.1f}",
        "From the log",
        "12",
    )
    assert len(border["SHA-256"]) == 64
    cost = rows["export_border_cost"]
    assert (cost["This port"], cost["Score of this port"], cost["Entered by"]) == ("212", "80.0", "Gao Zhan")
    assert (rows["total"]["Score of this port"], rows["total"]["Score of the published"]) == ("", "86.4")
    assert "2 missing" in rows["total"]["Source or note"]
    book = b"".join(client.get(f"{WEEK}&format=xlsx").streaming_content)
    [title] = CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(title).to_python()) == 17


def test_the_command_says_the_same(as_person: AsPerson, cast: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(copied, "start", lambda data: None)
    asked = ["timing", "score", "--data", str(cast), "--period", "last-week", "--json"]
    answer = CliRunner().invoke(app, asked)
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["doing_business"] == told(as_person(ANALYST))
    assert "6 of 8" in CliRunner().invoke(app, asked[:-1]).stdout
    wrong = CliRunner().invoke(app, ["timing", "score", "--data", str(cast), "--period", "spring"])
    assert wrong.exit_code == 2
