"""``/guide`` and ``/guide/<code>``: open to everybody, on any day's law."""

import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.procedure import APPLICANT, Procedure
from kouan.kernel.clock import local_date, now
from kouan.kernel.terms import NotInForce
from kouan.kernel.text import Text
from kouan.modules.cases.public import handling, published
from kouan.modules.parties.public import viewer_of
from kouan.procedures import procedure as procedure_of
from kouan.runtime.tabular import write_template
from kouan.web.doors import hidden, may_open
from kouan.web.exports import FORMATS
from kouan.web.navigation import Entry
from kouan.web.pages.guide import described
from kouan.web.pages.guide.catalogue import filed_by, shelves
from kouan.web.pages.guide.flowchart import picture
from kouan.web.pages.guide.told import examples


def catalogue(request: HttpRequest) -> HttpResponse:
    """All procedures by category; ``?q=`` narrows them."""
    words = request.GET.get("q", "")[:80]
    return render(request, "guide/catalogue.html", {"words": words, "shelves": shelves(_today(), words)})


@hidden
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure as it stands on a day (``?on=2021-06-01``; today where the day makes no sense)."""
    procedure = procedure_of(code)
    day, trouble = _day(procedure, request.GET.get("on", ""))
    viewer = viewer_of(request)
    context = {
        "procedure": procedure,
        "day": day,
        "today": _today(),
        "trouble": trouble,
        "lead": AGENCIES[procedure.lead].title,
        "filed_by": filed_by(procedure),
        "may_file": procedure.opens_for(viewer.party) and (not viewer.signed_in or may_open(viewer)),
        "published": published().filter(procedure=code).count() if procedure.publishes else None,
        **_described(procedure, day),
    }
    return render(request, "guide/procedure.html", context)


@hidden
def leaf(request: HttpRequest, code: str) -> HttpResponse:
    """The same on one sheet of paper, to be handed out at a counter: as it stands today."""
    procedure, today = procedure_of(code), _today()
    context = {
        "procedure": procedure,
        "today": today,
        "lead": AGENCIES[procedure.lead].title,
        "filed_by": filed_by(procedure),
        "online": APPLICANT in procedure.opened_by,
        "address": request.build_absolute_uri(reverse("guide-procedure", args=(code,))),
        **_in_brief(procedure, today),
    }
    return render(request, "guide/leaf.html", context)


def _in_brief(procedure: Procedure, day: date) -> dict[str, Any]:
    return {
        "picture": picture(procedure, day),
        "parts": described.parts(procedure),
        "documents": described.documents(procedure, day),
        "took": handling(procedure.code, now()),
    }


def _described(procedure: Procedure, day: date) -> dict[str, Any]:
    return {
        **_in_brief(procedure, day),
        "kinds": described.KINDS,
        "asked": described.asked_at_steps(procedure, day),
        "rules": [rule for rule in procedure.rules if rule.in_force(day)],
        "terms": described.terms(procedure, day),
        "versions": (procedure, *procedure.earlier),
        "examples": examples(procedure),
        "general": described.general,
        "value_text": described.value_text,
    }


@hidden
def template(request: HttpRequest, code: str) -> FileResponse:
    """The XLSX to fill in, many filings at once."""
    procedure = procedure_of(code)
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "template.xlsx"
        write_template(procedure, sheet)
        content = BytesIO(sheet.read_bytes())
    return FileResponse(content, as_attachment=True, filename=f"{code}.xlsx", content_type=FORMATS["xlsx"])


def _today() -> date:
    return local_date(now())


def _day(procedure: Procedure, asked: str) -> tuple[date, Text | None]:
    """The day asked for, if the procedure had its terms then; else today, and what was wrong."""
    try:
        day = date.fromisoformat(asked) if asked else _today()
    except ValueError:
        return _today(), Text("日期应写作 2026-03-01。", "A date is written like 2026-03-01.")
    try:
        procedure.flow_on(day)
    except NotInForce as error:
        return _today(), error.message
    return day, None


navigation = (
    Entry(
        Text("办事指南", "Service guide"),
        "guide",
        order=20,
        about=Text(
            "每个事项怎么办：填什么、带什么、谁来办、多久办完、依据哪一条。",
            "How each procedure works: what to fill in and bring, who decides, how long it takes, by which clause.",
        ),
        answers=("guangzhou-2019#13", "shenzhen-2019#10", "zhanjiang-2022#14"),
    ),
)
urlpatterns = [
    path("guide", catalogue, name="guide"),
    path("guide/<str:code>", guide, name="guide-procedure"),
    path("guide/<str:code>/leaf", leaf, name="guide-leaf"),
    path("guide/<str:code>/template.xlsx", template, name="guide-template"),
]
