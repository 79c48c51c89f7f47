"""The applicant's forms on a case: correct and hand in again, amend, and the steps that are theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from kouan.blueprint import Attached, Form, Problem
from kouan.blueprint.flow import Step
from kouan.engine import Refused, reply_due
from kouan.engine import commands as ask
from kouan.kernel.text import Text
from kouan.modules.cases.public import NotFound, act, discard_draft, my_drafts, save_draft
from kouan.modules.parties.public import viewer_of
from kouan.web.doors import filers
from kouan.web.language import pick
from kouan.web.pages.cases.possible import possible
from kouan.web.pages.cases.seen import Seen, seen
from kouan.web.pages.filing.typed import Typed, labels, papers, sheet, typed

_MEND = Text("办理机关要求改正此栏。", "The agency asks for this field to be corrected.")
_SENT = {
    "resubmit": Text("{number} 已补正重报，时钟恢复。", "{number} was corrected and handed in; the clocks run again."),
    "amend": Text("{number} 已修改。", "{number} was amended."),
    "supply": Text("{number}：已提交。", "{number}: handed in."),
}


@dataclass(frozen=True, slots=True)
class Task:
    """What the applicant is to hand in. ``form`` is None where only documents are wanted."""

    verb: str
    step: Step | None
    form: type[Form] | None
    data: Mapping[str, Any]

    @property
    def step_name(self) -> str:
        return self.step.name if self.step else ""

    @property
    def whole(self) -> bool:
        """Whether it is the whole filing, rather than the few fields of a step's own form."""
        return self.step is None or self.step.completes


@filers
def correct(request: HttpRequest, case_id: str) -> HttpResponseBase:
    """Correct what was returned, or amend while nothing is decided. Elsewhere there is nothing to correct: 404."""
    case = seen(viewer_of(request), case_id, noted=False)
    may, form = possible(case), case.state.procedure.form
    if not (may.resubmit or may.amend):
        return _to_the_whole_form(case)
    return _page(request, case, Task("resubmit" if may.resubmit else "amend", None, form, case.filing))


def _to_the_whole_form(case: Seen) -> HttpResponseBase:
    """A draft of the whole filing may belong to the step that completes it."""
    step = next((step for step in possible(case).supplies if step.completes), None)
    if step is None:
        raise NotFound(case.id)
    return HttpResponseRedirect(reverse("case-supply", args=(case.id, step.name)))


@filers
def supply(request: HttpRequest, case_id: str, step: str) -> HttpResponseBase:
    """Do a step of the applicant's; 404 when it is not their turn."""
    case = seen(viewer_of(request), case_id, noted=False)
    found = next((each for each in possible(case).supplies if each.name == step), None)
    if found is None:
        raise NotFound(step)
    if found.completes:
        return _page(request, case, Task("supply", found, case.state.procedure.form, case.filing))
    return _page(request, case, Task("supply", found, found.form, {}))


def _page(request: HttpRequest, case: Seen, task: Task) -> HttpResponseBase:
    if request.method != "POST":
        draft = _draft(case) if task.whole else None
        data = draft.data if draft else task.data
        documents = tuple(Attached(**row) for row in draft.documents) if draft else ()
        return _draw(request, case, task, data, documents)
    posted = typed(request, task.form or Form)
    if posted.edited or request.POST.get("do") != "send":
        return _draw(request, case, task, posted.values, posted.documents, posted.problems)
    return _send(request, case, task, posted)


def _send(request: HttpRequest, case: Seen, task: Task, posted: Typed) -> HttpResponseBase:
    try:
        if posted.problems:
            raise Refused(posted.problems)
        act(case.viewer, case.id, _command(request, task, posted))
    except Refused as refused:
        return _draw(request, case, task, posted.values, posted.documents, refused.problems, status=422)
    draft = _draft(case)
    if draft:
        discard_draft(case.viewer, draft.id)
    messages.success(request, pick(_SENT[task.verb].fill(number=case.number)))
    return HttpResponseRedirect(reverse("case", args=(case.id,)), status=303)


def _command(request: HttpRequest, task: Task, posted: Typed) -> ask.Command:
    if task.verb == "resubmit":
        return ask.Resubmit(posted.values, posted.documents)
    if task.verb == "amend":
        return ask.Amend(posted.values, posted.documents, reason=request.POST.get("amend-reason", "").strip())
    return ask.Supply(task.step_name, posted.values, posted.documents)


def _draw(
    request: HttpRequest,
    case: Seen,
    task: Task,
    values: Mapping[str, Any],
    documents: tuple[Attached, ...],
    problems: tuple[Problem, ...] = (),
    *,
    status: int = 200,
) -> HttpResponseBase:
    correction = case.state.correction
    flagged = [Problem("to-correct", path, _MEND, "", "warning") for path in correction.fields] if correction else []
    found = (*problems, *(each for each in flagged if each.path not in {problem.path for problem in problems}))
    step = task.step_name
    asked = papers(case.state.procedure, _at(case, task), sorted({each.kind for each in case.state.documents}))
    shown = sheet(case.state.procedure, values, documents, found, form=task.form or Form, step=step, asked=asked)
    context = {
        "case": case,
        "task": task,
        "procedure": case.state.procedure,
        "sheet": shown,
        "labels": labels(shown.page),
        "failed": bool(problems),
        "correction": correction,
        "by": case.who(correction.by) if correction else None,
        "reply_due": reply_due(case.state, correction) if correction else None,
        "save_at": reverse("case-draft", args=(case.id,)) if task.whole else "",
        "held": case.state.documents,
        "typed": request.POST,
    }
    return render(request, "cases/correct.html", context, status=status)


def _at(case: Seen, task: Task) -> list[str]:
    """The steps whose documents may be handed in: the step's own; with the whole filing, those of all so far."""
    done = [name for name in case.state.outcomes if case.state.steps[name].kind == "supply"]
    return list(dict.fromkeys(["", *done, task.step_name] if task.whole else [task.step_name]))


def _draft(case: Seen) -> Any:
    return my_drafts(case.viewer).filter(case=case.id).first()


@filers
@require_POST
def autosave(request: HttpRequest, case_id: str) -> HttpResponseBase:
    """Keep what is typed into the correction so far."""
    case = seen(viewer_of(request), case_id, noted=False)
    posted, draft, procedure = typed(request, case.state.procedure.form), _draft(case), case.state.procedure
    kept = save_draft(case.viewer, procedure.code, posted.values, posted.documents, draft.id if draft else "", case.id)
    return JsonResponse({"draft": kept.id}, status=200 if draft else 201)


urlpatterns = [
    path("cases/<str:case_id>/correct", correct, name="case-correct"),
    path("cases/<str:case_id>/draft", autosave, name="case-draft"),
    path("cases/<str:case_id>/steps/<str:step>", supply, name="case-supply"),
]
