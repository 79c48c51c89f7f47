"""The service guide: every procedure, made from its value, open to everybody."""

import io
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from kouan.blueprint.flow import steps
from kouan.engine import commands as ask
from kouan.kernel.clock import local_date, now
from kouan.modules.cases import public as cases
from kouan.modules.parties.public import viewer_for_person
from kouan.procedures import procedures
from kouan.web.pages.guide.flowchart import picture

from .conftest import CLERK, CODE, FILING, RECEPTION


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", sorted(procedures()))
def test_every_procedure_has_its_guide(client: Client, code: str, language: str) -> None:
    page = unescape(client.get(f"/guide/{code}?lang={language}").content.decode())
    procedure = procedures()[code]
    assert procedure.title[language] in page
    assert all(document.title[language] in page for document in procedure.documents)
    assert (f"/file/{code}" in page) == ("applicant" in procedure.opened_by)


@pytest.mark.parametrize("code", sorted(procedures()))
def test_a_leaf_says_all_that_a_counter_hands_out(client: Client, code: str) -> None:
    page = unescape(client.get(f"/guide/{code}/leaf?lang=en").content.decode())
    procedure, day = procedures()[code], local_date(now())
    wanted = [procedure.title, procedure.summary, *(document.title for document in procedure.documents)]
    wanted += [step.title for step in steps(procedure.flow_on(day))] + [charge.title for charge in procedure.charges]
    assert [words.en for words in wanted if words.en not in page] == []
    assert procedure.limit_on(day).text.en in page
    assert "fewer than 5 cases in 90 days" in page
    assert ("none on record here" in page) == (not procedure.charges)


def test_it_says_how_long_cases_took(client: Client) -> None:
    began = now() - timedelta(days=10)
    for hours in (2, 3, 4, 5, 30):
        case = cases.file_case(viewer_for_person(CLERK), CODE, FILING, at=began)
        cases.act(
            viewer_for_person(RECEPTION), case["id"], ask.Decide("accept", "refuse", "不属于本港"),
            at=began + timedelta(hours=hours),
        )  # fmt: skip
    took = cases.handling(CODE, now())
    assert took
    assert (took.cases, took.half, took.nine_tenths) == (5, timedelta(hours=4), timedelta(hours=30))
    assert cases.handling(CODE, now() + timedelta(days=90)) is None, "what is long past is no measure"
    for address in (f"/guide/{CODE}", f"/guide/{CODE}/leaf"):
        page = client.get(address).content.decode()
        assert "近 90 天办结 5 件：半数在 4 小时 内，九成在 1 天 6 小时 内" in page


def test_the_catalogue_is_searched_in_either_language(client: Client) -> None:
    for words in ("修理", "repairs"):
        page = client.get("/guide", {"q": words}).content.decode()
        assert f"/guide/{CODE}" in page
        assert "/guide/import-declaration" not in page
    assert "没有相符的事项" in client.get("/guide", {"q": "飞船"}).content.decode()


def test_the_law_of_another_day(client: Client) -> None:
    page = client.get(f"/guide/{CODE}?on=2020-06-01").content.decode()
    assert "以下是 2020-06-01 的规定" in page
    assert "3 个工作日" in page


@pytest.mark.parametrize("day", ["2001-01-01", "tomorrow", "2026-02-30"])
def test_a_day_that_makes_no_sense_is_said_so(client: Client, day: str) -> None:
    answer = client.get(f"/guide/{CODE}?on={day}")
    assert answer.status_code == 200
    assert "banner warn" in answer.content.decode()


def test_side_by_side_starts_together_and_saves_time() -> None:
    procedure = procedures()[CODE]
    drawn = picture(procedure, date(2026, 3, 2))
    together = next(stage for stage in drawn.stages if stage.together)
    assert {bar.start for bar in together.bars} == {together.bars[0].start}
    assert drawn.saved.text.zh == "1 个工作日"
    assert drawn.total.text.en == "1 working day + 4 hours"


def test_the_template_can_be_filled_in(client: Client) -> None:
    answer = client.get(f"/guide/{CODE}/template.xlsx")
    assert "attachment" in answer["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer)))  # type: ignore[arg-type]
    headings = book.get_sheet_by_index(0).to_python()[0]
    assert headings[0] == "filing"
    assert "jobs.place" in headings


def test_an_unknown_procedure_is_not_there(client: Client) -> None:
    assert client.get("/guide/nothing").status_code == 404
    assert client.get("/guide/nothing/template.xlsx").status_code == 404
