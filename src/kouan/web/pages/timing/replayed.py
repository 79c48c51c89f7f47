"""What a replay gives, as tables: the figures before and after, and the consignments behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.public import replaying
from kouan.web.markup import link, second_line
from kouan.web.pages.timing.asked import Asked
from kouan.web.pages.timing.words import hours, hours_text, signed
from kouan.web.tables import Column, Empty, Table

if TYPE_CHECKING:
    from kouan.modules.timing.public import Study

NOW, THEN = Text("原来", "As recorded"), Text("推演", "Replayed")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of ``n`` consignments, before and after."""

    title: Text
    n: int
    change: replaying.Change


def lines(told: replaying.WhatIf) -> list[Line]:
    """Mean and 90th percentile of the overall time, then of each stage."""
    whole = told.study.overall.title
    found = [Line(_mean(whole), told.n, told.mean), Line(_p90(whole), told.n, told.p90)]
    for each in told.stages:
        found += [Line(_mean(each.title), each.n, each.mean), Line(_p90(each.title), each.n, each.p90)]
    return found


def _mean(title: Text) -> Text:
    return Text(f"{title.zh}，平均", f"{title.en}, mean")


def _p90(title: Text) -> Text:
    return Text(f"{title.zh}，第 90 百分位", f"{title.en}, 90th percentile")


LINES: tuple[Column[Line], ...] = (
    Column("figure", Text("指标", "Figure"), lambda each: each.title),
    Column("n", Text("计入", "n"), lambda each: each.n),
    Column("before", Text("原来（小时）", "As recorded, h"), lambda each: hours(each.change.before)),
    Column("after", Text("推演（小时）", "Replayed, h"), lambda each: hours(each.change.after)),
    Column("change", Text("变化（小时）", "Change, h"), lambda each: hours(each.change.change)),
    Column("low", Text("95 % 区间下限（小时）", "95 % interval from, h"), lambda each: hours(each.change.low)),
    Column("high", Text("95 % 区间上限（小时）", "95 % interval to, h"), lambda each: hours(each.change.high)),
)


def consignments(wanted: Asked, told: replaying.WhatIf) -> Table[replaying.Replayed]:
    """Each of them without the levers and with them, those that gain most first."""
    titles = {each.name: each.title for each in told.chain.steps}
    return Table(
        key="what-if",
        title=Text("背后的货物", "Consignments"),
        columns=(
            Column("unit", Text("编号", "Number"), lambda row: row.unit, html=lambda row: _number(wanted, row.unit)),
            Column("end", _end(wanted.study, NOW), lambda row: from_micros(row.end), sort=True),
            Column("end_after", _end(wanted.study, THEN), lambda row: from_micros(row.end_after), sort=True),
            _timed("before", Text("原来（小时）", "As recorded, h")),
            _timed("after", Text("推演（小时）", "Replayed, h")),
            replace(_timed("change", Text("变化（小时）", "Change, h")), html=lambda row: signed(row.change)),
            Column("most", Text("主要省在", "Gained most by"), lambda row: titles[row.most] if row.most else ""),
        ),
        empty=Empty(
            Text("没有这样的货物", "There are none"),
            Text("换一个时间，或者换一项措施。", "Choose another period, or another lever."),
        ),
        href=lambda row: wanted.single(row.unit),
    )


def _timed(name: str, words: Text) -> Column[replaying.Replayed]:
    return Column(
        name,
        words,
        lambda row: hours(getattr(row, name)),
        sort=True,
        html=lambda row: hours_text(getattr(row, name)),
        number=True,
    )


def _end(study: Study, which: Text) -> Text:
    title = next(each.title for each in study.milestones if each.name == study.overall.end)
    return Text(f"{title.zh}（{which.zh}）", f"{title.en}, {which.en.lower()}")


def _number(wanted: Asked, unit: str) -> str:
    number, _, visit = unit.partition("/")
    said = link(wanted.single(unit), number)
    return second_line(said, visit) if visit else said


def provenance(told: replaying.WhatIf) -> tuple[Column[Any], ...]:
    """What a file says of the levers that its rows were replayed with."""
    said = " ".join(replaying.spelled(each) for each in told.levers)
    return (
        Column("levers", Text("措施", "Levers"), lambda _: said),
        Column("question", Text("推演哈希 SHA-256", "SHA-256 of the question"), lambda _: told.digest),
    )
