"""``/timing/bottlenecks``: where the hours of a period went, beside the period before; each leads to what is behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.text import Text
from kouan.modules.timing.public import figures
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import DIRECTIONS, Asked, as_of, asked, counterpart, periods, studies_of
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.words import KINDS, TOOLS, Values, activity, hours, kind_text, percent, unit_text
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Bottleneck, Change

_MOST = 20
MEANT: tuple[tuple[Text, Text], ...] = (
    (Text("用去的小时", "Hours lost"), Text("这一期内各次等待之和。", "The sum of the waits of the period.")),
    (
        Text("可避免的小时", "Avoidable"),
        Text(
            "每次等待超出同一项、同一组第 25 百分位的部分之和：四分之一的货物已经做到这么快。",
            "What each wait took above the 25th percentile of its like in its group: a quarter are that fast.",
        ),
    ),
    (
        Text("方差占比", "Share of the variance"),
        Text(
            "与全程的协方差除以全程的方差，各项之和为 1；越高，越是它使时间忽长忽短。可为负。",
            "Its covariance with the whole time over the variance of that; all add up to 1. Where it is high, it makes"
            " times differ. It may be below nothing.",
        ),
    ),
    (
        Text("前一期", "The period before"),
        Text("同样长的前一期，月份为上月。", "As many days before; of a month, the month before."),
    ),
    (
        Text("步骤的归期", "Steps"),
        Text("一步结束在哪一期，就计入哪一期。", "A step belongs to the period in which it ended."),
    ),
)


@cache
def _nothing() -> Bottleneck:
    return figures.Bottleneck((), 0, 0, 0, 0, 0, None)


@dataclass(frozen=True, slots=True)
class Lost:
    """One row: what was waited for, now and before; ``address``: what is behind it, ``queue``: how many waited when."""

    change: Change
    title: Text
    address: str
    queue: str
    code: str

    @property
    def now(self) -> Bottleneck:
        """Nothing, where it was not waited for in this period."""
        return self.change.now or _nothing()

    @property
    def before(self) -> Bottleneck:
        """Nothing, where it was not waited for in the period before."""
        return self.change.before or _nothing()

    @property
    def avoidable(self) -> float | None:
        """The share of its hours that is avoidable."""
        return self.now.avoidable_us / self.now.us if self.now.us else None


@analysts
def bottlenecks(request: HttpRequest) -> HttpResponseBase:
    """Parties and steps by hours lost; ``?format=xlsx|csv|json`` for the steps, with ``rows=parties`` for those."""
    wanted, kind = asked(request), kind_of(request)
    parties, steps = _parties(wanted), _steps(wanted, kind)
    rows = parties if request.GET.get("rows") == "parties" else steps
    told = list(map(_plain, rows)) if request.GET.get("format") == "json" else rows
    file = definition.download(request, wanted.standing, "bottlenecks", COLUMNS, told)
    return file or render(request, "timing/bottlenecks.html", _context(wanted, kind, parties, steps))


def kind_of(request: HttpRequest) -> str:
    """Whose steps: objects of a kind; the units of the study, where the address names none that is known."""
    kind = request.GET.get("kind", "")
    return kind if kind in KINDS else asked(request).study.unit


def edges_of(wanted: Asked, kind: str) -> figures.Edges:
    """The steps that an address means."""
    return figures.Edges(wanted.study, kind, wanted.by if kind == wanted.study.unit else "", wanted.upto)


def _context(wanted: Asked, kind: str, parties: Sequence[Lost], steps: Sequence[Lost]) -> dict[str, Any]:
    return {
        **TOOLS,
        **as_of(wanted.standing),
        "asked": wanted,
        "study": wanted.study,
        "unit": unit_text(wanted.study),
        "kind": kind,
        "kind_title": kind_text(kind),
        "kinds": KINDS.items(),
        "parties": [each for each in parties if each.change.now],
        "steps": [each for each in steps if each.change.now],
        "gone": [each for each in (*parties, *steps) if each.change.standing == "gone"],
        "compared": any(each.change.before for each in (*parties, *steps)),
        "most": _MOST,
        "previous": figures.before(wanted.period),
        "studies": studies_of(wanted.study.direction or "import"),
        "directions": [
            (words, Asked(counterpart(wanted.study, code), wanted.period).address("timing-bottlenecks"), code)
            for code, words in DIRECTIONS.items()
        ],
        "periods": list(periods(wanted.period)),
        "by_choices": [each for each in wanted.study.segments if not each.month],
        "meant": MEANT,
        "files_of": partial(_files, wanted, kind),
        "definition": list(definition.told(wanted.study)),
    }


def _files(wanted: Asked, kind: str, rows: str) -> Callable[..., str]:
    """Where the files of a table are, by their format."""
    return partial(wanted.address, "timing-bottlenecks", kind=kind, rows=rows)


def _parties(wanted: Asked) -> list[Lost]:
    now, before = (
        figures.lost_to(wanted.standing, period, wanted.by, wanted.only)
        for period in (wanted.period, figures.before(wanted.period))
    )
    found = in_order(figures.changes(now, before))
    values = Values(wanted.study, parties=[each.what[0] for each in found])
    queued = figures.holders_of(wanted.study)
    return [_party(wanted, values, each, queued) for each in found]


def _party(wanted: Asked, values: Values, change: Change, queued: Sequence[str]) -> Lost:
    [code] = change.what
    known = figures.holder_title(wanted.study, code)
    queue = wanted.address("timing-queues", what=f"holder:{code}") if code in queued else ""
    address = wanted.units(holder=code, by="", period=_period(wanted, change))
    return Lost(change, values.party(code) if known.zh == code else known, address, queue, code)


def _period(wanted: Asked, change: Change) -> str:
    """The period in which it was waited for: this one, or of what is gone the one before."""
    return wanted.period.name if change.now else figures.days_of(figures.before(wanted.period)).name


def _steps(wanted: Asked, kind: str) -> list[Lost]:
    edges = edges_of(wanted, kind)
    now, before = (figures.lost_between(edges, period) for period in (wanted.period, figures.before(wanted.period)))
    return [_step(wanted, kind, each) for each in in_order(figures.changes(now, before))]


def _step(wanted: Asked, kind: str, change: Change) -> Lost:
    start, end = change.what
    one, other = activity(start), activity(end)
    asks = {"kind": kind, "from": start, "to": end}
    return Lost(
        change,
        Text(f"{one.zh} → {other.zh}", f"{one.en} → {other.en}"),
        wanted.address("timing-waits", **asks, period=_period(wanted, change)),
        wanted.address("timing-queues", **asks),
        f"{start} > {end}",
    )


def in_order(found: Sequence[Change]) -> list[Change]:
    """What cost most hours first; what is gone last."""
    return sorted(found, key=lambda each: (-(each.now.us if each.now else -1), each.what))


def _plain(row: Lost) -> dict[str, Any]:
    """A row for machines; times in microseconds."""
    now, before = row.change.now, row.change.before
    return {
        "what": row.change.what,
        "standing": row.change.standing,
        "now": now._asdict() if now else None,
        "before": before._asdict() if before else None,
        "change_us": row.change.us,
    }


COLUMNS: tuple[Column[Lost], ...] = (
    Column("what", Text("等什么", "Waited for"), lambda row: row.title),
    Column("n", Text("次数", "Waits"), lambda row: row.now.n),
    Column("units", Text("涉及", "Of"), lambda row: row.now.units),
    Column("lost", Text("用去的小时", "Hours lost"), lambda row: hours(row.now.us)),
    Column("median", Text("中位数（小时）", "Median, h"), lambda row: hours(row.now.median_us if row.now.n else None)),
    Column("avoidable", Text("可避免的小时", "Avoidable, h"), lambda row: hours(row.now.avoidable_us)),
    Column("share", Text("可避免占比", "Avoidable share"), lambda row: percent(row.avoidable)),
    Column("variance", Text("方差占比", "Share of the variance"), lambda row: percent(row.now.variance)),
    Column("before_n", Text("前一期次数", "Waits before"), lambda row: row.before.n),
    Column("before", Text("前一期小时", "Hours before"), lambda row: hours(row.before.us)),
    Column("change", Text("小时增减", "Change, h"), lambda row: hours(row.change.us)),
    Column("median_change", Text("中位数增减（小时）", "Change of median, h"), lambda row: hours(row.change.median_us)),
    Column("code", Text("代码", "Code"), lambda row: row.code),
)
urlpatterns = [path("timing/bottlenecks", bottlenecks, name="timing-bottlenecks")]
