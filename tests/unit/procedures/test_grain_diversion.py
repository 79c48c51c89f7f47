"""Diverted reserve grain tells its own scenarios: it leaves on a plan, to fit plants, and every tonne is processed."""

import pytest

from kouan.blueprint import parse
from kouan.blueprint.flow import in_series
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.calendar import months_after
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.grain_diversion.grain import is_grain

DIVERSION = procedure("grain-diversion")
SCENARIOS = {scenario.name: scenario for scenario in read_scenarios(scenarios_text(DIVERSION.code))}


def found(**pointers: object) -> list[str]:
    story = SCENARIOS["two-districts"]
    form = changed(story.form, {"set": {f"/{place}": value for place, value in pointers.items()}})
    on = circumstances(DIVERSION, story.at, documents=story.documents)
    return [f"{each.code}@{each.path}" for each in problems(DIVERSION, parse(DIVERSION.form, form), on)]


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(DIVERSION, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(DIVERSION, list(SCENARIOS.values()), local_date(now())) == []


def test_all_that_is_left_may_be_diverted_and_not_a_kilogram_more():
    assert found(diverted="37000") == []
    assert found(diverted="37000.001") == ["quantity-exceeds@/quantity"]


def test_a_plant_that_just_manages_is_able():
    assert found(**{"plants/1/done_by": "2026-05-01"}) == []
    assert found(**{"plants/1/done_by": "2026-04-30"}) == ["capacity-short@/plants/1/tonnes"]


@pytest.mark.parametrize(("hs_code", "grain"), [("1005900001", True), ("1005100000", False), ("1208100000", False)])
def test_grain_is_for_processing_and_not_for_sowing(hs_code, grain):
    assert is_grain(hs_code) is grain


def test_the_two_customs_look_at_the_same_time():
    day = local_date(SCENARIOS["two-districts"].at)
    assert in_series(DIVERSION.flow_on(day)).working_days - DIVERSION.limit_on(day).working_days == 3


def test_the_report_is_due_six_months_after_the_slips():
    events = tell(DIVERSION, SCENARIOS["same-works"]).events
    issued = next(n for n, event in enumerate(events, 1) if event.payload.get("step") == "issue")
    case = replay(DIVERSION, events[:issued])
    last = months_after(local_date(events[issued - 1].happened_at), 6)
    assert local_date(due(case, case.open_step("report"))) == last


def test_each_plant_gets_a_slip_of_its_own():
    slips = tell(DIVERSION, SCENARIOS["two-districts"]).case.outcomes["issue"].data["slips"]
    assert [(slip["slip"], slip["tonnes"]) for slip in slips] == [(1, "18000"), (2, "7000")]
