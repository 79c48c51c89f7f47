"""``/promises``: every limit that operators published, and how it was kept; for everybody. One operator, by month."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.text import Text
from kouan.modules.parties.public import viewer_of
from kouan.modules.timing.public import promises
from kouan.web.navigation import Entry
from kouan.web.pages.timing.asked import as_of
from kouan.web.pages.timing.doors import told
from kouan.web.pages.timing.promises import method
from kouan.web.pages.timing.promises.lines import Asked, asked, by_operator, lines, monthly
from kouan.web.pages.timing.promises.unpublished import without_limits
from kouan.web.pages.timing.promises.words import TOOLS


@told
def board(request: HttpRequest) -> HttpResponseBase:
    """All operators; ``?month=2026-03`` one month, ``?format=xlsx|csv|json`` for machines."""
    found = promises.board()
    wanted = asked(request, found)
    rows = lines(found, wanted.span)
    file = method.download(request, found, "promises", rows)
    if file:
        return file
    judged = [each for each in rows if each.is_measured and each.kept.n]
    context = {
        **_context(request, found, wanted),
        "operators": list(by_operator(rows)),
        "judged": len(judged),
        "kept": sum(each.verdict in ("kept", "unbroken") for each in judged),
        "broken": sum(each.verdict == "not-kept" for each in judged),
        "model": promises.model(),
        "known": promises.operations(),
        "silent": without_limits(found) if viewer_of(request).kind == "port-office" else [],
    }
    return render(request, "timing/promises/board.html", context)


@told
def operator(request: HttpRequest, code: str) -> HttpResponseBase:
    """The limits of one operator, month by month, and those that have ended."""
    found = promises.board()
    wanted = asked(request, found)
    rows = [each for each in lines(found, wanted.span, every=True) if each.limit.operator == code]
    if not rows:
        raise Http404
    months = [(each, monthly(found, each, wanted.span)) for each in rows]
    file = method.download(request, found, f"promises-{code}", [one for _, each in months for one in each] or rows)
    context = {**_context(request, found, wanted), "code": code, "operator": rows[0].operator, "limits": months}
    return file or render(request, "timing/promises/operator.html", context)


def _context(request: HttpRequest, found: promises.Board, wanted: Asked) -> dict[str, Any]:
    return {
        **TOOLS,
        **as_of(found),
        "asked": wanted,
        "board": found,
        "behind_it": viewer_of(request).kind == "port-office",
        "definition": method.METHOD,
    }


navigation = (
    Entry(
        Text("时限承诺", "Promises"),
        "promises",
        ("public", "port-office"),
        order=29,
        about=Text(
            "码头、理货、查验单位公布的作业时限和承诺比例，逐月兑现得怎样。",
            "The time limits that terminals, tally firms and agencies publish, and how they keep them.",
        ),
        answers=("shenzhen-2019#9", "xiamen-2022#17", "haiyang-2020#7", "haiyang-2020#8"),
    ),
)
urlpatterns = [path("promises", board, name="promises"), path("promises/<str:code>", operator, name="promises-of")]
