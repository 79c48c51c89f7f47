"""``/our-limits``: where an operator publishes its time limits, changes them from a day on, and withdraws them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from kouan.engine import Refused
from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.modules.timing.public import may_pledge, promises
from kouan.runtime.log import Conflict
from kouan.web.doors import signed_in
from kouan.web.language import pick
from kouan.web.navigation import Entry
from kouan.web.pages.timing.promises.words import TOOLS
from kouan.web.refused import by_field, day

_LABEL = Text("作业时限", "Time limits")
_UNITS = (
    ("minutes", Text("分钟", "minutes")),
    ("hours", Text("小时", "hours")),
    ("same-day", Text("当日办结", "the same day")),
    ("boxes-an-hour", Text("箱/小时", "boxes an hour")),
    ("share", Text("只承诺比例", "share only")),
)
_DAYS = (
    ("working", Text("工作日，按所填时段", "Working days, in the hours given")),
    ("every", Text("每天，按所填时段", "Every day, in the hours given")),
)
_PUBLISHED = Text("已公布，从 {day} 起按此衡量。", "Published; cases are held against it from {day}.")
_WITHDRAWN = Text("已撤回，从 {day} 起不再有这项时限。", "Withdrawn; from {day} there is no such limit.")
_HOURS = "08:30-12:00 13:30-17:30"


@signed_in
def our_limits(request: HttpRequest) -> HttpResponseBase:
    """What we have published; administrators publish more. For those of whom nothing can be published: 404."""
    me = _pledging(request)
    wrong: Mapping[str, Text] = {}
    if request.method == "POST":
        try:
            since = day(request.POST, "since")
            promises.publish(me, _draft(request.POST, since))
        except (Refused, Conflict) as error:
            wrong = _told(error)
        else:
            return _done(request, _PUBLISHED.fill(day=since.isoformat()))
    return render(request, "timing/promises/ours.html", _context(request, me, wrong), status=422 if wrong else 200)


@signed_in
@require_POST
def withdraw(request: HttpRequest) -> HttpResponseBase:
    """A limit holds no more from a day on."""
    me = _pledging(request)
    try:
        since = day(request.POST, "until", where="")
        promises.withdraw(me, request.POST.get("operation", ""), since)
    except (Refused, Conflict) as error:
        for message in _told(error).values():
            messages.error(request, pick(message))
        return HttpResponseRedirect(reverse("our-limits"), status=303)
    return _done(request, _WITHDRAWN.fill(day=since.isoformat()))


def _pledging(request: HttpRequest) -> Viewer:
    me = viewer_of(request)
    if not may_pledge(me):
        raise Http404
    return me


def _draft(post: QueryDict, since: date) -> promises.Draft:
    words = {name: post.get(name, "").strip() for name in ("amount", "unit", "days", "hours")}
    return promises.Draft(
        operation=post.get("operation", ""),
        limit=f"{words['amount']} {words['unit']}".strip(),
        pledged=post.get("pledged", "").strip(),
        since=since,
        publication=post.get("publication", "").strip(),
        clock=f"{words['days']} {words['hours']}" if words["days"] else "",
        address=post.get("address", "").strip(),
    )


def _context(request: HttpRequest, me: Viewer, wrong: Mapping[str, Text]) -> dict[str, Any]:
    can, today = may_pledge(me), local_date(now())
    codes = {each.code for each in can}
    held = promises.limits_of(me.party)
    return {
        **TOOLS,
        "held": [each for each in held if each.until is None or each.until > today],
        "over": [each for each in held if each.until is not None and each.until <= today],
        "known": promises.operations(),
        "operations": [
            (each.code, Text(f"{each.stage.zh}：{each.title.zh}", f"{each.stage.en}: {each.title.en}")) for each in can
        ],
        "units": _UNITS,
        "days": _DAYS,
        "hours_hint": _HOURS,
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "model": promises.model(),
        "alike": [each for each in promises.model().limits if each.operation in codes],
        "typed": request.POST if wrong else {},
        "wrong": wrong,
    }


def _told(error: Refused | Conflict) -> dict[str, Text]:
    names = {"limit": "amount", "clock": "hours"}
    return {names.get(name, name): message for name, message in by_field(error).items()}


def _done(request: HttpRequest, words: Text) -> HttpResponseBase:
    messages.success(request, pick(words))
    return HttpResponseRedirect(reverse("our-limits"), status=303)


navigation = (
    Entry(
        _LABEL,
        "our-limits",
        ("trader", "terminal", "agency"),
        order=80,
        wanted=lambda viewer: bool(may_pledge(viewer)),
        answers=("shenzhen-2019#9", "xiamen-2022#17"),
    ),
)
urlpatterns = [
    path("our-limits", our_limits, name="our-limits"),
    path("our-limits/withdraw", withdraw, name="withdraw-limit"),
]
