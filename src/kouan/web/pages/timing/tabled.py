"""The tables of the overview, as files: what each chart and each card shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kouan.kernel.text import Text
from kouan.modules.timing.public import figures
from kouan.web.pages.timing import standard
from kouan.web.pages.timing.asked import Asked
from kouan.web.pages.timing.words import hours, percent
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Figure, Rated

Table = tuple[Sequence[Column[Any]], Sequence[Any]]


def tabled(name: str, wanted: Asked, standing: figures.Standing) -> Table:
    """A table of the overview by its name in addresses; the stages where there is none of that name."""
    return _TABLES.get(name, _stages)(wanted, standing)


def _stages(wanted: Asked, standing: figures.Standing) -> Table:
    return STAGES, figures.taken(standing, wanted.period, wanted.by, wanted.only)


def _months(wanted: Asked, standing: figures.Standing) -> Table:
    return (MONTH, *STAGES[:1], *STAGES[3:]), figures.by_month(standing, wanted.only)


def _flows(wanted: Asked, standing: figures.Standing) -> Table:
    return FLOWS, figures.flowing(standing, wanted.period, wanted.only)


def _same_day(wanted: Asked, standing: figures.Standing) -> Table:
    return SAME_DAY, figures.same_day(standing, wanted.period, wanted.by, wanted.only)


def _standard(wanted: Asked, standing: figures.Standing) -> Table:
    if wanted.study.code not in standard.STANDARD:
        return _stages(wanted, standing)
    return standard.columns(wanted.study.code), standard.lines(wanted, standing)


_TABLES: Mapping[str, Callable[[Asked, figures.Standing], Table]] = {
    "months": _months,
    "flows": _flows,
    "same-day": _same_day,
    "standard": _standard,
}


def _percent(share: float | None) -> str:
    return "" if share is None else percent(share)


STAGES: tuple[Column[Figure], ...] = (
    Column("stage", Text("环节", "Stage"), lambda each: each.title),
    Column("segment", Text("区分项", "Told apart by"), lambda each: each.segment),
    Column("value", Text("取值", "Value"), lambda each: each.value),
    Column("units", Text("总数", "In all"), lambda each: each.units),
    Column("missing", Text("缺少节点", "Lacking a milestone"), lambda each: each.missing),
    Column("negative", Text("为负", "Below nothing"), lambda each: each.negative),
    Column("n", Text("计入", "Counted"), lambda each: each.n),
    Column("mean", Text("平均（小时）", "Mean, h"), lambda each: hours(each.mean)),
    Column("trimmed", Text("截尾平均（小时）", "Trimmed mean, h"), lambda each: hours(each.trimmed)),
    Column("sd", Text("标准差（小时）", "Standard deviation, h"), lambda each: hours(each.sd)),
    Column("least", Text("最短（小时）", "Shortest, h"), lambda each: hours(each.least)),
    Column("median", Text("中位数（小时）", "Median, h"), lambda each: hours(each.median)),
    Column("p90", Text("第 90 百分位（小时）", "90th percentile, h"), lambda each: hours(each.p90)),
    Column("p95", Text("第 95 百分位（小时）", "95th percentile, h"), lambda each: hours(each.p95)),
    Column("p99", Text("第 99 百分位（小时）", "99th percentile, h"), lambda each: hours(each.p99)),
    Column("most", Text("最长（小时）", "Longest, h"), lambda each: hours(each.most)),
    Column("limit", Text("目标（小时）", "Target, h"), lambda each: each.limit),
    Column("share", Text("达标率", "Within target"), lambda each: percent(each.share) if each.limit else ""),
    Column("compression", Text("比基线压缩", "Shorter than the baseline"), lambda each: _percent(each.compression)),
)
MONTH: Column[Figure] = Column("month", Text("月份", "Month"), lambda each: each.value)
FLOWS: tuple[Column[figures.Flow], ...] = (
    Column("stage", Text("环节", "Stage"), lambda each: each.stage_title),
    Column("holder", Text("在等谁", "Waited for"), lambda each: each.title),
    Column("hours", Text("小时", "Hours"), lambda each: hours(each.us)),
    Column("units", Text("涉及", "Of"), lambda each: each.units),
    Column("us", Text("微秒", "Microseconds"), lambda each: each.us),
)
SAME_DAY: tuple[Column[Rated], ...] = (
    Column("rate", Text("指标", "Rate"), lambda each: each.title),
    Column("segment", Text("区分项", "Told apart by"), lambda each: each.segment),
    Column("value", Text("取值", "Value"), lambda each: each.value),
    Column("n", Text("计入", "Counted"), lambda each: each.n),
    Column("done", Text("当日完成", "Done the same day"), lambda each: each.done),
    Column("open", Text("其中尚未完成", "Not done yet"), lambda each: each.open),
    Column("share", Text("占比", "Share"), lambda each: _percent(each.share)),
    Column("pledged", Text("承诺（%）", "Pledged, %"), lambda each: each.pledged),
)
