"""``/timing/months/<month>``: the monthly report as a page, as PDF and as XLSX, with the method it was made by."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.clock import from_micros, now
from kouan.modules.timing.public import figures
from kouan.web.pages.timing import definition, report
from kouan.web.pages.timing.asked import asked, upto_of
from kouan.web.pages.timing.chapters import Chapter, chapters
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.overview import compressed, trend
from kouan.web.pages.timing.words import TOOLS


@analysts
def month(request: HttpRequest, name: str) -> HttpResponseBase:
    """The studies that are reported every month, in one month; 404 of a month that has not begun."""
    wanted = figures.period(name, now())
    if wanted is None or wanted.name != name or not name[:1].isdigit() or wanted.first > now():
        raise Http404
    told = chapters(wanted, upto_of(request))
    return _file(request, wanted, told) or render(request, "timing/month.html", _context(request, wanted, told))


def _context(request: HttpRequest, wanted: figures.Period, told: Sequence[Chapter]) -> dict[str, Any]:
    first = told[0].standing
    following = figures.period(figures.month_of(wanted.end), now())
    assert following
    return {
        **TOOLS,
        "asked": asked(request),
        "month": wanted,
        "chapters": told,
        "trend": trend,
        "compressed": compressed,
        "before": figures.before(wanted),
        "following": following if following.first <= now() else None,
        "position": first.position,
        "recorded": from_micros(first.recorded),
        "behind": first.behind,
        "demo_data": first.demo,
        "running": wanted.until > first.recorded,
        "percentiles": definition.PERCENTILES,
        "membership": definition.MEMBERSHIP,
        "holding": definition.HOLDING,
    }


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _file(request: HttpRequest, wanted: figures.Period, chapters: Sequence[Chapter]) -> HttpResponseBase | None:
    kind = request.GET.get("format")
    if kind == "json":
        return _json(chapters)
    if kind not in report.FORMATS:
        return None
    made = report.made(kind, wanted, chapters)
    return FileResponse(BytesIO(made), as_attachment=True, filename=f"timing-{wanted.name}.{kind}")


def _json(chapters: Sequence[Chapter]) -> HttpResponseBase:
    said = [
        definition.provenance(each.standing) | {"figures": each.stages, "held": each.held, "same_day": each.rates}
        for each in chapters
    ]
    return JsonResponse({"studies": said}, encoder=definition.Encoder, json_dumps_params={"ensure_ascii": False})


urlpatterns = [path("timing/months/<str:name>", month, name="timing-month")]
