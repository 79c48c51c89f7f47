"""Every procedure told through the pages by the people its scenarios name: every act, at every step, to every end."""

from collections.abc import Iterator
from itertools import cycle, takewhile
from typing import Any

import pytest

from kouan.blueprint import Form, Procedure, parse
from kouan.blueprint.describe import fields
from kouan.blueprint.flow import steps
from kouan.engine.scenario import VERBS, Scenario, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedures, scenarios_text

from .told import told_by_page

# Pages ask the same of either database; over the API the stories are told on both.
pytestmark = pytest.mark.once


def _stories() -> list[Any]:
    """One is told in Chinese, the next in English."""
    found = [(code, each) for code in sorted(procedures()) for each in _telling(code)]
    return [
        pytest.param(code, each, language, id=f"{code}-{each.name}-{language}")
        for (code, each), language in zip(found, cycle(["zh", "en"]), strict=False)
    ]


def _telling(code: str) -> Iterator[Scenario]:
    """Those with an act, findings or an end that no story before had; over the API all of them are told."""
    known: set[tuple[str, ...]] = set()
    for each in read_scenarios(scenarios_text(code)):
        acts = {("ends", each.expect["status"])} if "status" in each.expect else set()
        acts |= {_act(move) for move in each.moves}
        if acts - known:
            yield each
        known |= acts


def _act(move: Any) -> tuple[str, ...]:
    verb = next(verb for verb in VERBS if verb in move)
    at = str(move[verb]) if verb in ("decide", "supply", "return", "ask") else ""
    return verb, at, str(move.get("outcome", "")) if "data" in move else ""


@pytest.mark.parametrize(("code", "scenario", "language"), _stories())
def test_a_story_goes_by_page_as_it_is_told(code: str, scenario: Scenario, language: str) -> None:
    procedure = procedures()[code]
    with told_by_page(procedure, scenario, language) as pages:
        pages.file()
        assert pages.story.case, pages.refused
        meant = parse(procedure.form, scenario.form).filing
        assert _unordered(pages.story.state().filing.as_json()) == _unordered(meant.as_json())
        for number, move in enumerate(scenario.moves, 1):
            pages.move(number, move)
        pages.end()
        assert pages.story.mismatches == []
        assert pages.foreign == set()


def test_an_officer_adds_a_row_without_script() -> None:
    """Pressing it decides nothing: the form comes back with a row more, and all that was typed."""
    code, name = "sample-and-release", "quality"
    scenario = next(s for s in read_scenarios(scenarios_text(code)) if any(m.get("decide") == name for m in s.moves))
    with told_by_page(procedures()[code], scenario, "zh") as pages:
        pages.file()
        for number, move in enumerate(takewhile(lambda move: move.get("decide") != name, scenario.moves), 1):
            pages.move(number, move)
        rows = pages.pressed_at(name, "add", "values")
        assert rows == ["values-0", "values-1"]
        assert pages.story.state().open_step(name) is not None


def test_no_form_calls_a_field_what_the_page_around_it_calls_its_own() -> None:
    forms = [(code, form) for code, each in procedures().items() for form in (each.form, *_of_steps(each))]
    taken = [(code, field.name) for code, form in forms for field in fields(form) if field.name in _THE_PAGES]
    assert taken == []


_THE_PAGES = frozenset(
    {
        "do",
        "step",
        "queue",
        "outcome",
        "add",
        "copy",
        "remove",
        "fields",
        "reopen",
        "attached",
        "detach",
        "at_step",
        "had",
    }
    | {"draft", "once", "seen", "reference"}
)


def _of_steps(procedure: Procedure) -> list[type[Form]]:
    return [step.form for step in steps(procedure.flow_on(local_date(now()))) if step.form]


def _unordered(form: Any) -> Any:
    """A filing's data, what was ticked in no order: boxes have none."""
    if isinstance(form, dict):
        return {name: _unordered(value) for name, value in form.items()}
    if isinstance(form, list | tuple):
        rows = [_unordered(each) for each in form]
        return sorted(rows) if all(isinstance(each, str) for each in rows) else rows
    return form
