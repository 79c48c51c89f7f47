"""Ways of which a case goes one: `kouan check` finds the story that goes two."""

from datetime import date

import pytest

from kouan.blueprint.facts import Facts
from kouan.blueprint.flow import Flow, review
from kouan.engine.audit import audit
from kouan.engine.scenario import read_scenarios
from tests.unit.engine.small import small

STORY = """
filings: {one: {firm: 91510100569680768F}}
scenarios:
  seen:
    title: 查看 | Looked at
    filing: one
    at: "2026-03-02T09:00+08:00"
    moves: [{by: port, decide: look}]
    expect: {status: done}
"""


def always(facts: Facts) -> bool:
    """总是 | Always"""
    return True


def never(facts: Facts) -> bool:
    """从不 | Never"""
    return False


LOOK = review("look", "查看 | Look", by="port", desk="berths")
READ = review("read", "阅看 | Read", by="port", desk="berths")


@pytest.mark.parametrize(
    ("flow", "found"),
    [(LOOK.when(always) | READ.when(never), False), (LOOK.when(always) | READ.when(always), True),
     (LOOK.when(always) & READ.when(always), False)],
)  # fmt: skip
def test_a_story_that_goes_two_ways_is_found(flow: Flow, *, found: bool) -> None:
    said = [each.en for each in audit(small(flow), read_scenarios(STORY), date(2026, 3, 2))]
    assert any("meets the conditions of 2 ways" in each for each in said) == found, said


@pytest.mark.parametrize(("flow", "found"), [(LOOK | READ.when(never), True), (LOOK & READ.when(never), False)])
def test_a_way_without_a_condition_is_found(flow: Flow, *, found: bool) -> None:
    said = [each.en for each in audit(small(flow), read_scenarios(STORY), date(2026, 3, 2))]
    assert any("begins with step look has no condition" in each for each in said) == found, said
