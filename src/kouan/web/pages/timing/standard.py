"""The tables that a method's own reports have, of the study that follows it: times in hours and minutes.

India's reports give each time as h:m, with the deviation and the share within target, and tell "Path to Promptness"
apart (advance filing, facilitation, AEO); the WCO's guide asks for mean, median and range by category of goods, and for
the rule by which extreme values were left out. What a method asks for and the study does not define is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kouan.kernel.text import Text
from kouan.modules.timing.public import figures, hours_and_minutes
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import Asked
from kouan.web.pages.timing.words import Values, percent
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Figure

STANDARD = {
    "wco-trs-v4": Text("世界海关组织标准表", "WCO table"),
    "in-ntrs": Text("印度 NTRS 标准表", "NTRS table"),
}
# Which categories a report tells apart; all of them are segments of the study.
_CATEGORIES = {
    "wco-trs-v4": ("is_inspected", "mode", "clearance", "aeo", "procedure"),
    "in-ntrs": ("clearance", "is_inspected", "aeo"),
}
_ALL = Text("全部", "All")


@dataclass(frozen=True, slots=True)
class Line:
    """A stage of all units, or the overall time of those of one category."""

    figure: Figure
    stage: str
    category: Text
    value: Text


def lines(wanted: Asked, standing: figures.Standing) -> list[Line]:
    """The stages, the overall time last; then the overall time by each category."""
    study = wanted.study
    titles = {each.name: each.title for each in study.segments}
    found = [_line(each, _ALL, Text("", "")) for each in figures.taken(standing, wanted.period, "", wanted.only)]
    for segment in _CATEGORIES[study.code]:
        rows = figures.apart(standing, wanted.period, segment, wanted.only)
        values = Values(study, [(segment, each.value) for each in rows])
        found += [_line(each, titles[segment], values.title(segment, each.value)) for each in rows]
    return found


def _line(figure: Figure, category: Text, value: Text) -> Line:
    return Line(figure, figure.stage, category, value)


def columns(code: str) -> Sequence[Column[Line]]:
    """The columns of a method's table."""
    return _INDIA if code == "in-ntrs" else _WCO


def _time(title: Text, name: str) -> Column[Line]:
    return Column(name, title, lambda each: _said(getattr(each.figure, name)))


def _said(us: float | None) -> str:
    return "" if us is None else hours_and_minutes(round(us))


def _count(title: Text, name: str) -> Column[Line]:
    value: Callable[[Line], int] = lambda each: getattr(each.figure, name)  # noqa: E731 - typed so
    return Column(name, title, value)


_HEAD: tuple[Column[Line], ...] = (
    Column("stage", Text("环节", "Stage"), lambda each: each.figure.title),
    Column("category", Text("类别", "Category"), lambda each: each.category),
    Column("value", Text("取值", "Value"), lambda each: each.value),
)
_INDIA = (
    *_HEAD,
    _count(Text("报关单数", "Bills of entry"), "n"),
    _time(Text("平均放行时间（时:分）", "Average release time (h:m)"), "mean"),
    _time(Text("标准差（时:分）", "Standard deviation (h:m)"), "sd"),
    Column("limit", Text("目标（小时）", "Target (h)"), lambda each: each.figure.limit),
    Column("share", Text("达标率", "Within target"), lambda each: _share(each.figure)),
)
_WCO = (
    *_HEAD,
    _count(Text("总数", "Declarations"), "units"),
    _count(Text("缺少节点", "Lacking a time"), "missing"),
    _count(Text("作为异常值剔除", "Left out as extreme"), "left_out"),
    _count(Text("计入", "Counted"), "n"),
    _time(Text("平均（时:分）", "Mean (h:m)"), "mean"),
    _time(Text("中位数（时:分）", "Median (h:m)"), "median"),
    _time(Text("最短（时:分）", "Minimum (h:m)"), "least"),
    _time(Text("最长（时:分）", "Maximum (h:m)"), "most"),
    _time(Text("标准差（时:分）", "Standard deviation (h:m)"), "sd"),
    _time(Text("第 90 百分位（时:分）", "90th percentile (h:m)"), "p90"),
    Column(
        "rule", Text("异常值规则", "Rule for extreme values"), lambda each: definition.outliers(each.figure.outliers)
    ),
)


def _share(figure: Figure) -> str:
    return percent(figure.share) if figure.limit else ""
