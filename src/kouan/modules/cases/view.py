"""A case as one JSON document: what the API returns, what pages show, what webhooks compare."""

from typing import Any

from kouan.blueprint.facts import Outcome
from kouan.blueprint.flow import Step
from kouan.engine import Case, Question, applicant_due, due, reply_due, status_text
from kouan.kernel.clock import to_micros
from kouan.modules.cases.access import desk_title
from kouan.modules.cases.identity import Identity

Document = dict[str, Any]


def view(case: Case, who: Identity) -> Document:
    """State of a case, ready for JSON. Times are integer microseconds UTC; absent values are left out."""
    steps = [_step(case, case.steps[name]) for name in case.steps if name in case.opened]
    owed = applicant_due(case)
    applicants = to_micros(owed) if owed else None
    dues = [step["due"] for step in steps if "due" in step]
    document: Document = {
        "id": who.id,
        "number": who.number,
        "procedure": case.procedure.code,
        "version": case.procedure.version,
        "status": case.status,
        "status_text": status_text(case.status).as_json(),
        "n": case.n,
        "filer": who.filer,
        "principal": who.principal,
        "filed_at": to_micros(case.filed_at),
        "due": min(dues if applicants is None else [*dues, applicants], default=None),
        "applicant_due": applicants,
        "form": who.form,
        "documents": [attached.as_json() for attached in case.documents],
        "steps": steps,
        "questions": [_question(case, question) for question in case.questions.values()],
        "correction": _correction(case),
        "ended_at": to_micros(case.ended_at) if case.ended_at else None,
        "reason": case.reason or None,
        "reference": who.reference,
    }
    return {key: value for key, value in document.items() if value is not None}


def _step(case: Case, step: Step) -> Document:
    outcome, ends = case.outcomes.get(step.name), None
    if outcome is None and case.ended_at is None:
        ends = due(case, step)
    row: Document = {
        "name": step.name,
        "title": step.title.as_json(),
        "kind": step.kind,
        "by": step.by,
        "desk": step.desk,
        "desk_title": desk_title(step).as_json(),
        "opened_at": to_micros(case.opened[step.name]),
    }
    if ends:
        row["due"] = to_micros(ends)
    if step.within:
        row["limit"] = step.within.limit.text.as_json()
    if outcome:
        row |= _ended(step, outcome)
    elif step.lapses:
        row["lapses"] = step.lapses.title.as_json()
    return row


def _ended(step: Step, outcome: Outcome) -> Document:
    way = step.way(outcome.code)
    row = {
        "outcome": outcome.code,
        "outcome_text": way.title.as_json() if way else None,
        "reason": outcome.reason or None,
        "decided_at": to_micros(outcome.at),
        "decided_by": outcome.person or outcome.party,
        "data": dict(outcome.data) or None,
    }
    return {key: value for key, value in row.items() if value is not None}


def _question(case: Case, question: Question) -> Document:
    ends = reply_due(case, question) if question.answer is None else None
    row = {
        "number": question.number,
        "step": question.step,
        "question": question.question,
        "asked_at": to_micros(question.asked_at),
        "due": to_micros(ends) if ends else None,
        "answer": question.answer,
        "answered_at": to_micros(question.answered_at) if question.answered_at else None,
    }
    return {key: value for key, value in row.items() if value is not None}


def _correction(case: Case) -> Document | None:
    if case.correction is None:
        return None
    wanted = case.correction
    ends = reply_due(case, wanted)
    row = {
        "step": wanted.step,
        "reason": wanted.reason,
        "fields": list(wanted.fields),
        "returned_at": to_micros(wanted.at),
        "due": to_micros(ends) if ends else None,
    }
    return {key: value for key, value in row.items() if value is not None}
