"""From stage to party: how much of each stage each party was waited for, so that the hours add up to the whole.

Stages may lie side by side (declared before it was unloaded), but an hour is to be counted once: each stage has what is
left of it after the end of those before it, in the study's order. What lies in no stage is nobody's, ``""``.
"""

from functools import reduce

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.studies.model import Stage, Study
from kouan.modules.timing.worktime import with_worked


def flows(study: Study, case: ir.Table, interval: ir.Table) -> ir.Table:
    """``stage, holder, units, us``: of the intervals (:func:`.holders.intervals`) of these units, what lies in a stage.

    What lies in none is what is left of a holder's time.
    """
    laid = _laid(study, case)
    told = interval.select("since", "until", of="unit", holding="holder")
    both = told.join(laid, [("of", "unit")])
    cut = both.mutate(a=ibis.greatest(both.since, both.begins), b=ibis.least(both.until, both.ends))
    cut = cut.filter(cut.a < cut.b).select("of", "stage", "holding", "a", "b")
    parts = _measured(study, cut)
    parts = parts.filter(parts.us != 0)
    return (
        parts.group_by(["stage", "holding"]).agg(units=parts.of.nunique(), us=parts.us.sum()).rename(holder="holding")
    )


def _laid(study: Study, case: ir.Table) -> ir.Table:
    """``unit, stage, begins, ends``: where each stage lies in a unit's time, one after another."""
    first, last = case[study.overall.start], case[study.overall.end]
    known = case.filter(first.notnull(), last.notnull())
    laid = [_one(study, known, at) for at in range(len(study.stages))]
    rows = reduce(ibis.union, laid) if laid else known.select("unit", stage=ibis.literal(""), begins=first, ends=first)
    return rows.filter(rows.begins < rows.ends)


def _one(study: Study, case: ir.Table, at: int) -> ir.Table:
    stage, before = study.stages[at], study.stages[:at]
    last = case[study.overall.end]
    passed = _passed(study, case, before)
    start = ibis.coalesce(case[stage.start], last)
    begins = ibis.least(ibis.greatest(passed, start), last)
    ends = ibis.least(_passed(study, case, (*before, stage)), last)
    return case.select("unit", stage=ibis.literal(stage.name), begins=begins, ends=ends)


def _passed(study: Study, case: ir.Table, stages: tuple[Stage, ...]) -> ir.Value:
    """Until when these stages have the time, or the beginning of it."""
    first = case[study.overall.start]
    ends = [ibis.coalesce(case[each.end], first) for each in stages]
    return ibis.greatest(first, *ends) if ends else first


def _measured(study: Study, cut: ir.Table) -> ir.Table:
    """With ``us``: by the study's clock; where closed hours are told apart, each of a wait's two rows has its own."""
    closed = study.holders.closed if study.holders else None
    hours = study.clock or (closed.hours if closed else None)
    if hours is None:
        return cut.mutate(us=cut.b - cut.a)
    timed = with_worked(cut.mutate(x=cut.a, y=cut.b), ("x", "y"), hours)
    opened, whole = timed.y - timed.x, timed.b - timed.a
    if study.clock or closed is None:
        return timed.mutate(us=opened)
    split = timed.holding.isin(list(closed.parties)) if closed.parties else ibis.literal(True)
    return timed.mutate(us=ibis.cases((timed.holding == closed.awaited, whole - opened), (split, opened), else_=whole))
