"""``/timing``: how long things take, where the time goes and who held it; every figure leads to what is behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.clock import now
from kouan.kernel.text import Text
from kouan.modules.timing.public import figures
from kouan.web.charts import Chart
from kouan.web.navigation import Entry
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import DIRECTIONS, Asked, as_of, asked, counterpart, periods, studies_of
from kouan.web.pages.timing.definition import IMPEDED
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.flowing import sankey
from kouan.web.pages.timing.standard import STANDARD
from kouan.web.pages.timing.tabled import tabled
from kouan.web.pages.timing.trends import bands
from kouan.web.pages.timing.words import TOOLS, Values, hours, percent, unit_text

if TYPE_CHECKING:
    from kouan.modules.timing.public import Figure, Held

_LABEL = Text("通关时效", "Clearance times")


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
    name = request.GET.get("table", "")
    columns, rows = tabled(name, wanted, standing)
    file = definition.download(
        request, standing, "-".join(filter(None, ("timing", wanted.study.code, name))), columns, rows
    )
    return file or render(request, "timing/overview.html", _context(wanted, standing))


def _context(wanted: Asked, standing: figures.Standing) -> dict[str, Any]:
    overall = wanted.study.overall.name
    rows = figures.taken(standing, wanted.period, wanted.by, wanted.only)
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
        "free": free_of_impediments(wanted, standing),
        "impeded": IMPEDED,
        "standard": STANDARD.get(wanted.study.code),
        **_told_apart(wanted, standing),
        **_choices(wanted),
    }


def _told_apart(wanted: Asked, standing: figures.Standing) -> dict[str, Any]:
    """What was done on the same day, and from stage to party."""
    rates = figures.same_day(standing, wanted.period, wanted.by, wanted.only)
    flows = figures.flowing(standing, wanted.period, wanted.only)
    parties = Values(wanted.study, parties=[each.holder for each in flows if each.title.zh == each.holder])
    return {
        "rates": [each for each in rates if not each.segment],
        "rates_apart": {(each.value, each.rate): each for each in rates if each.segment},
        "sankey_drawn": sankey(wanted, flows, parties),
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
    """The overall time by month; each figure leads to what is behind it."""
    rows = [each for each in figures.by_month(standing, wanted.only) if each.stage == wanted.study.overall.name]

    def behind(month: str, name: str) -> str:
        return wanted.units(period=month, above="" if name == "mean" else name, by="")

    return bands(wanted.study, wanted.study.overall.title, [each.value for each in rows], rows, behind)


def free_of_impediments(wanted: Asked, standing: figures.Standing) -> Figure | None:
    """The overall time of what nothing stood in the way of; None where the study does not tell it apart."""
    if all(each.name != IMPEDED for each in wanted.study.segments):
        return None
    only = (*_but(wanted.only), (IMPEDED, "no"))
    rows = figures.taken(standing, wanted.period, "", only)
    return next(each for each in rows if each.stage == wanted.study.overall.name)


def _but(only: figures.Only) -> figures.Only:
    return tuple(each for each in only if each[0] != IMPEDED)


navigation = (
    Entry(
        _LABEL,
        "timing",
        places=("port-office",),
        order=15,
        answers=("shenzhen-2019#26", "shenzhen-2019#29", "xiamen-2022#1", "guangzhou-2019#13", "haiyang-2020#20"),
    ),
)
urlpatterns = [path("timing", overview, name="timing")]
