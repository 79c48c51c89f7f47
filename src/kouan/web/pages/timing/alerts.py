"""``/timing/alerts``: alert rules and what they ring for; and what passed every check and waits for a person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.procedure import step_index
from kouan.kernel.clock import from_micros, local_date, now, to_micros
from kouan.kernel.text import Text
from kouan.modules.cases.public import left_to
from kouan.modules.timing.public import Alert, Click, Raised, catalogue, figures, posts, presets
from kouan.procedures import procedure
from kouan.runtime import log
from kouan.web import exports
from kouan.web.formats import local_time
from kouan.web.markup import link, second_line
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import Asked, as_of, asked, periods
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.words import TOOLS, hours, hours_text
from kouan.web.tables import Column, Empty, Table, narrow, read, view

_UNITS = {
    "days": Text("{n} 天", "{n} days"),
    "hours": Text("{n} 小时", "{n} h"),
    "percentile": Text("第 {n} 百分位（本系统自定）", "{n}th percentile (ours)"),
}
_NO_LIMIT = Text("不得发生", "must not happen")
_UNSAID = Text("来源未写明", "not said")
_STUDIES = {"import": "cn-port-release-import", "export": "cn-port-release-export"}
_CASES = "cn-overall-export"


@dataclass(frozen=True, slots=True)
class Left:
    """A case that has passed every check, for whose release a person is awaited; or was, ``until`` it came."""

    number: str
    title: Text
    step: Text
    post: Text
    since: datetime
    until: datetime | None
    us: int
    address: str


@analysts
def alerts(request: HttpRequest) -> HttpResponseBase:
    """All rules with counts; ``?format=xlsx|csv|json`` for them, with ``rows=released`` for what waited for a click."""
    wanted = asked(request)
    found = figures.alarms(wanted.period, wanted.upto)
    waiting = list(_waiting()) if wanted.upto is None else []
    past = [_past(each) for each in found.clicks]
    file = _file(request, found, [*waiting, *past])
    return file or render(request, "timing/alerts.html", _context(wanted, found, waiting, past))


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
        return _json({"rule": _plain(rung), "units": [each._asdict() for each in chosen]})
    given = {
        **_common(wanted, found),
        "rung": rung,
        "threshold": threshold(rung.alert),
        "table": view(request, table, rung.units),
        "own_definition": list(definition.told(rung.alert.study)) if rung.alert.study else [],
    }
    return render(request, "timing/alert.html", given)


def _context(wanted: Asked, found: figures.Alarms, waiting: Sequence[Left], past: Sequence[Left]) -> dict[str, Any]:
    measured = [each for each in found.rules if each.alert.study]
    return {
        **_common(wanted, found),
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
        "lost": sum(each.us for each in past),
        "by_itself": found.by_itself,
        "slowest": max((each.us for each in found.by_itself), default=0),
        "files_address": lambda format: wanted.address("timing-alerts", by="", format=format),
        "released_files": lambda format: wanted.address("timing-alerts", by="", rows="released", format=format),
    }


def _common(wanted: Asked, found: figures.Alarms) -> dict[str, Any]:
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


# ── What passed every check ──────────────────────────────────────────────────────────────────────────────────────
def _waiting() -> Iterator[Left]:
    """Cases that wait now: by the steps that are open, which the log's copy does not tell."""
    for post in posts():
        for each in left_to(post.procedure, post.step, post.after) if post.person else ():
            last = log.read(f"case/{each.case_id}")[-1]
            since = from_micros(each.case.updated_at)
            yield Left(
                each.case.number,
                procedure(post.procedure).title,
                each.title,
                _post(each.agency, each.desk),
                since,
                None,
                to_micros(now()) - each.case.updated_at,
                reverse("timing-event", args=[last.position]),
            )


def _past(click: Click) -> Left:
    found = procedure(click.procedure)
    step = step_index(found, local_date(from_micros(click.until)))[click.step]
    return Left(
        click.case,
        found.title,
        step.title,
        _post(step.by, step.desk),
        from_micros(click.since),
        from_micros(click.until),
        click.us,
        reverse("timing-event", args=[click.event]),
    )


def _post(agency: str, desk: str) -> Text:
    known = AGENCIES[agency]
    at = known.desks.get(desk)
    return Text(f"{known.title.zh} · {at.zh}", f"{known.title.en} · {at.en}") if at else known.title


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _file(request: HttpRequest, found: figures.Alarms, left: Sequence[Left]) -> HttpResponseBase | None:
    form, released = request.GET.get("format"), request.GET.get("rows") == "released"
    if form in exports.FORMATS:
        rows: Sequence[Any] = left if released else found.rules
        return exports.download(form, "released" if released else "alerts", _LEFT if released else _RULES, rows)
    if form == "json":
        return _json({"position": found.position, "rules": list(map(_plain, found.rules)), "released": found.clicks})
    return None


def _json(said: dict[str, Any]) -> HttpResponseBase:
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False}, encoder=definition.Encoder)


def _plain(rung: figures.Rung) -> dict[str, Any]:
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
_LEFT: tuple[Column[Left], ...] = (
    Column("number", Text("编号", "Number"), lambda each: each.number),
    Column("what", Text("事项", "Procedure"), lambda each: each.title),
    Column("step", Text("环节", "Step"), lambda each: each.step),
    Column("post", Text("岗位", "Post"), lambda each: each.post),
    Column("since", Text("全部通过于", "All passed"), lambda each: each.since),
    Column("until", Text("放行于", "Let go"), lambda each: each.until),
    Column("hours", Text("等待（小时）", "Waited, h"), lambda each: hours(each.us)),
)


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
    code = _STUDIES.get(row.direction or rule.study.direction) if rule.study.unit == "container-visit" else _CASES
    if code is None:
        return second_line(name, visit)
    said = link(Asked(presets()[code], wanted.period, upto=wanted.upto).single(row.unit), name)
    return second_line(said, visit) if visit else said


urlpatterns = [
    path("timing/alerts", alerts, name="timing-alerts"),
    path("timing/alerts/<str:code>", alert, name="timing-alert"),
]
