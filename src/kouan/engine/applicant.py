"""Commands of who opened a case (amend, resubmit, withdraw) and of whom it is about (answer, supply): an event each."""

from datetime import datetime
from typing import Any

from kouan.blueprint.document import Attached, missing
from kouan.blueprint.facts import Circumstances, ObjectFacts
from kouan.blueprint.flow import Step
from kouan.blueprint.form import Form, Parsed, parse
from kouan.blueprint.problem import Problem
from kouan.blueprint.rule import in_force
from kouan.blueprint.rulebook import judge, rulebook
from kouan.engine import commands as ask
from kouan.engine.case import Case
from kouan.engine.checks import at_step, circumstances, problems
from kouan.engine.demands import (
    by_opener,
    by_respondent,
    holder_of,
    in_status,
    in_time,
    not_bound,
    open_step,
    refuse_errors,
    still_running,
    warned,
    with_reason,
)
from kouan.engine.refusals import not_yours, refuse
from kouan.engine.replay import merged
from kouan.kernel.event import Actor, Event


def submission(
    filing: Form, documents: tuple[Attached, ...], objects: ObjectFacts, found: tuple[Problem, ...] = ()
) -> dict[str, Any]:
    """The payload of an event that carries the filing: form, documents, known objects, warnings."""
    payload: dict[str, Any] = {"form": filing.as_json()}
    if documents:
        payload["documents"] = [document.as_json() for document in documents]
    if objects:
        payload["objects"] = [[kind, id, dict(facts)] for (kind, id), facts in objects.items()]
    return payload | warned(found)


def _resubmission(case: Case, command: "ask.Amend | ask.Resubmit", kind: str, actor: Actor, now: datetime) -> Event:
    on = _on(case, command, "", now)
    parsed = parse(case.procedure.form, command.data)
    found = problems(case.procedure, parsed, on)
    refuse_errors(found)
    payload = submission(parsed.filing, command.documents, command.objects, found)
    if isinstance(command, ask.Amend):
        payload["reason"] = command.reason
    return Event(kind, now, actor, payload, case.procedure.objects(parsed.filing))


def _on(case: Case, command: "ask.Amend | ask.Resubmit | ask.Supply", step: str, now: datetime) -> Circumstances:
    """Under which what is handed in at a step is judged: as of the filing, with what is attached and known now."""
    documents = merged(case.documents, command.documents)
    objects = command.objects or case.circumstances.objects
    return at_step(circumstances(case.procedure, case.filed_at, objects, documents), case, step, now)


def amend(case: Case, command: ask.Amend, actor: Actor, now: datetime) -> Event:
    """Change the filing while no agency has decided yet."""
    by_opener(case, actor)
    in_status(case, "open")
    if any(case.steps[name].kind == "review" for name in case.outcomes):
        raise refuse(
            "already-decided",
            "已有机关作出决定，不能直接修改；请联系办理机关退回补正。",
            "An agency has already decided, so the filing cannot be changed directly; ask for it to be returned.",
        )
    not_bound(case)
    return _resubmission(case, command, "amended", actor, now)


def resubmit(case: Case, command: ask.Resubmit, actor: Actor, now: datetime) -> Event:
    """Hand in the corrected filing."""
    by_opener(case, actor)
    in_status(case, "returned")
    in_time(case, now)
    return _resubmission(case, command, "resubmitted", actor, now)


def answer(case: Case, command: ask.Answer, actor: Actor, now: datetime) -> Event:
    """Answer an open question."""
    by_respondent(case, actor)
    in_status(case, "open", "suspended")
    question = case.questions.get(command.question)
    if question is None or question.answer is not None:
        raise refuse("no-question", "没有待答复的这个问题。", "There is no such open question.")
    with_reason(command.answer)
    payload: dict[str, Any] = {"number": command.question, "step": question.step, "answer": command.answer}
    if command.documents:
        payload["documents"] = [document.as_json() for document in command.documents]
    return Event("answered", now, actor, payload)


def supply(case: Case, command: ask.Supply, actor: Actor, now: datetime) -> Event:
    """Do an open step of the applicant."""
    by_respondent(case, actor)
    in_status(case, "open")
    step = open_step(case, command.step)
    if step.kind != "supply":
        raise not_yours(holder_of(step))
    return _completing(case, step, command, actor, now) if step.completes else _adding(case, step, command, actor, now)


def _completing(case: Case, step: Step, command: ask.Supply, actor: Actor, now: datetime) -> Event:
    """The supplied data replace the filing, which is then judged whole."""
    on = _on(case, command, step.name, now)
    parsed = parse(case.procedure.form, command.data)
    found = (*problems(case.procedure, parsed, on), *judge(rulebook(in_force(step.rules, on.day)), parsed.filing, on))
    refuse_errors(found)
    payload = submission(parsed.filing, command.documents, command.objects, found) | {"step": step.name}
    return Event("supplied", now, actor, payload, case.procedure.objects(parsed.filing))


def _adding(case: Case, step: Step, command: ask.Supply, actor: Actor, now: datetime) -> Event:
    on = _on(case, command, step.name, now)
    parsed = parse(step.form, command.data) if step.form else Parsed(case.filing)
    wanted = [d for d in case.procedure.documents if d.step == step.name]
    lacking = [d for d in wanted if d.code not in on.documents and d.needed(case.filing, step.name)]
    found = (
        *parsed.problems,
        *judge(rulebook(in_force(step.rules, on.day)), parsed.filing, on),
        *map(missing, lacking),
    )
    refuse_errors(found)
    payload: dict[str, Any] = {"step": step.name} | warned(found)
    if step.form:
        payload["data"] = parsed.filing.as_json()
    if command.documents:
        payload["documents"] = [document.as_json() for document in command.documents]
    return Event("supplied", now, actor, payload)


def withdraw(case: Case, command: ask.Withdraw, actor: Actor, now: datetime) -> Event:
    """Take the filing back while it runs."""
    by_opener(case, actor)
    still_running(case)
    not_bound(case)
    with_reason(command.reason)
    return Event("closed", now, actor, {"result": "withdrawn", "reason": command.reason})
