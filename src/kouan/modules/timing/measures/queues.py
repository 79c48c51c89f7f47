"""How many wait for a step at every moment: plus one where a wait begins, minus one where it ends, summed up in time.

A wait is a row ``unit, since, until``: microseconds, ``until`` null while it lasts. Who comes and who goes at the same
microsecond is counted together. The sweep is cut at every full hour, so that an hour's mean is its area: exact.
"""

from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.shape import Log

HOUR = 3_600_000_000


class Hour(NamedTuple):
    """An hour of a queue, from ``start`` (microseconds, a full hour): the ``most`` that waited at once, and for how
    long all of them waited in it together."""

    start: int
    most: int
    waited_us: int

    @property
    def mean(self) -> float:
        """How many waited, on the average over the hour."""
        return self.waited_us / HOUR


class Longest(NamedTuple):
    """The most that ever waited at once, and when that was first so."""

    most: int
    at: int


def between(log: Log, kind: str, start: str, end: str) -> ir.Table:
    """Waits of objects of a kind from one event to the next of another kind: ``unit, since, until``.

    While an object waits, the first event again begins no second wait. Where both are the same, from each to the next.
    """
    marks = log.relation.filter(log.relation.kind == kind, log.relation.type.isin([start, end]))
    order = ibis.window(group_by=marks.object, order_by=[marks.ts, marks.event])
    marks = marks.select("object", "ts", "event", "type", last=marks.type.lag().over(order))
    if start != end:
        marks = marks.filter(marks.last.isnull() | (marks.last != marks.type))
    order = ibis.window(group_by=marks.object, order_by=[marks.ts, marks.event])
    following = marks.select("type", unit="object", since="ts", until=marks.ts.lead().over(order))
    return following.filter(following.type == start).select("unit", "since", "until")


def sweep(waits: ir.Table, first: int, end: int) -> ir.Table:
    """``ts, next, level``: from one moment to the next so many wait; from ``first`` up to ``end``, both full hours."""
    clipped = waits.select(
        since=ibis.greatest(waits.since, first), until=ibis.least(ibis.coalesce(waits.until, end), end)
    )
    counted = clipped.filter(clipped.until > clipped.since)
    comes = counted.select(ts="since", change=ibis.literal(1, "int64"))
    goes = counted.select(ts="until", change=ibis.literal(-1, "int64"))
    hours = ibis.range(ibis.literal(first, "int64"), ibis.literal(end, "int64"), ibis.literal(HOUR, "int64"))
    full = hours.unnest().name("ts").as_table().mutate(change=ibis.literal(0, "int64"))
    moved = ibis.union(comes, goes, full)
    at = moved.group_by("ts").agg(change=moved.change.sum())
    in_time = ibis.window(order_by=at.ts)
    upto = ibis.window(order_by=at.ts, preceding=None, following=0)
    found = at.select("ts", next=at.ts.lead().over(in_time).fill_null(end), level=at.change.sum().over(upto))
    return found.filter(found.ts < end)


def hourly(engine: Engine, waits: ir.Table, first: int, end: int) -> list[Hour]:
    """The hours from ``first`` up to ``end``, all of them, in their order."""
    swept = sweep(waits, first, end)
    swept = swept.mutate(start=swept.ts - swept.ts % HOUR)
    asked = swept.group_by("start").agg(most=swept.level.max(), waited_us=(swept.level * (swept.next - swept.ts)).sum())
    return sorted(Hour(int(start), int(most), int(waited)) for start, most, waited in engine.rows(asked))


def longest(engine: Engine, waits: ir.Table, first: int, end: int) -> Longest | None:
    """The longest queue; None where nobody waited."""
    swept = sweep(waits, first, end)
    rows = engine.rows(swept.order_by(ibis.desc(swept.level), swept.ts).limit(1).select("level", "ts"))
    return next((Longest(int(level), int(at)) for level, at in rows if level), None)
