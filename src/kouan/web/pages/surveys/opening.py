"""``/open-survey``: the port office opens a survey, from a questionnaire of the house or by hand."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from kouan.blueprint import Problem, parse
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import viewer_of
from kouan.runtime.log import Conflict
from kouan.web import forms
from kouan.web.doors import port_office
from kouan.web.language import pick

_DONE = Text("问卷已开放，被询问的单位会收到通知。", "The survey is open; those who are asked are notified.")
_BY_HAND = "by-hand"
_HIDDEN = frozenset({"template"})


@port_office
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """First which questions to start from (``?from=``), then the form, then the survey's page."""
    if request.method == "GET":
        return _begin(request)
    entry = forms.read(guidance.SurveyForm, request.POST)
    if entry.edited:
        return _draw(request, entry.values)
    parsed = parse(guidance.SurveyForm, entry.values)
    if parsed.problems or not isinstance(parsed.filing, guidance.SurveyForm):
        return _draw(request, entry.values, parsed.problems, 422)
    try:
        survey = guidance.open_survey(viewer_of(request), parsed.filing)
    except Refused as refused:
        return _draw(request, entry.values, refused.problems, 422)
    except Conflict as conflict:
        return _draw(request, entry.values, (Problem("conflict", "", conflict.message, ""),), 409)
    messages.success(request, pick(_DONE))
    return HttpResponseRedirect(reverse("survey", args=(survey,)), status=303)


def _begin(request: HttpRequest) -> HttpResponseBase:
    start, ready = request.GET.get("from", ""), guidance.questionnaires()
    if start in ready:
        return _draw(request, {**guidance.filled(ready[start]), "roles": ["importer", "exporter"]})
    if start == _BY_HAND:
        return _draw(request, {"roles": ["importer", "exporter"], "questions": [{}]})
    return render(request, "surveys/start.html", {"ready": ready.values(), "by_hand": _BY_HAND})


def _draw(
    request: HttpRequest, values: dict[str, Any], problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponseBase:
    page = forms.view(guidance.SurveyForm, values, problems)
    shown = (
        replace(group, nodes=tuple(node for node in group.nodes if node.name not in _HIDDEN)) for group in page.groups
    )
    context = {"form": replace(page, groups=tuple(shown)), "template": values.get("template", "")}
    return render(request, "surveys/open.html", context, status=status)


urlpatterns = [path("open-survey", new, name="open-survey")]
