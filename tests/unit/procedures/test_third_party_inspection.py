"""Accepted inspection tells its own scenarios: a year for a report, every item tested, values within their class."""

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.third_party_inspection.textiles import ADULT, CHILD, INFANT, METHODS, NAMES, NEEDED

ACCEPTANCE = procedure("third-party-inspection")
SCENARIOS = {scenario.name: scenario for scenario in read_scenarios(scenarios_text(ACCEPTANCE.code))}


def found(**pointers: object) -> list[str]:
    story = SCENARIOS["accepted"]
    form = changed(story.form, {"set": {f"/{place}": value for place, value in pointers.items()}})
    on = circumstances(ACCEPTANCE, story.at, story.objects, story.documents)
    return [f"{each.code}@{each.path}" for each in problems(ACCEPTANCE, parse(ACCEPTANCE.form, form), on)]


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(ACCEPTANCE, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(ACCEPTANCE, list(SCENARIOS.values()), local_date(now())) == []


def test_the_anniversary_of_a_report_is_its_last_day():
    earlier = {"sampled_on": "2025-03-01"}
    assert found(issued_on="2025-03-17", **earlier) == []
    assert found(issued_on="2025-03-16", **earlier) == ["report-expired@/issued_on"]


@pytest.mark.parametrize(
    ("place", "most", "over", "code"),
    [
        ("tests/0/value", "75", "75.01", "formaldehyde-beyond"),
        ("tests/7/value", "20", "20.01", "formaldehyde-beyond"),
        ("tests/1/value", "8.5", "8.51", "ph-beyond"),
        ("tests/1/value", "4.0", "3.99", "ph-beyond"),
        ("tests/8/value", "7.5", "7.51", "ph-beyond"),
    ],
)
def test_the_limit_itself_passes_and_the_next_hundredth_does_not(place, most, over, code):
    assert found(**{place: most}) == []
    assert found(**{place: over}) == [f"{code}@/{place}"]


def test_a_value_beyond_the_limit_that_was_reported_as_failed_is_told_once():
    assert found(**{"tests/7/value": "46", "tests/7/passed": False}) == ["test-failed@/tests/7/passed"]


def test_the_younger_the_wearer_the_more_is_tested():
    assert NEEDED[ADULT] < NEEDED[CHILD] < NEEDED[INFANT] == frozenset(NAMES) == frozenset(METHODS)


def test_what_is_declined_is_never_drawn_and_what_failed_is_never_assessed_as_fit():
    outcomes = tell(ACCEPTANCE, SCENARIOS["declined-and-failed"]).case.outcomes
    assert "draw" not in outcomes
    assert outcomes["assess"].code == "unfit"
    assert outcomes["assess"].reason == "第 1 项 pH 值 9.2"
