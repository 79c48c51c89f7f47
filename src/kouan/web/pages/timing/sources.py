"""``/timing/sources``: milestones that were never reported, by who should have, and clocks that contradict others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.public import figures
from kouan.web import exports
from kouan.web.markup import link
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import Asked, as_of, asked, periods, studies_of
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.words import TOOLS, Values, hours, hours_text, percent, unit_text
from kouan.web.tables import Column, Empty, Table, respond

if TYPE_CHECKING:
    from kouan.modules.timing.public import Study

_ROLES = {
    "terminal": Text("码头", "Terminal"),
    "carrier": Text("船方", "Ship's side"),
    "trader": Text("企业", "Trader"),
    "tally": Text("理货", "Tally"),
    "customs": Text("海关", "Customs"),
}
_ALL = Text("不区分", "Not told apart")


@analysts
def sources(request: HttpRequest) -> HttpResponseBase:
    """Both tables for a study and a period; ``?format=xlsx|csv`` of the first, ``&clocks=1`` of the second."""
    wanted = asked(request)
    standing = wanted.standing
    lacks, skews = figures.lacks(standing, wanted.period), figures.skews(standing, wanted.period)
    told = [*((each.segment, each.party) for each in lacks), *((each.segment, each.party) for each in skews)]
    values = Values(wanted.study, told)
    if request.GET.get("format") in exports.FORMATS:
        clocks = request.GET.get("clocks") == "1"
        name, columns = ("clocks", _clock_columns(values)) if clocks else ("sources", _lack_columns(values))
        file = definition.download(request, standing, name, columns, skews if clocks else lacks)
        assert file
        return file
    given = {"lacks": lacks, "skews": skews, "party": lambda each: _party(values, each), "roles": _ROLES}
    return render(request, "timing/sources.html", {**_context(wanted, standing), **given})


def _context(wanted: Asked, standing: figures.Standing) -> dict[str, Any]:
    studies = [each for direction in ("import", "export") for each in studies_of(direction)]
    return {
        **TOOLS,
        **as_of(standing),
        "asked": wanted,
        "study": wanted.study,
        "studies": list({each.code: each for each in studies}.values()),
        "periods": list(periods()),
        "unit": unit_text(wanted.study),
        "definition": list(definition.told(wanted.study)),
    }


def _party(values: Values, each: Any) -> Text:
    return values.title(each.segment, each.party) if each.segment else _ALL


def _lack_columns(values: Values) -> tuple[Column[figures.Lack], ...]:
    return (
        Column("milestone", Text("节点", "Milestone"), lambda each: each.milestone.title),
        Column("role", Text("应由谁报", "To be reported by"), lambda each: _ROLES[each.role]),
        Column("party", Text("单位", "Which of them"), lambda each: _party(values, each)),
        Column("units", Text("已办完", "Done"), lambda each: each.units),
        Column("lacking", Text("缺少", "Lacking"), lambda each: each.lacking),
        Column("share", Text("缺少比例", "Share lacking"), lambda each: percent(each.share)),
    )


def _clock_columns(values: Values) -> tuple[Column[figures.Skew], ...]:
    return (
        Column("before", Text("先", "First"), lambda each: each.before.title),
        Column("after", Text("后", "Then"), lambda each: each.after.title),
        Column("party", Text("单位", "Which of them"), lambda each: _party(values, each)),
        Column("units", Text("两者都有", "Have both"), lambda each: each.units),
        Column("back", Text("先后颠倒", "The wrong way round"), lambda each: each.back),
        Column("share", Text("颠倒比例", "Share"), lambda each: percent(each.share)),
        Column("worst", Text("最多差（小时）", "At most by, h"), lambda each: hours(each.worst_us)),
    )


@analysts
def owing(request: HttpRequest, milestone: str) -> HttpResponseBase:
    """The units that lack a milestone; with ``after=…``, those of which that one is told to have come before it."""
    wanted, after = asked(request), request.GET.get("after", "")
    standing, names = wanted.standing, {each.name: each.title for each in wanted.study.milestones}
    if milestone not in names or (after and after not in names):
        raise Http404
    part = _part(request, wanted.study)
    rows = (
        figures.skewed(standing, wanted.period, (milestone, after), *part)
        if after
        else figures.lacking(standing, wanted.period, milestone, *part)
    )
    given = {**_context(wanted, standing), "title": _title(names[milestone], names.get(after))}
    return respond(request, _table(wanted, clocks=bool(after)), rows, "timing/owing.html", given)


def _part(request: HttpRequest, study: Study) -> tuple[str, str]:
    """The segment and the party that the address names."""
    segment = request.GET.get("of", "")
    return (segment, request.GET.get("party", "")) if any(each.name == segment for each in study.segments) else ("", "")


def _title(first: Text, then: Text | None) -> Text:
    if then is None:
        return Text(f"没有“{first.zh}”", f"No “{first.en}”")
    return Text(f"“{then.zh}”早于“{first.zh}”", f"“{then.en}” before “{first.en}”")


def _table(wanted: Asked, *, clocks: bool) -> Table[figures.Owing]:
    end = next(each.title for each in wanted.study.milestones if each.name == wanted.study.overall.end)
    gap: Column[figures.Owing] = Column(
        "hours",
        Text("相差（小时）", "By, h"),
        lambda row: hours(row.us),
        html=lambda row: hours_text(row.us),
        number=True,
    )
    return Table(
        key="owing",
        title=Text("货物", "Consignments"),
        columns=(
            Column("unit", Text("编号", "Number"), lambda row: row.unit, html=lambda row: _linked(wanted, row)),
            Column("end", end, lambda row: from_micros(row.end), sort=True),
            *([gap] if clocks else []),
        ),
        empty=Empty(Text("没有这样的货物", "There are none"), Text("换一个时间再看。", "Choose another period.")),
        href=lambda row: wanted.single(row.unit),
    )


def _linked(wanted: Asked, row: figures.Owing) -> str:
    return link(wanted.single(row.unit), row.unit)


urlpatterns = [
    path("timing/sources", sources, name="timing-sources"),
    path("timing/sources/<str:milestone>", owing, name="timing-owing"),
]
