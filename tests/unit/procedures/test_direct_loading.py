"""Loading on arrival tells its own scenarios; its three days and twenty-four hours are kept to the minute."""

from datetime import datetime

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text

LOADING = procedure("direct-loading")
SCENARIOS = read_scenarios(scenarios_text(LOADING.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(at: str, **fields: str) -> list[str]:
    on = circumstances(LOADING, datetime.fromisoformat(at))
    form = scenario("no-berth").form | fields
    return [f"{each.code}@{each.path}" for each in problems(LOADING, parse(LOADING.form, form), on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(LOADING, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(LOADING, SCENARIOS, local_date(now())) == []


def test_the_time_saved_is_told_against_the_usual_stay_in_the_yard():
    result = tell(LOADING, scenario("gate-to-ship")).case.outcomes["result"]
    assert result.data == {"minutes": 255, "saved_minutes": 40 * 60 - 255}


def test_the_box_arrives_within_three_days_of_its_declaration():
    assert found("2026-03-17T09:00:00+08:00", declared_at="2026-03-15T00:00:00+08:00") == []
    assert found("2026-03-17T09:00:00+08:00", declared_at="2026-03-14T23:59:59+08:00") == ["arrives-late@/window_start"]


def test_declared_a_day_before_loading_to_the_minute():
    assert found("2026-03-17T16:00:00+08:00", declared_at="2026-03-17T14:30:00+08:00") == []
    assert found("2026-03-17T16:00:00+08:00", declared_at="2026-03-17T14:31:00+08:00") == [
        "declared-close@/declared_at"
    ]


def test_less_than_a_day_is_for_customs_to_allow():
    check = tell(LOADING, scenario("not-by-customs")).case.outcomes["check"]
    assert check.data == {"unmet": ["declared-close"]}


def test_the_quay_is_told_which_truck_comes_when():
    booked = next(
        each for each in tell(LOADING, scenario("gate-to-ship")).events if each.kind == "direct-loading-booked"
    )
    said = booked.payload
    assert (said["truck"], said["window_start"]) == ("粤G88317", "2026-03-18T10:00:00+08:00")
