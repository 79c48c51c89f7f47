"""Ship-side pick-up tells its own scenarios; its conditions are those of the quay, its windows keep their bounds."""

from datetime import datetime, timedelta

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures._quayside.handover import CAUSES

PICKUP = procedure("direct-pickup")
SCENARIOS = read_scenarios(scenarios_text(PICKUP.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(name: str, at: datetime, **fields: str) -> list[str]:
    story = scenario(name)
    on = circumstances(PICKUP, at, story.objects, story.documents)
    return [f"{each.code}@{each.path}" for each in problems(PICKUP, parse(PICKUP.form, story.form | fields), on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(PICKUP, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(PICKUP, SCENARIOS, local_date(now())) == []


def test_the_time_saved_is_told_against_the_usual_stay_in_the_yard():
    result = tell(PICKUP, scenario("from-ship-to-truck")).case.outcomes["result"]
    assert result.data == {"minutes": 41, "saved_minutes": 52 * 60 + 30 - 41}


def test_a_pick_up_that_fell_back_says_why_in_both_languages():
    result = tell(PICKUP, scenario("fell-back")).case.outcomes["result"]
    assert result.reason == "船公司尚未放货 | Not released by the carrier"


def test_the_open_conditions_are_named():
    check = tell(PICKUP, scenario("fell-back")).case.outcomes["check"]
    assert check.data == {"unmet": ["not-released", "carrier-not-released", "duty-open"]}


def test_conditions_bear_the_names_the_quay_gives_them():
    assert {"not-declared-early", "not-released", "held", "carrier-not-released"} <= set(CAUSES.options)


def test_booked_to_the_last_minute_of_its_lead():
    latest = datetime.fromisoformat("2026-03-18T06:00:00+08:00")
    assert found("from-ship-to-truck", latest) == []
    assert found("from-ship-to-truck", latest + timedelta(minutes=1)) == ["booked-late@/window_start"]


def test_declared_to_the_last_minute_before_arrival():
    at = scenario("declared-after-arrival").at
    assert found("declared-after-arrival", at, declared_at="2026-03-18T03:09:59+08:00") == []
    assert found("declared-after-arrival", at, declared_at="2026-03-18T03:10:00+08:00") == [
        "declared-after-arrival@/declared_at"
    ]


def test_dangerous_work_is_told_a_day_ahead_to_the_minute():
    latest = datetime.fromisoformat("2026-03-17T10:00:00+08:00")
    assert found("dangerous", latest) == []
    assert found("dangerous", latest + timedelta(minutes=1)) == ["hazard-late@/window_start"]


def test_perishables_come_first():
    cherries = parse(PICKUP.form, scenario("booked-on-condition").form).filing
    assert PICKUP.priority(cherries) < PICKUP.priority(parse(PICKUP.form, scenario("no-berth").form).filing)


def test_the_quay_is_told_which_truck_comes_when():
    booked = next(
        each for each in tell(PICKUP, scenario("from-ship-to-truck")).events if each.kind == "direct-pickup-booked"
    )
    said = booked.payload
    assert (said["truck"], said["window_start"]) == ("粤G12345", "2026-03-18T10:00:00+08:00")
