"""``/timing/alerts``: alert rules and what they ring for; and what passed every check and waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.text import Text
from kouan.modules.timing.public import catalogue, figures
from kouan.web import exports
from kouan.web.pages.timing import definition, released
from kouan.web.pages.timing.asked import Asked, as_of, asked, periods
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.words import TOOLS, hours
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Alert, Raised

_UNITS = {
    "days": Text("{n} 天", "{n} days"),
    "hours": Text("{n} 小时", "{n} h"),
    "percentile": Text("第 {n} 百分位（本系统自定）", "{n}th percentile (ours)"),
}
_NO_LIMIT = Text("不得发生", "must not happen")
_UNSAID = Text("来源未写明", "not said")


@analysts
def alerts(request: HttpRequest) -> HttpResponseBase:
    """All rules with counts; ``?format=xlsx|csv|json`` for them, with ``rows=released`` for what waited for a click."""
    wanted = asked(request)
    found = figures.alarms(wanted.period, wanted.upto)
    waiting = _longest([*released.waiting(), *released.boxes()]) if wanted.upto is None else []
    past = _longest([*map(released.past, found.clicks), *released.lifted(found.lifts)])
    file = _file(request, found, [*waiting, *past])
    return file or render(request, "timing/alerts.html", _context(wanted, found, waiting, past))


def _longest(left: Sequence[released.Left]) -> Sequence[released.Left]:
    return sorted(left, key=lambda each: -each.us)


def _context(
    wanted: Asked, found: figures.Alarms, waiting: Sequence[released.Left], past: Sequence[released.Left]
) -> dict[str, Any]:
    measured = [each for each in found.rules if each.alert.study]
    return {
        **about(wanted, found),
        "groups": [
            (title, [each for each in found.rules if each.alert.group == code])
            for code, title in catalogue().groups.items()
        ],
        "measured": len(measured),
        "every": len(found.rules),
        "ringing": sum(1 for each in measured if each.waiting),
        "units_ringing": len({unit.unit for each in measured for unit in each.waiting}),
        "threshold": threshold,
        "address_of": lambda rung, **more: wanted.address("timing-alert", rung.alert.code, by="", **more),
        "waiting": waiting,
        "past": past,
        "counted": _counted,
        "lost": sum(each.us for each in past),
        "by_itself": found.by_itself,
        "slowest": max((each.us for each in found.by_itself), default=0),
        "files_address": lambda format: wanted.address("timing-alerts", by="", format=format),
        "released_files": lambda format: wanted.address("timing-alerts", by="", rows="released", format=format),
    }


def _counted(left: Sequence[released.Left]) -> Text:
    """``2 件、3 箱``."""
    boxes = sum(1 for each in left if each.kind == released.BOX)
    return Text("{cases} 件、{boxes} 箱", "cases: {cases}, boxes: {boxes}").fill(cases=len(left) - boxes, boxes=boxes)


def about(wanted: Asked, found: figures.Alarms) -> dict[str, Any]:
    """What pages of alerts have in common."""
    standing = wanted.standing
    return {
        **TOOLS,
        **as_of(standing),
        "position": found.position,
        "asked": wanted,
        "catalogue": catalogue(),
        "periods": list(periods(wanted.period)),
    }


def threshold(alert: Alert) -> Text:
    """What a rule allows, in words."""
    if alert.before:
        return _NO_LIMIT
    return _UNITS[alert.measure].fill(n=alert.threshold) if alert.threshold else _UNSAID


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _file(request: HttpRequest, found: figures.Alarms, left: Sequence[released.Left]) -> HttpResponseBase | None:
    form = request.GET.get("format")
    if form in exports.FORMATS:
        if request.GET.get("rows") == "released":
            return exports.download(form, "released", released.COLUMNS, left)
        return exports.download(form, "alerts", _RULES, found.rules)
    if form == "json":
        return as_json({"position": found.position, "rules": list(map(plain, found.rules)), "released": left})
    return None


def as_json(said: dict[str, Any]) -> HttpResponseBase:
    """For machines."""
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False}, encoder=definition.Encoder)


def plain(rung: figures.Rung) -> dict[str, Any]:
    """A rule for machines; counts are null where nothing is measured."""
    rule, measured = rung.alert, rung.alert.study is not None
    return {
        **{"code": rule.code, "title": rule.title.as_json(), "group": rule.group, "measure": rule.measure},
        **{"threshold": rule.threshold or None, "own_threshold": rule.own, "limit_us": rung.limit},
        "sha256": rule.study.digest if rule.study else None,
        "waiting": len(rung.waiting) if measured else None,
        "past": len(rung.past) if measured else None,
        "unmeasured": rule.unmeasured.as_json() if rule.unmeasured else None,
    }


def _count(rung: figures.Rung, rows: Sequence[Raised]) -> int | Text:
    return len(rows) if rung.alert.study else Text("未计量", "not measured here")


_RULES: tuple[Column[figures.Rung], ...] = (
    Column("code", Text("代码", "Code"), lambda each: each.alert.code),
    Column("title", Text("规则", "Rule"), lambda each: each.alert.title),
    Column("group", Text("类别", "Group"), lambda each: catalogue().groups[each.alert.group]),
    Column("threshold", Text("阈值", "Threshold"), lambda each: threshold(each.alert)),
    Column("limit", Text("本期阈值（小时）", "Threshold now, h"), lambda each: hours(each.limit)),
    Column("waiting", Text("正在超限", "Beyond it now"), lambda each: _count(each, each.waiting)),
    Column("past", Text("本期内曾超限", "In the period"), lambda each: _count(each, each.past)),
    Column("why", Text("未计量的原因", "Why not measured"), lambda each: each.alert.unmeasured or ""),
    Column("source", Text("来源", "Source"), lambda _: catalogue().source),
    Column("verified", Text("已核实", "Verified"), lambda _: catalogue().verified),
    Column("sha256", Text("口径哈希", "SHA-256"), lambda each: each.alert.study.digest if each.alert.study else ""),
)
urlpatterns = [
    path("timing/alerts", alerts, name="timing-alerts"),
]
