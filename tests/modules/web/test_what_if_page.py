"""What if, as the port office asks it: a form of levers, the change with its interval, each box before and after."""

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from kouan.cli.main import app
from kouan.modules.timing.public import copied_log, figures, log, preset, replaying
from tests.modules.web import exports, imports

from .conftest import AsPerson

# Pages ask the copy, which tests/modules/timing makes of either database.
pytestmark = pytest.mark.once

ANALYST, STRANGERS = "port-office-general-1", ("tongda-2", "customs-release-1")
STUDY, BOXES, HOUR = "cn-port-release-import", 12, 3_600_000_000
ASKED = f"/timing/what-if?study={STUDY}&period=last-week"
CAPPED = f"{ASKED}&cap=pick_up&most=4"
TIMES = [imports.left(at) - imports.CAME for at in range(BOXES)]
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.KOUAN_DATA = tmp_path
    figures.forget()


@pytest.fixture
def week() -> None:
    imports.a_week_in(BOXES)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode())


def one_decimal(value: float) -> str:
    return f"{round(value + 1e-9, 1)}"


@LANGUAGES
def test_a_cap_is_taken_off_every_box(as_person: AsPerson, week: None, language: str):
    client = as_person(ANALYST, language)
    text = page(client, CAPPED)
    saved = imports.PICK_UP - 4
    for figure in (sum(TIMES) / BOXES, sum(TIMES) / BOXES - saved):
        assert f">{one_decimal(figure)}<" in text
    assert f">−{saved}.0<" in text
    assert text.count("data-href=") == BOXES
    words = (
        ("“提离”最长 4 小时", "不计排队", "精确到微秒") if language == "zh" else ("Pick-up: 4 h at most", "No queueing")
    )
    assert all(each in text for each in words)
    assert preset(STUDY).digest in text
    assert "kouan timing what-if --study cn-port-release-import --lever 'cap=pick_up@4h' --from" in text


def test_the_page_says_what_the_measure_says_and_the_files_too(as_person: AsPerson, week: None):
    client, study = as_person(ANALYST, "en"), preset(STUDY)
    address = f"{ASKED}&advance=100&lead=24&days=every&open=00:00-24:00"
    levers = replaying.levers(["advance=100%@24h", "hours=every@00:00-24:00"])
    with copied_log() as duck:
        wanted = replaying.what_if(duck, log(), study, replaying.chain_of(study), levers)
    assert 0 < wanted.moved <= imports.LATE
    assert (wanted.n, wanted.reproduced, wanted.later) == (BOXES, BOXES, 0)
    told = client.get(f"{address}&format=json").json()
    assert told["sha256"] == study.digest
    assert (told["result"]["digest"], told["result"]["moved"]) == (wanted.digest, wanted.moved)
    assert told["result"]["mean"]["change"] == wanted.mean.change
    lines = rows(client, f"{address}&format=csv")
    assert [line[0] for line in lines[1:]] == [each.unit for each in wanted.units]
    assert all({wanted.digest, study.digest} <= set(line) for line in lines[1:])
    lines = rows(client, f"{address}&format=csv&rows=figures")
    assert [float(lines[1][at]) for at in (2, 3)] == [
        round(us / HOUR, 1) for us in (wanted.mean.before, wanted.mean.after)
    ]
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(client.get(f"{address}&format=xlsx"))))
    assert len(book.get_sheet_by_index(0).to_python()) == BOXES + 1
    assert wanted.digest in page(client, address)


def rows(client: Client, address: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(client.get(address)).decode("utf-8-sig"))))


@LANGUAGES
def test_people_come_to_it_from_the_figures_and_go_on_to_a_box(as_person: AsPerson, week: None, language: str):
    client = as_person(ANALYST, language)
    overview = page(client, f"/timing?study={STUDY}&period=last-week")
    [address, *_] = re.findall(r'href="(/timing/what-if\?[^"]*)"', overview)
    text = page(client, address)
    assert ("填写一项或几项措施" if language == "zh" else "Fill in one lever or more") in text
    assert f">{BOXES}<" in text
    [one, *_] = re.findall(r'data-href="([^"]*)"', page(client, f"{address}&cap=pick_up&most=4"))
    assert exports.box(0)[:4] in page(client, one)


@pytest.mark.parametrize(
    ("asked", "zh", "en"),
    [
        ("&advance=160", "应在 0% 至 100% 之间", "must be between 0% and 100%"),
        ("&advance=many", "应写作 advance=", "should be written as advance="),
        ("&days=every&open=late", "应写作 hours=", "should be written as hours="),
        ("&cap=nothing&most=4", "没有步骤“nothing”", "has no step “nothing”"),
    ],
)
def test_what_cannot_be_replayed_is_said_beside_the_form(as_person: AsPerson, week: None, asked: str, zh: str, en: str):
    for language, words in (("zh", zh), ("en", en)):
        text = page(as_person(ANALYST, language), ASKED + asked, status=422)
        assert words in text
        assert 'name="advance"' in text


def test_a_study_offers_only_the_levers_that_it_has_a_hold_for(as_person: AsPerson, week: None):
    client = as_person(ANALYST)
    of_export = page(client, "/timing/what-if?study=cn-port-release-export&period=last-week")
    assert 'name="guarantee"' not in of_export
    assert "没有可推演的货物" in of_export
    text = page(client, f"{ASKED}&beside.assessment.documents=1&guarantee=100")
    assert re.search(r'name="beside.assessment.documents" value="1" checked', text)
    assert "时间都不变" in text


@pytest.mark.parametrize("person", STRANGERS)
def test_for_others_it_is_not_there(as_person: AsPerson, person: str):
    assert as_person(person).get(CAPPED).status_code == 404
    assert Client().get(CAPPED).status_code == 303


def test_without_a_copy_a_sentence_says_so(as_person: AsPerson):
    assert "正在复制" in page(as_person(ANALYST), ASKED)


def test_the_command_on_the_platforms_copy_says_the_same(week: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kouan.cli.timing.copied.start", lambda *_: None)
    said = ("timing", "what-if", "--study", STUDY, "--lever", "cap=pick_up@4h", "--data", str(tmp_path), "--json")
    found = CliRunner().invoke(app, said).stdout
    assert f'"n": {BOXES}' in found
    assert f'"change": -{(imports.PICK_UP - 4) * 3600}.0' in found
