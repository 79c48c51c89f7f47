"""``/talks``: the port office's minutes of talks with firms, and the problems that came of each."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.engine import Refused
from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import names, organisations, viewer_of
from kouan.web.doors import port_office
from kouan.web.language import pick
from kouan.web.pages.surveys.words import TOOLS
from kouan.web.refused import by_field, day
from kouan.web.tables import Column, Empty, Table, respond

_DONE = Text("座谈会已记录。", "The talk is on record.")


@port_office
def talks(request: HttpRequest) -> HttpResponseBase:
    """All of them, the latest first."""
    return respond(request, _TABLE, guidance.talks(viewer_of(request)), "surveys/talks.html", TOOLS)


@port_office
def talk(request: HttpRequest, name: str) -> HttpResponseBase:
    """One: who was there, what was said, what was made of it."""
    me = viewer_of(request)
    row = guidance.talk(me, name)
    known = names(row.present)
    context = {
        **TOOLS,
        "row": row,
        "held_on": date.fromisoformat(row.held_on),
        "firms": [known.get(each, Text(each, each)) for each in row.present],
        "problems": list(guidance.problems(me, row.id)),
    }
    return render(request, "surveys/talk.html", context)


@port_office
def new(request: HttpRequest) -> HttpResponseBase:
    """Write one down."""
    wrong: Mapping[str, Text] = {}
    if request.method == "POST":
        try:
            name = guidance.record_talk(viewer_of(request), _minutes(request))
        except Refused as refused:
            wrong = by_field(refused)
        else:
            messages.success(request, pick(_DONE))
            return HttpResponseRedirect(reverse("talk", args=(name,)), status=303)
    context = {
        "firms": organisations().exclude(role_rows__role__in=("agency", "port-office")),
        "typed": request.POST,
        "picked": request.POST.getlist("firms"),
        "wrong": wrong,
        "today": local_date(now()),
    }
    return render(request, "surveys/new_talk.html", context, status=422 if wrong else 200)


def _minutes(request: HttpRequest) -> guidance.Minutes:
    post = request.POST
    held_on = day(post, "held_on")
    return guidance.Minutes(held_on, post.get("subject", ""), post.getlist("firms"), post.get("minutes", ""))


_TABLE: Table[Any] = Table(
    key="talks",
    title=Text("座谈会", "Talks"),
    columns=(
        Column("id", Text("编号", "Number"), lambda row: row.id, sort="id"),
        Column("subject", Text("主题", "Subject"), lambda row: row.subject, sort="subject"),
        Column("held_on", Text("日期", "Held on"), lambda row: date.fromisoformat(row.held_on), sort="held_on"),
        Column("firms", Text("到场单位", "Firms there"), lambda row: len(row.present), number=True),
    ),
    empty=Empty(
        Text("还没有座谈会", "No talks yet"), Text("开完会，把要点记在这里。", "Write down here what was said at one.")
    ),
    order="-held_on",
    href=lambda row: reverse("talk", args=(row.id,)),
)

urlpatterns = [
    path("talks", talks, name="talks"),
    path("talks/new", new, name="new-talk"),
    path("talks/<str:name>", talk, name="talk"),
]
