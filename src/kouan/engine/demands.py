"""What a command must meet before it is done; each raises Refused with its own sentence."""

from datetime import datetime
from typing import Any

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.flow import Step
from kouan.blueprint.problem import Problem, errors
from kouan.engine.case import ENDED, Case
from kouan.engine.dues import reply_due
from kouan.engine.lapses import has_lapsed
from kouan.engine.refusals import Refused, needs_reason, not_open, not_yours, refuse, wrong_status
from kouan.engine.sides import opener, respondent, side_of, side_title
from kouan.kernel.clock import local_date
from kouan.kernel.event import Actor
from kouan.kernel.text import Text

SYSTEM_TITLE = Text("系统", "the system")
_AGENCY = Text("办理机关", "an agency with a step in the case")


def refuse_errors(found: tuple[Problem, ...]) -> None:
    """Nothing found may be an error; warnings pass."""
    if errors(found):
        raise Refused(errors(found))


def warned(found: tuple[Problem, ...]) -> dict[str, Any]:
    """The part of a payload that keeps the warnings; empty without any."""
    warnings = [problem.as_json() for problem in found if problem.severity == "warning"]
    return {"warnings": warnings} if warnings else {}


def in_status(case: Case, *allowed: str) -> None:
    """The case must be in one of these states."""
    if case.status not in allowed:
        raise wrong_status(case.status)


def still_running(case: Case) -> None:
    """The case must not have ended."""
    if case.status in ENDED:
        raise wrong_status(case.status)


def by_opener(case: Case, actor: Actor) -> None:
    """Only the side that opened the case may do this."""
    _by(opener(case), actor)


def by_respondent(case: Case, actor: Actor) -> None:
    """Only the side that the case is about may do this."""
    _by(respondent(case), actor)


def _by(side: str, actor: Actor) -> None:
    if side_of(actor) != side:
        raise not_yours(side_title(side))


def not_bound(case: Case) -> None:
    """Nothing that binds the applicant may have been done."""
    bound = next((case.steps[name] for name in case.outcomes if case.steps[name].binds), None)
    if bound:
        raise refuse(
            "already-bound",
            "“{step}”已办结，申请人不能再自行修改或撤回；请联系办理机关退回补正或作废。",
            "“{step}” is done, so the applicant can no longer change or withdraw the filing; ask for it to be returned"
            " or declared void.",
            step=bound.title,
        )


def with_reason(text: str) -> None:
    """The text must say something."""
    if not text.strip():
        raise needs_reason()


def open_step(case: Case, name: str) -> Step:
    """The step must be open now."""
    step = case.open_step(name)
    if step is None:
        raise _not_open(case, name)
    return step


def _not_open(case: Case, name: str) -> Refused:
    known = case.steps.get(name)
    if known is None or not has_lapsed(case, known):
        return not_open(known.title if known else Text(name, name))
    return Refused([Problem("lapsed", "", Text.of(case.outcomes[name].reason), "")])


def own_review(case: Case, name: str, actor: Actor) -> Step:
    """The open review step, which must belong to the actor's agency."""
    known = case.steps.get(name)
    if known is not None and (known.kind != "review" or known.by != actor.party):
        raise not_yours(holder_of(known))
    return open_step(case, name)


def system_step(case: Case, name: str) -> Step:
    """The open step, which must be one that the system ends."""
    step = open_step(case, name)
    if step.kind not in ("auto", "await"):
        raise not_yours(holder_of(step))
    return step


def by_concerned_agency(case: Case, actor: Actor) -> None:
    """Only the leading agency, or one with an open review, may do this."""
    agencies = {case.procedure.lead} | {step.by for step in case.open_steps if step.kind == "review"}
    if actor.party not in agencies:
        raise not_yours(_AGENCY)


def no_open_question(case: Case, step: Step) -> None:
    """The step must not be waiting for an answer."""
    if case.open_question(step.name):
        raise refuse(
            "question-open",
            "已向申请人提问，答复之前不能继续办理“{step}”。",
            "The applicant has been asked; “{step}” waits for the answer.",
            step=step.title,
        )


def in_time(case: Case, now: datetime) -> None:
    """The time to correct, where the returning step sets one, must not be over."""
    ends = reply_due(case, case.correction) if case.correction else None
    if ends and now > ends:
        raise refuse(
            "correction-late",
            "补正期限已于 {day} 届满，视为没有申请；请重新申请。",
            "The time to correct ended on {day}, and the filing counts as not made; file anew.",
            day=local_date(ends),
        )


def holder_of(step: Step) -> Text:
    """Who does a step, in words."""
    return side_title(step.by) if step.kind == "supply" else agency_title(step.by)


def agency_title(code: str) -> Text:
    """An agency's name, in words."""
    agency = AGENCIES.get(code)
    return agency.title if agency else SYSTEM_TITLE
