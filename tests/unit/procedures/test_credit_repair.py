"""Credit repair tells its own scenarios: the period of each ground to the day, the twenty days, what the log says."""

from datetime import date, datetime

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text

REPAIR = procedure("credit-repair")
SCENARIOS = read_scenarios(scenarios_text(REPAIR.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(day: date, **values) -> list[str]:
    story = scenario("restored")
    on = circumstances(REPAIR, datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI), documents=story.documents)
    form = changed(story.form, {"set": {f"/{name}": value for name, value in values.items()}})
    return [problem.code for problem in problems(REPAIR, parse(REPAIR.form, form), on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(REPAIR, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(REPAIR, SCENARIOS, local_date(now())) == []


@pytest.mark.parametrize(
    ("ground", "first_day"),
    [
        ("smuggling", date(2026, 8, 31)),
        ("resisted", date(2026, 8, 31)),
        ("repeated", date(2026, 2, 28)),
        ("tax-owed", date(2025, 11, 30)),
        ("fine-owed", date(2025, 11, 30)),
    ],
)
def test_each_ground_has_its_period_to_the_day(ground, first_day):
    said = {"ground": ground, "found_on": "2025-08-31", "corrected_on": "2025-09-10", "paid_on": "2025-09-10"}
    assert found(date.fromordinal(first_day.toordinal() - 1), **said) == ["period-running"]
    assert found(first_day, **said) == []


@pytest.mark.parametrize("ground", ["crime", "bribery"])
def test_some_grounds_are_never_repaired_on_application(ground):
    assert found(date(2030, 1, 4), ground=ground) == ["ground-not-repairable"]


def test_it_is_decided_in_twenty_days():
    assert REPAIR.limit_on(date(2026, 3, 16)).days == 20


def test_the_firm_is_regular_again_and_the_log_says_so():
    told = tell(REPAIR, scenario("restored"))
    assert told.case.outcomes["restore"].data == {"level": "regular", "since": "2026-03-24"}
    said = next(event for event in told.events if event.kind == "credit-restored")
    assert [(each.kind, each.id) for each in said.objects] == [("organisation", told.case.filing.applicant_uscc)]
