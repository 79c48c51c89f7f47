"""The lines of the board: a limit, its operator, and how it was kept in the months that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.http import HttpRequest

from kouan.kernel.clock import from_micros, local_date
from kouan.kernel.text import Text
from kouan.modules.timing.public import promises
from kouan.web.pages.timing.promises.words import titles

MONTHS = 12
_NONE = 0


@dataclass(frozen=True)
class Line:
    """A limit of an operator. ``kept``: of the months asked for (of one, where ``month`` names it)."""

    limit: promises.Limit
    operation: promises.Operation
    operator: Text
    kept: promises.Kept
    day: date
    month: str = ""

    @property
    def is_measured(self) -> bool:
        return self.operation.measure is not None

    @cached_property
    def verdict(self) -> promises.Verdict:
        return promises.verdict(self.kept.kept, self.kept.n, self.limit.pledged)

    @property
    def has_ended(self) -> bool:
        return self.limit.until is not None and self.limit.until <= self.day

    @property
    def is_coming(self) -> bool:
        return self.limit.since is not None and self.limit.since > self.day


@dataclass(frozen=True, slots=True)
class Asked:
    """The months that an address asks for: one, or the last twelve."""

    month: str
    span: promises.Span
    months: Sequence[str]


def asked(request: HttpRequest, board: promises.Board) -> Asked:
    """What makes no sense in an address is as good as absent."""
    months = list(_back(local_date(from_micros(board.recorded))))
    wanted = request.GET.get("month", "")
    if wanted in months:
        return Asked(wanted, promises.Span(wanted, wanted), months)
    return Asked("", promises.Span(months[-1], months[0]), months)


def lines(board: promises.Board, span: promises.Span, *, every: bool = False) -> list[Line]:
    """The limits in force or to come, and those that have ended but had cases in the span; ``every``: all."""
    found = board.once(("kept", span), lambda: {each.no: each for each in promises.kept(board.engine, span)})
    names = board.once("names", lambda: titles({each.operator for each in board.limits}))
    known, day = promises.operations(), local_date(from_micros(board.recorded))
    made = [
        Line(each, known[each.operation], names[each.operator], found.get(no) or _nothing(no, each.operator), day)
        for no, each in enumerate(board.limits)
    ]
    return [each for each in made if every or not each.has_ended or each.kept.n]


def by_operator(found: Sequence[Line]) -> Iterator[tuple[str, Text, list[Line]]]:
    """The lines of each operator, in the order of what they do."""
    order = {code: at for at, code in enumerate(promises.operations())}
    groups = [list(alike) for _, alike in groupby(found, key=lambda each: each.limit.operator)]
    for alike in sorted(groups, key=lambda each: (min(order[one.operation.code] for one in each), each[0].operator.zh)):
        yield alike[0].limit.operator, alike[0].operator, alike


def monthly(board: promises.Board, line: Line, span: promises.Span) -> list[Line]:
    """A line month by month, the latest first."""
    found = board.once(("months", span), lambda: promises.by_month(board.engine, span))
    return [
        Line(line.limit, line.operation, line.operator, each, line.day, each.month)
        for each in reversed(found)
        if each.no == line.kept.no
    ]


def _nothing(no: int, operator: str) -> promises.Kept:
    return promises.Kept(no, operator, "", *([_NONE] * 6))


def _back(day: date) -> Iterator[str]:
    year, month = day.year, day.month
    for _ in range(MONTHS):
        yield f"{year}-{month:02}"
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
