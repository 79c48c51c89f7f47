"""The month as PDF and workbook, the same to the byte; what was done on the same day; the tables that methods ask for."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from shutil import copytree
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from kouan.kernel.clock import from_micros, now
from kouan.kernel.event import Actor, Event, ObjectRef
from kouan.modules.timing.public import figures, hours_and_minutes, preset
from kouan.runtime import log
from kouan.web.pages.timing.report import pdf
from tests.modules.web import exports

from .conftest import AsPerson

# Pages ask the copy, which tests/modules/timing makes of either database.
pytestmark = pytest.mark.once

ANALYST, STRANGER, HOUR = "port-office-general-1", "tongda-2", 3_600_000_000
# When each import declaration was accepted and released, in hours after the noon of its arrival; whether it was stopped.
DECLARED: tuple[tuple[float, float | None, bool], ...] = (
    *((-20, 2, False), (1, 3, False), (2, 11.9, False), (3, 12, False), (4, 30, True), (5, None, False)),
    *((6, 8, True), (-40, -1, False)),
)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
IMPORT = "study=cn-overall-import&period=last-week"


def tell(stream: str, kind: str, hours: float, payload: dict[str, Any], *objects: ObjectRef, **more: Any) -> None:
    event = Event(kind, exports.departure() + timedelta(hours=hours), Actor("customs"), payload, objects)
    log.append(stream, log.head(log.read(stream)), [event], recorded_at=now(), **more)


def declared() -> None:
    """Eight import declarations, each of a bill of its own that arrived at noon."""
    for at, (accepted, released, stopped) in enumerate(DECLARED):
        number, bill = f"D{at:05}", ObjectRef("bill", f"IMPO{at:05}", "bill")
        case = ObjectRef("declaration", number, "case")
        tell(
            f"case/{number}",
            "filed",
            accepted - 1,
            {"form": {}},
            case,
            bill,
            procedure="import-declaration",
            version="1",
        )
        tell(f"case/{number}", "declared", accepted, {"direction": "import"}, case, bill)
        if stopped:
            tell(f"case/{number}", "returned", accepted + 0.5, {"step": "documents"}, case)
        tell(f"bill/{bill.id}", "arrived", 0, {}, ObjectRef("bill", bill.id, ""))
        if released is not None:
            tell(f"case/{number}", "decided", released, {"step": "release", "outcome": "approve"}, case)
    exports.copy()


@pytest.fixture(scope="module")
def folder(cast: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The log of all tests and its copy, made once. What these filings say is no form, so nothing is read of it."""
    before, settings.KOUAN_DATA = settings.KOUAN_DATA, tmp_path_factory.mktemp("port")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("kouan.modules.timing.copying.cases._known", lambda code: None)
        exports.a_week(6)
        declared()
        yield Path(settings.KOUAN_DATA)
    settings.KOUAN_DATA = before


@pytest.fixture
def told(folder: Path, settings: Settings) -> None:
    """The log as it was made."""
    settings.KOUAN_DATA = folder


@pytest.fixture
def own(folder: Path, settings: Settings, tmp_path: Path) -> None:
    """The same, in a folder of its own: what a test tells is taken back, but not out of the copy."""
    settings.KOUAN_DATA = copytree(folder, tmp_path / "own")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def lines(client: Client, address: str) -> list[dict[str, str]]:
    text = b"".join(client.get(address)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def by_hand(*, fit: bool) -> list[bool]:
    """Of each declaration that counts: whether it was released by midnight of the day on which it was ready."""
    noon = exports.departure()
    found = []
    for accepted, released, stopped in DECLARED:
        if not (fit and stopped):
            ready = noon + timedelta(hours=max(accepted, 0))
            out = released is not None and (noon + timedelta(hours=released)).date() <= ready.date()
            found.append(out)
    return found


# ── The same day ─────────────────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_what_was_released_on_the_day_is_counted_and_the_rest_is_listed(as_person: AsPerson, told: None, language: str):
    client = as_person(ANALYST, language)
    rows = {each.rate: each for each in figures.same_day(figures.standing(preset("cn-overall-import")), None)}
    for name, fit in (("cleared_same_day", True), ("released_same_day", False)):
        expected = by_hand(fit=fit)
        assert (rows[name].n, rows[name].done) == (len(expected), sum(expected)), name
    text = page(client, f"/timing?{IMPORT}")
    [late, *_] = re.findall(r'href="(/timing/consignments\?[^"]*rate=cleared_same_day[^"]*late=1[^"]*)"', text)
    listed = page(client, late)
    assert listed.count("data-href=") == by_hand(fit=True).count(False)
    assert ("当日没有完成的" if language == "zh" else "not done on the day") in listed
    assert page(client, late.replace("late=1", "")).count("data-href=") == len(by_hand(fit=True))
    assert preset("cn-overall-import").rates[0].source[language] in text


def test_what_was_not_impeded_has_a_figure_of_its_own(as_person: AsPerson, told: None):
    text = page(as_person(ANALYST), f"/timing?{IMPORT}")
    whole = sorted(max(out, 0) for _, out, stopped in DECLARED if out is not None and not stopped)
    assert f">{whole[len(whole) // 2]:.1f}<" in text
    listed = page(as_person(ANALYST), f"/timing/consignments?{IMPORT}&is_impeded=no")
    assert listed.count("data-href=") == len(whole)


def test_a_day_that_is_not_over_is_not_counted(own: None):
    number = "D99999"
    case, bill = ObjectRef("declaration", number, "case"), ObjectRef("bill", "IMPO00000", "bill")
    since = (now() - exports.departure()).total_seconds() / 3600
    tell(f"case/{number}", "filed", since, {"form": {}}, case, bill, procedure="import-declaration", version="1")
    tell(f"case/{number}", "declared", since, {"direction": "import"}, case, bill)
    exports.copy()
    rows = figures.same_day(figures.standing(preset("cn-overall-import")), None)
    assert {each.n for each in rows if each.rate == "released_same_day"} == {len(DECLARED)}


# ── Charts and their tables ──────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_from_stage_to_party_adds_up_to_who_held_the_time(as_person: AsPerson, told: None, language: str):
    standing = figures.standing(preset("cn-port-release-export"))
    held = {each.holder: each.us for each in figures.held(standing, None)}
    flows = figures.flowing(standing, None)
    assert {who: sum(each.us for each in flows if each.holder == who) for who in held} == held
    client, address = as_person(ANALYST, language), "/timing?study=cn-port-release-export&period=last-week"
    text = page(client, address)
    assert 'data-chart="sankey"' in text
    rows = lines(client, f"{address}&table=flows&format=csv")
    assert sum(int(row["微秒" if language == "zh" else "Microseconds"]) for row in rows) == sum(held.values())
    for name in ("stage", "holder"):
        assert re.search(rf'/timing/consignments\?[^"]*{name}=', text)


def test_months_stand_beside_the_year_they_are_compared_with(as_person: AsPerson, own: None):
    number = "D88888"
    case, bill = ObjectRef("declaration", number, "case"), ObjectRef("bill", "IMPO00001", "bill")
    tell(f"case/{number}", "filed", -1000, {"form": {}}, case, bill, procedure="import-declaration", version="1")
    tell("bill/IMPO88888", "arrived", -1000, {}, ObjectRef("bill", "IMPO88888", ""))
    tell(f"case/{number}", "amended", -999, {"form": {}}, case, ObjectRef("bill", "IMPO88888", "bill"))
    tell(f"case/{number}", "decided", -990, {"step": "release", "outcome": "approve"}, case)
    exports.copy()
    text = page(as_person(ANALYST), "/timing?study=cn-overall-import")
    assert 'data-chart="band"' in text
    assert '"promised": 97.4' in text
    assert "above=p90" in text
    months = lines(as_person(ANALYST, "en"), "/timing?study=cn-overall-import&table=months&format=csv")
    assert len({row["Month"] for row in months}) == 2


# ── The tables of methods ────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("code", "language"), [("in-ntrs", "zh"), ("in-ntrs", "en"), ("wco-trs-v4", "en")])
def test_a_methods_table_has_hours_and_minutes(as_person: AsPerson, told: None, code: str, language: str):
    client, address = as_person(ANALYST, language), f"/timing?study={code}&period=last-week"
    assert "table=standard" in page(client, address)
    rows = lines(client, f"{address}&table=standard&format=csv")
    [whole] = [
        row for row in rows if preset(code).overall.title[language] in row.values() and not list(row.values())[2]
    ]
    taken = figures.taken(figures.standing(preset(code)), figures.period("last-week", now()))[-1]
    assert taken.mean is not None
    assert hours_and_minutes(round(taken.mean)) in whole.values()
    assert all(preset(code).digest in row.values() for row in rows)
    assert len({list(row.values())[1] for row in rows}) >= 4


# ── The month ────────────────────────────────────────────────────────────────────────────────────────────────────
def month() -> str:
    return f"{exports.departure():%Y-%m}"


def made(client: Client, kind: str, position: int | None = None) -> bytes:
    upto = "" if position is None else f"&upto={position}"
    answer = client.get(f"/timing/months/{month()}?format={kind}{upto}")
    assert answer.status_code == 200
    return b"".join(answer)


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_of_one_position_the_report_is_the_same_to_the_byte(as_person: AsPerson, own: None, kind: str):
    if kind == "pdf" and not any(each in pdf._families() for each in pdf.FONTS):
        pytest.skip("no font with Chinese letters here")
    position = figures.standing(preset("cn-overall-import")).position
    files = {language: made(as_person(ANALYST, language), kind) for language in ("zh", "en")}
    assert files["zh"] != files["en"]
    exports.move(5, "corrected", 1, move="gated-in", right_time=exports.departure().isoformat())
    exports.copy()
    for language, then in files.items():
        client = as_person(ANALYST, language)
        assert made(client, kind, position) == then == made(client, kind, position)
        assert made(client, kind) != then


@LANGUAGES
def test_the_workbook_says_what_the_page_says(as_person: AsPerson, told: None, language: str):
    client = as_person(ANALYST, language)
    book = CalamineWorkbook.from_filelike(io.BytesIO(made(client, "xlsx")))
    cells = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    text, [overview, stages, held, compressed, same_day, defined, _] = (
        page(client, f"/timing/months/{month()}"),
        cells.values(),
    )
    for row in overview[1:]:
        assert f">{row[4]:,.1f}<" in text if isinstance(row[4], float) else row[4] == ""
    assert len(stages) == 1 + sum(len(preset(code).measured) for code in _reported())
    whole = {
        code: sum(each.us for each in figures.held(figures.standing(preset(code)), _period())) for code in _reported()
    }
    assert sum(row[5] for row in held[1:]) == sum(whole.values())
    assert [row[2] for row in compressed[1:]] == [97.4, 12.3]
    assert len(same_day) == 1 + sum(len(preset(code).rates) for code in _reported())
    assert {preset(code).digest for code in _reported()} <= {row[2] for row in defined}
    assert ("format=pdf" in text, "format=xlsx" in text) == (True, True)


def _reported() -> tuple[str, ...]:
    return ("cn-overall-import", "cn-overall-export", "cn-port-release-import", "cn-port-release-export", "cn-cases")


def _period() -> figures.Period:
    found = figures.period(month(), now())
    assert found
    return found


def test_a_workbook_bears_the_date_of_its_data(as_person: AsPerson, told: None):
    with ZipFile(io.BytesIO(made(as_person(ANALYST), "xlsx"))) as book:
        said = book.read("docProps/core.xml").decode()
    recorded = from_micros(figures.standing(preset("cn-overall-import")).recorded)
    assert f"{recorded:%Y-%m-%dT%H:%M:%SZ}" in said


@LANGUAGES
def test_without_a_font_a_sentence_says_so(
    as_person: AsPerson, told: None, monkeypatch: pytest.MonkeyPatch, language: str
):
    monkeypatch.setattr(pdf, "FONTS", ("No Such Font",))
    answer = as_person(ANALYST, language).get(f"/timing/months/{month()}?format=pdf")
    assert answer.status_code == 503
    assert ("没有中文字体" if language == "zh" else "no font with Chinese") in answer.content.decode()


def test_for_others_none_of_it_is_there(as_person: AsPerson, told: None):
    stranger = as_person(STRANGER)
    for address in (
        f"/timing?{IMPORT}&table=flows&format=csv",
        f"/timing/consignments?{IMPORT}&rate=cleared_same_day&late=1",
        *(f"/timing/months/{month()}?format={kind}" for kind in ("pdf", "xlsx", "json")),
    ):
        assert stranger.get(address).status_code == 404, address
        assert Client().get(address).status_code == 303, address


@LANGUAGES
def test_beyond_the_working_calendar_one_sentence_says_so(as_person: AsPerson, own: None, language: str):
    years = 10 * 365 * 24
    exports.move(70, "gated-in", -years, "VC-OLD")
    number = "D77777"
    case, bill = ObjectRef("declaration", number, "case"), ObjectRef("bill", "IMPO77777", "bill")
    tell("bill/IMPO77777", "arrived", -years, {}, ObjectRef("bill", "IMPO77777", ""))
    tell(f"case/{number}", "filed", -years, {"form": {}}, case, bill, procedure="import-declaration", version="1")
    tell(f"case/{number}", "decided", -years + 20, {"step": "release", "outcome": "approve"}, case)
    exports.copy()
    client, old = as_person(ANALYST, language), exports.departure() - timedelta(hours=years)
    for address in (
        f"/timing?study=cn-overall-import&period={old:%Y-%m}",
        f"/timing/consignments?study=cn-overall-import&period={old:%Y-%m}",
        f"/timing/consignments/case/{number}?study=cn-overall-import",
        f"/timing/months/{old:%Y-%m}",
    ):
        text = page(client, address)
        assert ("超出工作日历" if language == "zh" else "is outside the working calendar") in text, address
    assert page(client, f"/timing?{IMPORT}").count("超出工作日历") == 0
