"""``/cases/<id>``: the page of a case, and the piece of it that keeps itself up to date."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.blueprint import Problem
from kouan.blueprint.flow import Step
from kouan.engine import publication, reply_due
from kouan.modules.cases.public import case_id_of, visible_cases
from kouan.modules.parties.public import viewer_of
from kouan.web import attachments, forms
from kouan.web.doors import signed_in
from kouan.web.pages.cases.elsewhere import elsewhere
from kouan.web.pages.cases.possible import Possible, possible
from kouan.web.pages.cases.queue import next_address
from kouan.web.pages.cases.seen import Seen, seen
from kouan.web.pages.cases.stages import stages
from kouan.web.pages.cases.timeline import latest, timeline
from kouan.web.pages.cases.words import STATUS_TONES, procedure_title
from kouan.web.pages.filing.references import said
from kouan.web.record import record

EVERY_SECONDS = 5


class Tried(Protocol):
    """What was tried on the page and why it was refused."""

    @property
    def verb(self) -> str: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def values(self) -> Mapping[str, Any]: ...


@signed_in
def case(request: HttpRequest, case_id: str) -> HttpResponseBase:
    """The case; 404 for whoever may not know of it. The read is noted."""
    return draw(request, seen(viewer_of(request), case_id))


@signed_in
def by_number(request: HttpRequest, number: str) -> HttpResponseBase:
    """The case that people quote by its number."""
    return HttpResponseRedirect(reverse("case", args=(case_id_of(viewer_of(request), number),)))


@signed_in
def progress(request: HttpRequest, case_id: str) -> HttpResponseBase:
    """Where the case stands, for a page that is open already: nothing (204) while nothing has happened since."""
    viewer, known = viewer_of(request), request.GET.get("n", "")
    row = visible_cases(viewer).filter(id=case_id).values_list("n", flat=True).first()
    if row is not None and str(row) == known:
        return HttpResponse(status=204)
    return render(request, "cases/progress.html", _standing(seen(viewer, case_id, noted=False)) | {"since": known})


def draw(request: HttpRequest, case: Seen, *, attempt: Tried | None = None, status: int = 200) -> HttpResponse:
    """The page of a case; ``attempt``: what was refused just now, shown where it was tried."""
    context = _standing(case) | _content(case) | _acts(request, case, attempt)
    return render(request, "cases/page.html", context, status=status)


def _standing(case: Seen) -> dict[str, Any]:
    return {
        "case": case,
        "status_tone": STATUS_TONES.get(case.state.status, ""),
        "stages": stages(case),
        "latest": latest(case),
        "every": EVERY_SECONDS if case.running else 0,
        "since": "",
    }


def _content(case: Seen) -> dict[str, Any]:
    state = case.state
    wanted = state.correction.fields if state.correction else ()
    return {
        "procedure": state.procedure,
        "procedure_title": procedure_title(state.procedure.code),
        "reference": said(case.view.get("reference")),
        "parts": record(state.procedure.form, case.filing, wanted, blanks=bool(possible(case).reviews)),
        "supplied": _supplied(case),
        "documents": attachments.slots(state.procedure, attachments.Asked(), state.documents),
        "questions": list(state.questions.values()),
        "lines": timeline(case),
        "elsewhere": elsewhere(case),
        "published": publication(state) is not None,
    }


def _supplied(case: Seen) -> list[tuple[Step, Any]]:
    """What was filled in at steps: by the applicant, and by officers with their decisions."""
    outcomes = case.state.outcomes.items()
    found = [(case.state.steps[name], outcome.data) for name, outcome in outcomes if outcome.data]
    return [(step, record(step.form, data)) for step, data in found if step.form]


def _acts(request: HttpRequest, case: Seen, attempt: Tried | None) -> dict[str, Any]:
    may, posted = possible(case), request.POST
    asked = posted.get("step") or request.GET.get("step", "")
    desk = posted.get("queue") or request.GET.get("queue", "")
    step = next((each for each in may.reviews if each.name == asked), next(iter(may.reviews), None))
    correction = case.state.correction
    return {
        "may": may,
        "step": step,
        "step_form": _step_form(step, attempt),
        "attempt": attempt,
        "typed": posted,
        "unplaced": attempt.problems if attempt and not _has_place(attempt, may, step, posted) else (),
        "ticked": set(posted.getlist("fields")),
        "pickable": bool(may.reviews),
        "queue": desk,
        "skip_to": next_address(case.viewer, desk, but=case.id) if desk and case.viewer.agency else "",
        "reply_due": reply_due(case.state, correction) if correction else None,
    }


def _step_form(step: Step | None, attempt: Tried | None) -> forms.FormView | None:
    if step is None or step.form is None:
        return None
    tried = attempt if attempt and attempt.verb == "decide" else None
    return forms.view(step.form, tried.values if tried else {}, tried.problems if tried else ())


def _has_place(attempt: Tried, may: Possible, step: Step | None, posted: QueryDict) -> bool:
    """Whether the form of what was tried is still on the page; if not, the refusal stands above everything."""
    if attempt.verb in ("decide", "return", "ask"):
        return step is not None and step.name == posted.get("step")
    if attempt.verb == "answer":
        return any(str(question.number) == posted.get("question") for question in may.questions)
    return bool(getattr(may, attempt.verb, False))


urlpatterns = [
    path("cases/by-number/<path:number>", by_number, name="case-by-number"),
    path("cases/<str:case_id>", case, name="case"),
    path("cases/<str:case_id>/progress", progress, name="case-progress"),
]
