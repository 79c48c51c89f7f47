"""Exhibition goods tell their own scenarios: papers and stays count from entry, and every piece is accounted for."""

from datetime import datetime

import pytest

from kouan.engine import due, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import load, scenarios_in

FOLDER = "exhibition_goods"
EXHIBITION = load(FOLDER)
SCENARIOS = read_scenarios(scenarios_in(FOLDER))


def until_open(name: str, step: str):
    """The case of a scenario at the moment a step's turn came."""
    events = tell(EXHIBITION, next(each for each in SCENARIOS if each.name == name)).events
    for n in range(1, len(events) + 1):
        case = replay(EXHIBITION, events[:n])
        if case.open_step(step):
            return case
    raise AssertionError(step)


def end_of(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(EXHIBITION, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(EXHIBITION, SCENARIOS, local_date(now())) == []


def test_the_second_papers_fall_due_fourteen_days_from_entry_not_from_release():
    case = until_open("returned-after-the-fair", "second-papers")
    assert case.filing.entered_on.isoformat() == "2026-03-14"
    assert local_date(case.outcomes["release"].at).isoformat() == "2026-03-16"
    assert due(case, case.open_step("second-papers")) == end_of("2026-03-28")


def test_goods_are_released_before_the_second_papers():
    case = until_open("returned-after-the-fair", "second-papers")
    assert "release" in case.outcomes
    assert {step.name for step in case.open_steps} == {"second-papers", "stay-1"}


@pytest.mark.parametrize(
    ("step", "last"),
    [("stay-1", "2026-09-14"), ("stay-2", "2027-03-14"), ("stay-3", "2027-09-14"), ("stay-4", "2028-03-14")],
)
def test_each_stay_is_six_months_more_from_entry(step, last):
    case = until_open("extended-three-times", step)
    assert due(case, case.open_step(step)) == end_of(last)


def test_there_is_no_fourth_extension():
    step = EXHIBITION.step("check-4", local_date(now()))
    assert [way.code for way in step.ways] == ["closed"]
