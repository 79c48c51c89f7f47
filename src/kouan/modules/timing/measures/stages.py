"""How long each stage took, for all units or told apart by segments: counts, sums and percentiles, exact.

A percentile lies between the two nearest values, in proportion (the position among n values in order is (n - 1) * q,
as in PERCENTILE.INC and numpy's default); the median is the 50th.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.studies.model import Limit, Stage, Study
from kouan.modules.timing.worktime import with_worked

HOUR = 3_600_000_000
PERCENTILES = {"median": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99}
Figures = dict[str, ir.Scalar]
_PARTS = 10_000


def durations(case: ir.Table, study: Study, stage: Stage, by: Sequence[str] = ()) -> ir.Table:
    """A row a unit: ``unit``, the segments, ``signed`` (microseconds as measured) and ``us`` (by the sign policy).

    Both are null where an end is missing. ``case``: rows of ``case_ms``, as :func:`clocked` gives them.
    """
    taken = case.select("unit", *by, signed=case[stage.end] - case[stage.start])
    return taken.mutate(us=_by_sign(taken.signed, study))


def kept(case: ir.Table, study: Study, stage: Stage) -> ir.Table:
    """A row a unit: ``unit`` and ``kept``, what the stage's figures are of; null where an end is missing or the outlier
    rule leaves it out."""
    return _without_outliers(durations(clocked(case, study), study, stage), study, ()).select("unit", "kept")


def clocked(case: ir.Table, study: Study) -> ir.Table:
    """Instants by the study's clock: as they are, or as the working time passed until then."""
    ends = {end for stage in study.measured for end in (stage.start, stage.end)}
    return with_worked(case, sorted(ends), study.clock) if study.clock else case


def percentiles(case: ir.Table, study: Study, by: Sequence[str] = ()) -> ir.Table:
    """``stage``, the segments, ``n``, ``median``, ``p90``, ``p99``: what a page of many ports shows, and quickly."""
    return _each_stage(case, study, by, lambda taken, _: {"n": taken.kept.count()} | _few(taken.kept), ())


def figures(case: ir.Table, study: Study, by: Sequence[str] = ()) -> ir.Table:
    """One row a stage and combination of segments: ``stage``, the segments, and all that is counted and taken.

    ``squares``: the sum of squares, for the deviation; ``core`` and ``core_n``: what the trimmed mean is of.
    """
    return _each_stage(case, study, by, _all_figures, ("core",))


def _each_stage(
    case: ir.Table,
    study: Study,
    by: Sequence[str],
    said: Callable[[ir.Table, Limit | None], Figures],
    more: Sequence[str],
) -> ir.Table:
    ready = clocked(case, study)
    tables = []
    for stage in study.measured:
        taken = _without_outliers(durations(ready, study, stage, by), study, by)
        taken = _marked(taken, study, by) if more else taken
        asked = said(taken, study.limit(stage.name))
        rows = taken.group_by(list(by)).agg(**asked) if by else taken.aggregate(**asked)
        tables.append(rows.select(*rows.columns, stage=ibis.literal(stage.name)))
    return ibis.union(tables[0], *tables[1:]) if len(tables) > 1 else tables[0]


def _all_figures(taken: ir.Table, limit: Limit | None) -> Figures:
    value, square = taken.kept, taken.kept.cast("decimal(19,0)")
    return {
        "units": taken.count(),
        "missing": taken.signed.isnull().sum(),
        "negative": (taken.signed < 0).sum(),
        "measured": taken.us.count(),
        "n": value.count(),
        "us": value.sum(),
        "squares": (square * square).sum(),
        "least": value.min(),
        "most": value.max(),
        "within": value.count(where=value <= int(Decimal(limit.hours) * HOUR)) if limit else ibis.null("int64"),
        "core": value.sum(where=taken.core),
        "core_n": value.count(where=taken.core),
    } | _percentiles(value)


def _few(value: ir.IntegerValue) -> Figures:
    return {name: value.quantile(PERCENTILES[name]) for name in ("median", "p90", "p99")}


def _percentiles(value: ir.IntegerValue) -> Figures:
    return {name: value.quantile(q) for name, q in PERCENTILES.items()}


def _by_sign(signed: ir.IntegerValue, study: Study) -> ir.IntegerValue:
    if study.sign == "signed":
        return signed
    below = ibis.null("int64") if study.sign == "exclude" else ibis.literal(0, "int64")
    return ibis.ifelse(signed < 0, below, signed)


def _without_outliers(taken: ir.Table, study: Study, by: Sequence[str]) -> ir.Table:
    rule, value = study.outliers.rule, study.outliers.value
    if rule == "none":
        return taken.mutate(kept=taken.us)
    if rule == "limit":
        return taken.mutate(kept=_where(taken.us <= int(Decimal(value) * HOUR), taken.us))
    ranked = _ranked(taken, "us", by)
    if rule == "trim":
        return ranked.mutate(kept=_where(_is_core(ranked, value), ranked.us))
    # The nearest rank: the least value that at least such a share does not exceed.
    highest = ranked.us.max(where=ranked.rank <= ranked.n - _part(ranked.n, str(1 - Decimal(value))))
    bounded = ranked.mutate(highest=highest.over(ibis.window(group_by=list(by))))
    return bounded.mutate(kept=_where(bounded.us <= bounded.highest, bounded.us))


def _marked(taken: ir.Table, study: Study, by: Sequence[str]) -> ir.Table:
    """With ``core``: whether a value is among those that the trimmed mean is of."""
    ranked = _ranked(taken.drop("rank", "n") if "rank" in taken.columns else taken, "kept", by)
    return ranked.mutate(core=_is_core(ranked, study.trimmed))


def _ranked(taken: ir.Table, name: str, by: Sequence[str]) -> ir.Table:
    ordered = ibis.window(group_by=list(by), order_by=[ibis.asc(taken[name], nulls_first=False), taken.unit])
    alike = ibis.window(group_by=list(by))
    return taken.mutate(rank=ibis.row_number().over(ordered) + 1, n=taken[name].count().over(alike))


def _is_core(ranked: ir.Table, share: str) -> ir.BooleanValue:
    """Neither among the lowest nor among the highest share; whole values are left out, the share rounded down."""
    cut = _part(ranked.n, share)
    return (ranked.rank > cut) & (ranked.rank <= ranked.n - cut)


def _part(count: ir.IntegerValue, share: str) -> ir.IntegerValue:
    parts = count * int(Decimal(share) * _PARTS)
    return (parts - parts % _PARTS) // _PARTS


def _where(condition: ir.BooleanValue, value: ir.IntegerValue) -> ir.IntegerValue:
    return ibis.ifelse(condition, value, ibis.null("int64"))
