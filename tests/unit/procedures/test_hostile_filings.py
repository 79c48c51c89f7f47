"""Whatever a filing holds, the checks answer with findings and never stumble."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.scenario import read_filings, read_scenarios
from kouan.procedures import procedure, procedures, scenarios_text

JUNK = ("", "x", None, 10**30, [], {}, [None], True, "2026-03-01T08:00:00")
GONE = object()


def places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a form, rows and inner forms too."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inner:
        yield (*at, name)
        yield from places(part, (*at, name))


def spoilt(form: dict[str, Any], place: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """A copy of a form with one value replaced, or taken out."""
    copy: Any = deepcopy(form)
    *way, last = place
    holder = copy
    for name in way:
        holder = holder[name]
    if value is GONE:
        del holder[last]
    else:
        holder[last] = value
    return copy


@pytest.mark.parametrize("code", sorted(procedures()))
def test_every_named_sample_reads_without_a_fault(code):
    samples = read_filings(scenarios_text(code))
    assert samples
    for name, sample in samples.items():
        assert (name, parse(procedure(code).form, sample).problems) == (name, ())


@pytest.mark.parametrize("code", sorted(procedures()))
def test_one_bad_value_anywhere_is_only_a_finding(code):
    rule, story = procedure(code), read_scenarios(scenarios_text(code))[0]
    on = circumstances(rule, story.at, story.objects, story.documents)
    for place in places(story.form):
        for value in (*JUNK, GONE):
            found = problems(rule, parse(rule.form, spoilt(story.form, place, value)), on)
            assert all(problem.message.zh and problem.message.en for problem in found)
