"""How long each stage took, for all units or told apart by segments: counts, sums and percentiles, exact.

A percentile lies between the two nearest values, in proportion (the position among n values in order is (n - 1) * q,
as in PERCENTILE.INC and numpy's default); the median is the 50th.
"""

from collections.abc import Sequence
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.studies.model import Stage, Study
from kouan.modules.timing.worktime import with_worked

HOUR = 3_600_000_000
_PARTS = 10_000


def durations(case: ir.Table, study: Study, by: Sequence[str] = ()) -> ir.Table:
    """A row a unit and stage: ``unit, stage``, the segments, ``signed`` (microseconds as measured) and ``us``.

    ``us`` follows the study's sign policy; both are null where an end is missing. ``case``: rows of ``case_ms``.
    """
    ends = {end for stage in study.measured for end in (stage.start, stage.end)}
    if study.clock:
        case = with_worked(case, sorted(ends), study.clock)
    each = [_taken(case, stage, by) for stage in study.measured]
    taken = ibis.union(each[0], *each[1:]) if len(each) > 1 else each[0]
    return taken.mutate(us=_by_sign(taken.signed, study))


def figures(case: ir.Table, study: Study, by: Sequence[str] = (), *, trimmed: bool = True) -> ir.Table:
    """One row a stage and combination of segments: ``stage``, the segments, then :data:`COUNTED` and :data:`TAKEN`.

    ``trimmed``: also the trimmed sum and how many it is of; it takes a rank of every duration, hence longer.
    """
    groups = ["stage", *by]
    taken = _without_outliers(durations(case, study, by), study, groups)
    if trimmed:
        taken = _marked(taken, study, groups)
    value, square = taken.kept, taken.kept.cast("decimal(19,0)")
    said = {
        "units": taken.count(),
        "missing": taken.signed.isnull().sum(),
        "negative": (taken.signed < 0).sum(),
        "measured": taken.us.count(),
        "n": value.count(),
        "us": value.sum(),
        "squares": (square * square).sum(),
        "least": value.min(),
        "most": value.max(),
        "within": _within(taken, study),
        **{name: value.quantile(q) for name, q in PERCENTILES.items()},
    }
    if trimmed:
        said |= {"core": value.sum(where=taken.core), "core_n": value.count(where=taken.core)}
    return taken.group_by(groups).agg(**said)


PERCENTILES = {"median": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99}


def _taken(case: ir.Table, stage: Stage, by: Sequence[str]) -> ir.Table:
    return case.select("unit", *by, stage=ibis.literal(stage.name), signed=case[stage.end] - case[stage.start])


def _by_sign(signed: ir.IntegerValue, study: Study) -> ir.IntegerValue:
    if study.sign == "signed":
        return signed
    below = ibis.null("int64") if study.sign == "exclude" else ibis.literal(0, "int64")
    return ibis.ifelse(signed < 0, below, signed)


def _without_outliers(taken: ir.Table, study: Study, groups: Sequence[str]) -> ir.Table:
    rule, value = study.outliers.rule, study.outliers.value
    if rule == "none":
        return taken.mutate(kept=taken.us)
    if rule == "limit":
        return taken.mutate(kept=_where(taken.us <= int(Decimal(value) * HOUR), taken.us))
    ranked = _ranked(taken, "us", groups)
    if rule == "trim":
        return ranked.mutate(kept=_where(_is_core(ranked, value), ranked.us))
    # The nearest rank: the least value that at least such a share does not exceed.
    highest = ranked.us.max(where=ranked.rank <= ranked.n - _part(ranked.n, str(1 - Decimal(value))))
    bounded = ranked.mutate(highest=highest.over(ibis.window(group_by=groups)))
    return bounded.mutate(kept=_where(bounded.us <= bounded.highest, bounded.us))


def _marked(taken: ir.Table, study: Study, groups: Sequence[str]) -> ir.Table:
    """With ``core``: whether a value is among those that the trimmed mean is of."""
    ranked = _ranked(taken.drop("rank", "n") if "rank" in taken.columns else taken, "kept", groups)
    return ranked.mutate(core=_is_core(ranked, study.trimmed))


def _ranked(taken: ir.Table, name: str, groups: Sequence[str]) -> ir.Table:
    ordered = ibis.window(group_by=groups, order_by=[ibis.asc(taken[name], nulls_first=False), taken.unit])
    alike = ibis.window(group_by=groups)
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


def _within(taken: ir.Table, study: Study) -> ir.IntegerValue:
    """How many kept the stage's limit; null where it has none."""
    limits = {stage.name: study.limit(stage.name) for stage in study.measured}
    held = [
        (taken.stage == name) & (taken.kept <= int(Decimal(limit.hours) * HOUR))
        for name, limit in limits.items()
        if limit
    ]
    return ibis.or_(*held).sum() if held else ibis.null("int64")
