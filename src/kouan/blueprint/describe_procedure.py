"""A procedure as JSON data: what `kouan procedure show`, the API and the service guide are made from."""

from datetime import date
from typing import Any

from kouan.blueprint.charge import Charge
from kouan.blueprint.document import Document
from kouan.blueprint.flow import Flow, Guarded, Parallel, Series, Step, Way, Within, in_series
from kouan.blueprint.procedure import Procedure
from kouan.blueprint.rule import Rule
from kouan.blueprint.schema import json_schema
from kouan.kernel.terms import NotInForce, Term
from kouan.kernel.text import Text


def description(procedure: Procedure, on: date) -> dict[str, Any]:
    """The procedure as it stands on a day: form schema, steps, computed limit, documents, rules, terms, clauses."""
    flow = procedure.flow_on(on)
    return {
        "code": procedure.code,
        "version": procedure.version,
        "on": on.isoformat(),
        "title": procedure.title.as_json(),
        "summary": procedure.summary.as_json(),
        "category": procedure.category.as_json(),
        "lead": procedure.lead,
        "audience": list(procedure.audience),
        "opened_by": list(procedure.opened_by),
        "basis": list(procedure.basis),
        "limit": procedure.limit_on(on).as_json(),
        "limit_in_series": in_series(flow).as_json(),
        "flow": outline(flow),
        "documents": [_document(document) for document in procedure.documents],
        "charges": [_charge(charge) for charge in procedure.charges],
        "rules": [_rule(rule) for rule in procedure.rules if rule.in_force(on)],
        "terms": [_term(term, on) for term in procedure.terms.terms.values()],
        "clauses": clauses(procedure, on),
        "form": json_schema(procedure.form),
    }


def outline(flow: Flow) -> dict[str, Any]:
    """The flow as nested data: ``series``, ``parallel`` and ``either`` of parts, ``when`` a condition, or a step."""
    if isinstance(flow, Step):
        return _step(flow)
    if isinstance(flow, Guarded):
        return {"when": condition(flow).as_json(), "part": outline(flow.part)}
    assert isinstance(flow, Series | Parallel)
    joined = "series" if isinstance(flow, Series) else "either" if flow.exclusive else "parallel"
    return {joined: [outline(part) for part in flow.parts]}


def condition(guarded: Guarded) -> Text:
    """The words of a condition: its docstring."""
    return Text.of(guarded.guard.__doc__ or "")


def _step(step: Step) -> dict[str, Any]:
    row: dict[str, Any] = {
        "step": step.name,
        "title": step.title.as_json(),
        "kind": step.kind,
        "by": step.by,
        "desk": step.desk,
        "outcomes": [_way(way) for way in step.ways],
    }
    row |= {name: _within(within) for name, within in (("limit", step.within), ("reply", step.reply)) if within}
    row |= {"lapses": _way(step.lapses)} if step.lapses else {}
    row |= {"awaits": {"of": step.of, "events": dict(step.events)}} if step.events else {}
    return row | ({"form": json_schema(step.form)} if step.form else {})


def _way(way: Way) -> dict[str, Any]:
    row = {"code": way.code, "title": way.title.as_json(), "ends": way.ends, "needs_reason": way.needs_reason}
    return row | ({"draws": [{"sense": draw.sense, "of": draw.of} for draw in way.draws]} if way.draws else {})


def _within(within: Within) -> dict[str, Any]:
    return {
        "term": within.term,
        "text": within.limit.text.as_json(),
        "clause": within.clause,
        "verified": within.verified,
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "code": document.code,
        "title": document.title.as_json(),
        "required": "conditional" if callable(document.required) else document.required,
        "step": document.step,
        "types": list(document.types),
        "clause": document.basis,
    }


def _charge(charge: Charge) -> dict[str, Any]:
    return {"title": charge.title.as_json(), "payee": charge.payee.as_json(), "basis": charge.basis}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "message": rule.text.as_json(),
        "clause": rule.basis,
        "severity": rule.severity,
        "each": rule.each,
    }


def _term(term: Term, on: date) -> dict[str, Any]:
    row: dict[str, Any] = {"name": term.name, "title": term.title.as_json()}
    try:
        dated = term.on(on)
    except NotInForce:
        return row
    return row | {
        "value": str(dated.value),
        "since": dated.since.isoformat(),
        "clause": dated.clause,
        "verified": dated.verified,
    }


def clauses(procedure: Procedure, on: date) -> list[str]:
    """Every clause the procedure cites, once each, in the order met."""
    cited = [*procedure.basis]
    cited += [document.basis for document in procedure.documents]
    cited += [charge.basis for charge in procedure.charges]
    cited += [rule.basis for rule in procedure.rules if rule.in_force(on)]
    cited += [dated.clause for term in procedure.terms.terms.values() for dated in term.history]
    return list(dict.fromkeys(clause for clause in cited if clause))
