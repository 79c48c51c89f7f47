"""The months of a study as a picture: median, mean and 90th percentile, beside the year that they are compared with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from kouan.kernel.text import Text
from kouan.web.charts import Chart, Series
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.words import hours

if TYPE_CHECKING:
    from kouan.modules.timing.public import Study

_HOURS = Text("小时", "hours")
# The baseline is a mean, so the mean stands between the two percentiles; the space between those is shaded.
_LINES = (
    ("median", Text("中位数", "Median")),
    ("mean", Text("平均", "Mean")),
    ("p90", Text("第 90 百分位", "90th percentile")),
)
Address = Callable[[str, str], str]
"""Of a month and a figure's name: where one sees what is behind it."""


class Told(Protocol):
    """What a month says; None where it is not told."""

    @property
    def median(self) -> int | None: ...
    @property
    def mean(self) -> float | None: ...
    @property
    def p90(self) -> int | None: ...


def bands(
    study: Study, title: Text, months: Sequence[str], rows: Sequence[Told], address: Address | None = None
) -> Chart | None:
    """Nothing to draw for fewer than two months."""
    if len(months) < 2 or not any(each.median is not None for each in rows):
        return None
    base = study.baseline
    return Chart(
        "band",
        title,
        _HOURS,
        axis=Text("月份", "Month"),
        categories=months,
        series=[_line(name, words, months, rows, address) for name, words in _LINES],
        promised=float(base.hours) if base else None,
        promise=Text(f"{base.year} 年平均", f"Mean of {base.year}") if base else None,
        note=definition.baseline(study),
    )


def _line(name: str, words: Text, months: Sequence[str], rows: Sequence[Told], address: Address | None) -> Series:
    values = [hours(getattr(each, name)) for each in rows]
    links = [address(month, name) for month in months] if address else []
    return Series(words, [None if each is None else float(each) for each in values], links)
