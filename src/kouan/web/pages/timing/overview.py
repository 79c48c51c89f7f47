"""``/timing``: how long things take, where the time goes and who held it; every figure leads to what is behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.clock import now
from kouan.kernel.text import Text
from kouan.modules.timing.public import Figure, Held, figures
from kouan.web.charts import Chart, Series
from kouan.web.navigation import Entry
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import DIRECTIONS, Asked, as_of, asked, counterpart, periods, studies_of
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.words import TOOLS, Values, hours, percent, unit_text
from kouan.web.tables import Column

_LABEL = Text("通关时效", "Clearance times")
_HOURS = Text("小时", "hours")


@dataclass(frozen=True, slots=True)
class Share:
    """One party of the bar: where its part begins and how long it is, in hundredths; a part below nothing has none."""

    held: Held
    title: Text
    start: float
    length: float
    address: str


@analysts
def overview(request: HttpRequest) -> HttpResponseBase:
    """A study in a period."""
    wanted = asked(request)
    standing = wanted.standing
    rows = figures.taken(standing, wanted.period, wanted.by, wanted.only)
    file = definition.download(request, standing, f"timing-{wanted.study.code}", COLUMNS, rows)
    return file or render(request, "timing/overview.html", _context(wanted, standing, rows))


def _context(wanted: Asked, standing: figures.Standing, rows: Sequence[Figure]) -> dict[str, Any]:
    overall = wanted.study.overall.name
    stages = [each for each in rows if not each.segment]
    earlier = {each.stage: each for each in figures.taken(standing, figures.before(wanted.period), "", wanted.only)}
    told = [each for each in rows if each.segment and each.stage == overall]
    shares = list(shares_of(wanted, figures.held(standing, wanted.period, wanted.only)))
    values = Values(wanted.study, [*((each.segment, each.value) for each in told), *wanted.only])
    return {
        **TOOLS,
        **as_of(standing),
        "asked": wanted,
        "study": wanted.study,
        "unit": unit_text(wanted.study),
        "whole": next(each for each in stages if each.stage == overall),
        "stages": stages,
        "earlier": earlier,
        "segments": sorted(told, key=lambda each: (-(each.median or 0), each.value)),
        "values": values,
        "shares": shares,
        "trend": trend,
        "compressed": compressed,
        "titles": {each.name: each.title for each in wanted.study.milestones},
        "chart_drawn": _by_month(wanted, standing),
        "definition": list(definition.told(wanted.study)),
        "empty": {name: "" for name, _ in wanted.only},
        "month": figures.month_of(now()),
        **_choices(wanted),
    }


def _choices(wanted: Asked) -> dict[str, Any]:
    kept = {"period": wanted.period.name}
    return {
        "directions": [
            (words, Asked(counterpart(wanted.study, code), wanted.period, upto=wanted.upto).address(**kept), code)
            for code, words in DIRECTIONS.items()
        ],
        "studies": studies_of(wanted.study.direction or "import"),
        "periods": list(periods()),
        "by_choices": [each for each in wanted.study.segments if not each.month],
    }


def trend(figure: Figure, earlier: Figure | None, name: str = "median") -> Text:
    """``比前一期短 3.2 小时``: a figure beside the one before; nothing where there was none."""
    at, before = getattr(figure, name), getattr(earlier, name, None)
    if at is None or before is None:
        return Text("前一期无数据", "Nothing in the period before")
    change = hours(at - before)
    assert change is not None
    if not change:
        return Text("与前一期相同", "As in the period before")
    zh, en = ("短", "shorter") if change < 0 else ("长", "longer")
    return Text(f"比前一期{zh} {abs(change)} 小时", f"{abs(change)} h {en} than the period before")


def compressed(figure: Figure) -> Text:
    """``比 2017 年压缩 67.1 %``: the mean beside the baseline's."""
    if figure.compression is None:
        return Text("", "")
    share = percent(abs(figure.compression))
    if figure.compression < 0:
        return Text(f"比基线长 {share}", f"{share} longer than the baseline")
    return Text(f"比基线压缩 {share}", f"{share} shorter than the baseline")


def shares_of(wanted: Asked, rows: Sequence[Held]) -> Iterator[Share]:
    """Who held the time, as a bar is drawn of it."""
    whole, at = sum(each.us for each in rows if each.us > 0), 0
    values = Values(wanted.study, parties=[each.holder for each in rows if each.title.zh == each.holder])
    for each in rows:
        length = max(each.us, 0)
        title = values.party(each.holder) if each.title.zh == each.holder else each.title
        yield Share(
            each, title, _hundredths(at, whole), _hundredths(length, whole), wanted.units(holder=each.holder, by="")
        )
        at += length


def _hundredths(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _by_month(wanted: Asked, standing: figures.Standing) -> Chart | None:
    """The overall time by month, with the baseline; nothing to draw for a single month."""
    rows = [each for each in figures.by_month(standing, wanted.only) if each.stage == wanted.study.overall.name]
    if len(rows) < 2:
        return None
    addresses = [wanted.address(period=each.value) for each in rows]
    base = wanted.study.baseline
    return Chart(
        "line",
        Text("逐月", "By month"),
        _HOURS,
        axis=Text("月份", "Month"),
        categories=[each.value for each in rows],
        series=[
            Series(words, [_float(getattr(each, name)) for each in rows], addresses)
            for name, words in (("median", Text("中位数", "Median")), ("p90", Text("第 90 百分位", "90th percentile")))
        ],
        promised=float(base.hours) if base else None,
        note=definition.baseline(wanted.study),
    )


def _float(us: float | None) -> float | None:
    said = hours(us)
    return None if said is None else float(said)


COLUMNS: tuple[Column[Figure], ...] = (
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


def _percent(share: float | None) -> str:
    return "" if share is None else percent(share)


navigation = (
    Entry(
        _LABEL,
        "timing",
        places=("port-office",),
        order=15,
        answers=("shenzhen-2019#29", "xiamen-2022#1", "guangzhou-2019#13", "haiyang-2020#20"),
    ),
)
urlpatterns = [path("timing", overview, name="timing")]
