"""The entry of dangerous goods tells its own scenarios, and both agencies are always heard."""

import pytest

from kouan.blueprint.flow import in_series
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.dangerous_goods_entry.classes import CLASSES, PARTED, UN_CLASS

ENTRY = procedure("dangerous-goods-entry")
SCENARIOS = read_scenarios(scenarios_text(ENTRY.code))


def story(name: str):
    return tell(ENTRY, next(scenario for scenario in SCENARIOS if scenario.name == name))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(ENTRY, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(ENTRY, SCENARIOS, local_date(now())) == []


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
