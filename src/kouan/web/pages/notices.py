"""``/notices``: words to the organisation about its cases, surveys and problems; the bell counts those unread."""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.cases.public import mark_read, notices
from kouan.modules.parties.public import viewer_of
from kouan.web.bell import unread
from kouan.web.doors import signed_in
from kouan.web.language import pick
from kouan.web.markup import badge, link
from kouan.web.tables import Column, Empty, Filter, Table, respond

# Where each kind of thing that a notice can be about is shown.
_PAGES = {"case": "case", "survey": "our-survey", "problem": "problem"}
_UNREAD = Text("未读", "Unread")


@signed_in
def overview(request: HttpRequest) -> HttpResponseBase:
    """All notices, latest first."""
    viewer = viewer_of(request)
    newest = notices(viewer).values_list("id", flat=True).first()
    return respond(
        request, _TABLE, notices(viewer), "notices/list.html", {"newest": newest or 0, "unread": unread(viewer)}
    )


@signed_in
def bell(request: HttpRequest) -> HttpResponseBase:
    """The bell alone, for a page that stands open."""
    return render(request, "notices/bell_part.html", {"unread": unread(viewer_of(request))})


@signed_in
@require_POST
def read(request: HttpRequest) -> HttpResponseBase:
    """Mark as read what was on the page: what came in since stays unread."""
    upto = request.POST.get("upto", "")
    mark_read(viewer_of(request), int(upto) if upto.isdecimal() else None)
    return HttpResponseRedirect(reverse("notices"), status=303)


def _text(notice: Any) -> str:
    mark = "" if notice.read_at else badge(_UNREAD, "brand") + " "
    return mark + link(_address(notice), pick(notice.text))


def _address(notice: Any) -> str:
    return reverse(_PAGES[notice.about], args=(notice.case_id,))


_TABLE: Table[Any] = Table(
    key="notices",
    title=Text("通知", "Notices"),
    columns=(
        Column("text", Text("通知", "Notice"), lambda notice: notice.text, html=_text),
        Column("number", Text("编号", "Number"), lambda notice: notice.number, sort="number"),
        Column("at", Text("时间", "When"), lambda notice: from_micros(notice.at), sort="at"),
    ),
    filters=(
        Filter(
            "state",
            Text("状态", "State"),
            lambda rows, state: rows.filter(read_at__isnull=state == "unread"),
            choices=(("unread", _UNREAD), ("read", Text("已读", "Read"))),
        ),
    ),
    empty=Empty(
        Text("没有通知", "No notices"),
        Text("退回、提问、办结时会通知您。", "You are told when a case is returned, asked about or done."),
    ),
    order="-at",
    href=_address,
)

urlpatterns = [
    path("notices", overview, name="notices"),
    path("notices/bell", bell, name="bell"),
    path("notices/read", read, name="notices-read"),
]
