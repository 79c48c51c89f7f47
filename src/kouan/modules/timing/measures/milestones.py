"""One row a unit: when each milestone was reached, and what the figures are told apart by. Exact, in one pass."""

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.measures.members import happened, is_meant, members, units
from kouan.modules.timing.measures.months import month
from kouan.modules.timing.shape import Log
from kouan.modules.timing.studies.model import Milestone, Segment, Study

YES, NO = "yes", "no"


def case_ms(log: Log, study: Study) -> ir.Table:
    """``unit``, a column of microseconds a milestone (null where missing), one of text a segment ("" where missing)."""
    return rows(study, units(log, study), happened(log, study), known(log, study))


def kept_cases(engine: Engine, log: Log, study: Study) -> ir.Table:
    """The same, worked out once for all that is asked of it."""
    return engine.keep(f"cases_of_{study.digest[:16]}", case_ms(log, study))


def rows(study: Study, counted: ir.Table, told: ir.Table, said: ir.Table) -> ir.Table:
    """The same from its parts: the units (``unit``), what :func:`.members.happened` to them, what is :func:`known`."""
    reached = told.group_by("unit").agg(**{each.name: _moment(told, each) for each in study.told})
    wide = counted.left_join(reached, "unit").select("unit", *(each.name for each in study.told))
    wide = wide.mutate(**{each.name: _latest(wide, each) for each in study.milestones if each.latest})
    by_attribute = [each for each in study.segments if each.attribute]
    if by_attribute:
        wide = _with_attributes(said, wide, by_attribute)
    derived = {each.name: _derived(wide, each) for each in study.segments if not each.attribute}
    return wide.mutate(**derived).select(*columns(study))


def known(log: Log, study: Study) -> ir.Table:
    """What is known of each unit's objects that its figures are told apart by: ``unit, kind, attribute, value``."""
    whose = members(log, study).rename(member_kind="kind", member="object")
    asked = sorted({each.attribute for each in study.segments if each.attribute})
    said = log.object.filter(log.object.attribute.isin(asked))
    return said.join(whose, [("kind", "member_kind"), ("object", "member")]).select(
        "unit", "kind", "attribute", "value"
    )


def columns(study: Study) -> tuple[str, ...]:
    """The columns of :func:`case_ms`, in order."""
    return ("unit", *(each.name for each in study.milestones), *(each.name for each in study.segments))


def table(study: Study, name: str = "case_ms") -> ir.Table:
    """The rows of :func:`case_ms` where they stand in a table already."""
    types = {"unit": "string"} | {each.name: "int64" for each in study.milestones}
    return ibis.table(types | {each.name: "string" for each in study.segments}, name=name)


def _moment(told: ir.Table, milestone: Milestone) -> ir.Value:
    meant = is_meant(told, milestone.picked)
    return told.ts.min(where=meant) if milestone.which == "first" else told.ts.max(where=meant)


def _latest(wide: ir.Table, milestone: Milestone) -> ir.Value:
    """Engines differ in what the greatest of a missing one is, so it is said."""
    among = [wide[name] for name in milestone.latest]
    known = ibis.and_(*(each.notnull() for each in among))
    return ibis.ifelse(known, ibis.greatest(*among), ibis.null("int64"))


def _with_attributes(said: ir.Table, wide: ir.Table, segments: list[Segment]) -> ir.Table:
    """An attribute of several objects that the unit reaches: the least of their values."""
    values = {
        each.name: said.value.min(where=(said.kind == each.of) & (said.attribute == each.attribute))
        for each in segments
    }
    found = said.group_by("unit").agg(**values).rename(known_unit="unit")
    joined = wide.left_join(found, [("unit", "known_unit")]).drop("known_unit")
    return joined.mutate(**{each.name: _cut(joined[each.name], each.prefix).fill_null("") for each in segments})


def _cut(value: ir.StringValue, prefix: int) -> ir.StringValue:
    return value.substr(0, prefix) if prefix else value


def _derived(wide: ir.Table, segment: Segment) -> ir.StringValue:
    if segment.reached:
        return ibis.ifelse(ibis.or_(*(wide[name].notnull() for name in segment.reached)), YES, NO)
    return month(wide[segment.month]).fill_null("")
