"""Forecasts and sources as people see them: figures that open, windows for who waits, nothing for strangers."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from kouan.engine import commands as ask
from kouan.kernel.clock import from_micros, now, to_micros
from kouan.modules.consignments.models import Bill, Box, Stowage
from kouan.modules.timing.forecasting.writing import write
from kouan.modules.timing.foretold.aims import by_code
from kouan.modules.timing.foretold.said import Forecast, Said, made
from kouan.modules.timing.models import Window
from kouan.modules.timing.public import figures, preset
from kouan.web.expecting import lines
from tests.modules.web import exports

from .conftest import CLERK, RIVAL, AsPerson, done, filed

# Pages ask the copy, which tests/modules/timing makes of either database.
pytestmark = pytest.mark.once

ANALYST, STRANGERS = "port-office-general-1", ("tongda-2", "dongwan-1", "customs-release-1")
HOUR, BOXES = 3_600_000_000, 6
AIM = by_code()["export-release"]
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
STUDY = "cn-port-release-export"
WEEK = f"study={STUDY}&period=last-week"
SOURCES, OWING = f"/timing/sources?{WEEK}", f"/timing/sources/loaded?{WEEK}&of=terminal&party={exports.TERMINAL}"
OF_ONE = f"/timing/forecast/container-visit/{exports.box(2)}/{exports.CALL}"
PAGES = ("/timing/forecasts", "/timing/forecasts/export-release", OF_ONE, SOURCES, OWING)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.KOUAN_DATA = tmp_path
    figures.forget()


def entered(at: int) -> datetime:
    return exports.departure() - timedelta(hours=exports.hours_of(at))


@pytest.fixture
def said() -> dict[int, Forecast]:
    """A week of boxes, released 6 hours after they came in; of each it was said then: 1 to (2, 4, …) hours."""
    exports.a_week(BOXES)
    told = {}
    for at in range(BOXES):
        window = Forecast(to_micros(entered(at)), HOUR, (1 + at) * HOUR, 2 * (1 + at) * HOUR, 9 * HOUR)
        name = f"{exports.box(at)}/{exports.CALL}"
        of_it = Said(AIM.code, AIM.kind, AIM.target.digest, "M" * 64, 1, {name: window})
        write(made(of_it, entered(at) + timedelta(minutes=5)), AIM, entered(at), then=True)
        told[at] = window
    exports.copy()
    return told


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def lines_of(answer: object) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))  # type: ignore[arg-type]


# ── How good they were ───────────────────────────────────────────────────────────────────────────────────────────
def test_error_and_coverage_are_those_of_the_boxes(as_person: AsPerson, said: dict[int, Forecast]):
    chinese, text = (page(as_person(ANALYST, language), "/timing/forecasts") for language in ("zh", "en"))
    missed = [abs(6 - (1 + at)) for at in said]
    held = sum(2 * (1 + at) >= 6 for at in said)
    for figure in (f"{round(sum(missed) / BOXES, 1)}", "3.0", f"{100 * held / BOXES:.1f} %"):
        assert f">{figure}<" in text
        assert f">{figure}<" in chinese
    assert "Export boxes: release after gate-in" in text
    assert "出口箱：进闸后放行" in chinese
    assert "too narrow" in text
    assert "偏窄" in chinese
    assert AIM.target.digest in text


def test_a_coverage_leads_to_those_that_missed_and_they_to_all_that_was_said(
    as_person: AsPerson, said: dict[int, Forecast]
):
    client = as_person(ANALYST, "en")
    text = page(client, "/timing/forecasts")
    assert 'href="/timing/forecasts/export-release?missed=1"' in text
    behind = page(client, "/timing/forecasts/export-release?missed=1")
    missed = [at for at in said if 2 * (1 + at) < 6]
    assert behind.count("data-href=") == len(missed)
    assert all(exports.box(at) in behind for at in missed)
    one = page(client, OF_ONE)
    for words in ("Held", "Where its time went"):
        assert words in one
    assert "时间花在哪里" in page(as_person(ANALYST), OF_ONE)
    [proof] = set(re.findall(r"/timing/events/\d+", one))
    assert "Forecast" in page(client, proof)


def test_files_say_by_which_definition_and_as_of_which_event(as_person: AsPerson, said: dict[int, Forecast]):
    client = as_person(ANALYST, "en")
    rows = lines_of(client.get("/timing/forecasts?format=csv"))
    assert any(AIM.target.digest in row and str(BOXES) in row for row in rows)
    assert len(lines_of(client.get("/timing/forecasts/export-release?format=csv"))) == BOXES + 1
    assert client.get(f"{OF_ONE}?format=xlsx").status_code == 200


def test_before_anything_was_forecast_the_page_says_so(as_person: AsPerson):
    exports.a_week(2)
    assert "还没有预测" in page(as_person(ANALYST), "/timing/forecasts")
    assert "Nothing has been forecast yet" in page(as_person(ANALYST, "en"), "/timing/forecasts")


def test_for_others_it_is_not_there_and_what_is_not_there_is_not_found(as_person: AsPerson, said: dict[int, Forecast]):
    for stranger in map(as_person, STRANGERS):
        for address in PAGES:
            assert stranger.get(address).status_code == 404, address
            assert Client().get(address).status_code == 303, address
    for address in ("/timing/forecasts/nothing", "/timing/forecast/case/1", "/timing/sources/nothing"):
        assert as_person(ANALYST).get(address).status_code == 404, address


# ── For who waits ────────────────────────────────────────────────────────────────────────────────────────────────
CONTAINER, VISIT, BILL = "MSKU1234565", "VC-2026-000777", "CWTEST000001"


@pytest.fixture
def box() -> Box:
    """A box in the yard that is not released, and what was last said of it."""
    ago = to_micros(now()) - 5 * HOUR
    bill = Bill.objects.create(number=BILL, direction="import", consignee="91390200MA2600487T")
    row = Box.objects.create(
        id=f"{CONTAINER}/{VISIT}",
        container=CONTAINER,
        direction="import",
        place="yard",
        bill_numbers=[BILL],
        opened_at=ago,
        discharged_at=ago,
    )
    Stowage.objects.create(box=row, bill=bill)
    expect(row, "import-release", ago, 20)
    expect(row, "import-pickup", ago, 60)
    return row


def expect(row: Box, aim: str, made_at: int, until: int) -> None:
    hours = {"low_us": 2 * HOUR, "median_us": 9 * HOUR, "high_us": until * HOUR}
    Window.objects.update_or_create(
        aim=aim, object=row.pk, defaults={"kind": "container-visit", "made_at": made_at, "model": "M", **hours}
    )


@LANGUAGES
def test_who_knows_both_numbers_is_told_a_window(box: Box, language: str):
    client = Client(headers={"Accept-Language": language})
    text = page(client, f"/track?bill={BILL}&container={CONTAINER}")
    for words in ("预计放行", "五次中四次") if language == "zh" else ("Expected released", "four times in five"):
        assert words in text
    window = Window.objects.get(aim="import-release")
    until = from_micros(window.made_at + window.high_us)
    assert until.isoformat() in text
    assert from_micros(window.made_at + window.median_us).isoformat() not in text


@pytest.mark.parametrize("query", [f"bill={BILL}", f"container={CONTAINER}", f"bill={BILL}&container=MSKU7654321"])
def test_strangers_are_told_nothing(box: Box, query: str):
    text = page(Client(), f"/track?{query}")
    assert "预计" not in text


@LANGUAGES
def test_the_owner_sees_it_on_the_page_of_the_box(as_person: AsPerson, box: Box, language: str):
    text = page(as_person(ANALYST, language), f"/boxes/{CONTAINER}/{VISIT}")
    assert ("预计放行" if language == "zh" else "Expected released") in text
    box.released_at = to_micros(now())
    box.save()
    text = page(as_person(ANALYST, language), f"/boxes/{CONTAINER}/{VISIT}")
    assert ("预计提离" if language == "zh" else "Expected picked up") in text
    assert ("预计放行" if language == "zh" else "Expected released") not in text


def test_what_is_gone_or_of_which_little_is_known_is_told_no_time(as_person: AsPerson, box: Box):
    Window.objects.all().delete()
    assert "预计" not in page(Client(), f"/track?bill={BILL}&container={CONTAINER}")
    expect(box, "import-pickup", to_micros(now()), 60)
    box.gated_out_at = to_micros(now())
    box.save()
    assert "预计" not in page(Client(), f"/track?bill={BILL}&container={CONTAINER}")


def test_what_takes_longer_than_nine_of_ten_is_told_so_and_no_time(box: Box):
    expect(box, "import-release", to_micros(now()) - 30 * HOUR, 20)
    text = page(Client(headers={"Accept-Language": "en"}), f"/track?bill={BILL}&container={CONTAINER}")
    assert "longer already than nine of ten" in text
    [(_, words)] = lines("container-visit", box.pk, {"import-pickup"})
    assert "<time" not in words


# ── What sources owe ─────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def flawed() -> None:
    """A week of boxes; of one the terminal never told that it was loaded, of another that before it came in."""
    exports.a_week(BOXES)
    exports.move(1, "corrected", -1, move="loaded")
    at = exports.departure() - timedelta(hours=exports.hours_of(2) + 2)
    exports.move(2, "corrected", -1, move="loaded", right_time=at.astimezone(UTC).isoformat())
    exports.copy()


def test_a_missing_milestone_leads_to_its_boxes(as_person: AsPerson, flawed: None):
    client = as_person(ANALYST, "en")
    text = page(client, SOURCES)
    assert "To be reported by" in text
    assert "应由谁报" in page(as_person(ANALYST), SOURCES)
    [address] = re.findall(r'href="(/timing/sources/loaded\?(?![^"]*after)[^"]*)"', text)
    assert f">{100 / BOXES:.1f} %<" in text
    listed = page(client, address)
    assert listed.count("data-href=") == 1
    assert exports.box(1) in listed


def test_clocks_that_contradict_each_other_lead_to_their_boxes(as_person: AsPerson, flawed: None):
    client = as_person(ANALYST, "en")
    text = page(client, SOURCES)
    [address] = re.findall(r'href="(/timing/sources/entered\?[^"]*after=loaded[^"]*)"', text)
    listed = page(client, address)
    assert exports.box(2) in listed
    assert listed.count("data-href=") == 1
    assert ">−2.0<" in listed
    [clock] = [row for row in lines_of(client.get(f"{SOURCES}&format=csv&clocks=1"))[1:] if row[4] != "0"]
    assert clock[3:5] == [str(BOXES - 1), "1"]
    assert preset(STUDY).digest in clock


def test_rates_are_those_of_a_count_by_hand(flawed: None):
    standing, week = figures.standing(preset(STUDY)), figures.period("last-week", now())
    assert week
    cursor = standing.engine.connection
    rows = cursor.execute("SELECT * FROM case_ms").fetchall()
    names = [each[0] for each in cursor.description or ()]
    units = [dict(zip(names, row, strict=True)) for row in rows]
    done = [each for each in units if each["departed"] and week.since <= each["departed"] < week.until]
    for lack in figures.lacks(standing, week):
        of_it = [each for each in done if not lack.segment or each[lack.segment] == lack.party]
        without = [each["unit"] for each in of_it if each[lack.milestone.name] is None]
        assert (lack.units, lack.lacking) == (len(of_it), len(without))
        found = figures.lacking(standing, week, lack.milestone.name, lack.segment, lack.party)
        assert sorted(each.unit for each in found) == sorted(without)


# ── A case ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_who_filed_sees_a_window_on_the_case_until_it_ends(as_person: AsPerson):
    view = filed()
    key = {"aim": "declaration-import", "object": view["number"], "kind": "case", "model": "M"}
    hours = {"low_us": HOUR, "median_us": 3 * HOUR, "high_us": 9 * HOUR}
    Window.objects.create(made_at=to_micros(now()), **key, **hours)
    assert "预计放行" in page(as_person(CLERK), f"/cases/{view['id']}")
    assert "Expected released" in page(as_person(CLERK, "en"), f"/cases/{view['id']}/progress")
    assert as_person(RIVAL).get(f"/cases/{view['id']}").status_code == 404
    done(CLERK, view["id"], ask.Withdraw("不修了"))
    assert "预计放行" not in page(as_person(CLERK), f"/cases/{view['id']}")
