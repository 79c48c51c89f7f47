"""The process map: which activity follows which, for each kind of object, how often and after how long."""

from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.shape import Log


class Edge(NamedTuple):
    """One activity right after another, ``n`` times, ``us`` microseconds altogether; the mean is ``us / n``.

    ``median_us`` lies halfway between two where ``n`` is even.
    """

    kind: str
    before: str
    after: str
    n: int
    us: int
    median_us: float


def edges(engine: Engine, log: Log) -> list[Edge]:
    """The directly-follows graph of each kind of object, in order of the activities.

    A kind at a time: sorting by objects of one kind alone takes a quarter less than sorting by kinds as well.
    """
    found = (row for kind in _kinds(engine, log) for row in engine.rows(edges_of(log, kind)))
    return sorted(Edge(*row) for row in found)


def edges_of(log: Log, kind: str) -> ir.Table:
    """The graph of one kind of object: the columns of :class:`Edge`."""
    followed = steps(log, kind).filter(lambda each: each.after.notnull())
    counted = followed.group_by(["before", "after"]).agg(
        n=followed.count(), us=followed.us.sum(), median_us=followed.us.median()
    )
    return counted.select(ibis.literal(kind).name("kind"), *counted.columns)


def steps(log: Log, kind: str) -> ir.Table:
    """Each event of each object of a kind with the one that followed it: ``object, event, ts, before, after, us``.

    ``after``: the activity that followed, null at an object's last event; ``us``: microseconds until then.
    """
    of_kind = log.relation.filter(log.relation.kind == kind)
    trace = ibis.window(group_by=of_kind.object, order_by=[of_kind.ts, of_kind.event])
    return of_kind.select(
        of_kind.object,
        of_kind.event,
        of_kind.ts,
        before=of_kind.type,
        after=of_kind.type.lead().over(trace),
        us=of_kind.ts.lead().over(trace) - of_kind.ts,
    )


def _kinds(engine: Engine, log: Log) -> list[str]:
    return sorted(kind for (kind,) in engine.rows(log.relation.select("kind").distinct()))
