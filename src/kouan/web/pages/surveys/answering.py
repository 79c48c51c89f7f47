"""``/our-surveys``: in what a firm is asked, where it answers, and what became of what it said."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.engine import Refused
from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import viewer_of
from kouan.runtime.log import Conflict
from kouan.web.doors import signed_in
from kouan.web.language import pick
from kouan.web.navigation import Entry
from kouan.web.pages.surveys.words import TOOLS
from kouan.web.refused import by_field

_LABEL = Text("问卷与反馈", "Surveys")
_DONE = Text("已收到，截止前可以再改。", "Received; you may change it until the survey closes.")


@signed_in
def ours(request: HttpRequest) -> HttpResponseBase:
    """The surveys that ask the firm, and the problems it raised."""
    me = viewer_of(request)
    # To the port office ``surveys`` has all; here are those that ask somebody.
    asked = [] if me.agency else list(guidance.surveys(me))
    context = {**TOOLS, "asked": asked, "answers": guidance.own_answers(me), "from_micros": from_micros}
    raised = [] if me.agency else list(guidance.problems(me))
    return render(request, "surveys/ours.html", {**context, "raised": raised})


@signed_in
def our_survey(request: HttpRequest, name: str) -> HttpResponseBase:
    """The questions, with what was answered; for whoever is not asked there is no such page."""
    me = viewer_of(request)
    row, answer = guidance.invitation(me, name)
    typed = _before(answer)
    wrong: Mapping[str, Text] = {}
    if request.method == "POST":
        typed = _typed(request, row)
        try:
            guidance.answer(me, row, typed)
        except (Refused, Conflict) as error:
            wrong = by_field(error)
        else:
            messages.success(request, pick(_DONE))
            return HttpResponseRedirect(reverse("our-surveys"), status=303)
    context = {**TOOLS, **_context(row, answer), "typed": typed, "wrong": wrong}
    return render(request, "surveys/answer.html", context, status=422 if wrong else 200)


def _context(row: guidance.Survey, answer: guidance.Answer | None) -> dict[str, Any]:
    return {
        "row": row,
        "note": Text(**row.told["note"]),
        "questions": guidance.questions(row),
        "answer": answer,
        "answered_at": from_micros(answer.answered_at) if answer else None,
        "longest": guidance.LONGEST,
    }


def _before(answer: guidance.Answer | None) -> dict[str, Sequence[str]]:
    """What was answered, as it would be typed."""
    said = answer.told if answer else {}
    return {code: value if isinstance(value, list) else [str(value)] for code, value in said.items()}


def _typed(request: HttpRequest, row: guidance.Survey) -> dict[str, Sequence[str]]:
    return {each.code: request.POST.getlist(f"q-{each.code}") for each in guidance.questions(row)}


navigation = (Entry(_LABEL, "our-surveys", ("trader", "terminal"), order=85, answers=("shenzhen-2019#25",)),)
urlpatterns = [
    path("our-surveys", ours, name="our-surveys"),
    path("our-surveys/<str:name>", our_survey, name="our-survey"),
]
