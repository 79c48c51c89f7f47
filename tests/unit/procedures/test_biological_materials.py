"""Biological materials tell their own scenarios: an approval by what they hold, a crossing in hours, then supervision."""

from datetime import date, timedelta

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.calendar import months_after
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text

BIOLOGICAL = procedure("biological-materials")
SCENARIOS = {scenario.name: scenario for scenario in read_scenarios(scenarios_text(BIOLOGICAL.code))}


def found(name: str, **pointers: object) -> list[str]:
    story = SCENARIOS[name]
    form = changed(story.form, {"set": {f"/{place}": value for place, value in pointers.items()}})
    on = circumstances(BIOLOGICAL, story.at, documents=story.documents)
    return [f"{each.code}@{each.path}" for each in problems(BIOLOGICAL, parse(BIOLOGICAL.form, form), on)]


def when_open(name: str, step: str):
    """The case of a scenario as a step's turn comes."""
    events = tell(BIOLOGICAL, SCENARIOS[name]).events
    cases = (replay(BIOLOGICAL, events[:n]) for n in range(1, len(events) + 1))
    return next(case for case in cases if case.open_step(step))


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(BIOLOGICAL, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(BIOLOGICAL, list(SCENARIOS.values()), local_date(now())) == []


@pytest.mark.parametrize(("name", "months"), [("decided-simply", 12), ("assessed-and-decided", 6)])
def test_an_approval_lasts_by_what_it_holds(name, months):
    outcomes = tell(BIOLOGICAL, SCENARIOS[name]).case.outcomes
    decided = outcomes.get("decide") or outcomes["decide-simply"]
    until = date.fromisoformat(outcomes["issue"].data["valid_until"])
    assert until == months_after(local_date(decided.at), months)


def test_the_three_terms_of_an_approval():
    terms = BIOLOGICAL.terms.on(date(2026, 3, 17))
    assert [terms.limit(f"valid-{held}").amount for held in ("high", "other", "none")] == [3, 6, 12]


def test_an_approval_covers_its_last_day():
    assert found("fast-lane", permit_until="2026-03-18") == []
    assert found("fast-lane", permit_until="2026-03-17") == ["permit-expired@/permit_until"]


def test_all_that_is_left_may_cross():
    assert found("fast-lane", **{"articles/0/quantity": "2"}) == []
    assert found("fast-lane", **{"articles/0/quantity": "2.00001"}) == ["left-exceeded@/articles/0/quantity"]


def test_supervision_is_reported_within_thirty_days_of_release():
    case = when_open("strain-followed", "receive")
    assert local_date(due(case, case.open_step("receive"))) == local_date(case.opened["receive"]) + timedelta(30)


def test_the_code_of_an_approval_depends_on_a_secret_of_the_case():
    told = tell(BIOLOGICAL, SCENARIOS["tissue-leaves"]).case.outcomes["issue"].data
    other = tell(BIOLOGICAL, SCENARIOS["decided-simply"]).case.outcomes["issue"].data
    assert told["code"] != other["code"]
    assert told["number"].startswith("TSWP67012026")


def test_what_crosses_comes_first_on_the_desks():
    assert BIOLOGICAL.priority(parse(BIOLOGICAL.form, SCENARIOS["fast-lane"].form).filing) == -1
