"""Pages of surveys: the port office asks and reads, firms answer, agencies reply, everybody sees what may be seen."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from kouan.kernel.clock import local_date, now
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import viewer_for_person
from tests.everybody import everybody
from tests.modules.guidance.cast import LEAST, OFFICE, OFFICER, TRADERS, form

from .conftest import AsPerson

DAY = timedelta(days=1)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
THEN, LAST = datetime(2026, 1, 5, 2, tzinfo=UTC), date(2026, 1, 20)
OTHER_OFFICER, STRANGER = "border-crews-1", "tongda-1"
SILENT = "dinghai"
WORDS = "预约查验要等三天 <b>"
SIZES = ["small"] * 5 + ["medium"] * 5 + ["large"]
MARKS = ["4", "5", "4", "3", "4", "5", "2", "4", "4", "5", "4"]


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """A survey that is closed and answered by eleven, one that is open, a problem with customs: their numbers."""
    with everybody(django_db_blocker, THEN):
        yield _told()


@pytest.fixture
def names(people: None, cast: dict[str, str]) -> dict[str, str]:
    return cast


def _told() -> dict[str, str]:
    office = viewer_for_person(OFFICE)
    closed = guidance.open_survey(office, form(closes=LAST.isoformat(), sample=12, seed="<种子>"), THEN)
    row = guidance.survey(office, closed)
    firms = [firm for firm in TRADERS if firm != SILENT]
    for firm, size, mark in zip(firms, SIZES, MARKS, strict=True):
        said = {**LEAST, "size": [size], "declaring": [mark], "problem": [WORDS] if firm == "huating" else []}
        guidance.answer(viewer_for_person(f"{firm}-1"), row, said, THEN)
    huating = viewer_for_person("huating-1").party
    draft = guidance.Draft("查验等候", "有企业反映要等三天", huating, ["customs"], LAST, "inspecting", "problem")
    problem = guidance.pass_on(office, closed, draft, THEN)
    week = (local_date(now()) + 7 * DAY).isoformat()
    open_one = guidance.open_survey(office, form(closes=week, roles=["importer"]))
    minutes = guidance.Minutes(LAST - 5 * DAY, "冷链座谈", [huating], "插座不够")
    talk = guidance.record_talk(office, minutes, THEN + 15 * DAY)
    return {"closed": closed, "open": open_one, "problem": problem, "talk": talk}


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode())


def public(language: str = "zh") -> Client:
    return Client(headers={"Accept-Language": language})


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(client.get(address)).decode("utf-8-sig"))))


# ── Who may see what ─────────────────────────────────────────────────────────────────────────────────────────────
MATRIX = [
    ("/surveys", {OFFICE}),
    ("/open-survey", {OFFICE}),
    ("/open-survey?from=firms-in-clearance", {OFFICE}),
    ("/surveys/{closed}", {OFFICE}),
    ("/surveys/{closed}?by=role", {OFFICE}),
    ("/surveys/{closed}?by=size", {OFFICE}),
    ("/surveys/{closed}?format=xlsx", {OFFICE}),
    ("/surveys/{closed}/draw", {OFFICE}),
    ("/our-surveys/{closed}", {"huating-1", "heyuan-1"}),
    ("/our-surveys/{open}", {"huating-1"}),
    ("/problems", {OFFICE, OFFICER, OTHER_OFFICER}),
    ("/problems/{problem}", {OFFICE, OFFICER, "huating-1"}),
    ("/talks", {OFFICE}),
    ("/talks/new", {OFFICE}),
    ("/talks/{talk}", {OFFICE}),
    ("/pass-on/{talk}", {OFFICE}),
    ("/our-surveys", {OFFICE, OFFICER, OTHER_OFFICER, "huating-1", "heyuan-1", STRANGER}),
    ("/surveys/WJ-2026-999", set()),
    ("/surveys/WJ-2026-999/draw", set()),
    ("/our-surveys/WJ-2026-999", set()),
    ("/problems/FK-2026-9999", set()),
    ("/talks/ZT-2026-999", set()),
    ("/pass-on/WJ-2026-999", set()),
]


@pytest.mark.parametrize("person", [OFFICE, OFFICER, OTHER_OFFICER, "huating-1", "heyuan-1", STRANGER])
def test_pages_are_there_for_those_whom_they_concern(as_person: AsPerson, names: dict[str, str], person: str):
    client = as_person(person)
    for address, may in MATRIX:
        status = client.get(address.format(**names)).status_code
        assert status == (200 if person in may else 404), address


def test_who_has_not_signed_in_is_sent_to_sign_in(names: dict[str, str]):
    for address, _ in MATRIX:
        assert public().get(address.format(**names)).status_code == 303


@pytest.mark.parametrize("address", ["/surveys/{closed}/publish", "/open-survey", "/talks/new", "/pass-on/{talk}"])
def test_what_the_port_office_does_nobody_else_does(as_person: AsPerson, names: dict[str, str], address: str):
    for person in (OFFICER, "huating-1"):
        assert as_person(person).post(address.format(**names)).status_code == 404


# ── The port office ──────────────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_the_port_office_reads_results_and_what_firms_wrote(as_person: AsPerson, names: dict[str, str], language: str):
    client = as_person(OFFICE, language)
    assert f'/surveys/{names["closed"]}"' in page(client, "/surveys")
    text = page(client, f"/surveys/{names['closed']}")
    assert "91.7 %" in text, "eleven of twelve"
    assert "4.0" in text
    assert WORDS in text
    assert WORDS not in client.get(f"/surveys/{names['closed']}").content.decode()
    assert names["problem"] in text
    by_size = page(client, f"/surveys/{names['closed']}?by=size")
    assert ("不到 20 人" if language == "zh" else "Fewer than 20") in by_size
    assert ("重算一致" if language == "zh" else "Computed again: the same") in page(
        client, f"/surveys/{names['closed']}/draw"
    )


def test_files_have_every_count_and_mean(as_person: AsPerson, names: dict[str, str]):
    client, address = as_person(OFFICE, "en"), f"/surveys/{names['closed']}"
    lines = rows_of(client, f"{address}?format=csv")
    whole = [row for row in lines if row["Code"] == "declaring" and row["Firms"] == "All"]
    assert [row["Firms that chose it"] for row in whole[1:]] == [str(MARKS.count(str(n))) for n in range(1, 6)]
    assert whole[0]["Mean"] == f"{sum(map(int, MARKS)) / len(MARKS):.3f}"
    assert (whole[0]["Population N"], whole[0]["Answered n"]) == ("12", "11")
    small = [row for row in lines if row["Code"] == "declaring" and row["Firms"] == "Fewer than 20" and row["Mean"]]
    assert [row["Mean"] for row in small] == [f"{sum(map(int, MARKS[:5])) / 5:.3f}"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(client.get(f"{address}?format=xlsx"))))
    assert len(book.get_sheet_by_index(0).to_python()) == len(lines) + 1
    assert WORDS not in str(lines)
    draw = rows_of(client, f"{address}/draw?format=csv")
    assert [row["Lot (SHA-256)"] for row in draw] == sorted(row["Lot (SHA-256)"] for row in draw)
    assert {len(row["Lot (SHA-256)"]) for row in draw} == {64}


@LANGUAGES
def test_a_survey_is_opened_from_the_questionnaire_that_is_ready(as_person: AsPerson, language: str):
    client = as_person(OFFICE, language)
    assert "from=firms-in-clearance" in page(client, "/open-survey")
    text = page(client, "/open-survey?from=firms-in-clearance")
    fields = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', text))
    assert fields["template"] == "firms-in-clearance@1"
    last = local_date(now()) + DAY
    one = {"questions-0": "row", "questions-0-code": "q", "questions-0-kind": "scale", "questions-0-title_zh": "问"}
    typed = {"title_zh": "题", "title_en": "Title", "closes": f"{last}", "roles": ["importer", "exporter"], **one}
    wrong = client.post("/open-survey", {**typed, "closes": "2026-01-01", "questions-0-title_en": "Q"})
    assert wrong.status_code == 422
    assert ("截止日期应为今天" if language == "zh" else "must be today or later") in wrong.content.decode()
    assert client.post("/open-survey", typed).status_code == 422, "both languages"
    answer = client.post("/open-survey", {**typed, "questions-0-title_en": "Q", "sample": "5"}, follow=True)
    assert answer.status_code == 200
    row = guidance.surveys(viewer_for_person(OFFICE)).first()
    assert row
    assert (row.asked, row.closes, row.title.en) == (5, last.isoformat(), "Title")


def test_adding_a_question_only_draws_the_form_again(as_person: AsPerson):
    client, before = as_person(OFFICE), guidance.Survey.objects.count()
    answer = client.post("/open-survey", {"title_zh": "题", "add": "questions"})
    assert answer.status_code == 200
    assert 'name="questions-0-kind"' in answer.content.decode()
    assert guidance.Survey.objects.count() == before


def test_the_port_office_passes_on_what_a_firm_wrote(as_person: AsPerson, names: dict[str, str]):
    client, firm = as_person(OFFICE, "en"), viewer_for_person("huating-1").party
    address = f"/pass-on/{names['closed']}"
    assert WORDS in page(client, f"{address}?firm={firm}&question=problem")
    page(client, f"{address}?firm={firm}&question=size", 404)
    page(client, f"{address}?firm={viewer_for_person('beichen-1').party}&question=problem", 404)
    said = {"firm": firm, "question": "problem", "title": "Waiting", "words": "Three days", "due": "2099-01-01"}
    wrong = client.post(address, said)
    assert wrong.status_code == 422
    assert "one agency" in wrong.content.decode()
    done = client.post(address, {**said, "agencies": ["customs", "port"]}, follow=True)
    assert "Passed on" in done.content.decode()
    assert "Three days" in page(as_person("port-berths-1"), "/problems") + page(
        as_person("port-berths-1"), done.redirect_chain[-1][0]
    )


def test_minutes_of_a_talk_lead_to_a_problem(as_person: AsPerson, names: dict[str, str]):
    client, firm = as_person(OFFICE, "en"), viewer_for_person("lanyu-1").party
    assert "冷链座谈" in page(client, "/talks")
    wrong = client.post("/talks/new", {"held_on": "soon"})
    assert "A date is needed" in wrong.content.decode()
    said = {"held_on": "2026-01-06", "subject": "Cold chain", "minutes": "Too few plugs", "firms": [firm]}
    talk = client.post("/talks/new", said, follow=True).redirect_chain[-1][0]
    assert "Too few plugs" in page(client, talk)
    way = f"/pass-on/{talk.rpartition('/')[2]}"
    problem = {"firm": firm, "title": "Plugs", "words": "Too few", "due": "2099-01-01", "agencies": ["port"]}
    assert client.post(way, problem).status_code == 303
    assert "Plugs" in page(client, talk)
    assert "Plugs" in page(as_person("lanyu-1"), "/our-surveys")


# ── Firms ────────────────────────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_a_firm_answers_and_answers_again(as_person: AsPerson, names: dict[str, str], language: str):
    client, address = as_person("huating-1", language), f"/our-surveys/{names['open']}"
    assert address in page(client, "/our-surveys")
    typed = {"q-size": "small", "q-declaring": "4", "q-met": ["charges", "paying"], "q-import-days": "２.5"}
    wrong = client.post(address, {**typed, "q-declaring": "", "q-problem": "等太久"})
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert ("这一题必答" if language == "zh" else "must be answered") in text
    assert "等太久" in text, "nothing typed is lost"
    for mark in ("4", "5"):
        assert client.post(address, {**typed, "q-declaring": mark}).status_code == 303
    answer = guidance.own_answers(viewer_for_person("huating-1"))[names["open"]]
    assert (answer.revision, answer.told["declaring"], answer.told["import-days"]) == (2, 5, "2.5")
    again = page(client, address)
    assert re.search(r'name="q-declaring" value="5" checked', again)
    assert re.search(r'name="q-met" value="paying" checked', again)


@LANGUAGES
def test_a_closed_survey_takes_no_answer_and_says_so(as_person: AsPerson, names: dict[str, str], language: str):
    client, address = as_person("huating-1", language), f"/our-surveys/{names['closed']}"
    said = "本问卷已于 2026-01-20 截止" if language == "zh" else "closed on 2026-01-20"
    assert said in page(client, address)
    refused = client.post(address, {"q-size": "small", "q-declaring": "4", "q-met": "none"})
    assert refused.status_code == 422
    assert said in refused.content.decode()


def test_who_is_not_asked_cannot_answer(as_person: AsPerson, names: dict[str, str]):
    for person in (STRANGER, OFFICER, OFFICE):
        assert as_person(person).post(f"/our-surveys/{names['open']}", {"q-size": "small"}).status_code == 404


# ── Agencies ─────────────────────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_an_agency_answers_what_was_passed_to_it_and_the_firm_sees_it(
    as_person: AsPerson, names: dict[str, str], language: str
):
    client, address = as_person(OFFICER, language), f"/problems/{names['problem']}"
    listed = page(client, "/problems")
    assert names["problem"] in listed
    assert ("逾期未答复" if language == "zh" else "Overdue") in listed
    assert viewer_for_person("huating-1").party_name[language] not in page(client, address)
    assert client.post(address, {"outcome": "", "words": "x"}).status_code == 422
    assert client.post(address, {"outcome": "solved", "words": ""}).status_code == 422
    assert client.post(address, {"outcome": "solved", "words": "增设鲜活时段"}).status_code == 303
    assert "增设鲜活时段" in page(as_person("huating-1"), address)
    assert as_person("huating-1").post(address, {"outcome": "solved", "words": "x"}).status_code == 404
    assert names["problem"] not in page(as_person(OTHER_OFFICER), "/problems")


# ── Everybody ────────────────────────────────────────────────────────────────────────────────────────────────────
@LANGUAGES
def test_everybody_sees_published_totals_and_no_small_ones(as_person: AsPerson, names: dict[str, str], language: str):
    address = f"/survey-results/{names['closed']}"
    page(public(language), address, 404)
    assert as_person(OFFICE).post(f"/surveys/{names['closed']}/publish").status_code == 303
    assert address in page(public(language), "/survey-results")
    text = page(public(language), address)
    assert "4.0" in text
    assert WORDS not in text
    assert not [firm for firm in TRADERS if viewer_for_person(f"{firm}-1").party_name[language] in text]
    lines = rows_of(public("en"), f"{address}?format=csv")
    sizes = {row["Choice"]: row["Firms that chose it"] for row in lines if "How many people" in row["Question"]}
    shown = sorted(n for choice, n in sizes.items() if choice)
    assert shown == ["5", "not shown", "not shown"], "one is large: and one of the others is hidden with it"
    marks = [row["Firms that chose it"] for row in lines if "How easy is declaring" in row["Question"]]
    assert marks == ["", *["not shown"] * 5]
    assert {row["Answered"] for row in lines if "latest import" in row["Question"]} == {"not shown"}
    assert public().get(f"{address}?format=xlsx").status_code == 200


def test_an_open_survey_is_not_published(as_person: AsPerson, names: dict[str, str]):
    answer = as_person(OFFICE, "en").post(f"/surveys/{names['open']}/publish", follow=True)
    assert "can be published after that" in answer.content.decode()
    page(public(), f"/survey-results/{names['open']}", 404)


def test_desks_and_the_front_page_lead_there(as_person: AsPerson):
    for person, address in ((OFFICE, "/surveys"), (OFFICER, "/problems"), ("huating-1", "/our-surveys")):
        assert f'href="{address}"' in page(as_person(person), "/notices")
    assert 'href="/survey-results"' in page(public(), "/")


def test_notices_lead_to_the_survey_and_the_problem(as_person: AsPerson, names: dict[str, str]):
    from kouan.runtime.subscribers import drain

    drain(("guidance-notices",), at=now())
    assert f'href="/our-surveys/{names["open"]}"' in page(as_person("huating-1"), "/notices")
    assert f'href="/problems/{names["problem"]}"' in page(as_person(OFFICER), "/notices")
