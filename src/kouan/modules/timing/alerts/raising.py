"""Which units a rule rings for: those that wait too long now, and those that did and have come through since."""

from decimal import Decimal
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.alerts.catalogue import Alert
from kouan.modules.timing.engines import Engine

HOUR = 3_600_000_000
MOMENT = "moment"
"""The column that says up to when those have waited that wait still: the same in all rows."""


class Raised(NamedTuple):
    """A unit that a rule rings for: ``us`` microseconds from ``since`` until ``until``, None while it still waits."""

    unit: str
    direction: str
    since: int
    until: int | None
    us: int


def limit_of(engine: Engine, alert: Alert, case: ir.Table, first: int, end: int) -> int | None:
    """Microseconds that are allowed; of a percentile, that of the waits that ended from ``first`` up to ``end``.

    None where there is nothing to compare with: no such wait has ended yet.
    """
    if alert.measure != "percentile":
        return alert.hours * HOUR
    ended = _waits(alert, case).filter(lambda row: (row.until >= first) & (row.until < end))
    share = float(Decimal(alert.threshold) / 100)
    [(found,)] = engine.rows(ended.aggregate(limit=(ended.until - ended.since).quantile(share)))
    return None if found is None else round(found)


def raised(engine: Engine, alert: Alert, case: ir.Table, limit: int, span: tuple[int, int]) -> list[Raised]:
    """The units that a rule rings for, the longest first.

    ``case``: rows of the rule's study, with :data:`MOMENT` in each; ``limit``: microseconds; ``span``: when those came
    through (for a rule of what must not come before, when that came) that are told besides those that wait still.
    """
    asked = _out_of_turn(alert, case, span) if alert.before else _overdue(alert, case, limit, span)
    asked = asked.order_by(ibis.desc("us"), "unit").select("unit", "direction", "since", "until", "us")
    return [Raised(*row) for row in engine.rows(asked)]


def _overdue(alert: Alert, case: ir.Table, limit: int, span: tuple[int, int]) -> ir.Table:
    waits = _waits(alert, case)
    waiting = waits.until.isnull() & ~waits.over
    recent = waits.until.notnull() & (waits.until >= span[0]) & (waits.until < span[1])
    timed = waits.filter(waits.since.notnull(), waiting | recent).mutate(
        us=ibis.coalesce(waits.until, waits[MOMENT]) - waits.since
    )
    return timed.filter(timed.us > limit)


def _out_of_turn(alert: Alert, case: ir.Table, span: tuple[int, int]) -> ir.Table:
    """``start`` came in the span, before the milestone that it needs or without it; ``us`` then is 0 or by how much."""
    came, needed = case[alert.start], case[alert.before]
    early = case.filter(came >= span[0], came < span[1], needed.isnull() | (needed > came))
    return early.select(
        "unit",
        _direction(early),
        since=early[alert.start],
        until=early[alert.before],
        us=(early[alert.before] - early[alert.start]).fill_null(0),
    )


def _waits(alert: Alert, case: ir.Table) -> ir.Table:
    """``unit, direction, since, until, over``: over where something else has ended the wait."""
    reached = case.filter(*(case[name].notnull() for name in alert.given)) if alert.given else case
    over = ibis.or_(*(reached[name].notnull() for name in alert.unless)) if alert.unless else ibis.literal(False)
    return reached.select("unit", MOMENT, _direction(reached), since=alert.start, until=alert.end, over=over)


def _direction(case: ir.Table) -> ir.Value:
    return case.direction.name("direction") if "direction" in case.columns else ibis.literal("").name("direction")
