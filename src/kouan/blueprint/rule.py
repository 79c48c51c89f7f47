"""Rules: one function each, named by what it demands; its docstring is the sentence people read."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kouan.blueprint.problem import Location, Severity
from kouan.kernel.text import Text

Finding = str | Location | tuple[str | Location, Mapping[str, object]]
"""Where a rule is broken: a field name or a location, with values for the sentence's placeholders if it has any."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A demand on a filing: ``each`` names the rows it is put to, "" the filing as a whole.

    ``given``: the field without which there is nothing to ask. ``ask`` finds what breaks it and ``wants`` that many of:
    the row (with ``each``), the filing, the circumstances.
    """

    code: str
    text: Text
    basis: str
    severity: Severity
    each: str
    given: str
    since: date | None
    until: date | None
    ask: Callable[..., Iterable[Finding]]
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
    given: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Callable[[Callable[..., Iterator[Finding]]], Rule]:
    """Make a generator a rule: of ``(filing[, circumstances])``; with ``each`` of ``(row[, filing[, circumstances]])``.

    With ``given`` it is asked only where that field of the filing, or of the row, is neither absent, empty nor false.
    It yields the place that breaks it; its docstring is ``"中文。 | English."`` and may hold ``{placeholders}``.
    """

    def make(function: Callable[..., Iterator[Finding]]) -> Rule:
        wants = len(inspect.signature(function).parameters)
        text = Text.of(function.__doc__ or "")
        return Rule(code, text, basis, severity, each, given, since, until, function, wants)

    return make


def in_force(rules: tuple[Rule, ...], day: date) -> tuple[Rule, ...]:
    """The rules that hold on a day."""
    return tuple(demand for demand in rules if demand.in_force(day))
