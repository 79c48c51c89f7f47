"""``/timing/queues``: how many waited for a step, hour by hour, when most did, and who stood in the queue then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.clock import SHANGHAI, from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.public import figures
from kouan.web.charts import Chart, Series
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import DIRECTIONS, Asked, as_of, asked, counterpart, periods, studies_of
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.losing import edges_of, kind_of
from kouan.web.pages.timing.waits import edge_of, number
from kouan.web.pages.timing.words import TOOLS, activity, kind_text, unit_text
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Hour, Study

_STAGE, _HOLDER = "stage:", "holder:"
MEANT: tuple[tuple[Text, Text], ...] = (
    (
        Text("怎样计数", "How it is counted"),
        Text(
            "一次等待开始加一，结束减一，按时间累加；同一时刻的一起算。",
            "Plus one where a wait begins, minus one where it ends, added up in time; what is at one moment, together.",
        ),
    ),
    (
        Text("每小时平均", "Mean of an hour"),
        Text("这一小时内各段人数乘以时长之和，除以一小时。", "How many, times how long, over the hour."),
    ),
    (
        Text("还在等的", "Still waiting"),
        Text(
            "环节的排队含还没有等到的；按等谁看时不含未办结的：还不知道它们在等谁。",
            "The queue of a stage has those that wait still. By party it has not: for whom they wait is not known yet.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a queue: the most that waited at once, the hour of it, and how many on the average."""

    day: str
    most: int
    at: str
    mean: float


@dataclass(frozen=True, slots=True)
class Meant:
    """Which queue an address means: of a stage, a party, or between two events of objects of a kind."""

    code: str
    title: Text
    kind: str
    edge: tuple[str, str] | None = None


@analysts
def queues(request: HttpRequest) -> HttpResponseBase:
    """A queue in a period; ``?format=xlsx|csv|json`` for its hours."""
    wanted = asked(request)
    standing, meant = wanted.standing, _meant(request, wanted)
    found = _queue(wanted, meant)
    hours = [each._asdict() for each in found.hours] if request.GET.get("format") == "json" else found.hours
    file = definition.download(request, standing, "queue", _COLUMNS, hours)
    return file or render(request, "timing/queues.html", _context(request, wanted, meant, found))


def _meant(request: HttpRequest, wanted: Asked) -> Meant:
    """The queue of the whole way, where the address means none that is known."""
    study, kind, edge = wanted.study, kind_of(request), edge_of(request)
    if edge:
        one, other = activity(edge[0]), activity(edge[1])
        return Meant("", Text(f"{one.zh} → {other.zh}", f"{one.en} → {other.en}"), kind, edge)
    choices = dict(choices_of(study))
    code = request.GET.get("what", "")
    first = f"{_STAGE}{(study.stages[-1] if study.stages else study.overall).name}"
    code = code if code in choices else first
    return Meant(code, choices[code], study.unit)


def choices_of(study: Study) -> Iterator[tuple[str, Text]]:
    """The queues of a study: of each stage, and for each party."""
    for stage in study.measured:
        yield f"{_STAGE}{stage.name}", stage.title
    for code in figures.holders_of(study):
        title = figures.holder_title(study, code)
        yield f"{_HOLDER}{code}", Text(f"等{title.zh}", f"Waiting for: {title.en}")


def _queue(wanted: Asked, meant: Meant) -> figures.Queue:
    standing = wanted.standing
    if meant.edge:
        return figures.of_edge(standing, edges_of(wanted, meant.kind), meant.edge, wanted.period)
    which, _, name = meant.code.partition(":")
    ask = figures.of_stage if which == "stage" else figures.of_holder
    return ask(standing, name, wanted.period, wanted.only)


def _at(wanted: Asked, meant: Meant, moment: int) -> list[figures.Waiting]:
    if meant.edge:
        return figures.at_edge(edges_of(wanted, meant.kind), meant.edge, moment)
    which, _, name = meant.code.partition(":")
    ask = figures.at_stage if which == "stage" else figures.at_holder
    return ask(wanted.standing, name, moment, wanted.only)


def _context(request: HttpRequest, wanted: Asked, meant: Meant, found: figures.Queue) -> dict[str, Any]:
    moment = _moment(request) or (found.longest.at if found.longest else None)
    there = _at(wanted, meant, moment) if moment else []
    asks = _asks(meant)
    return {
        **TOOLS,
        **as_of(wanted.standing),
        "asked": wanted,
        "study": wanted.study,
        "unit": unit_text(wanted.study) if meant.kind == wanted.study.unit else Text("个", ""),
        "queue": meant,
        "found": found,
        "most_at": from_micros(found.longest.at) if found.longest else None,
        "moment": from_micros(moment) if moment else None,
        "there": [(number(wanted, meant.kind, each.unit), *_times(each, moment or 0)) for each in there],
        "days": list(_days(found.hours)),
        "chart_drawn": _drawn(meant, found.hours),
        "choices": list(choices_of(wanted.study)),
        "kind_title": kind_text(meant.kind),
        "studies": studies_of(wanted.study.direction or "import"),
        "directions": [
            (words, Asked(counterpart(wanted.study, code), wanted.period).address("timing-queues"), code)
            for code, words in DIRECTIONS.items()
        ],
        "periods": list(periods(wanted.period)),
        "asks": asks,
        "files_address": lambda format: wanted.address("timing-queues", **asks, format=format),
        "meant": MEANT,
        "definition": list(definition.told(wanted.study)),
    }


def _asks(meant: Meant) -> dict[str, str]:
    """The part of an address that means the same queue."""
    if meant.edge:
        return {"kind": meant.kind, "from": meant.edge[0], "to": meant.edge[1]}
    return {"what": meant.code}


def _moment(request: HttpRequest) -> int | None:
    said = request.GET.get("at", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else None


def _times(each: figures.Waiting, moment: int) -> tuple[datetime, int, datetime | None]:
    return from_micros(each.since), moment - each.since, from_micros(each.until) if each.until else None


def _local(us: int) -> datetime:
    return from_micros(us).astimezone(SHANGHAI)


def _days(hours: Sequence[Hour]) -> Iterator[Day]:
    for day, each in groupby(hours, key=lambda hour: f"{_local(hour.start):%Y-%m-%d}"):
        of_day = list(each)
        worst = max(of_day, key=lambda hour: (hour.most, -hour.start))
        mean = sum(hour.mean for hour in of_day) / len(of_day)
        yield Day(day, worst.most, f"{_local(worst.start):%H:%M}" if worst.most else "", mean)


def _drawn(meant: Meant, hours: Sequence[Hour]) -> Chart | None:
    if not any(each.most for each in hours):
        return None
    return Chart(
        "line",
        meant.title,
        Text("在等的数量", "waiting"),
        axis=Text("时间", "Hour"),
        categories=[f"{_local(each.start):%m-%d %H:%M}" for each in hours],
        series=[
            Series(Text("每小时最多", "Most in the hour"), [each.most for each in hours]),
            Series(Text("每小时平均", "Mean of the hour"), [round(each.mean, 2) for each in hours]),
        ],
    )


_COLUMNS: tuple[Column[Hour], ...] = (
    Column("hour", Text("小时", "Hour"), lambda each: from_micros(each.start)),
    Column("most", Text("最多", "Most"), lambda each: each.most),
    Column("mean", Text("平均", "Mean"), lambda each: f"{each.mean:.4f}"),
)
urlpatterns = [path("timing/queues", queues, name="timing-queues")]
