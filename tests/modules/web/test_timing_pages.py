"""Clearance times as the port office sees them: every figure leads to its boxes, every box to its events."""

import csv
import io
import json
import re
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from kouan.kernel.text import Text
from kouan.modules.timing.public import Edge, copied_log, figures, log, preset, report, waterfall
from kouan.web.pages.timing.definition import canonical
from kouan.web.pages.timing.drawing import WIDTH, picture
from tests.modules.web import exports

from .conftest import AsPerson

ANALYST, STRANGERS = "port-office-general-1", ("tongda-2", "dongwan-1", "customs-release-1")
STUDY, HOUR = "cn-port-release-export", 3_600_000_000
WEEK = f"study={STUDY}&period=last-week"
BOXES = 12
ONE = f"/timing/consignments/container-visit/{exports.box(3)}/{exports.CALL}?{WEEK}"
PAGES = (
    "/timing",
    f"/timing?{WEEK}&by=terminal",
    f"/timing/consignments?{WEEK}",
    ONE,
    "/timing/events/1",
    "/timing/map",
)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.KOUAN_DATA = tmp_path
    figures.forget()


@pytest.fixture
def week() -> None:
    exports.a_week(BOXES)


@pytest.fixture
def month() -> str:
    return f"{exports.departure():%Y-%m}"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def percentile(values: list[int], share: float) -> float:
    """As in a spreadsheet: between the two nearest, in proportion."""
    ordered, at = sorted(values), (len(values) - 1) * share
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def rows(text: str) -> int:
    return text.count("data-href=")


HOURS = [exports.hours_of(at) for at in range(BOXES)]


@LANGUAGES
def test_the_figures_are_those_of_the_boxes(as_person: AsPerson, week: None, language: str):
    text = page(as_person(ANALYST, language), f"/timing?{WEEK}")
    said = {name: percentile(HOURS, share) for name, share in (("median", 0.5), ("p90", 0.9), ("p95", 0.95))}
    for figure in (*said.values(), sum(HOURS) / BOXES):
        assert f">{round(figure + 1e-9, 1)}<" in text
    assert ("等得最久的是" if language == "zh" else "went by waiting for") in text
    assert preset(STUDY).digest in text


@LANGUAGES
def test_a_percentile_leads_to_the_boxes_above_it(as_person: AsPerson, week: None, language: str):
    client = as_person(ANALYST, language)
    text = page(client, f"/timing?{WEEK}")
    [above, *_] = re.findall(r'href="(/timing/consignments\?[^"]*above=p90[^"]*)"', text)
    level = percentile(HOURS, 0.9)
    listed = page(client, above)
    wanted = [at for at in range(BOXES) if HOURS[at] > level]
    assert rows(listed) == len(wanted) > 0
    assert all(exports.box(at) in listed for at in wanted)
    assert rows(page(client, f"/timing/consignments?{WEEK}")) == BOXES


def test_the_longest_wait_comes_first(as_person: AsPerson, week: None):
    text = page(as_person(ANALYST), f"/timing/consignments?{WEEK}&holder=terminal")
    found = re.findall(r"TSLU\d{7}(?=</a>)", text)
    assert found == [exports.box(at) for at in reversed(range(BOXES))]


@LANGUAGES
def test_a_box_leads_to_its_events_and_they_to_their_proof(as_person: AsPerson, week: None, language: str):
    client = as_person(ANALYST, language)
    text = page(client, ONE)
    for words in ("进闸", "装船", "离泊") if language == "zh" else ("Gate-in", "Loaded", "Departed"):
        assert words in text
    assert f"{exports.hours_of(3)}:00:00" in text
    proofs = set(re.findall(r"/timing/events/\d+", text))
    assert len(proofs) >= 5
    for proof in proofs:
        assert ("怎样证明" if language == "zh" else "The evidence") in page(client, proof)


def test_the_intervals_of_a_box_add_up_to_its_time(week: None):
    standing = figures.standing(preset(STUDY))
    for at in range(BOXES):
        found = figures.single(standing, f"{exports.box(at)}/{exports.CALL}")
        assert found is not None
        whole = exports.hours_of(at) * HOUR
        assert sum(each.us for each in found.intervals) == whole
        assert {stage.name: us for stage, us in found.stages}["overall"] == whole
        assert [each.holder for each in found.intervals][-1] == "carrier"
        assert all(found.ending(each) for each in found.intervals)


def test_pages_say_what_the_measures_say(week: None):
    study, tables = preset(STUDY), log()
    standing = figures.standing(study)
    with copied_log() as duck:
        assert figures.taken(standing, None, "terminal") == report(duck, tables, study, ("terminal",))
        assert figures.held(standing, None) == waterfall(duck, tables, study)
    for each in figures.by_month(standing):
        assert each.n == BOXES


def test_a_period_has_what_ended_in_it_and_what_began_and_did_not_end(as_person: AsPerson, week: None):
    exports.waiting(50)
    client = as_person(ANALYST)
    lacking = page(client, f"/timing/consignments?{WEEK}&missing=1")
    assert rows(lacking) == 1
    assert exports.box(50) in lacking
    assert rows(page(client, f"/timing/consignments?{WEEK}")) == BOXES
    assert "这一期没有数据" in page(client, f"/timing?study={STUDY}&period=this-week")


@pytest.mark.parametrize("person", STRANGERS)
def test_for_others_it_is_not_there(as_person: AsPerson, week: None, month: str, person: str):
    stranger = as_person(person)
    for address in (*PAGES, f"/timing/months/{month}"):
        assert stranger.get(address).status_code == 404, address
        assert Client().get(address).status_code == 303, address


@pytest.mark.parametrize(
    "address",
    [
        "/timing/consignments/container-visit/NONE0000000/VC-1",
        "/timing/consignments/nothing/1",
        "/timing/events/999999",
        "/timing/months/2026-13",
        "/timing/months/last-week",
        "/timing/months/2999-01",
    ],
)
def test_what_is_not_there_is_not_found(as_person: AsPerson, week: None, address: str):
    assert as_person(ANALYST).get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/timing?study=x&period=y&by=z&upto=a", f"/timing/consignments?{WEEK}&stage=x&holder=x&above=x&terminal=';--"],
)
def test_what_makes_no_sense_in_an_address_does_no_harm(as_person: AsPerson, week: None, address: str):
    page(as_person(ANALYST), address)


@LANGUAGES
@pytest.mark.parametrize("address", ["/timing", "/timing/consignments", "/times"])
def test_without_a_copy_a_sentence_says_so(as_person: AsPerson, language: str, address: str):
    text = page(as_person(ANALYST, language), address)
    assert ("正在复制" if language == "zh" else "is being copied") in text
    assert as_person(ANALYST).get(f"{address}?format=json").status_code == 503


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("address", ["/timing", "/timing/consignments", ONE.partition("?")[0]])
def test_files_carry_the_definition_and_its_hash(as_person: AsPerson, week: None, address: str):
    client, study = as_person(ANALYST, "en"), preset(STUDY)
    told = client.get(f"{address}?{WEEK}&format=csv")
    lines = list(csv.reader(io.StringIO(b"".join(told).decode("utf-8-sig"))))
    assert len(lines) > 1
    assert all(study.digest in line for line in lines[1:])
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(client.get(f"{address}?{WEEK}&format=xlsx"))))
    assert any(study.digest in row for row in book.get_sheet_by_index(0).to_python())
    data = client.get(f"{address}?{WEEK}&format=json").json()
    assert data["sha256"] == study.digest
    assert data["rows"]


def test_the_hash_can_be_taken_again_from_the_definition_in_the_file(as_person: AsPerson, week: None):
    data = as_person(ANALYST).get(f"/timing?{WEEK}&format=json").json()
    said = json.dumps(data["definition"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert sha256(said.encode()).hexdigest() == data["sha256"] == preset(STUDY).digest
    assert said == canonical(preset(STUDY))


# ── The month ────────────────────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_the_month_states_its_method(as_person: AsPerson, week: None, month: str, language: str):
    text = page(as_person(ANALYST, language), f"/timing/months/{month}")
    assert preset(STUDY).digest in text
    assert "PERCENTILE.INC" in text
    assert f">{round(percentile(HOURS, 0.9), 1)}<" in text
    assert ("打印" if language == "zh" else "Print") in text


def test_a_month_can_be_made_again_as_it_was(as_person: AsPerson, week: None, month: str):
    client, address = as_person(ANALYST), f"/timing/months/{month}"
    then = client.get(f"{address}?format=json").json()
    position = then["studies"][0]["position"]
    exports.move(5, "corrected", 1, move="gated-in", right_time=(exports.departure()).isoformat())
    exports.copy()
    now = client.get(f"{address}?format=json").json()
    again = client.get(f"{address}?format=json&upto={position}").json()
    assert [each["figures"] for each in again["studies"]] == [each["figures"] for each in then["studies"]]
    assert [each["held"] for each in again["studies"]] == [each["held"] for each in then["studies"]]
    assert [each["figures"] for each in now["studies"]] != [each["figures"] for each in then["studies"]]


# ── The map ──────────────────────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_the_map_counts_what_follows_what(as_person: AsPerson, week: None, language: str):
    client, address = as_person(ANALYST, language), "/timing/map?kind=container-visit&period=last-week"
    text = page(client, address)
    for words in ("进闸", "放行", "装船") if language == "zh" else ("Gate-in", "Released", "Loaded"):
        assert words in text
    found = client.get(f"{address}&format=json").json()
    steps = {(each["before"], each["after"]): each["n"] for each in found["edges"]}
    assert steps == {("gated-in", "released"): BOXES, ("released", "loaded"): BOXES}
    [first] = [each for each in found["edges"] if each["before"] == "gated-in"]
    assert first["us"] == BOXES * 6 * HOUR
    assert [(each["activities"], each["n"]) for each in found["variants"]] == [
        (["gated-in", "released", "loaded"], BOXES)
    ]
    assert text.count('class="node"') == 3
    assert text.count('stroke-width="7.0"') == 2


@pytest.mark.parametrize("asked", ["kind=nothing", "period=this-week", "top=x"])
def test_a_map_of_nothing_says_so(as_person: AsPerson, week: None, asked: str):
    text = page(as_person(ANALYST), f"/timing/map?{asked}")
    assert ("这一期没有数据" in text) is not (asked == "top=x")


def edges(*pairs: tuple[str, str, int]) -> list[Edge]:
    return [Edge("box", before, after, n, n, 1.0) for before, after, n in pairs]


def test_the_picture_leads_down_and_back_aside():
    said = edges(("a", "b", 9), ("b", "c", 8), ("a", "d", 7), ("c", "d", 6), ("d", "b", 2), ("c", "c", 1))
    drawn = picture(said, {name: Text(name, name) for name in "abcd"})
    top = {node.activity: node.y for node in drawn.nodes}
    assert top["a"] < top["b"] < top["c"] < top["d"]
    assert {(line.edge.before, line.edge.after) for line in drawn.lines if line.back} == {("d", "b"), ("c", "c")}
    assert len(drawn.lines) == len(said)
    assert max(line.thickness for line in drawn.lines) == next(iter(drawn.lines)).thickness


def test_no_two_activities_lie_on_each_other():
    said = edges(
        *((f"a{one}", f"a{other}", 50 - one) for one in range(12) for other in (one + 1, one * 2 + 1, one // 3))
    )
    drawn = picture(said, {name: Text(name, name) for edge in said for name in (edge.before, edge.after)})
    places = {(node.x // 1, node.y // 1) for node in drawn.nodes}
    assert len(places) == len(drawn.nodes) > 12
    for one in drawn.nodes:
        assert all(one is other or one.y != other.y or abs(one.x - other.x) >= WIDTH for other in drawn.nodes)
        assert 0 <= one.x <= drawn.width - WIDTH


# ── For everybody ────────────────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_the_public_page_needs_no_sign_in(week: None, language: str):
    text = page(Client(headers={"Accept-Language": language}), "/times")
    assert ("出口整体通关时间" if language == "zh" else "Overall clearance time, export") in text
    assert preset("cn-overall-export").digest in text
    assert 'href="/times"' in page(Client(), "/")


@pytest.mark.parametrize(("boxes", "told"), [(4, False), (5, True)])
def test_a_month_of_few_is_not_published(monkeypatch: pytest.MonkeyPatch, boxes: int, told: bool):
    monkeypatch.setattr("kouan.web.pages.timing.published.PUBLISHED", (STUDY,))
    exports.a_week(boxes)
    assert ("不公布</td>" in page(Client(), "/times")) is not told
    [row] = Client().get(f"/times?study={STUDY}&format=json").json()["rows"]
    assert row["few"] is not told
    assert (row["median"] is not None) is told
    assert (row["n"] is not None) is told
