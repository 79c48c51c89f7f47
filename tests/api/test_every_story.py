"""Every scenario of every procedure, filed, decided, corrected, refused and finished over the API by those it names."""

from collections.abc import Mapping
from typing import Any

import pytest

from kouan.engine import Case
from kouan.engine.scenario import Scenario, read_scenarios
from kouan.procedures import procedures, scenarios_text
from tests.api.stories import Story, told

pytestmark = pytest.mark.usefixtures("town")


def _stories() -> list[Any]:
    return [
        pytest.param(code, scenario, id=f"{code}-{scenario.name}")
        for code in sorted(procedures())
        for scenario in read_scenarios(scenarios_text(code))
    ]


@pytest.mark.parametrize(("code", "scenario"), _stories())
def test_a_story_goes_over_the_api_as_it_is_told(code: str, scenario: Scenario) -> None:
    with told(procedures()[code], scenario) as story:
        answer = story.file()
        if not story.case:
            assert set(answer.findings) <= set(scenario.problems or ()), answer.json
            return
        for number, move in enumerate(scenario.moves, 1):
            story.move(number, move)
        assert story.mismatches == []
        _ends_as_expected(story, scenario.expect)


def _ends_as_expected(story: Story, expect: Mapping[str, Any]) -> None:
    case = story.state()
    assert {name: _seen(case, name, wanted) for name, wanted in expect.items() if name in _SEEN} == {
        name: wanted for name, wanted in expect.items() if name in _SEEN
    }


_SEEN = ("status", "open", "outcomes")


def _seen(case: Case, name: str, wanted: Any) -> Any:
    if name == "status":
        return case.status
    if name == "open":
        return [step.name for step in case.open_steps]
    return {step: case.outcomes[step].code if step in case.outcomes else None for step in wanted}
