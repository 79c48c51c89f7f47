"""The entry of dangerous goods tells its own scenarios, and both agencies are always heard."""

from datetime import datetime

import pytest

from kouan.blueprint import parse
from kouan.blueprint.flow import in_series
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import attached, changed, read_filings, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.dangerous_goods_entry.classes import CLASSES, PARTED, UN_CLASS

ENTRY = procedure("dangerous-goods-entry")
SCENARIOS = read_scenarios(scenarios_text(ENTRY.code))


def story(name: str):
    return tell(ENTRY, next(scenario for scenario in SCENARIOS if scenario.name == name))


def found(name: str, at: str, **pointers: object) -> list[str]:
    """What is wrong with a named filing handed in at a time, with some values set."""
    places = {"/" + place.replace("__", "/"): value for place, value in pointers.items()}
    filing = parse(ENTRY.form, changed(read_filings(scenarios_text(ENTRY.code))[name], {"set": places}))
    papers = attached(("safety-data", "packagings", "box-packing", "emergency-plan"))
    on = circumstances(ENTRY, datetime.fromisoformat(at), documents=papers)
    return [problem.code for problem in problems(ENTRY, filing, on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(ENTRY, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(ENTRY, SCENARIOS, local_date(now())) == []


def test_it_is_declared_a_day_before_arrival_to_the_second_or_on_leaving_the_last_port():
    assert found("passing", "2026-03-17T06:00:00+08:00") == []
    assert found("passing", "2026-03-17T06:00:01+08:00") == ["declared-late"]
    left = "2026-03-17T15:00:00+08:00"
    assert found("passing", left, last_departure=left) == []
    assert found("passing", "2026-03-17T15:00:01+08:00", last_departure=left) == ["declared-late"]


def test_work_is_reported_a_day_before_it_starts_to_the_second():
    left = "2026-03-17T12:00:00+08:00"
    assert found("ordinary", "2026-03-17T09:00:00+08:00", last_departure=left) == []
    assert found("ordinary", "2026-03-17T09:00:01+08:00", last_departure=left) == ["work-report-late"]


def test_a_period_runs_thirty_days_from_arrival():
    assert found("passing", "2026-03-16T09:00:00+08:00", fixed_until="2026-04-17") == []
    assert found("passing", "2026-03-16T09:00:00+08:00", fixed_until="2026-04-18") == ["fixed-period"]


def test_side_by_side_saves_a_day():
    day = SCENARIOS[0].at.date()
    assert in_series(ENTRY.flow_on(day)).minutes - ENTRY.limit_on(day).minutes == 24 * 60


def test_an_objection_waits_for_the_other_agency_and_both_are_told():
    answer = story("maritime-objects").case.outcomes["answer"]
    assert answer.data == {
        "maritime": {"outcome": "object", "reason": "积载位置距生活区不足"},
        "port": {"outcome": "approve", "reason": ""},
    }
    assert answer.reason == "海事不同意：积载位置距生活区不足 | Maritime objects: 积载位置距生活区不足"
    both = story("both-object").case.outcomes["answer"].reason
    assert both.startswith("海事不同意：大风封航；港口不同意：大风停止作业 | Maritime objects: ")


def test_every_division_that_is_parted_or_listed_is_one():
    parted, listed = {division for pair in PARTED for division in pair}, set(UN_CLASS.values())
    assert parted
    assert listed
    assert parted | listed <= set(CLASSES)
    assert all((second, first) in PARTED for first, second in PARTED)
