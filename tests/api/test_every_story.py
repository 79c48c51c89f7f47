"""Every scenario of every procedure, filed, decided, corrected, refused and finished over the API by those it names."""

from typing import Any

import pytest

from kouan.engine.rehearse import tell
from kouan.engine.scenario import Scenario, read_scenarios
from kouan.procedures import procedures, scenarios_text
from tests.api.stories import told

pytestmark = pytest.mark.usefixtures("town")


def _stories() -> list[Any]:
    return [
        pytest.param(code, scenario, id=f"{code}-{scenario.name}")
        for code in sorted(procedures())
        for scenario in read_scenarios(scenarios_text(code))
    ]


@pytest.mark.parametrize(("code", "scenario"), _stories())
def test_a_story_goes_over_the_api_as_it_is_told(code: str, scenario: Scenario) -> None:
    rule = procedures()[code]
    taken = tell(rule, scenario).case is not None
    with told(rule, scenario) as story:
        answer = story.file()
        assert bool(story.case) == taken, answer.json
        if not taken:
            assert set(answer.findings) == set(scenario.problems or ()), answer.json
            return
        for number, move in enumerate(scenario.moves, 1):
            story.move(number, move)
        story.end()
        assert story.mismatches == []
