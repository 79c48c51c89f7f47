"""Variants: the ways that objects of a kind went, activity by activity, and how long each took from first to last."""

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.shape import Log


def variants(log: Log) -> ir.Table:
    """Each way once: ``kind, activities, n, us``; ``us``: the sum over its objects from the first event to the last."""
    relation = log.relation
    step = ibis.struct({"ts": relation.ts, "event": relation.event, "type": relation.type})
    way = relation.group_by(["kind", "object"]).agg(
        activities=step.collect().sort().map(lambda each: each["type"]),
        us=relation.ts.max() - relation.ts.min(),
    )
    return way.group_by(["kind", "activities"]).agg(n=way.count(), us=way.us.sum())
