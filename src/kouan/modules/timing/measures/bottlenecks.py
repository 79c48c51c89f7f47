"""Where the hours go: what things wait for, ranked by hours lost, how many of them were avoidable, how much they vary.

A wait is a row ``unit``, the columns that name what was waited for, ``segment`` and ``us``. Of each:

- lost: the sum of all waits.
- avoidable: what each wait took above the 25th percentile of the waits for the same thing in the same segment. A
  quarter of them show that it can be had so fast; nobody is asked to be faster.
- variance: the covariance of a unit's wait for it (nothing, where it had none) with the unit's whole time, divided by
  the variance of the whole. The shares add up to one, and one may be below nothing: it is long where the rest is short.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.measures.maps import steps
from kouan.modules.timing.shape import Log

EDGE = ("before", "after")
HOLDER = ("holder",)
_EXACT = "decimal(19,0)"


class Bottleneck(NamedTuple):
    """What was waited for (``what``: an edge's two activities, or a holder) in ``n`` waits of ``units`` units.

    Microseconds; ``variance``: its share in the variance of the whole, None where the whole does not vary.
    """

    what: tuple[str, ...]
    n: int
    units: int
    us: int
    median_us: int
    avoidable_us: int
    variance: float | None


def bottlenecks(engine: Engine, waits: ir.Table, what: Sequence[str]) -> list[Bottleneck]:
    """What cost most hours first. ``what``: the columns that name it."""
    [(units, whole, squares)] = engine.rows(_whole(waits))
    spread = (units or 0) * int(squares or 0) - int(whole or 0) ** 2
    found = []
    for row in engine.rows(_each(waits, what)):
        named, (n, of, us, median, quarters, products) = tuple(row[: len(what)]), row[len(what) :]
        share = Fraction(units * int(products) - int(us) * int(whole), spread) if spread else None
        times = (int(us), _half_up(median), (int(quarters) + 2) // 4)
        found.append(Bottleneck(named, n, of, *times, None if share is None else float(share)))
    return sorted(found, key=lambda each: (-each.us, each.what))


def edge_waits(log: Log, kind: str, since: int | None = None, until: int | None = None) -> ir.Table:
    """The waits between what followed what at objects of a kind: ``unit, before, after, segment, us``.

    ``since``, ``until``: only those that ended in between (microseconds; the second not included).
    """
    followed = steps(log, kind).filter(lambda each: each.after.notnull())
    ended = followed.ts + followed.us
    if since is not None:
        followed = followed.filter(ended >= since)
    if until is not None:
        followed = followed.filter(ended < until)
    return followed.select("before", "after", "us", unit="object", segment=ibis.literal(""))


def behind(log: Log, kind: str, edge: tuple[str, str], since: int, until: int) -> ir.Table:
    """The waits of one edge that ended in a span: ``unit, event, ts, next, us``; ``next``: the event that ended it."""
    of_kind = log.relation.filter(log.relation.kind == kind)
    trace = ibis.window(group_by=of_kind.object, order_by=[of_kind.ts, of_kind.event])
    followed = of_kind.select(
        "event",
        "ts",
        "type",
        unit="object",
        following=of_kind.type.lead().over(trace),
        next=of_kind.event.lead().over(trace),
        us=of_kind.ts.lead().over(trace) - of_kind.ts,
    )
    ended = followed.ts + followed.us
    meant = followed.filter(followed.type == edge[0], followed.following == edge[1], ended >= since, ended < until)
    return meant.select("unit", "event", "ts", "next", "us")


def held_waits(held: ir.Table) -> ir.Table:
    """What units waited for each holder, as :func:`.holders.held` has it: ``unit, holder, segment, us``."""
    return held.select("unit", "holder", "us", segment=ibis.literal(""))


def told_apart(waits: ir.Table, values: ir.Table) -> ir.Table:
    """The same waits with the segment of their unit, "" where it has none. ``values``: ``unit, segment``, each once."""
    known = values.select(known_unit="unit", value="segment")
    joined = waits.left_join(known, [("unit", "known_unit")])
    return joined.mutate(segment=joined.value.fill_null("")).select(*waits.columns)


def _each(waits: ir.Table, what: Sequence[str]) -> ir.Table:
    """``n, units, us, median_us, quarters, products``: the avoidable in quarters of a microsecond, which is exact."""
    alike = waits.group_by([*what, "segment"]).agg(reached=(waits.us.quantile(0.25) * 4).round().cast("int64"))
    beside = waits.join(alike, [*what, "segment"])
    over = ibis.greatest(beside.us * 4 - beside.reached, 0)
    counted = beside.group_by(list(what)).agg(
        n=beside.count(),
        units=beside.unit.nunique(),
        us=beside.us.sum(),
        median_us=beside.us.median(),
        quarters=over.sum(),
    )
    both = counted.join(_products(waits, what), list(what))
    return both.select(*what, "n", "units", "us", "median_us", "quarters", "products")


def _products(waits: ir.Table, what: Sequence[str]) -> ir.Table:
    """The sum over units of the wait for a thing times the whole time."""
    of_unit = waits.group_by(["unit", *what]).agg(part=waits.us.sum().cast(_EXACT))
    whole = waits.group_by("unit").agg(whole=waits.us.sum().cast(_EXACT)).rename(whole_unit="unit")
    both = of_unit.join(whole, [("unit", "whole_unit")])
    return both.group_by(list(what)).agg(products=(both.part * both.whole).sum())


def _whole(waits: ir.Table) -> ir.Table:
    """How many units there are, the sum of their whole times and of the squares of these."""
    each = waits.group_by("unit").agg(whole=waits.us.sum().cast(_EXACT))
    return each.aggregate(units=each.count(), whole=each.whole.sum(), squares=(each.whole * each.whole).sum())


def _half_up(said: Any) -> int:
    """A median in whole microseconds; it has one decimal at most."""
    return (int(said * 2) + 1) // 2
