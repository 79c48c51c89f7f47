"""Consolidation in transhipment tells its own scenarios: what came in goes out, lot by lot, within three months."""

from datetime import date

import pytest

from kouan.blueprint.flow import in_series
from kouan.engine import due, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text

CONSOLIDATION = procedure("consolidation-transhipment")
SCENARIOS = {scenario.name: scenario for scenario in read_scenarios(scenarios_text(CONSOLIDATION.code))}


def lifted(name: str) -> list[tuple[str, str, str]]:
    """Step, kind and number of what was let go, in order."""
    events = tell(CONSOLIDATION, SCENARIOS[name]).events
    return [
        (event.payload["step"], thing.kind, thing.id)
        for event in events
        if event.kind == "hold-lifted"
        for thing in event.objects
    ]


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(CONSOLIDATION, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(CONSOLIDATION, list(SCENARIOS.values()), local_date(now())) == []


def test_the_box_that_came_moves_first_and_the_box_packed_may_leave_last():
    assert lifted("packed-and-gone") == [
        ("transfer", "container", "TGHU6120443"),
        ("release", "bill", "COSU6284599012"),
        ("release", "container", "OOLU7712030"),
    ]


def test_bills_of_imports_are_not_let_go_here():
    assert "SGN26031120" not in {id for *_, id in lifted("packed-and-gone")}


def test_three_months_count_from_entry_for_packing_and_for_departure():
    events = tell(CONSOLIDATION, SCENARIOS["packed-and-gone"]).events
    cases = [replay(CONSOLIDATION, events[:n]) for n in range(1, len(events) + 1)]
    for name in ("stuff", "depart"):
        case = next(case for case in cases if case.open_step(name))
        assert local_date(due(case, case.open_step(name))) == date(2026, 6, 14)


def test_the_tally_tells_which_lot_is_short_by_how_many():
    tally = tell(CONSOLIDATION, SCENARIOS["short-and-inspected"]).case.outcomes["tally"]
    assert tally.data == {"differences": {"1": -2}}


def test_customs_port_and_maritime_side_by_side_take_a_day_and_not_more():
    flow, day = CONSOLIDATION.flow_on(local_date(now())), local_date(now())
    assert CONSOLIDATION.limit_on(day).minutes == 24 * 60
    assert in_series(flow).minutes == (4 + 24 + 24) * 60
