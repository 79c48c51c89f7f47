"""The tables of the monthly report: the workbook has a sheet of each, the PDF those columns that fit a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.web.formats import exact
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.chapters import Chapter
from kouan.web.pages.timing.overview import Share, trend
from kouan.web.pages.timing.tabled import SAME_DAY, STAGES
from kouan.web.pages.timing.words import hours, period_days, period_title
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Baseline, Figure, Rated, figures


class Percent(Decimal):
    """A share of 1, to be shown in percent."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A titled table. ``columns`` read a row; what they give is a number, a :class:`Percent`, words or nothing."""

    title: Text
    columns: Sequence[Column[Any]]
    rows: Sequence[Any]

    def only(self, *keys: str) -> Grid:
        """Some of its columns, in this order."""
        known = {each.key: each for each in self.columns}
        return replace(self, columns=[known[key] for key in keys])


def grids(month: figures.Period, chapters: Sequence[Chapter]) -> list[Grid]:
    """All of the report, in order."""
    return [
        overview(chapters),
        stages(chapters),
        holders(chapters),
        compression(chapters),
        same_day(chapters),
        definitions(chapters),
        about(month, chapters),
    ]


def _percent(share: float | None) -> Percent | None:
    return None if share is None else Percent(share)


# ── What stands where ────────────────────────────────────────────────────────────────────────────────────────────
_STUDY = Text("口径", "Study")
_OVERVIEW: tuple[Column[Any], ...] = (
    Column("study", _STUDY, lambda each: each.study.title),
    Column("unit", Text("计量单位", "Counted"), lambda each: each.unit),
    Column("n", Text("计入", "n"), lambda each: each.whole.n),
    Column("missing", Text("缺少节点", "Missing"), lambda each: each.whole.missing),
    Column("median", Text("中位数（小时）", "Median, h"), lambda each: hours(each.whole.median)),
    Column("mean", Text("平均（小时）", "Mean, h"), lambda each: hours(each.whole.mean)),
    Column("p90", Text("P90（小时）", "P90, h"), lambda each: hours(each.whole.p90)),
    Column("p95", Text("P95（小时）", "P95, h"), lambda each: hours(each.whole.p95)),
    Column("free", Text("未受阻的中位数", "Median if not impeded"), lambda each: hours(_of_free(each, "median"))),
    Column("free_n", Text("未受阻的计入", "n not impeded"), lambda each: _of_free(each, "n")),
    Column(
        "before", Text("前月中位数", "Median before"), lambda each: hours(each.before.median if each.before else None)
    ),
    Column(
        "trend",
        Text("与前月相比（中位数）", "Median against the month before"),
        lambda each: trend(each.whole, each.before),
    ),
)


def _of_free(chapter: Chapter, name: str) -> Any:
    return getattr(chapter.free, name) if chapter.free else None


def overview(chapters: Sequence[Chapter]) -> Grid:
    """A study a row."""
    return Grid(Text("总览", "Overview"), _OVERVIEW, chapters)


def stages(chapters: Sequence[Chapter]) -> Grid:
    """A stage a row, the overall time last; with the median of the month before."""
    rows = [(chapter, each) for chapter in chapters for each in chapter.stages]
    plain = [each for each in STAGES if each.key not in ("segment", "value", "share", "compression", "limit")]
    taken = [_of_second(each) for each in plain]
    return Grid(Text("各环节", "Stages"), (_TITLE, *taken, _BEFORE), rows)


def _of_second(column: Column[Any]) -> Column[Any]:
    """A column of pairs of a chapter and what the column is of."""
    return replace(column, value=lambda pair: column.value(pair[1]))


def _earlier(chapter: Chapter, figure: Figure) -> Decimal | None:
    known = chapter.earlier.get(figure.stage)
    return hours(known.median) if known else None


_TITLE: Column[Any] = Column("study", _STUDY, lambda pair: pair[0].study.title)
_BEFORE: Column[Any] = Column("before", Text("前月中位数（小时）", "Median before, h"), lambda pair: _earlier(*pair))
_HELD: tuple[Column[Any], ...] = (
    _TITLE,
    Column("holder", Text("在等谁", "Waited for"), lambda pair: pair[1].title),
    Column("hours", Text("小时", "Hours"), lambda pair: hours(pair[1].held.us)),
    Column("share", Text("占比", "Share"), lambda pair: _percent(pair[1].held.share)),
    Column("units", Text("涉及", "Of"), lambda pair: pair[1].held.units),
    Column("us", Text("微秒", "Microseconds"), lambda pair: pair[1].held.us),
)


def holders(chapters: Sequence[Chapter]) -> Grid:
    """A party a row; those of a study add up to the whole time."""
    rows: list[tuple[Chapter, Share]] = [(chapter, each) for chapter in chapters for each in chapter.shares]
    return Grid(Text("谁占用了时间", "Who held the time"), _HELD, rows)


_COMPRESSION: tuple[Column[Any], ...] = (
    Column("study", _STUDY, lambda each: each.study.title),
    Column("mean", Text("平均（小时）", "Mean, h"), lambda each: hours(each.whole.mean)),
    Column("baseline", Text("基线（小时）", "Baseline, h"), lambda each: Decimal(_base(each).hours)),
    Column("year", Text("基线年", "Baseline year"), lambda each: str(_base(each).year)),
    Column("compression", Text("压缩", "Shorter by"), lambda each: _percent(each.whole.compression)),
    Column("source", Text("基线依据", "Source of the baseline"), lambda each: _base(each).source),
    Column("verified", Text("已核实", "Verified"), lambda each: _YES[_base(each).verified]),
)
_YES: Mapping[bool, Text] = {True: Text("是", "Yes"), False: Text("否", "No")}


def _base(chapter: Chapter) -> Baseline:
    assert chapter.study.baseline
    return chapter.study.baseline


def compression(chapters: Sequence[Chapter]) -> Grid:
    """The mean beside the baseline's, of the studies that have one: 1 - T / T0."""
    rows = [each for each in chapters if each.study.baseline]
    return Grid(Text("与 2017 年相比", "Against 2017"), _COMPRESSION, rows)


def _same_day_columns() -> Iterator[Column[Any]]:
    yield _TITLE
    for each in SAME_DAY:
        if each.key not in ("segment", "value", "share"):
            yield _of_second(each)
    yield Column("share", Text("占比", "Share"), lambda pair: _percent(pair[1].share))


def same_day(chapters: Sequence[Chapter]) -> Grid:
    """A rate a row."""
    rows: list[tuple[Chapter, Rated]] = [(chapter, each) for chapter in chapters for each in chapter.rates]
    return Grid(Text("日清与当日办结", "The same day"), list(_same_day_columns()), rows)


_DEFINED: tuple[Column[Any], ...] = (
    Column("study", _STUDY, lambda row: row[0].study.title),
    Column("label", Text("项目", "Item"), lambda row: row[1]),
    Column("words", Text("说明", "What it says"), lambda row: row[2]),
)


def definitions(chapters: Sequence[Chapter]) -> Grid:
    """What each study says, line by line, and its hash."""
    return Grid(Text("口径", "Definitions"), _DEFINED, [line for each in chapters for line in _defined(each)])


def _defined(chapter: Chapter) -> Iterable[tuple[Chapter, Text, Text]]:
    for label, words in chapter.definition:
        yield chapter, label, words if isinstance(words, Text) else Text(words, words)
    yield chapter, Text("SHA-256", "SHA-256"), Text(chapter.study.digest, chapter.study.digest)


_ABOUT: tuple[Column[Any], ...] = (
    Column("label", Text("项目", "Item"), lambda row: row[0]),
    Column("words", Text("说明", "What it says"), lambda row: row[1]),
)


def about(month: figures.Period, chapters: Sequence[Chapter]) -> Grid:
    """How far the figures go, how they are taken, and how the report is made again."""
    return Grid(Text("方法", "Method"), _ABOUT, list(_said(month, chapters[0].standing)))


def _said(month: figures.Period, standing: figures.Standing) -> Iterator[tuple[Text, Text | str]]:
    at = exact(from_micros(standing.recorded))
    yield Text("月份", "Month"), period_title(month)
    yield Text("起止", "Days"), period_days(month)
    if month.until > standing.recorded:
        yield (
            Text("未结束", "Not over"),
            Text("截至时本月未结束，数字还会变。", "The month was not over; figures will change."),
        )
    yield Text("截至事件", "As of event"), str(standing.position)
    yield Text("该事件记录于", "Which was recorded"), at
    if standing.demo:
        yield Text("数据", "Data"), Text("演示数据，不代表任何真实口岸。", "Demo data; they stand for no real port.")
    yield Text("分位数", "Percentiles"), definition.PERCENTILES
    yield Text("归期", "Periods"), definition.MEMBERSHIP
    yield Text("谁占用", "Who held it"), definition.HOLDING
    yield Text("复现", "To make it again"), f"/timing/months/{month.name}?upto={standing.position}"
