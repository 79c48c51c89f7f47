"""What firms say is passed on, answered and counted; talks are written down; the tables come again from the log."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from kouan.engine import Refused
from kouan.modules.cases.public import NotFound, notices
from kouan.modules.guidance import public as guidance
from kouan.runtime import log
from kouan.runtime.audience import concerned
from kouan.runtime.subscribers import drain
from tests.modules.guidance.cast import AFTER, NOW, OFFICE, OFFICER, OTHER_OFFICER, answered, opened, who

DUE = date(2026, 10, 15)


def raised(by: str = "huating", **changes: Any) -> guidance.Problem:
    """A problem that a firm wrote in a survey, passed to customs and maritime."""
    survey = opened()
    answered(survey, by, {"problem": ["预约查验要等三天"]})
    said = {
        "title": "查验预约等候长", "words": "有企业反映预约要等三天", "firm": who(f"{by}-1").party,
        "agencies": ["customs", "msa"], "due": DUE, "question": "problem", "about": "inspecting", **changes,
    }  # fmt: skip
    return guidance.problem(who(OFFICE), guidance.pass_on(who(OFFICE), survey.id, guidance.Draft(**said), NOW))


def talk(**changes: Any) -> guidance.Talk:
    said = {"held_on": date(2026, 10, 4), "subject": "冷链", "firms": [who("lanyu-1").party], "minutes": "插座不够"}
    return guidance.talk(who(OFFICE), guidance.record_talk(who(OFFICE), guidance.Minutes(**{**said, **changes}), NOW))


def test_its_agencies_and_its_firm_see_a_problem_and_nobody_else_does():
    problem = raised()
    for person in (OFFICER, OTHER_OFFICER, "huating-1", OFFICE):
        assert guidance.problem(who(person), problem.id) == problem
    for person in ("border-crews-1", "beichen-1", "tongda-1"):
        with pytest.raises(NotFound):
            guidance.problem(who(person), problem.id)


def test_agencies_are_not_told_who_raised_it():
    noted, passed = log.read(f"problem/{raised().id}")
    firm = who("huating-1").party
    assert concerned(noted) == {"port-office", firm}
    assert concerned(passed) == {"port-office", firm, "customs", "msa"}
    assert firm not in str((passed.payload, passed.objects))


def test_it_is_open_until_all_have_answered_overdue_after_its_day_and_may_be_solved_later():
    problem = raised()

    def state(day: date = DUE, agency: str = "") -> str:
        return guidance.state(guidance.problem(who(OFFICE), problem.id), day, agency)

    assert (state(), state(DUE + timedelta(days=1))) == ("open", "overdue")
    guidance.reply(who(OFFICER), problem, guidance.SOLVED, "已增加时段", NOW)
    assert (state(), state(agency="customs")) == ("open", "solved")
    guidance.reply(who(OTHER_OFFICER), problem, guidance.NOT_SOLVED, "与海事无关", NOW)
    assert (state(), state(DUE + timedelta(days=99))) == ("not-solved", "not-solved")
    guidance.reply(who(OTHER_OFFICER), problem, guidance.SOLVED, "已协调", AFTER)
    assert state() == "solved"
    assert [event.kind for event in log.read(f"problem/{problem.id}")[2:]] == ["problem-replied"] * 3


def test_problems_are_counted_by_what_became_of_them():
    first, second, third = raised(), raised("beichen", agencies=["customs"]), raised("lanyu", agencies=["customs"])
    guidance.reply(who(OFFICER), second, guidance.SOLVED, "已解决", NOW)
    guidance.reply(who(OFFICER), third, guidance.NOT_SOLVED, "需上级修订", NOW)
    tally = guidance.tally(guidance.problems(who(OFFICE)), DUE + timedelta(days=1))
    assert tally == guidance.Tally(passed=3, solved=1, not_solved=1, waiting=1, overdue=1)
    assert guidance.tally(guidance.problems_of(first.origin), DUE).overdue == 0


def test_agencies_and_the_firm_are_told():
    problem = raised()
    guidance.reply(who(OFFICER), problem, guidance.SOLVED, "已增加时段", NOW)
    drain(("guidance-notices",), at=NOW)
    about = {person: [row.kind for row in notices(who(person)).filter(about="problem")] for person in (OFFICER, OFFICE)}
    assert about == {OFFICER: ["problem-passed"], OFFICE: ["problem-replied"]}
    assert notices(who("huating-1")).filter(case_id=problem.id).count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "needed"),
        ({"words": "长" * 1001}, "needed"),
        ({"agencies": []}, "agencies"),
        ({"agencies": ["nobody"]}, "agency"),
        ({"due": date(2026, 10, 4)}, "due"),
        ({"firm": "91110000100000347D"}, "said-nothing"),
        ({"question": ""}, "not-there"),
    ],
)
def test_what_cannot_be_passed_on_is_refused(changes: dict[str, Any], code: str):
    with pytest.raises(Refused) as refused:
        raised(**changes)
    assert {problem.code for problem in refused.value.problems} == {code}
    assert not guidance.Problem.objects.exists()


def test_only_the_port_office_passes_on_and_writes_minutes():
    with pytest.raises(Refused):
        guidance.pass_on(who(OFFICER), "x", guidance.Draft("t", "w", "f", ["customs"], DUE), NOW)
    with pytest.raises(Refused):
        guidance.record_talk(who(OFFICER), guidance.Minutes(DUE, "s", [], "m"), NOW)


def test_only_an_agency_to_which_it_was_passed_answers():
    problem, before = raised(), log.last_position()
    for person in ("border-crews-1", OFFICE, "huating-1"):
        with pytest.raises(NotFound):
            guidance.reply(who(person), problem, guidance.SOLVED, "已解决", NOW)
    assert log.last_position() == before


# ── Talks ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_problem_may_come_of_a_talk_and_only_from_a_firm_that_was_there():
    held, lanyu, huating = talk(), who("lanyu-1").party, who("huating-1").party
    draft = {"title": "插座", "words": "冷藏箱插座不够", "agencies": ["port"], "due": DUE}
    with pytest.raises(Refused):
        guidance.pass_on(who(OFFICE), held.id, guidance.Draft(**draft, firm=huating), NOW)
    name = guidance.pass_on(who(OFFICE), held.id, guidance.Draft(**draft, firm=lanyu), NOW)
    assert guidance.problem(who("lanyu-1"), name).origin == held.id
    with pytest.raises(NotFound):
        guidance.talk(who("lanyu-1"), held.id)
    assert concerned(log.read(f"talk/{held.id}")[0]) == {"port-office"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"held_on": date(2026, 10, 6)}, "later"),
        ({"subject": ""}, "needed"),
        ({"firms": []}, "present"),
        ({"firms": ["91110000100000347D"]}, "unknown"),
        ({"minutes": ""}, "needed"),
    ],
)
def test_minutes_say_when_on_what_and_with_whom(changes: dict[str, Any], code: str):
    with pytest.raises(Refused) as refused:
        talk(**changes)
    assert {problem.code for problem in refused.value.problems} == {code}


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────────
def tables() -> dict[str, list[dict[str, Any]]]:
    """All rows of the module but their running numbers."""
    found = {}
    for model in apps.get_app_config("guidance").get_models():
        rows = [dict(row) for row in model.objects.values()]
        running = model._meta.pk and model._meta.pk.get_internal_type() == "BigAutoField"
        found[model.__name__] = sorted(({**row, "id": None} if running else row for row in rows), key=str)
    return found


def test_the_tables_come_again_from_the_log():
    problem = raised()
    survey = guidance.survey(who(OFFICE), problem.origin)
    answered(survey, "huating", {"problem": ["改一下：两天"]})
    guidance.reply(who(OFFICER), problem, guidance.NOT_SOLVED, "稍后", NOW)
    guidance.reply(who(OFFICER), problem, guidance.SOLVED, "已增加时段", NOW)
    guidance.publish(who(OFFICE), survey, AFTER)
    talk()
    before = tables()
    assert all(before.values())
    assert guidance.rebuild() == 10
    assert tables() == before
