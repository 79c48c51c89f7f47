"""Bonded repair tells its own scenarios: all that came in leaves, all that was taken out is accounted for."""

from datetime import date, datetime, timedelta

import pytest

from kouan.blueprint import parse
from kouan.blueprint.flow import in_series
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.bonded_vehicle_repair.vin import is_vin, vin_check

REPAIR = procedure("bonded-vehicle-repair")
SCENARIOS = read_scenarios(scenarios_text(REPAIR.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(**fields: str) -> list[str]:
    story = scenario("closed")
    on = circumstances(REPAIR, story.at, documents=story.documents)
    return [f"{each.code}@{each.path}" for each in problems(REPAIR, parse(REPAIR.form, story.form | fields), on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(REPAIR, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(REPAIR, SCENARIOS, local_date(now())) == []


def test_the_last_day_to_return_is_in_and_the_next_is_out():
    last = date(2026, 3, 10) + timedelta(days=180)
    assert found(returns_on=last.isoformat()) == []
    assert found(returns_on=(last + timedelta(days=1)).isoformat()) == ["returns-late@/returns_on"]


def test_the_days_to_return_count_from_entry_not_from_the_officers_word():
    events = tell(REPAIR, scenario("closed")).events
    opened = next(at for at, event in enumerate(events) if event.payload.get("step") == "entry") + 1
    case = replay(REPAIR, events[:opened])
    last = datetime(2026, 3, 10, tzinfo=SHANGHAI).date() + timedelta(days=180)
    assert local_date(due(case, case.open_step("close"))) == last


def test_three_agencies_side_by_side_save_eight_working_days():
    day = SCENARIOS[0].at.date()
    assert in_series(REPAIR.flow_on(day)).working_days - REPAIR.limit_on(day).working_days == 8


@pytest.mark.parametrize("vin", ["1M8GDM9AXKP042788", "11111111111111111", "5YJ3E1EA2KF317000"])
def test_the_check_character_of_known_numbers(vin):
    assert vin_check(vin) == vin[8]


def test_a_european_number_is_not_held_to_a_rule_it_does_not_follow():
    assert is_vin("WBA8E1C50JA176201")
    assert vin_check("WBA8E1C50JA176201") != "5"
