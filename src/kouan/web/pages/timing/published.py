"""``/times``: the port's clearance times by month, for everybody; what is of too few is not told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.text import Text
from kouan.modules.timing.public import figures, presets
from kouan.web.charts import Chart
from kouan.web.navigation import Entry
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import as_of
from kouan.web.pages.timing.doors import told
from kouan.web.pages.timing.overview import compressed
from kouan.web.pages.timing.trends import bands
from kouan.web.pages.timing.words import TOOLS, hours, unit_text
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Figure, Study

LEAST = 5
"""Of fewer units in a month nothing is told: the figure would be some firm's."""
PUBLISHED = ("cn-overall-import", "cn-overall-export")


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a study. ``few``: of so few units that their times are not told; then all below is None."""

    name: str
    n: int
    few: bool
    median: int | None
    p90: int | None
    mean: float | None
    compression: float | None
    figure: Figure


@dataclass(frozen=True, slots=True)
class Part:
    """One direction: its months, drawn and in a table."""

    study: Study
    unit: Text
    months: Sequence[Month]
    chart: Chart | None
    baseline: Text
    definition: Sequence[tuple[Text, Text | str]]


@told
def times(request: HttpRequest) -> HttpResponseBase:
    """Import and export; ``?study=…&format=csv|json|xlsx`` for machines."""
    known = presets()
    standings = [figures.standing(known[code]) for code in PUBLISHED if code in known]
    parts = [_part(each) for each in standings]
    for standing, part in zip(standings, parts, strict=True):
        if request.GET.get("study") == part.study.code:
            rows = [_plain(each) for each in part.months] if request.GET.get("format") == "json" else part.months
            file = definition.download(request, standing, f"times-{part.study.code}", _COLUMNS, rows)
            if file:
                return file
    context = {
        **TOOLS,
        **as_of(standings[0]),
        "parts": parts,
        "least": LEAST,
        "compressed": compressed,
        "percentiles": definition.PERCENTILES,
    }
    return render(request, "timing/times.html", context)


def _part(standing: figures.Standing) -> Part:
    study = standing.study
    rows = [each for each in figures.by_month(standing) if each.stage == study.overall.name]
    months = [_month(each) for each in rows]
    return Part(
        study=study,
        unit=unit_text(study),
        months=months[::-1],
        chart=bands(study, study.overall.title, [each.name for each in months], months),
        baseline=definition.baseline(study),
        definition=list(definition.told(study)),
    )


def _month(each: Figure) -> Month:
    if each.n < LEAST:
        return Month(each.value, each.n, True, None, None, None, None, each)
    return Month(each.value, each.n, False, each.median, each.p90, each.mean, each.compression, each)


def _plain(month: Month) -> dict[str, Any]:
    """A month for machines; times in microseconds."""
    names = ("few", "median", "p90", "mean", "compression")
    return {"month": month.name, "n": None if month.few else month.n, **{name: getattr(month, name) for name in names}}


_COLUMNS: tuple[Column[Month], ...] = (
    Column("month", Text("月份", "Month"), lambda each: each.name),
    Column("n", Text("票数", "Number"), lambda each: f"< {LEAST}" if each.few else each.n),
    Column("median", Text("中位数（小时）", "Median, h"), lambda each: hours(each.median)),
    Column("p90", Text("第 90 百分位（小时）", "90th percentile, h"), lambda each: hours(each.p90)),
    Column("mean", Text("平均（小时）", "Mean, h"), lambda each: hours(each.mean)),
)

navigation = (
    Entry(
        Text("通关时间", "Clearance times"),
        "times",
        order=28,
        about=Text(
            "每月进出口要多久：中位数、第 90 百分位和 2017 年的水平，怎样算出、下载复算。",
            "How long import and export took each month, beside 2017; how it is counted, and the data to check it.",
        ),
        answers=("shenzhen-2019#10", "haiyang-2020#20"),
    ),
)
urlpatterns = [path("times", times, name="times")]
