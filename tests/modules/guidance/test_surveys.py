"""The port office asks, firms answer: who is drawn, what is refused, what the log and the tables then say."""

from collections import Counter
from datetime import timedelta
from hashlib import sha256
from statistics import mean
from typing import Any

import pytest

from kouan.engine import Refused
from kouan.modules.cases.public import NotFound, notices
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import organisations
from kouan.runtime import log
from kouan.runtime.audience import concerned
from kouan.runtime.subscribers import drain
from tests.modules.guidance.cast import AFTER, LAST, LEAST, NOW, OFFICE, TRADERS, answered, form, opened, who


def codes(refused: Any) -> set[str]:
    return {problem.code for problem in refused.value.problems}


# ── Opening ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_everybody_with_a_role_is_asked_once_whatever_else_they_do():
    survey = opened()
    traders = {who(f"{firm}-1").party for firm in TRADERS}
    asked = {row.party: set(row.roles.split(",")) for row in guidance.Invitation.objects.filter(survey=survey)}
    assert asked.keys() == traders
    assert survey.asked == survey.told["population"] == len(traders)
    both = {row.id for row in organisations("importer")} & {row.id for row in organisations("exporter")}
    assert both
    assert all(asked[code] >= {"importer", "exporter"} for code in both)
    assert survey.told["by_role"]["exporter"] == organisations("exporter").count()


def test_a_draw_is_the_same_for_the_same_seed_and_anybody_can_do_it_again():
    survey = opened(sample=5, seed="2026 秋")
    drawn = guidance.drawn(survey)
    lots = sorted((sha256(f"2026 秋/{code}".encode()).hexdigest(), code) for code in drawn["frame"])
    assert drawn["asked"] == sorted(code for _, code in lots[:5])
    assert set(guidance.Invitation.objects.values_list("party", flat=True)) == set(drawn["asked"])
    assert guidance.drawn(opened(sample=5, seed="2026 秋"))["asked"] == drawn["asked"]
    others = {tuple(guidance.drawn(opened(sample=5, seed=str(n)))["asked"]) for n in range(8)}
    assert len(others) > 1
    assert guidance.drawn(opened(sample=5))["seed"] != guidance.drawn(opened(sample=5))["seed"]


@pytest.mark.parametrize(
    ("person", "changes", "code"),
    [
        ("tongda-1", {}, "not-port-office"),
        ("customs-inspection-1", {}, "not-port-office"),
        (OFFICE, {"closes": "2026-10-04"}, "past"),
        (OFFICE, {"roles": ["laboratory"]}, "nobody"),
        (OFFICE, {"sample": 13}, "too-many"),
    ],
)
def test_what_cannot_be_opened_is_refused_and_nothing_is_recorded(person: str, changes: dict[str, Any], code: str):
    before = log.last_position()
    with pytest.raises(Refused) as refused:
        guidance.open_survey(who(person), form(**changes), NOW)
    assert codes(refused) == {code}
    assert log.last_position() == before


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ({"kind": "choice", "choices": ["a: 甲 | A"]}, "/questions/0/choices"),
        ({"kind": "choice", "choices": ["a: 甲 | A", "a: 乙 | B"]}, "/questions/0/choices/1"),
        ({"kind": "choice", "choices": ["a: 甲 | A", "乙"]}, "/questions/0/choices/1"),
        ({"kind": "text", "choices": ["a: 甲 | A", "b: 乙 | B"]}, "/questions/0/choices"),
        ({"kind": "number"}, "/questions/0/unit_zh"),
        ({"kind": "text", "splits": True}, "/questions/0/splits"),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused_where_it_stands(question: dict[str, Any], path: str):
    one = {"code": "q", "title_zh": "问", "title_en": "Question", **question}
    with pytest.raises(Refused) as refused:
        guidance.open_survey(who(OFFICE), form(questions=[one]), NOW)
    assert [problem.path for problem in refused.value.problems] == [path]


def test_a_code_is_used_for_one_question():
    one = {"code": "q", "kind": "text", "title_zh": "问", "title_en": "Question"}
    with pytest.raises(Refused) as refused:
        guidance.open_survey(who(OFFICE), form(questions=[one, one]), NOW)
    assert codes(refused) == {"code-twice"}


# ── Answering ────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_firm_answers_again_until_the_last_minute_and_both_answers_stay():
    survey = opened()
    answered(survey, "huating", {"import-days": ["2.5"]})
    answered(survey, "huating", {"import-days": ["3"], "met": ["charges", "inspecting"]}, AFTER - timedelta(seconds=1))
    events = log.read(f"survey-answer/{survey.id}/{who('huating-1').party}")
    assert [event.payload["answers"].get("import-days") for event in events] == ["2.5", "3"]
    assert {event.actor.person for event in events} == {"huating-1"}
    _, answer = guidance.invitation(who("huating-1"), survey.id)
    assert answer
    assert (answer.revision, answer.told["met"]) == (2, ["inspecting", "charges"])
    with pytest.raises(Refused) as refused:
        answered(survey, "huating", {}, AFTER)
    [problem] = refused.value.problems
    assert str(LAST) in problem.message.zh
    assert str(LAST) in problem.message.en


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ({"size": []}, "/size"),
        ({"size": ["huge"]}, "/size"),
        ({"size": ["small", "large"]}, "/size"),
        ({"declaring": ["6"]}, "/declaring"),
        ({"declaring": ["４"]}, "/declaring"),
        ({"import-days": ["-1"]}, "/import-days"),
        ({"import-days": ["NaN"]}, "/import-days"),
        ({"import-days": ["1e3"]}, "/import-days"),
        ({"import-days": ["366"]}, "/import-days"),
        ({"met": ["none", "elsewhere"]}, "/met"),
        ({"problem": ["长" * 2001]}, "/problem"),
        ({"unasked": ["x"]}, "/unasked"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused_at_its_question(typed: dict[str, list[str]], path: str):
    survey = opened()
    with pytest.raises(Refused) as refused:
        answered(survey, "huating", typed)
    assert [problem.path for problem in refused.value.problems] == [path]
    assert not guidance.own_answers(who("huating-1"))


def test_who_is_not_asked_does_not_learn_that_there_is_a_survey():
    survey = opened()
    for person in ("tongda-1", "customs-inspection-1"):
        for ask in (guidance.survey, guidance.invitation):
            with pytest.raises(NotFound):
                ask(who(person), survey.id)
        assert not guidance.surveys(who(person))
        with pytest.raises(NotFound):
            guidance.answer(who(person), survey, LEAST, NOW)
    assert guidance.survey(who("huating-1"), survey.id) == survey


def test_what_a_firm_answers_and_who_was_drawn_reaches_nobody_else_through_the_feed():
    survey = opened()
    answered(survey, "huating", {})
    opening, draw = log.read(f"survey/{survey.id}")
    firm = who("huating-1").party
    assert concerned(opening) == {"port-office", *guidance.drawn(survey)["asked"]}
    assert concerned(draw) == {"port-office"}
    assert concerned(log.read(f"survey-answer/{survey.id}/{firm}")[0]) == {"port-office", firm}


def test_those_who_are_asked_are_told_once():
    survey = opened()
    for _ in range(2):
        drain(("guidance-notices",), at=NOW)
    [notice] = notices(who("huating-1"))
    assert (notice.about, notice.case_id) == ("survey", survey.id)
    assert survey.title.en in notice.text.en
    assert not notices(who("tongda-1"))


# ── Results ──────────────────────────────────────────────────────────────────────────────────────────────────────
DAYS = ["1", "2", "2", "3.5", "4", "8", "1", "2"]
MARKS = ["5", "4", "4", "3", "2", "5", "4", "1"]
MET = [["none"], ["charges"], ["charges", "paying"], ["none"], ["inspecting"], ["charges"], ["none"], ["none"]]


def told() -> guidance.Survey:
    survey = opened()
    for firm, days, mark, met in zip(TRADERS, DAYS, MARKS, MET, strict=False):
        answered(survey, firm, {"import-days": [days], "declaring": [mark], "met": met})
    return survey


def test_results_are_what_counting_by_hand_gives():
    survey = told()
    answers, asked = guidance.answers_to(survey), {each.code: each for each in guidance.questions(survey)}
    assert len(answers) == len(DAYS)
    scale = guidance.result(asked["declaring"], answers, 12)
    assert {cell.code: cell.n for cell in scale.cells} == {str(n): MARKS.count(str(n)) for n in range(1, 6)}
    several = guidance.result(asked["met"], answers, 12)
    count = Counter(code for one in MET for code in one)
    assert {cell.code: cell.n for cell in several.cells if cell.n} == count
    assert several.n == len(MET)
    days = guidance.result(asked["import-days"], answers, 12).mean
    assert days
    assert days.mean == pytest.approx(mean(map(float, DAYS)))
    assert days.median == 2
    ranges = guidance.result(asked["import-days"], answers, 12).cells
    by_hand = [sum(low <= float(each) < low + 2 for each in DAYS) for low in range(0, 10, 2)]
    assert [cell.n for cell in ranges] == by_hand
    assert [cell.title.en for cell in ranges] == ["0–2", "2–4", "4–6", "6–8", "8–10"]
    nothing = guidance.result(asked["paying"], answers, 12)
    assert (nothing.n, nothing.mean) == (0, None)


def test_the_interval_is_student_s_with_the_correction_for_a_finite_population():
    survey = told()
    question = next(each for each in guidance.questions(survey) if each.code == "import-days")
    values = [float(each) for each in DAYS]
    middle, n, whole = mean(values), len(values), 12
    spread = (sum((each - middle) ** 2 for each in values) / (n - 1)) ** 0.5
    half = 2.364624 * spread / n**0.5 * (1 - n / whole) ** 0.5
    found = guidance.result(question, guidance.answers_to(survey), whole).mean
    assert found
    assert found.interval == pytest.approx((middle - half, middle + half), abs=1e-3)
    everybody = guidance.result(question, guidance.answers_to(survey), n).mean
    assert everybody
    assert everybody.interval == pytest.approx((middle, middle)), "who asked everybody knows"
    four = guidance.result(question, guidance.answers_to(survey)[:4], whole).mean
    assert four
    assert four.interval is None


def test_results_are_published_once_and_only_after_the_last_day():
    survey = told()
    for moment in (NOW, AFTER - timedelta(seconds=1)):
        with pytest.raises(Refused) as refused:
            guidance.publish(who(OFFICE), survey, moment)
        assert codes(refused) == {"still-open"}
    with pytest.raises(Refused):
        guidance.publish(who("huating-1"), survey, AFTER)
    assert not guidance.published_surveys()
    guidance.publish(who(OFFICE), survey, AFTER)
    assert [row.id for row in guidance.published_surveys()] == [survey.id]
    with pytest.raises(Refused) as refused:
        guidance.publish(who(OFFICE), guidance.survey(who(OFFICE), survey.id), AFTER)
    assert codes(refused) == {"published"}
