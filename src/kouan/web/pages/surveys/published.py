"""``/survey-results``: what firms said, for everybody: counts and means from which no firm can be told."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import ROLES
from kouan.web import exports
from kouan.web.charts import Chart, Series
from kouan.web.navigation import Entry
from kouan.web.pages.surveys.words import HIDDEN, METHOD, TOOLS, figure
from kouan.web.tables import Column

_TOO_FEW = Text("未公布", "not shown")
_UNTOLD = Text("{choice}（未公布）", "{choice} (not shown)")


def all_results(request: HttpRequest) -> HttpResponseBase:
    """Every survey whose results are published."""
    rows = [(row, row.answers.count(), from_micros(row.published_at or 0)) for row in guidance.published_surveys()]
    return render(request, "surveys/published.html", {**TOOLS, "rows": rows})


def one_result(request: HttpRequest, name: str) -> HttpResponseBase:
    """One; ``?format=xlsx|csv`` as a file."""
    row = guidance.published_surveys().filter(pk=name).first()
    if row is None:
        raise Http404
    answers = guidance.answers_to(row)
    asked = [each for each in guidance.questions(row) if each.kind != "text"]
    shown = [guidance.shown(guidance.result(each, answers, row.told["population"])) for each in asked]
    wanted = request.GET.get("format")
    if wanted in exports.FORMATS:
        return exports.download(wanted, f"survey-results-{row.id}", _COLUMNS, _lines(shown))
    context = {
        **TOOLS,
        "row": row,
        "told": row.told,
        "answered": len(answers),
        "published_at": from_micros(row.published_at or 0),
        "means": [each for each in shown if each.question.kind in ("scale", "number")],
        "charts": [(each, _chart(each)) for each in shown if each.cells and not _is_blank(each)],
        "blank": [each for each in shown if each.question.kind in ("choice", "several") and _is_blank(each)],
        "tally": guidance.tally(guidance.problems_of(row.id)),
        "roles": [ROLES[role] for role in row.told["roles"]],
        "method": (*METHOD, HIDDEN),
    }
    return render(request, "surveys/result.html", context)


def _is_blank(shown: guidance.Shown) -> bool:
    return all(n is None for _, n in shown.cells)


def _chart(shown: guidance.Shown) -> Chart:
    """Bars of what may be shown; what may not says so, or it would look like nobody's choice."""
    question = shown.question
    return Chart(
        kind="bar",
        title=question.title,
        unit=Text("家", "firms"),
        axis=question.unit if question.kind == "number" else Text("选项", "Choice"),
        categories=[words if n is not None else _UNTOLD.fill(choice=words) for words, n in shown.cells],
        series=[Series(Text("单位", "Firms"), [n for _, n in shown.cells])],
        horizontal=question.kind not in ("scale", "number"),
        note=Text(f"{shown.n} 家作答", f"{shown.n} answered"),
    )


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────
Line = tuple[guidance.Shown, Text | None, int | None]


def _lines(shown: list[guidance.Shown]) -> list[Line]:
    return [line for each in shown for line in ((each, None, None), *((each, words, n) for words, n in each.cells))]


def _count(line: Line) -> Any:
    _, choice, n = line
    return None if choice is None else _TOO_FEW if n is None else n


def _bound(line: Line, at: int) -> str | None:
    shown, choice, _ = line
    return figure(shown.interval[at]) if choice is None and shown.interval else None


_COLUMNS: tuple[Column[Line], ...] = (
    Column("question", Text("问题", "Question"), lambda line: line[0].question.title),
    Column("answered", Text("作答", "Answered"), lambda line: _TOO_FEW if line[0].n is None else line[0].n),
    Column("choice", Text("选项", "Choice"), lambda line: line[1]),
    Column("count", Text("家数", "Firms that chose it"), _count),
    Column("unit", Text("单位量", "Unit"), lambda line: line[0].question.unit),
    Column(
        "mean", Text("平均", "Mean"), lambda line: None if line[1] or line[0].mean is None else figure(line[0].mean)
    ),
    Column("low", Text("95 % 区间下限", "95 % interval from"), lambda line: _bound(line, 0)),
    Column("high", Text("95 % 区间上限", "95 % interval to"), lambda line: _bound(line, 1)),
)

navigation = (
    Entry(
        Text("企业问卷结果", "What firms say"),
        "survey-results",
        ("reference",),
        order=60,
        about=Text(
            "企业怎样评价通关，反映了哪些问题，解决了多少。",
            "How firms judge clearance, what they raised, and how much was solved.",
        ),
        answers=("shenzhen-2019#25", "shenzhen-2019#26"),
    ),
)
urlpatterns = [
    path("survey-results", all_results, name="survey-results"),
    path("survey-results/<str:name>", one_result, name="survey-result"),
]
