"""``/timing/consignments``: what is behind a figure, the longest first; each leads to its own events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from markupsafe import Markup

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.public import figures
from kouan.web.language import pick
from kouan.web.markup import link, second_line
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import Asked, as_of, asked, periods
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.words import TOOLS, Values, colour, hours, hours_text, unit_text
from kouan.web.tables import Column, Empty, Table, narrow, read, view

if TYPE_CHECKING:
    from kouan.modules.timing.public import Held, Study

_LEVELS = {
    "median": Text("高于中位数", "Above the median"),
    "p90": Text("高于第 90 百分位", "Above the 90th percentile"),
    "p95": Text("高于第 95 百分位", "Above the 95th percentile"),
    "limit": Text("超出目标", "Beyond the target"),
}
_HOURS = Text("小时", "Hours")
_ANY = ("", Text("全部", "All"))


@analysts
def consignments(request: HttpRequest) -> HttpResponseBase:
    """The units of a period, of one stage, narrowed by what the address says."""
    wanted, behind = asked(request), _behind(request)
    standing = wanted.standing
    rows = figures.consignments(standing, wanted.period, behind)
    values = Values(wanted.study, [pair for row in rows for pair in row.values.items()])
    table = _table(wanted, behind, values)
    chosen = narrow(table, read(request, table), rows)
    file = definition.download(request, standing, "consignments", table.columns, chosen)
    table = replace(table, columns=tuple(each for each in table.columns if _tells(each.key, wanted.study, rows)))
    if request.GET.get("format") == "json":
        file = definition.download(request, standing, "consignments", table.columns, list(map(_plain, chosen)))
    if file:
        return file
    given = _context(standing, wanted, behind, values)
    if behind.holder:
        given["waited"] = sum(row.held.get(behind.holder, 0) for row in rows)
    return render(request, "timing/consignments.html", {**given, "table": view(request, table, rows)})


def _tells(key: str, study: Study, rows: Sequence[figures.Consignment]) -> bool:
    """Whether a column belongs on the page: a segment that is the same for all of them only takes room there."""
    if all(each.name != key for each in study.segments):
        return True
    return len({row.values[key] for row in rows}) > 1


def _plain(row: figures.Consignment) -> dict[str, Any]:
    return {
        "unit": row.unit,
        "start": row.start,
        "end": row.end,
        "us": row.us,
        "held": dict(row.held),
        "values": dict(row.values),
    }


def _behind(request: HttpRequest) -> figures.Behind:
    wanted, above = asked(request), request.GET.get("above", "")
    rate = figures.rate_of(wanted.study, request.GET.get("rate", ""))
    return figures.Behind(
        figures.stage_of(wanted.study, request.GET.get("stage", "")),
        wanted.only,
        request.GET.get("holder", ""),
        above if above in figures.LEVELS and not rate else "",
        missing=request.GET.get("missing") == "1",
        rate=rate.name if rate else "",
        late=request.GET.get("late") == "1",
    )


def _context(standing: figures.Standing, wanted: Asked, behind: figures.Behind, values: Values) -> dict[str, Any]:
    study = wanted.study
    return {
        **TOOLS,
        **as_of(standing),
        "behind_log": standing.behind,
        "asked": wanted,
        "study": study,
        "unit": unit_text(study),
        "stage": figures.spanned(study, behind).title,
        "behind": behind,
        "holder": figures.holder_title(study, behind.holder) if behind.holder else None,
        "above": _LEVELS.get(behind.above),
        "level": figures.level(standing, wanted.period, behind),
        "waited": None,
        "choices": list(_choices(standing, wanted, behind, values)),
        "cleared": {"by": "", **{name: "" for name, _ in wanted.only}},
        "json_address": wanted.units(**_more(behind), format="json"),
        "definition": list(definition.told(study)),
    }


def _more(behind: figures.Behind) -> dict[str, str]:
    return {
        "stage": behind.stage,
        "holder": behind.holder,
        "above": behind.above,
        "missing": "1" if behind.missing else "",
        "rate": behind.rate,
        "late": "1" if behind.late else "",
    }


def _table(wanted: Asked, behind: figures.Behind, values: Values) -> Table[figures.Consignment]:
    study = wanted.study
    stage = figures.spanned(study, behind)
    titles = {each.name: each.title for each in study.milestones}
    return Table(
        key="consignments",
        title=Text("背后的货物", "Consignments"),
        columns=(
            Column("unit", Text("编号", "Number"), lambda row: row.unit, html=lambda row: _number(wanted, row.unit)),
            Column("start", titles[stage.start], lambda row: _moment(row.start), sort=True),
            Column("end", titles[stage.end], lambda row: _moment(row.end), sort=True),
            Column(
                "hours",
                _HOURS if behind.rate else Text(f"{stage.title.zh}（小时）", f"{stage.title.en}, h"),
                lambda row: hours(row.us),
                sort=True,
                html=lambda row: hours_text(row.us),
                number=True,
            ),
            *_waits(study, behind.holder),
            *(
                Column(each.name, each.title, lambda row, name=each.name: values.title(name, row.values[name]))  # type: ignore[misc]
                for each in study.segments
                if not each.month
            ),
        ),
        empty=Empty(
            Text("没有这样的货物", "There are none"),
            Text("放宽条件，或回到总览换一个时间。", "Loosen the filters, or choose another period in the overview."),
        ),
        href=lambda row: wanted.single(row.unit),
    )


def _waits(study: Study, holder: str) -> list[Column[figures.Consignment]]:
    """For how long the holder was waited for that the address names; else who was waited for longest."""
    if study.holders is None:
        return []
    if holder:
        title = figures.holder_title(study, holder)
        words = Text(f"等{title.zh}（小时）", f"Waited for {title.en.lower()}, h")
        of_it: Column[figures.Consignment] = Column(
            "waited",
            words,
            lambda row: hours(row.held.get(holder)),
            sort=True,
            html=lambda row: hours_text(row.held.get(holder)),
            number=True,
        )
        return [of_it]
    longest: Column[figures.Consignment] = Column(
        "longest",
        Text("等得最久的", "Waited longest for"),
        lambda row: figures.holder_title(study, row.longest) if row.longest else "",
        html=lambda row: _longest(study, row),
    )
    return [longest]


def _longest(study: Study, row: figures.Consignment) -> str:
    if not row.longest:
        return Markup("–")
    swatch = Markup('<svg class="swatch" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">')
    box = Markup('<rect class="{}" width="10" height="10" rx="2"/></svg>').format(colour(row.longest))
    words = pick(figures.holder_title(study, row.longest))
    return swatch + box + Markup(" {} <small class='quiet keep'>{}</small>").format(words, hours(row.held[row.longest]))


def _number(wanted: Asked, unit: str) -> str:
    """A box by its number, and below it the call that it came with."""
    number, _, visit = unit.partition("/")
    said = link(wanted.single(unit), number)
    return second_line(said, visit) if visit else said


def _moment(us: int | None) -> Any:
    return None if us is None else from_micros(us)


@dataclass(frozen=True, slots=True)
class Choice:
    """One select above the list. The first of its choices leaves it open, where it may be left so."""

    name: str
    label: Text
    chosen: str
    choices: Sequence[tuple[str, Text]]


def _choices(standing: figures.Standing, wanted: Asked, behind: figures.Behind, values: Values) -> Iterator[Choice]:
    study = wanted.study
    yield Choice("period", Text("时间", "Period"), wanted.period.name, list(periods(wanted.period)))
    if not behind.rate:
        yield Choice("stage", Text("环节", "Stage"), behind.stage, [(each.name, each.title) for each in study.measured])
    if study.holders:
        found = [(each.holder, _party(values, each)) for each in figures.held(standing, wanted.period, wanted.only)]
        yield Choice("holder", Text("在等谁", "Waited for"), behind.holder, [_ANY, *found])
    if not behind.rate:
        levels = list(_LEVELS.items())[: 4 if study.limit(behind.stage) else 3]
        yield Choice("above", Text("高于", "Above"), behind.above, [_ANY, *levels])
    chosen = dict(wanted.only)
    every = figures.consignments(standing, wanted.period, figures.Behind(study.overall.name))
    for segment in (each for each in study.segments if not each.month):
        known = sorted({row.values[segment.name] for row in every} - {""} | {chosen.get(segment.name, "")} - {""})
        if len(known) > 1 or segment.name in chosen:
            told = [(value, values.title(segment.name, value)) for value in known]
            yield Choice(segment.name, segment.title, chosen.get(segment.name, ""), [_ANY, *told])


def _party(values: Values, held: Held) -> Text:
    return values.party(held.holder) if held.title.zh == held.holder else held.title


urlpatterns = [path("timing/consignments", consignments, name="timing-consignments")]
