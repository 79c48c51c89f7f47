"""How good the recorded forecasts were, from the log alone: a figure like any other, exact and counted again by anyone.

Forecasts stand in the log as :mod:`..forecasting.recording` lays them out. An outcome is the first event of the object,
at or after the forecast, that is the milestone; a forecast without one is still open and not counted.
"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.shape import Log

_KIND = "forecast"
_TOLD = ("made_at", "low_us", "median_us", "high_us")


def outcomes(log: Log, until: Sequence[str], target: str) -> ir.Table:
    """Each forecast for a definition (its digest) that has its outcome, with how it did; all times in µs.

    ``forecast, kind, object, model, made_at, low_us, median_us, high_us, came_us, missed_us, within, pinball_tenths``:
    ``came_us``: from the forecast to the milestone; ``missed_us``: the median from that, unsigned; ``within``: 1 or 0;
    ``pinball_tenths``: ten times the losses of the three ends together.
    """
    said = _said(log).filter(lambda each: each.target == target)
    about = log.link.filter(log.link.kind == _KIND).select(forecast="object", kind="to_kind", object="to")
    reached = log.relation.filter(log.relation.type.isin(until)).select("kind", "object", reached="ts")
    both = said.join(about, "forecast").join(reached, ["kind", "object"])
    after = both.filter(both.reached >= both.made_at)
    first = after.group_by(["forecast", "kind", "object", "model", *_TOLD]).agg(
        came_us=after.reached.min() - after.made_at.max()
    )
    return first.mutate(
        missed_us=(first.came_us - first.median_us).abs(),
        within=first.came_us.between(first.low_us, first.high_us).cast("int64"),
        pinball_tenths=_loss(first, "low_us", 1) + _loss(first, "median_us", 5) + _loss(first, "high_us", 9),
    )


def accuracy(log: Log, until: Sequence[str], target: str) -> ir.Table:
    """By model: ``model, n, missed_us, within, width_us, pinball_tenths``, all sums: divided by ``n`` last they are

    the mean absolute error, the coverage, the mean width, and thirty times the mean pinball loss.
    """
    each = outcomes(log, until, target)
    return each.group_by("model").agg(
        n=each.count(),
        missed_us=each.missed_us.sum(),
        within=each.within.sum(),
        width_us=(each.high_us - each.low_us).sum(),
        pinball_tenths=each.pinball_tenths.sum(),
    )


def _said(log: Log) -> ir.Table:
    """A row for each forecast, its attributes as columns, times as whole numbers."""
    told = log.object.filter(log.object.kind == _KIND)
    texts = {name: told.value.max(where=told.attribute == name) for name in (*_TOLD, "target", "model")}
    wide = told.group_by(told.object.name("forecast")).agg(**texts)
    return wide.mutate(**{name: wide[name].cast("int64") for name in _TOLD})


def _loss(each: ir.Table, end: str, tenths: int) -> ir.IntegerValue:
    over = each.came_us - each[end]
    return ibis.greatest(over * tenths, over * (tenths - 10))
