"""Commands of agencies and the system: decide, return, ask, suspend, resume, void. Each gives one event."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kouan.blueprint.facts import Circumstances
from kouan.blueprint.flow import Step, Way
from kouan.blueprint.form import parse
from kouan.blueprint.rule import in_force
from kouan.blueprint.rulebook import judge, rulebook
from kouan.engine import commands as ask
from kouan.engine.case import Case
from kouan.engine.checks import at_step
from kouan.engine.demands import (
    agency_title,
    by_concerned_agency,
    in_status,
    no_open_question,
    own_review,
    refuse_errors,
    system_step,
    warned,
    with_reason,
)
from kouan.engine.lapses import has_lapsed
from kouan.engine.refusals import not_yours, refuse, wrong_status
from kouan.kernel.event import SYSTEM, Actor, Event


def decide_step(case: Case, command: ask.Decide, actor: Actor, now: datetime) -> Event:
    """End an open step: an officer a review of their agency, the system a computed or awaited one."""
    in_status(case, "open")
    step = own_review(case, command.step, actor) if actor != SYSTEM else system_step(case, command.step)
    no_open_question(case, step)
    way = step.offered(command.outcome)
    if way is None:
        raise refuse(
            "unknown-outcome",
            "“{step}”没有“{outcome}”这种结果。",
            "The step “{step}” has no outcome “{outcome}”.",
            step=step.title,
            outcome=command.outcome,
        )
    if way.needs_reason:
        with_reason(command.reason)
    payload: dict[str, Any] = {"step": step.name, "outcome": way.code, "reason": command.reason}
    on = at_step(case.circumstances, case, step.name, now)
    return Event("decided", now, actor, payload | _filled_in(step, command.data, on, way))


def _filled_in(step: Step, data: Mapping[str, Any], on: Circumstances, way: Way) -> dict[str, Any]:
    """What an officer filled in at the step, checked by its form and rules; a refusal may leave the form blank."""
    if step.form is None or (way.ends and not data):
        return {"data": dict(data)} if data else {}
    parsed = parse(step.form, data)
    found = (*parsed.problems, *judge(rulebook(in_force(step.rules, on.day)), parsed.filing, on))
    refuse_errors(found)
    return {"data": parsed.filing.as_json()} | warned(found)


def return_for_correction(case: Case, command: ask.Return, actor: Actor, now: datetime) -> Event:
    """Hand the case back to the applicant, from an open review."""
    in_status(case, "open")
    own_review(case, command.step, actor)
    with_reason(command.reason)
    for name in command.reopen:
        _reopenable(case, name)
    payload: dict[str, Any] = {"step": command.step, "reason": command.reason}
    if command.fields:
        payload["fields"] = list(command.fields)
    if command.reopen:
        payload["reopen"] = list(command.reopen)
    return Event("returned", now, actor, payload)


def _reopenable(case: Case, name: str) -> None:
    step = case.steps.get(name)
    if step is None or step.kind != "review" or name not in case.outcomes:
        raise refuse(
            "cannot-reopen",
            "“{name}”不是已办结的审核环节，不能重新办理。",
            "“{name}” is not a decided review and cannot be reopened.",
            name=step.title if step else name,
        )
    if has_lapsed(case, step):
        raise refuse(
            "cannot-reopen",
            "“{name}”因期限届满而办结，不能重新办理。",
            "“{name}” ended with its limit and cannot be reopened.",
            name=step.title,
        )


def ask_applicant(case: Case, command: ask.Ask, actor: Actor, now: datetime) -> Event:
    """Put a question to the applicant; the step waits for the answer."""
    in_status(case, "open")
    step = own_review(case, command.step, actor)
    with_reason(command.question)
    no_open_question(case, step)
    number = len(case.questions) + 1
    return Event("asked", now, actor, {"number": number, "step": command.step, "question": command.question})


def suspend(case: Case, command: ask.Suspend, actor: Actor, now: datetime) -> Event:
    """Stop all clocks; for the leading agency or one with an open step."""
    in_status(case, "open")
    by_concerned_agency(case, actor)
    with_reason(command.reason)
    return Event("suspended", now, actor, {"reason": command.reason})


def resume(case: Case, command: ask.Resume, actor: Actor, now: datetime) -> Event:
    """Let the clocks run again; for the agency that stopped them, or the leading one."""
    in_status(case, "suspended")
    by = case.suspended_by.party if case.suspended_by else ""
    if actor.party not in (by, case.procedure.lead):
        raise not_yours(agency_title(by))
    return Event("resumed", now, actor, {"reason": command.reason})


def void(case: Case, command: ask.Void, actor: Actor, now: datetime) -> Event:
    """Declare the case void; for the leading agency alone."""
    if actor.party != case.procedure.lead:
        raise not_yours(agency_title(case.procedure.lead))
    if case.status in ("void", "withdrawn"):
        raise wrong_status(case.status)
    with_reason(command.reason)
    return Event("closed", now, actor, {"result": "void", "reason": command.reason})
