"""Every component with sample data, in demo mode: the place to look before and after a change of style."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from kouan.blueprint import Text, parse
from kouan.kernel.clock import now
from kouan.web import forms, samples
from kouan.web.bars import STATES, State
from kouan.web.language import pair
from kouan.web.markup import badge
from kouan.web.tables import Column, Empty, Filter, Table, respond

_AGENCIES = (("customs", samples.CUSTOMS), ("msa", samples.MARITIME), ("border", samples.BORDER))
_GOODS = (Text("医疗器械", "Medical devices"), Text("鲜苹果", "Fresh apples"), Text("鲜葡萄", "Fresh grapes"))
_ROWS = 10_000


def _row(number: int) -> dict[str, Any]:
    return {
        "number": f"20262570{number:010d}",
        "goods": _GOODS[number % 3],
        "agency": _AGENCIES[number % 3],
        "filed": now() - timedelta(minutes=37 * number),
        "due": now() + timedelta(minutes=23 * number - 120),
        "weight": Decimal(number * 37 % 2641) * 10,
        "fresh": number % 3 != 0,
    }


def _state(row: dict[str, Any]) -> str:
    state: State = "late" if row["due"] < now() else "running"
    return badge(STATES[state], "bad" if state == "late" else "brand")


def _filed(rows: list[dict[str, Any]], span: tuple[Any, Any]) -> list[dict[str, Any]]:
    start, end = span
    return [
        row
        for row in rows
        if (start is None or row["filed"].date() >= start) and (end is None or row["filed"].date() <= end)
    ]


_SAMPLE: Table[dict[str, Any]] = Table(
    key="sample",
    title=Text("示例队列", "Sample queue"),
    columns=(
        Column("number", Text("编号", "Number"), lambda row: row["number"], sort=True),
        Column("goods", Text("货物", "Goods"), lambda row: row["goods"], sort=True),
        Column("agency", Text("办理单位", "Agency"), lambda row: row["agency"][1], sort=True),
        Column("filed", Text("提交", "Filed"), lambda row: row["filed"], sort=True),
        Column("due", Text("应办结", "Due"), lambda row: row["due"], sort=True),
        Column("weight", Text("净重（千克）", "Net weight, kg"), lambda row: row["weight"], sort=True, number=True),
        Column("state", Text("状态", "State"), lambda row: row["due"] < now(), html=_state),
    ),
    filters=(
        Filter("q", Text("搜索", "Search"), lambda rows, q: [row for row in rows if q in row["number"]], kind="search"),
        Filter(
            "agency",
            Text("办理单位", "Agency"),
            lambda rows, code: [row for row in rows if row["agency"][0] == code],
            choices=_AGENCIES,
        ),
        Filter("filed", Text("提交日期", "Filed"), _filed, kind="dates"),
    ),
    order="due",
    page_size=12,
    urgent=lambda row: bool(row["fresh"] and row["due"] < now()),
    empty=Empty(Text("没有待办", "Nothing to do"), Text("新的申报到达时会出现在这里。", "New filings appear here.")),
)


def style(request: HttpRequest) -> HttpResponseBase:
    """The sheet of all components; nothing that is posted here is kept."""
    if not settings.KOUAN_DEMO:
        raise Http404
    posted = request.method == "POST"
    entry = forms.read(samples.Sample, request.POST) if posted else forms.Entry(samples.TYPED, edited=False)
    problems = () if entry.edited else (*parse(samples.Sample, entry.values).problems, samples.WARNING)
    if posted:
        messages.success(request, pair("已收到；这一页什么都不保存。", "Received; this page keeps nothing."))
    context = {
        "form": forms.view(samples.Sample, entry.values, problems),
        "bars": samples.bars(now()),
        "happenings": samples.happenings(now()),
        "holds": samples.holds(now()),
        "charts": samples.charts(now().replace(minute=0)),
        "soon": now() + timedelta(minutes=42),
        "later": now() + timedelta(hours=1, minutes=42, seconds=30),
        "late": now() - timedelta(hours=3, minutes=20, seconds=30),
    }
    return respond(request, _SAMPLE, [_row(number) for number in range(1, _ROWS + 1)], "style/index.html", context)


urlpatterns = [path("style", style, name="style")]
