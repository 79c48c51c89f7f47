"""What is done on the case page: one command a post. Refused, the page comes back with all that was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from kouan.blueprint import Problem
from kouan.engine import Refused
from kouan.engine import commands as ask
from kouan.engine.refusals import refuse
from kouan.kernel.text import Text
from kouan.modules.cases.public import act
from kouan.modules.parties.public import viewer_of
from kouan.web import attachments, forms
from kouan.web.doors import signed_in
from kouan.web.language import pick
from kouan.web.pages.cases.page import draw
from kouan.web.pages.cases.queue import next_address
from kouan.web.pages.cases.seen import Seen, seen


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was tried and why it was refused; ``values`` are those of the step's own form."""

    verb: str
    problems: tuple[Problem, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


@signed_in
@require_POST
def act_on(request: HttpRequest, case_id: str) -> HttpResponseBase:
    """Do what ``do`` names, then show the case again, or the next one of the queue it was opened from."""
    case, verb = seen(viewer_of(request), case_id, noted=False), request.POST.get("do", "")
    if verb == "decide" and _filled_in(request, case).edited:
        return draw(request, case, attempt=Attempt(verb, (), _filled_in(request, case).values))
    try:
        command = _command(request, case, verb)
        act(case.viewer, case_id, command)
    except Refused as refused:
        attempt = Attempt(verb, refused.problems, _filled_in(request, case).values)
        return draw(request, seen(case.viewer, case_id, noted=False), attempt=attempt, status=_status(refused))
    messages.success(request, pick(_DONE[verb].fill(number=case.number, **_words(case, command))))
    return HttpResponseRedirect(_onward(request, case, verb), status=303)


def _status(refused: Refused) -> int:
    return 409 if any(problem.code in ("already-done", "busy") for problem in refused.problems) else 422


def _onward(request: HttpRequest, case: Seen, verb: str) -> str:
    desk = request.POST.get("queue", "")
    if desk and verb in ("decide", "return", "ask"):
        return next_address(case.viewer, desk, but=case.id)
    return reverse("case", args=(case.id,))


def _command(request: HttpRequest, case: Seen, verb: str) -> ask.Command:
    if verb not in _BUILD:
        raise refuse("unknown-command", "没有这种操作。", "There is no such act.")
    return _BUILD[verb](request, case)


def _said(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def _filled_in(request: HttpRequest, case: Seen) -> forms.Entry:
    """What was filled in at the step's own form, if it has one."""
    step = case.state.steps.get(_said(request, "step"))
    return forms.read(step.form, request.POST) if step and step.form else forms.Entry({}, edited=False, blank=True)


def _decide(request: HttpRequest, case: Seen) -> ask.Command:
    entry = _filled_in(request, case)
    # A refusal may leave the form blank; a box that was only not ticked does not make it filled in.
    data = {} if entry.blank else entry.values
    return ask.Decide(_said(request, "step"), _said(request, "outcome"), _said(request, "reason"), data)


def _return(request: HttpRequest, case: Seen) -> ask.Command:
    fields, reopen = request.POST.getlist("fields"), request.POST.getlist("reopen")
    return ask.Return(_said(request, "step"), _said(request, "reason"), tuple(fields), tuple(reopen))


def _answer(request: HttpRequest, case: Seen) -> ask.Command:
    number, file = _said(request, "question"), request.FILES.get("answer-file")
    kinds = {document.code for document in case.state.procedure.documents}
    kind = _said(request, "answer-kind")
    documents = (attachments.hand_in(request, kind, file),) if file and kind in kinds else ()
    return ask.Answer(int(number) if number.isdecimal() else 0, _said(request, "answer"), documents)


_BUILD: dict[str, Callable[[HttpRequest, Seen], ask.Command]] = {
    "decide": _decide,
    "return": _return,
    "ask": lambda request, case: ask.Ask(_said(request, "step"), _said(request, "question")),
    "suspend": lambda request, case: ask.Suspend(_said(request, "reason")),
    "resume": lambda request, case: ask.Resume(_said(request, "reason")),
    "void": lambda request, case: ask.Void(_said(request, "reason")),
    "answer": _answer,
    "withdraw": lambda request, case: ask.Withdraw(_said(request, "reason")),
}
_DONE: dict[str, Text] = {
    "decide": Text("{number}：{step}已办结，{outcome}。", "{number}: {step} is done, {outcome}."),
    "return": Text("{number} 已退回申请人补正。", "{number} went back to the applicant for correction."),
    "ask": Text("已向申请人提问，{number} 本环节停表。", "Asked; the clock of {number} stands still."),
    "suspend": Text("{number} 已中止，时钟已停。", "{number} is suspended; its clocks stand still."),
    "resume": Text("{number} 已恢复办理。", "{number} was resumed."),
    "void": Text("{number} 已作废。", "{number} was declared void."),
    "answer": Text("答复已送达，时钟恢复。", "The answer was sent; the clock runs again."),
    "withdraw": Text("{number} 已撤回。", "{number} was withdrawn."),
}


def _words(case: Seen, command: ask.Command) -> dict[str, object]:
    if not isinstance(command, ask.Decide):
        return {}
    step = case.state.steps[command.step]
    way = step.way(command.outcome)
    return {"step": step.title, "outcome": way.title if way else command.outcome}


urlpatterns = [path("cases/<str:case_id>/act", act_on, name="case-act")]
