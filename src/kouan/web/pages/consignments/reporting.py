"""``/report/<verb>``: a form for everything that can be reported, filled in as far as the link that led here knows."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from kouan.blueprint import Form, Problem, parse
from kouan.blueprint.describe import fields
from kouan.engine import Refused
from kouan.kernel.clock import SHANGHAI, now
from kouan.kernel.text import Text
from kouan.modules.consignments.public import VERBS, Verb, manifest_said
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.runtime.log import Conflict
from kouan.web import forms
from kouan.web.language import pick
from kouan.web.pages.consignments.seen import address, context, known

_DONE = Text("{verb}：{what} 已报送。", "{verb}: {what} is reported.")


@known
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, verb: str) -> HttpResponseBase:
    """Draw the form, or take it and go on to the page of what it was about."""
    viewer, asked = viewer_of(request), VERBS.get(verb)
    if asked is None or not viewer.scopes & asked.scopes:
        raise Http404
    if request.method == "GET":
        return _draw(request, asked, _filled(viewer, asked, request.GET.dict()))
    entry = forms.read(asked.form, request.POST)
    if entry.edited:
        return _draw(request, asked, entry.values)
    return _take(request, viewer, asked, entry.values)


def _filled(viewer: Viewer, asked: Verb[Any, Any], given: dict[str, str]) -> dict[str, Any]:
    """What the link says; a manifest already sent is filled in whole, to be changed."""
    form: type[Form] = asked.form
    names = {field.name for field in fields(form)}
    values: dict[str, Any] = {name: value for name, value in given.items() if name in names}
    if asked.name == "register-manifest" and "bill" in values:
        values = manifest_said(viewer, values["bill"])
    return {"happened_at": f"{now().astimezone(SHANGHAI):%Y-%m-%dT%H:%M}+08:00", **values}


def _take(request: HttpRequest, viewer: Viewer, asked: Verb[Any, Any], values: dict[str, Any]) -> HttpResponseBase:
    parsed = parse(asked.form, values)
    if parsed.problems:
        return _draw(request, asked, values, parsed.problems, status=422)
    try:
        row = asked(viewer, parsed.filing)
    except Refused as refused:
        return _draw(request, asked, values, refused.problems, status=422)
    except Conflict as conflict:
        return _draw(request, asked, values, (Problem("conflict", "", conflict.message, ""),), status=409)
    messages.success(request, pick(_DONE.fill(verb=asked.title, what=str(row))))
    return HttpResponseRedirect(address(row), status=303)


def _draw(
    request: HttpRequest,
    asked: Verb[Any, Any],
    values: dict[str, Any],
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponseBase:
    page = _without_number(forms.view(asked.form, values, problems))
    return render(request, "consignments/report.html", context(verb=asked, form=page), status=status)


def _without_number(page: forms.FormView) -> forms.FormView:
    """People do not number their messages; machines do."""
    groups = (
        replace(group, nodes=tuple(node for node in group.nodes if node.name != "message_id")) for group in page.groups
    )
    return replace(page, groups=tuple(groups))


urlpatterns = [path("report/<slug:verb>", report, name="report")]
