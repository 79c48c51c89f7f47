"""The import declaration tells its own scenarios."""

import pytest

from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.procedures import scenarios_in
from kouan.procedures.import_declaration.procedure import procedure


SCENARIOS = read_scenarios(scenarios_in("import_declaration"))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(procedure, scenario).mismatches == []
