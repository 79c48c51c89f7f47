"""The exit of a ship tells its own scenarios; the permit holds a day, the last second of it too."""

from datetime import timedelta

import pytest

from kouan.engine.audit import audit
from kouan.engine.dues import due
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import load, scenarios_in

EXIT = load("vessel_exit")
SCENARIOS = read_scenarios(scenarios_in("vessel_exit"))
STORIES = {scenario.name: scenario for scenario in SCENARIOS}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(EXIT, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(EXIT, SCENARIOS, local_date(now())) == []


def test_the_permit_says_until_when_it_holds_and_the_report_is_due_by_then():
    case = tell(EXIT, STORIES["short-stay"]).case
    permit = case.outcomes["permit"]
    until = permit.at + timedelta(hours=24)
    assert permit.data == {"valid_until": until.isoformat()}
    assert due(case, case.open_step("report")) == until


def test_the_agencies_review_side_by_side():
    case = tell(EXIT, STORIES["four-hours"]).case
    assert {step.name for step in case.open_steps} == {"customs", "border"}


def test_lists_of_persons_are_secret():
    assert EXIT.secrets(tell(EXIT, STORIES["sailed"]).case.filing) == {"crew", "passengers"}
