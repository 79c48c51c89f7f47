"""The objects whose events count as a unit's own: the unit, and what it reaches over links. Which units count."""

from collections.abc import Iterable
from functools import reduce

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.shape import Log
from kouan.modules.timing.studies.awaiting import ANY, Picked
from kouan.modules.timing.studies.model import Study


def units(log: Log, study: Study) -> ir.Table:
    """Units in scope that have at least one event: ``unit``."""
    counted = log.relation.filter(log.relation.kind == study.unit).select(unit="object").distinct()
    return _in_scope(log, study, counted) if study.scope else counted


def members(log: Log, study: Study) -> ir.Table:
    """Each unit with the objects whose events are its own: ``unit, kind, object``, each once."""
    return _reached(log, study, units(log, study))


def _reached(log: Log, study: Study, start: ir.Table) -> ir.Table:
    itself = start.select("unit", kind=ibis.literal(study.unit), object=start.unit)
    if not study.reach:
        return itself
    both = _both_ways(log)
    reached = (reduce(lambda at, kind: _hop(at, both, kind), path, itself) for path in study.reach)
    return ibis.union(itself, *reached, distinct=True)


def _in_scope(log: Log, study: Study, counted: ir.Table) -> ir.Table:
    """Those of which each condition holds, for the unit or for one of the objects that it reaches."""
    own = _reached(log, study, counted) if any(each.of != study.unit for each in study.scope) else None
    for condition in study.scope:
        known = log.object
        has = known.filter(
            known.kind == condition.of, known.attribute == condition.attribute, known.value.isin(list(condition.values))
        )
        if condition.of != study.unit and own is not None:
            has = own.join(has.select("kind", "object"), ["kind", "object"]).select(object="unit")
        counted = counted.semi_join(has, [("unit", "object")]).select("unit")
    return counted


def happened(log: Log, study: Study) -> ir.Table:
    """What happened to each unit, once for each object by which an event is its own: a relation and ``unit``.

    ``party`` is there only where the study asks who did it.
    """
    whose = members(log, study).rename(member_kind="kind", member="object")
    relation = log.relation
    told = relation.join(whose, [("kind", "member_kind"), ("object", "member")])
    told = told.drop("member_kind", "member")
    return _with_party(log, told) if _asks_who(study) else told


def is_meant(happening: ir.Table, picked: Picked) -> ir.BooleanValue:
    """Whether a row of :func:`happened` is one of the events that are meant."""
    said = [happening.kind == picked.of]
    if ANY not in picked.events:
        said.append(_is_of(happening.type, picked.events))
    if picked.qualifiers:
        said.append(happening.qualifier.isin(list(picked.qualifiers)))
    if picked.parties:
        said.append(happening.party.isin(list(picked.parties)))
    return ibis.and_(*said)


def _is_of(activity: ir.StringValue, events: Iterable[str]) -> ir.BooleanValue:
    whole = [each for each in events if not each.endswith(ANY)]
    begun = [activity.startswith(each.removesuffix(ANY)) for each in events if each.endswith(ANY)]
    return ibis.or_(*([activity.isin(whole)] if whole else []), *begun)


def _both_ways(log: Log) -> ir.Table:
    link = log.link
    back = link.select(kind=link.to_kind, object=link.to, to_kind=link.kind, to=link.object)
    return ibis.union(link.select("kind", "object", "to_kind", "to"), back)


def _hop(at: ir.Table, links: ir.Table, kind: str) -> ir.Table:
    towards = links.filter(links.to_kind == kind).rename(from_kind="kind", from_object="object")
    step = at.join(towards, [("kind", "from_kind"), ("object", "from_object")])
    return step.select("unit", kind=step.to_kind, object=step.to).distinct()


def _asks_who(study: Study) -> bool:
    picked = [each.picked for each in study.told]
    entries = study.holders.entries if study.holders else ()
    named = any(each.awaited == "{party}" for each in entries)
    return named or any(each.parties for each in (*picked, *(entry.next for entry in entries)))


def _with_party(log: Log, told: ir.Table) -> ir.Table:
    who = log.event.select(told_event="event", party="party")
    return told.join(who, [("event", "told_event")]).drop("told_event")
