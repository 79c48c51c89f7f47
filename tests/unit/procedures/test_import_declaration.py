"""The import declaration tells its own scenarios."""

import pytest

from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.procedures import procedure, scenarios_text

IMPORT = procedure("import-declaration")
SCENARIOS = read_scenarios(scenarios_text(IMPORT.code))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(IMPORT, scenario).mismatches == []
