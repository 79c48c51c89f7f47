"""Who holds the time: a unit's whole time cut into intervals, each with the party that was awaited in it.

The rule, published with every figure: the awaited party of an interval is that of the event that ends it, by the first
entry of the study's map that fits; events that fit none cut nothing; what is left before the end is ``otherwise``'s. So
one party is awaited at a time: of several that work side by side, the one whose act comes next. Of two events at one
microsecond the lower came first. The parts add up to the whole, to the microsecond.
"""

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.measures.members import happened, is_meant
from kouan.modules.timing.shape import Log
from kouan.modules.timing.studies.awaiting import Closed, Holder, Holders
from kouan.modules.timing.studies.model import Study
from kouan.modules.timing.worktime import with_worked

EARLY = "early"
"""Holder of a whole time below nothing: released before it arrived. Its part is negative."""
_LAST = 2**63 - 1


def intervals(log: Log, study: Study, case: ir.Table) -> ir.Table:
    """``unit, holder, since, until, us``: the intervals of each unit whose two ends are known, save those of no length.

    ``case``: rows of ``case_ms``. Where the study splits off closed hours, an interval comes in two rows, one for each.
    Under ``exclude`` units with a negative whole are left out; under ``clip0`` they have no interval.
    """
    assert study.holders
    ends = _ends(study, case)
    cut = _cut(log, study, study.holders, ends)
    clipped = cut.mutate(since=ibis.greatest(ibis.coalesce(cut.since, cut.start), cut.start))
    clipped = clipped.mutate(until=ibis.greatest(ibis.least(clipped.until, clipped.end), clipped.since))
    parts = _measured(clipped.select("unit", "holder", "since", "until"), study, study.holders.closed)
    if study.sign == "signed":
        parts = ibis.union(parts, _early(study, ends))
    return parts.filter(parts.us != 0)


def held(log: Log, study: Study, case: ir.Table) -> ir.Table:
    """``unit, holder, us``: how long each unit waited for each party."""
    each = intervals(log, study, case)
    return each.group_by(["unit", "holder"]).agg(us=each.us.sum())


def shares(log: Log, study: Study, case: ir.Table, by: tuple[str, ...] = ()) -> ir.Table:
    """``holder``, the segments, ``units`` that waited for it and ``us``, the sum."""
    each = held(log, study, case)
    if by:
        each = each.join(case.select(case_unit="unit", **{name: name for name in by}), [("unit", "case_unit")])
    return each.group_by(["holder", *by]).agg(units=each.unit.nunique(), us=each.us.sum())


def _ends(study: Study, case: ir.Table) -> ir.Table:
    ends = case.select("unit", start=study.overall.start, end=study.overall.end)
    known = ends.filter(ends.start.notnull(), ends.end.notnull())
    return known.filter(known.end >= known.start) if study.sign == "exclude" else known


def _cut(log: Log, study: Study, holders: Holders, ends: ir.Table) -> ir.Table:
    """``unit, since, until, start, end, holder``, not yet clipped to the whole; ``since`` null at a unit's first."""
    marks = _marks(log, study, holders)
    end = ends.select("unit", event=ibis.literal(_LAST, "int64"), ts="end", label=ibis.literal(""))
    last = {name: ibis.literal(0, "int64") for name in marks.columns if name.startswith("fits")}
    marks = ibis.union(
        marks,
        end.mutate(plain=ibis.literal(len(holders.entries), "int64"), type=ibis.literal(""), **last).select(
            *marks.columns
        ),
    )
    marks = marks.join(ends.rename(end_unit="unit"), [("unit", "end_unit")]).drop("end_unit")
    order = ibis.window(group_by=marks.unit, order_by=[marks.ts, marks.event])
    following = marks.mutate(since=marks.ts.lag().over(order), before=marks.type.lag().over(order))
    return following.select("unit", "since", "start", "end", until="ts", holder=_holder(following, holders))


def _marks(log: Log, study: Study, holders: Holders) -> ir.Table:
    """The events that cut, once each: ``unit, event, ts, type, label``, the first entry that fits, ``fitsN``.

    ``plain``: the first fitting entry among those that do not ask for the event before (their number, if none);
    ``fitsN``: 1 where entry N, which asks, fits by the rest of what it says.
    """
    told = happened(log, study)
    fits = [(at, entry, is_meant(told, entry.next)) for at, entry in enumerate(holders.entries)]
    plain = (
        ibis.cases(*((meant, at) for at, entry, meant in fits if not entry.after), else_=len(fits))
        if _some_plain(holders)
        else ibis.literal(len(fits))
    )
    asking = {f"fits{at}": meant.cast("int64") for at, entry, meant in fits if entry.after}
    marked = told.mutate(plain=plain.cast("int64"), label=_label(told, holders), **asking)
    marked = marked.filter(ibis.or_(marked.plain < len(fits), *(marked[name] == 1 for name in asking)))
    firsts = {name: marked[name].min() for name in ("ts", "type", "label", "plain")}
    return marked.group_by(["unit", "event"]).agg(**firsts, **{name: marked[name].max() for name in asking})


def _some_plain(holders: Holders) -> bool:
    return any(not entry.after for entry in holders.entries)


def _label(told: ir.Table, holders: Holders) -> ir.StringValue:
    named = any(entry.awaited == "{party}" for entry in holders.entries)
    return told.party if named else ibis.literal("")


def _holder(marks: ir.Table, holders: Holders) -> ir.StringValue:
    """The awaited party by the first entry that fits, in the order of the map."""
    cases = [(_fits(marks, at, entry), _named(marks, entry)) for at, entry in enumerate(holders.entries)]
    return ibis.cases(*cases, else_=holders.otherwise)


def _fits(marks: ir.Table, at: int, entry: Holder) -> ir.BooleanValue:
    if not entry.after:
        return marks.plain == at
    return (marks[f"fits{at}"] == 1) & marks.before.isin(list(entry.after)).fill_null(False)


def _named(marks: ir.Table, entry: Holder) -> ir.StringValue:
    dynamic = {"{party}": marks.label, "{type}": marks.type}
    return dynamic.get(entry.awaited, ibis.literal(entry.awaited))


def _measured(parts: ir.Table, study: Study, closed: Closed | None) -> ir.Table:
    columns = ("unit", "holder", "since", "until", "us")
    if study.clock:
        timed = with_worked(parts.mutate(a=parts.since, b=parts.until), ("a", "b"), study.clock)
        return timed.mutate(us=timed.b - timed.a).select(*columns)
    if closed is None:
        return parts.mutate(us=parts.until - parts.since).select(*columns)
    opened = with_worked(parts.mutate(a=parts.since, b=parts.until), ("a", "b"), closed.hours)
    whole = opened.until - opened.since
    split = opened.holder.isin(list(closed.parties)) if closed.parties else ibis.literal(True)
    both = opened.mutate(us=ibis.ifelse(split, opened.b - opened.a, whole)).mutate(whole=whole)
    night = both.mutate(us=both.whole - both.us, holder=ibis.literal(closed.awaited))
    return ibis.union(both.select(*columns), night.select(*columns))


def _early(study: Study, ends: ir.Table) -> ir.Table:
    if study.clock:
        timed = with_worked(ends.mutate(a=ends.start, b=ends.end), ("a", "b"), study.clock)
        ends = timed.mutate(us=timed.b - timed.a)
    else:
        ends = ends.mutate(us=ends.end - ends.start)
    below = ends.filter(ends.end < ends.start)
    return below.select("unit", holder=ibis.literal(EARLY), since=below.start, until=below.end, us=below.us)
