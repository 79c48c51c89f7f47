"""Rules: one function each, named by what it demands; its docstring is the sentence people read."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from kouan.blueprint.facts import Circumstances
from kouan.blueprint.form import Form, Incomplete
from kouan.blueprint.problem import Location, Problem, Severity, pointer
from kouan.kernel.text import Text

Finding = str | Location | tuple[str | Location, Mapping[str, object]]
"""Where a rule is broken: a field name or a location, with values for the sentence's placeholders if it has any."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A demand on a filing: ``each`` names the rows it is put to, "" the filing as a whole.

    ``ask`` finds what breaks it and ``wants`` that many of: the row (with ``each``), the filing, the circumstances.
    """

    code: str
    text: Text
    basis: str
    severity: Severity
    each: str
    since: date | None
    until: date | None
    ask: Callable[..., Iterator[Finding]]
    wants: int

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
    """Make a generator a rule: of ``(filing[, circumstances])``; with ``each`` of ``(row[, filing[, circumstances]])``.

    It yields the place that breaks it; its docstring is ``"中文。 | English."`` and may hold ``{placeholders}``.
    """

    def make(function: Callable[..., Iterator[Finding]]) -> Rule:
        wants = len(inspect.signature(function).parameters)
        text = Text.of(function.__doc__ or "")
        return Rule(code, text, basis, severity, each, since, until, function, wants)

    return make


def in_force(rules: tuple[Rule, ...], day: date) -> tuple[Rule, ...]:
    """The rules that hold on a day."""
    return tuple(demand for demand in rules if demand.in_force(day))


def judge(rules: tuple[Rule, ...], filing: Form, on: Circumstances) -> tuple[Problem, ...]:
    """All findings of the rules. One that meets a missing or malformed value keeps silent about it."""
    found: list[Problem] = []
    values = filing.__dict__
    for demand in rules:
        if demand.each:
            _judge_rows(demand, values.get(demand.each) or (), filing, on, found)
            continue
        try:
            for finding in demand.ask(filing) if demand.wants == 1 else demand.ask(filing, on):
                found.append(_problem(demand, (), finding))
        except Incomplete:
            continue
    return tuple(found)


def _judge_rows(demand: Rule, rows: Iterable[Form], filing: Form, on: Circumstances, found: list[Problem]) -> None:
    ask, rest = demand.ask, (filing, on)[: demand.wants - 1]
    for index, row in enumerate(rows):
        try:
            for finding in ask(row, *rest):
                found.append(_problem(demand, (demand.each, index), finding))
        except Incomplete:
            continue


def _problem(demand: Rule, at: Location, finding: Finding) -> Problem:
    place, values = _split(finding)
    location = at + ((place,) if isinstance(place, str) else place)
    text = demand.text.fill(**values) if values else demand.text
    return Problem(demand.code, pointer(location), text, demand.basis, demand.severity)


def _split(finding: Finding) -> tuple[str | Location, dict[str, object]]:
    if isinstance(finding, tuple) and len(finding) == 2 and isinstance(finding[1], dict):
        return finding[0], finding[1]
    return cast("str | Location", finding), {}
