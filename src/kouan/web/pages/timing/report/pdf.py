"""The monthly report on A4, set by Typst: the words and figures of the page, the fonts within the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from kouan.kernel.text import Text
from kouan.modules.timing.public import figures
from kouan.web.language import pair, pick
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.chapters import Chapter
from kouan.web.pages.timing.report import grids
from kouan.web.pages.timing.report.grids import Grid, Percent
from kouan.web.pages.timing.words import colour_of, hours, percent, period_days, period_title

# Fonts that have Chinese, the best first; one is there on any desktop, and as fonts-noto-cjk on a server.
FONTS = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC"),
    *("Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "SimSun"),
)
_NO_FONT = Text(
    "服务器上没有中文字体，不能生成 PDF；请管理员安装 fonts-noto-cjk，或下载 XLSX。",
    "The server has no font with Chinese letters for a PDF: have fonts-noto-cjk installed, or take the XLSX.",
)
# Said once, under the method.
_COMMON = (definition.PERCENTILES, definition.MEMBERSHIP, definition.HOLDING)
# Heads that fit; the unit stands in the table's title.
_SHORT = {
    "median": Text("中位数", "Median"),
    "mean": Text("平均", "Mean"),
    "p90": Text("P90", "P90"),
    "p95": Text("P95", "P95"),
    "before": Text("前月中位数", "Median before"),
    "missing": Text("缺节点", "Missing"),
    "n": Text("计入", "n"),
    "done": Text("当日完成", "Same day"),
    "open": Text("尚未完成", "Still open"),
    "baseline": Text("基线", "Baseline"),
    "free": Text("未受阻的中位数", "Median if not impeded"),
}
_STAGES = ("stage", "n", "median", "mean", "p90", "p95", "before", "missing")
_OVERVIEW = ("study", "n", "median", "mean", "p90", "free", "trend")
_COMPRESSION = ("study", "mean", "baseline", "year", "compression", "verified")
_SAME_DAY = ("study", "rate", "n", "done", "share", "open")


def made(month: figures.Period, chapters: Sequence[Chapter]) -> bytes:
    """The file. Raises Unavailable where no font of the machine has Chinese letters."""
    import typst

    fonts = [name for name in FONTS if name in _families()]
    if not fonts:
        raise figures.Unavailable(_NO_FONT)
    said = json.dumps(_told(month, chapters) | {"fonts": fonts[:1]}, ensure_ascii=False)
    template = files(__package__).joinpath("month.typ").read_bytes()
    recorded = chapters[0].standing.recorded // 1_000_000
    found = typst.compile(template, sys_inputs={"report": said}, format="pdf", timestamp=recorded)
    assert isinstance(found, bytes)
    return found


@cache
def _families() -> frozenset[str]:
    import typst

    return frozenset(typst.Fonts().families())


def _told(month: figures.Period, chapters: Sequence[Chapter]) -> dict[str, Any]:
    """All that the template sets, in one language."""
    standing = chapters[0].standing
    title = Text(f"{period_title(month).zh}通关时效月报", f"Clearance times in {period_title(month).en}")
    demo = Text(" · 演示数据", " · demo data") if standing.demo else Text("", "")
    return {
        "lang": pair("zh", "en"),
        "title": pick(title),
        "subtitle": period_days(month) + pick(demo),
        "hours": pair("小时", "hours"),
        "foot": pair(f"截至第 {standing.position} 号事件", f"As of event {standing.position}"),
        "overview": _table(grids.overview(chapters).only(*_OVERVIEW)),
        "compression": _table(grids.compression(chapters).only(*_COMPRESSION)),
        "same_day": _table(grids.same_day(chapters).only(*_SAME_DAY)),
        "chapters": [_chapter(each) for each in chapters],
        "method": _table(grids.about(month, chapters)),
        "definitions": list(_definitions(chapters)),
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    """A study: its stages, and who held the time as a bar with its words."""
    table, whole = grids.stages([chapter]).only(*_STAGES), chapter.whole
    return {
        "title": pick(chapter.study.title),
        "note": f"{whole.n:,} {pick(chapter.unit)}",
        "empty": "" if whole.units else pair("这个月没有数据。", "There is nothing in this month."),
        "stages": _table(table),
        "held": pair("谁占用了时间", "Who held the time"),
        "shares": [
            {
                "title": pick(each.title),
                "hours": f"{hours(each.held.us):,}",
                "share": percent(each.held.share),
                "length": each.length,
                "colour": colour_of(each.held.holder),
            }
            for each in chapter.shares
        ],
    }


def _definitions(chapters: Sequence[Chapter]) -> Iterator[dict[str, Any]]:
    for chapter in chapters:
        own = grids.definitions([chapter])
        rows = [row for row in own.rows if row[2] not in _COMMON]
        yield {
            "title": pick(chapter.study.title),
            "rows": _table(replace(own, rows=rows).only("label", "words"))["rows"],
        }


def _table(grid: Grid) -> dict[str, Any]:
    """Title, head and cells as text; ``numbers``: whether a column is flush right."""
    cells = [[column.value(row) for column in grid.columns] for row in grid.rows]
    numbers = [all(not isinstance(row[at], str | Text) for row in cells) for at in range(len(grid.columns))]
    return {
        "title": pick(grid.title),
        "head": [pick(_SHORT.get(each.key, each.title)) for each in grid.columns],
        "rows": [[_cell(each) for each in row] for row in cells],
        "numbers": numbers,
    }


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, Percent):
        return percent(float(value))
    if isinstance(value, Text):
        return pick(value)
    return f"{value:,}".replace("-", "−") if isinstance(value, int | Decimal) else str(value)
