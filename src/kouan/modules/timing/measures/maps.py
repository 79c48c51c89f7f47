"""The process map: which activity follows which, for each kind of object, how often and after how long."""

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.shape import Log


def steps(log: Log) -> ir.Table:
    """Each event of each object with the one that followed it: ``kind, object, type, ts, event, after, us``.

    ``after``: the activity that followed, null at an object's last event; ``us``: microseconds until then.
    """
    trace = ibis.window(
        group_by=[log.relation.kind, log.relation.object], order_by=[log.relation.ts, log.relation.event]
    )
    relation = log.relation
    return relation.mutate(after=relation.type.lead().over(trace), us=relation.ts.lead().over(trace) - relation.ts)


def edges(log: Log) -> ir.Table:
    """The directly-follows graph of each kind of object: ``kind, before, after, n, us, median_us``.

    ``us``: the sum, so that ``us / n`` is the exact mean; ``median_us``: halfway between two where ``n`` is even.
    """
    followed = steps(log).filter(lambda each: each.after.notnull())
    return followed.group_by(["kind", followed.type.name("before"), "after"]).agg(
        n=followed.count(), us=followed.us.sum(), median_us=followed.us.median()
    )
