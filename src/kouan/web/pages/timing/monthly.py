"""``/timing/months/<month>``: the monthly report, to print on A4 and as XLSX, with the method it was made by."""

from collections.abc import Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from xlsxwriter import Workbook

from kouan.kernel.clock import from_micros, now
from kouan.kernel.text import Text
from kouan.modules.timing.public import Figure, Held, Study, figures, presets
from kouan.web.language import pick
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import Asked, asked, upto_of
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.overview import COLUMNS, Share, compressed, shares_of, trend
from kouan.web.pages.timing.words import TOOLS, hours, period_title, unit_text

REPORTED = ("cn-overall-import", "cn-overall-export", "cn-port-release-import", "cn-port-release-export")
_BOOK = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One study in the month, beside the month before."""

    study: Study
    unit: Text
    asked: Asked
    standing: figures.Standing
    stages: Sequence[Figure]
    earlier: dict[str, Figure]
    held: Sequence[Held]
    shares: Sequence[Share]
    definition: Sequence[tuple[Text, Text | str]]

    @property
    def whole(self) -> Figure:
        """The overall time."""
        return next(each for each in self.stages if each.stage == self.study.overall.name)


@analysts
def month(request: HttpRequest, name: str) -> HttpResponseBase:
    """The studies that are reported every month, in one month; 404 of a month that has not begun."""
    wanted = figures.period(name, now())
    if wanted is None or wanted.name != name or not name[:1].isdigit() or wanted.first > now():
        raise Http404
    chapters = [_chapter(presets()[code], wanted, upto_of(request)) for code in REPORTED if code in presets()]
    if request.GET.get("format") == "xlsx":
        return _xlsx(name, chapters)
    if request.GET.get("format") == "json":
        return _json(chapters)
    return render(request, "timing/month.html", _context(request, wanted, chapters))


def _context(request: HttpRequest, wanted: figures.Period, chapters: Sequence[Chapter]) -> dict[str, Any]:
    first = chapters[0].standing
    following = figures.period(figures.month_of(wanted.end), now())
    assert following
    return {
        **TOOLS,
        "asked": asked(request),
        "month": wanted,
        "chapters": chapters,
        "trend": trend,
        "compressed": compressed,
        "before": figures.before(wanted),
        "following": following if following.first <= now() else None,
        "position": first.position,
        "recorded": from_micros(first.recorded),
        "behind": first.behind,
        "demo_data": first.demo,
        "made_at": now(),
        "running": wanted.end > now(),
        "percentiles": definition.PERCENTILES,
        "membership": definition.MEMBERSHIP,
        "holding": definition.HOLDING,
    }


def _chapter(study: Study, wanted: figures.Period, upto: int | None) -> Chapter:
    of_study = Asked(study, wanted, upto=upto)
    standing = of_study.standing
    held = figures.held(standing, wanted)
    return Chapter(
        study=study,
        unit=unit_text(study),
        asked=of_study,
        standing=standing,
        stages=figures.taken(standing, wanted),
        earlier={each.stage: each for each in figures.taken(standing, figures.before(wanted))},
        held=held,
        shares=list(shares_of(of_study, held)),
        definition=list(definition.told(study)),
    )


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _json(chapters: Sequence[Chapter]) -> HttpResponseBase:
    said = [definition.provenance(each.standing) | {"figures": each.stages, "held": each.held} for each in chapters]
    return JsonResponse({"studies": said}, encoder=definition.Encoder, json_dumps_params={"ensure_ascii": False})


def _xlsx(name: str, chapters: Sequence[Chapter]) -> HttpResponseBase:
    """A sheet of figures, one of who held the time, one of the method."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it when it is sent
    with Workbook(file, _BOOK) as book:
        _sheet(book, Text("时效", "Times"), list(_figures(chapters)))
        _sheet(book, Text("谁占用", "Who held it"), list(_held(chapters)))
        _sheet(book, Text("方法", "Method"), list(_method(name, chapters)))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"timing-{name}.xlsx", content_type=_XLSX)


def _sheet(book: Any, title: Text, rows: Sequence[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(pick(title))
    sheet.set_column(0, 40, 18)
    for line, row in enumerate(rows):
        for at, value in enumerate(row):
            if isinstance(value, Text | str):
                sheet.write_string(line, at, pick(value))
            elif value is not None:
                sheet.write_number(line, at, value)


def _figures(chapters: Sequence[Chapter]) -> Any:
    yield (
        Text("口径", "Study"),
        *(each.title for each in COLUMNS),
        Text("前月中位数（小时）", "Median the month before, h"),
    )
    for chapter in chapters:
        for each in chapter.stages:
            before = chapter.earlier.get(each.stage)
            known = hours(before.median) if before else None
            yield (chapter.study.title, *(column.value(each) for column in COLUMNS), known)


def _held(chapters: Sequence[Chapter]) -> Any:
    yield (
        Text("口径", "Study"),
        Text("在等谁", "Waited for"),
        Text("小时", "Hours"),
        Text("占比", "Share"),
        Text("涉及", "Of"),
        Text("微秒", "Microseconds"),
    )
    for chapter in chapters:
        for each in chapter.shares:
            yield (chapter.study.title, each.title, hours(each.held.us), each.held.share, each.held.units, each.held.us)


def _method(name: str, chapters: Sequence[Chapter]) -> Any:
    for chapter in chapters:
        yield from chapter.definition
        yield ("SHA-256", chapter.study.digest)
        yield (Text("截至事件", "As of event"), chapter.standing.position)
        if chapter.standing.demo:
            yield (Text("数据", "Data"), Text("演示数据", "Demo data"))
        yield ("", "")
    wanted = figures.period(name, now())
    assert wanted
    yield (Text("月份", "Month"), period_title(wanted))


urlpatterns = [path("timing/months/<str:name>", month, name="timing-month")]
