"""Rules: one function each, named by what it demands; its docstring is the sentence people read."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from kouan.blueprint.facts import Circumstances
from kouan.blueprint.form import Form, Incomplete
from kouan.blueprint.problem import Location, Problem, Severity, pointer
from kouan.kernel.text import Text

Finding = str | Location | tuple[str | Location, Mapping[str, object]]
"""Where a rule is broken: a field name or a location, with values for the sentence's placeholders if it has any."""

_Run = Callable[[Any, Any, Circumstances], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A demand on a filing: ``each`` names the rows it is put to, "" the filing as a whole."""

    code: str
    text: Text
    basis: str
    severity: Severity
    each: str
    since: date | None
    until: date | None
    run: _Run

    def in_force(self, day: date) -> bool:
        since, until = self.since, self.until
        return (since is None or since <= day) and (until is None or day <= until)


def rule(
    code: str,
    *,
    basis: str,
    severity: Severity = "error",
    each: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Callable[[Callable[..., Iterator[Finding]]], Rule]:
    """Make a generator a rule. It takes ``(filing[, circumstances])``, or with ``each`` ``(row[, filing[, circumstances]])``.

    It yields the place that breaks it; its docstring is ``"中文。 | English."`` and may hold ``{placeholders}``.
    """

    def make(function: Callable[..., Iterator[Finding]]) -> Rule:
        return Rule(
            code, Text.of(function.__doc__ or ""), basis, severity, each, since, until, _adapt(function, bool(each))
        )

    return make


def _adapt(function: Callable[..., Iterator[Finding]], per_row: bool) -> _Run:
    wanted = len(inspect.signature(function).parameters)
    if per_row:
        shapes: dict[int, _Run] = {
            1: lambda row, filing, on: function(row),
            2: lambda row, filing, on: function(row, filing),
            3: function,
        }
    else:
        shapes = {1: lambda _, filing, on: function(filing), 2: lambda _, filing, on: function(filing, on)}
    return shapes[wanted]


def in_force(rules: tuple[Rule, ...], day: date) -> tuple[Rule, ...]:
    """The rules that hold on a day."""
    return tuple(demand for demand in rules if demand.in_force(day))


def judge(rules: tuple[Rule, ...], filing: Form, on: Circumstances) -> tuple[Problem, ...]:
    """All findings of the rules. One that meets a missing or malformed value keeps silent about it."""
    found: list[Problem] = []
    values = filing.__dict__
    for demand in rules:
        if not demand.each:
            _put(demand, None, filing, on, (), found)
            continue
        for index, row in enumerate(values.get(demand.each) or ()):
            _put(demand, row, filing, on, (demand.each, index), found)
    return tuple(found)


def _put(demand: Rule, row: Form | None, filing: Form, on: Circumstances, at: Location, found: list[Problem]) -> None:
    """Put one rule to the filing or to a row of it."""
    try:
        for finding in demand.run(row, filing, on):
            found.append(_problem(demand, at, finding))
    except Incomplete:
        return


def _problem(demand: Rule, at: Location, finding: Finding) -> Problem:
    place, values = _split(finding)
    location = at + ((place,) if isinstance(place, str) else place)
    text = demand.text.fill(**values) if values else demand.text
    return Problem(demand.code, pointer(location), text, demand.basis, demand.severity)


def _split(finding: Finding) -> tuple[str | Location, dict[str, object]]:
    if isinstance(finding, tuple) and len(finding) == 2 and isinstance(finding[1], dict):
        return finding[0], finding[1]
    return cast("str | Location", finding), {}
