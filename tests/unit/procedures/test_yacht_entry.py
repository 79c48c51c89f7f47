"""A yacht comes on guarantee, and the guarantee ends only once the yacht has left."""

import pytest

from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import load, scenarios_in

YACHT = load("yacht_entry")
SCENARIOS = read_scenarios(scenarios_in("yacht_entry"))
STORIES = {scenario.name: scenario for scenario in SCENARIOS}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(YACHT, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(YACHT, SCENARIOS, local_date(now())) == []


def test_the_guarantee_stays_while_the_yacht_does():
    case = tell(YACHT, STORIES["mended"]).case
    assert "discharge" not in case.opened
    assert [each.id for each in YACHT.objects(case.filing) if each.kind == "guarantee"] == ["BG-2026-0091"]


def test_figures_nobody_has_published_say_so():
    figures = [(term.name, dated) for term in YACHT.terms.terms.values() for dated in term.history]
    assert figures
    assert [name for name, dated in figures if dated.verified] == []
