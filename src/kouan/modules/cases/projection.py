"""The rows of a case, written in the transaction that records its events. Plain SQL: every filing passes here."""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from django.db import connection

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.flow import Step
from kouan.engine import Case, case_due, due
from kouan.kernel.clock import to_micros
from kouan.kernel.text import Text
from kouan.modules.cases.identity import Identity
from kouan.modules.cases.view import view

_CASE = """INSERT INTO cases_case (id, number, reference, procedure, version, object_kind, status, filer, principal,
priority, title_zh, title_en, filed_at, updated_at, due, n, view, demo) VALUES """
_CASE_CHANGED = """ ON CONFLICT (id) DO UPDATE SET status = excluded.status, priority = excluded.priority,
title_zh = excluded.title_zh, title_en = excluded.title_en, updated_at = excluded.updated_at, due = excluded.due,
n = excluded.n, view = excluded.view"""
_PARTY = "INSERT INTO cases_party (case_id, party, role) VALUES "
_STEP = """INSERT INTO cases_step (case_id, name, kind, agency, desk, priority, title_zh, title_en, opened_at, due,
decided_at, outcome, state) VALUES """
_STEP_CHANGED = """ ON CONFLICT (case_id, name) DO UPDATE SET due = excluded.due, decided_at = excluded.decided_at,
outcome = excluded.outcome, state = excluded.state, opened_at = excluded.opened_at, priority = excluded.priority"""
_AWAITED = "INSERT INTO cases_awaited (case_id, step, event, kind, object_id) VALUES "
_NO_CONFLICT = " ON CONFLICT DO NOTHING"

Row = tuple[Any, ...]


def write(case: Case, who: Identity, updated_at: int) -> dict[str, Any]:
    """Bring the rows of a case up to its state; returns its view. Runs inside the caller's transaction."""
    document = view(case, who)
    with connection.cursor() as cursor:
        _insert(cursor, _CASE, [_case_row(case, who, document, updated_at)], _CASE_CHANGED)
        _insert(cursor, _PARTY, _party_rows(case, who), _NO_CONFLICT)
        _insert(cursor, _STEP, _step_rows(case, who), _STEP_CHANGED)
        if any(step.kind == "await" for step in case.steps.values()):
            cursor.execute("DELETE FROM cases_awaited WHERE case_id = %s", [who.id])
            _insert(cursor, _AWAITED, _awaited_rows(case, who), "")
    return document


def _insert(cursor: Any, statement: str, rows: Sequence[Row], conflict: str) -> None:
    if rows:
        places = ",".join(["(" + ",".join(["%s"] * len(rows[0])) + ")"] * len(rows))
        cursor.execute(statement + places + conflict, [cell for row in rows for cell in row])


def _case_row(case: Case, who: Identity, document: dict[str, Any], updated_at: int) -> Row:
    procedure, title = case.procedure, headline(case)
    ends = case_due(case)
    return (
        *(who.id, who.number, who.reference, procedure.code, procedure.version, who.object_kind, case.status),
        *(who.filer, who.principal, procedure.priority(case.filing), title.zh[:200], title.en[:300]),
        *(to_micros(case.filed_at), updated_at, to_micros(ends) if ends else None, case.n),
        *(orjson.dumps(document).decode(), who.demo),
    )


def headline(case: Case) -> Text:
    """One line that names the case in lists."""
    return case.procedure.headline(case.filing) if case.procedure.headline else case.procedure.title


def _party_rows(case: Case, who: Identity) -> list[Row]:
    rows = [(who.id, who.filer, "filer"), (who.id, case.procedure.lead, "agency")]
    if who.principal != who.filer:
        rows.append((who.id, who.principal, "principal"))
    agencies = {step.by for step in case.steps.values() if step.name in case.opened and step.by in AGENCIES}
    return rows + [(who.id, agency, "agency") for agency in sorted(agencies - {case.procedure.lead})]


def _step_rows(case: Case, who: Identity) -> list[Row]:
    priority = case.procedure.priority(case.filing)
    return [_step_row(case, case.steps[name], who.id, priority) for name in case.steps if name in case.opened]


def _step_row(case: Case, step: Step, case_id: str, priority: int) -> Row:
    outcome, ends, decided_at, state = case.outcomes.get(step.name), None, None, "open"
    if outcome:
        decided_at, state = to_micros(outcome.at), "done"
    elif case.ended_at:
        decided_at, state = to_micros(case.ended_at), "dropped"
    else:
        ends = due(case, step)
        state = "open" if case.status == "open" and not case.open_question(step.name) else "waiting"
    return (
        *(case_id, step.name, step.kind, step.by, step.desk, priority, step.title.zh, step.title.en),
        to_micros(case.opened[step.name]),
        *(to_micros(ends) if ends else None, decided_at, outcome.code if outcome else "", state),
    )


def _awaited_rows(case: Case, who: Identity) -> list[Row]:
    named = case.procedure.objects(case.filing)
    return [
        (who.id, step.name, step.event, each.kind, each.id)
        for step in _awaiting(case.open_steps)
        for each in named
        if each.kind == step.of
    ]


def _awaiting(steps: Iterable[Step]) -> Iterable[Step]:
    return (step for step in steps if step.kind == "await")
