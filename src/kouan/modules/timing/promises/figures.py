"""What a board shows: of each limit how many cases there were, how many kept it, and what that says of the pledge."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.promises.judging import JUDGED, KEPT, LATE, ODD, PENDING, TABLE, UNKNOWN
from kouan.modules.timing.promises.wilson import interval

FIRST, LAST = "0000-00", "9999-99"
_TENTH = 10


class Span(NamedTuple):
    """From one month to another, both included, as ``2026-03``."""

    first: str = FIRST
    last: str = LAST


EVER = Span()


@dataclass(frozen=True, slots=True)
class Kept:
    """The cases of a limit and an operator that began in a span of months.

    ``n``: those that are over, or open beyond the limit; ``kept`` of them kept it, ``open`` of them are still open.
    ``pending``: open and within the limit. ``odd``: ended before they began; ``unknown``: the calendar does not reach
    them; neither counts. ``median``, and of the slowest tenth ``worst`` (how many), their ``worst_mean`` and
    ``worst_median``: microseconds by the limit's clock, of a rate for each move; None where there are none.
    """

    no: int
    operator: str
    month: str
    n: int
    kept: int
    open: int
    pending: int
    odd: int
    unknown: int
    median: float | None = None
    worst: int = 0
    worst_mean: float | None = None
    worst_median: float | None = None

    @property
    def share(self) -> float | None:
        return self.kept / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return interval(self.kept, self.n) if self.n else None


def kept(engine: Engine, span: Span = EVER) -> list[Kept]:
    """By limit and operator; where a limit has no case of anybody in the span, there is no row."""
    rows = judged(span)
    counted = rows.group_by("no", "operator").agg(**_counts(rows), median=_counting(rows).quantile(0.5))
    worst = {(no, whose): said for no, whose, *said in engine.rows(_worst(span))}
    found = [
        Kept(no, whose, "", *counts, *worst.get((no, whose), (0, None, None)))
        for no, whose, *counts in engine.rows(counted)
    ]
    return sorted(found, key=lambda each: (each.no, each.operator))


def by_month(engine: Engine, span: Span = EVER) -> list[Kept]:
    """The same, each month by itself, and without the slowest tenth."""
    rows = judged(span)
    counted = rows.group_by("no", "operator", "month").agg(**_counts(rows), median=_counting(rows).quantile(0.5))
    found = [Kept(*row) for row in engine.rows(counted)]
    return sorted(found, key=lambda each: (each.no, each.operator, each.month))


def judged(span: Span = EVER) -> ir.Table:
    """The cases of a span."""
    rows = ibis.table(JUDGED, name=TABLE)
    return rows if span == EVER else rows.filter(rows.month >= span.first, rows.month <= span.last)


def ranked(span: Span = EVER) -> ir.Table:
    """The cases that count, with ``is_worst``: whether they are among the slowest tenth (rounded up) of their own."""
    rows = judged(span).filter(lambda row: row.state.isin([KEPT, LATE]))
    alike = ibis.window(group_by=["no", "operator"])
    # Rows are numbered from 0: below n/10 are as many as n/10 rounded up.
    slowest = ibis.window(group_by=["no", "operator"], order_by=[rows.pace.desc(), rows.unit])
    numbered = rows.mutate(rank=ibis.row_number().over(slowest), all=rows.count().over(alike))
    return numbered.mutate(is_worst=numbered.rank * _TENTH < numbered.all).drop("rank", "all")


def _worst(span: Span) -> ir.Table:
    rows = ranked(span).filter(lambda row: row.is_worst)
    found = rows.group_by("no", "operator").agg(n=rows.count(), us=rows.pace.sum(), median=rows.pace.quantile(0.5))
    return found.mutate(mean=found.us / found.n).select("no", "operator", "n", "mean", "median")


def _counts(rows: ir.Table) -> dict[str, Any]:
    counts = {name: _number(rows, name) for name in (KEPT, LATE, PENDING, ODD, UNKNOWN)}
    return {
        "n": counts[KEPT] + counts[LATE],
        "kept": counts[KEPT],
        "open": rows.count(where=(rows.state == LATE) & rows.ended.isnull()),
        "pending": counts[PENDING],
        "odd": counts[ODD],
        "unknown": counts[UNKNOWN],
    }


def _number(rows: ir.Table, state: str) -> ir.IntegerScalar:
    return rows.count(where=rows.state == state)


def _counting(rows: ir.Table) -> ir.IntegerValue:
    """The pace of those that count, null of the others."""
    return ibis.ifelse(rows.state.isin([KEPT, LATE]), rows.pace, ibis.null("int64"))
