"""AEO certification tells its own scenarios: the score that passes, the ninety days, the level that came in 2026."""

from datetime import date, datetime

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text

AEO = procedure("aeo-certification")
SCENARIOS = read_scenarios(scenarios_text(AEO.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def decided(name: str, step: str):
    """The case of a scenario as it stood once a step had ended."""
    events = tell(AEO, scenario(name)).events
    last = next(at for at, event in enumerate(events) if event.payload.get("step") == step and event.kind != "asked")
    return replay(AEO, events[: last + 1])


def found(name: str, at: str, pointers=None) -> list[str]:
    story = scenario(name)
    on = circumstances(AEO, datetime.fromisoformat(at), documents=story.documents)
    form = changed(story.form, {"set": pointers or {}})
    return [problem.code for problem in problems(AEO, parse(AEO.form, form), on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(AEO, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(AEO, SCENARIOS, local_date(now())) == []


def test_ninety_five_passes_and_ninety_four_does_not():
    partly = {f"/answers/{at}/score": "-1" for at in (3, 10, 11, 13)} | {
        f"/answers/{at}/evidence": "正在整改" for at in (3, 10, 11, 13)
    }
    assert found("advanced", "2026-04-27T09:00:00+08:00", partly) == []
    sixth = partly | {"/answers/14/score": "-1", "/answers/14/evidence": "正在整改"}
    assert found("advanced", "2026-04-27T09:00:00+08:00", sixth) == ["score-low"]


def test_what_does_not_apply_takes_nothing_off():
    assert found("advanced", "2026-04-27T09:00:00+08:00", {"/answers/16/score": "na"}) == []


def test_the_certified_level_came_on_the_first_of_april_2026():
    assessed = {"/assessed_on": "2026-03-20"}
    assert found("certified", "2026-03-31T23:59:00+08:00", assessed) == ["level-not-yet"]
    assert found("certified", "2026-04-01T00:00:00+08:00", assessed) == []


@pytest.mark.parametrize("day", [date(2022, 1, 4), date(2026, 3, 31), date(2026, 4, 1)])
def test_the_steps_after_acceptance_share_ninety_days(day):
    assert sum(AEO.step(name, day).within.limit.amount for name in ("papers", "visit", "decide")) == 90
    assert {AEO.step(name, day).within.limit.unit for name in ("papers", "visit", "decide")} == {"days"}


def test_the_time_to_put_things_right_is_not_counted():
    case = decided("improved", "improve")
    assert due(case, case.open_step("decide")) == datetime(2026, 8, 12, 23, 59, 59, tzinfo=SHANGHAI)


def test_an_advanced_firm_is_reviewed_after_five_years_a_certified_one_when_customs_see_fit():
    assert tell(AEO, scenario("advanced")).case.outcomes["enter"].data == {
        "level": "advanced", "since": "2026-06-28", "review_by": "2031-06-28",
    }  # fmt: skip
    assert "review_by" not in tell(AEO, scenario("certified")).case.outcomes["enter"].data


def test_a_firm_that_is_not_there_yet_may_be_fostered():
    assert found("fostered-then-certified", "2026-04-27T09:00:00+08:00") == []
    assert found("fostered-then-certified", "2026-04-27T09:00:00+08:00", {"/wish": "certify"}) == [
        "item-not-met", "item-not-met", "document-missing",
    ]  # fmt: skip
