"""``/timing/alerts/<code>``: what one alert rule rings for, the longest first; each leads to its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.public import figures, presets
from kouan.web import exports
from kouan.web.formats import local_time
from kouan.web.markup import link, second_line
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.alerts import about, as_json, plain, threshold
from kouan.web.pages.timing.asked import BOX_STUDIES, Asked, asked
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.words import hours, hours_text
from kouan.web.tables import Column, Empty, Table, narrow, read, view

if TYPE_CHECKING:
    from kouan.modules.timing.public import Alert, Raised

_CASES = "cn-overall-export"


@analysts
def alert(request: HttpRequest, code: str) -> HttpResponseBase:
    """What one rule rings for, the longest first; 404 where there is no such rule."""
    wanted = asked(request)
    found = figures.alarms(wanted.period, wanted.upto)
    rung = next((each for each in found.rules if each.alert.code == code), None)
    if rung is None:
        raise Http404
    table = _table(wanted, rung)
    chosen = narrow(table, read(request, table), rung.units)
    form = request.GET.get("format")
    if form in exports.FORMATS:
        return exports.download(form, code, table.columns, chosen)
    if form == "json":
        return as_json({"rule": plain(rung), "units": [each._asdict() for each in chosen]})
    given = {
        **about(wanted, found),
        "rung": rung,
        "threshold": threshold(rung.alert),
        "table": view(request, table, rung.units),
        "own_definition": list(definition.told(rung.alert.study)) if rung.alert.study else [],
    }
    return render(request, "timing/alert.html", given)


def _table(wanted: Asked, rung: figures.Rung) -> Table[Raised]:
    rule = rung.alert
    titles = {each.name: each.title for each in rule.study.milestones} if rule.study else {}
    start, end = titles.get(rule.start, Text("", "")), titles.get(rule.end or rule.before, Text("", ""))
    return Table(
        key="raised",
        title=rule.title,
        columns=(
            Column("unit", Text("编号", "Number"), lambda row: row.unit, html=lambda row: _unit(wanted, rule, row)),
            Column("since", start, lambda row: from_micros(row.since), sort=True),
            Column(
                "until",
                end,
                lambda row: from_micros(row.until) if row.until else Text("还没有", "not yet"),
                html=lambda row: local_time(from_micros(row.until)) if row.until else "–",
            ),
            Column(
                "hours",
                Text("已过（小时）", "Hours"),
                lambda row: hours(row.us),
                sort=True,
                html=lambda row: hours_text(row.us),
                number=True,
            ),
        ),
        empty=Empty(Text("没有超限的", "Nothing is beyond it"), Text("换一个时间再看。", "Choose another period.")),
    )


def _unit(wanted: Asked, rule: Alert, row: Raised) -> str:
    """A box, a declaration or a call, which leads to its own page."""
    assert rule.study
    name, _, visit = row.unit.partition("/")
    if rule.study.unit == "vessel-call":
        return link(reverse("call", args=[row.unit]), row.unit)
    code = BOX_STUDIES.get(row.direction or rule.study.direction) if rule.study.unit == "container-visit" else _CASES
    if code is None:
        return second_line(name, visit)
    said = link(Asked(presets()[code], wanted.period, upto=wanted.upto).single(row.unit), name)
    return second_line(said, visit) if visit else said


urlpatterns = [path("timing/alerts/<str:code>", alert, name="timing-alert")]
