"""``/timing/consignments/<kind>/<id>``: one consignment, who was awaited in it, what ended each wait, the proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.public import figures, presets
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import Asked, as_of, asked
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.words import TOOLS, Values, activity, hours, kind_text
from kouan.web.tables import Column

_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Wait:
    """One interval as it is drawn: ``start`` and ``length`` in hundredths of the whole; ``ended``: by which events."""

    interval: figures.Interval
    since: datetime
    until: datetime
    title: Text
    start: float
    length: float
    ended: Sequence[Act]


@dataclass(frozen=True, slots=True)
class Act:
    """One event: what, who, of which object, when it happened and when that was recorded; where it is proven."""

    event: figures.Happened
    title: Text
    who: Text
    happened_at: datetime
    recorded_at: datetime
    kind: Text
    about: str
    proof: str
    cuts: bool

    @property
    def recorded_later(self) -> bool:
        """By a minute or more."""
        return abs((self.recorded_at - self.happened_at).total_seconds()) >= 60


@analysts
def consignment(request: HttpRequest, kind: str, unit: str) -> HttpResponseBase:
    """One unit of a study; of the first study that counts such things, where the address names another."""
    wanted = _fitting(asked(request), kind)
    standing = wanted.standing
    found = figures.single(standing, unit)
    if found is None:
        raise Http404
    values = Values(wanted.study, found.values.items(), {each.party for each in found.events})
    acts = [_act(each, values, found) for each in found.events]
    waits = list(_waits(found, {act.event.event: act for act in acts}, values))
    file = definition.download(request, standing, unit.replace("/", "-"), _COLUMNS, waits)
    if request.GET.get("format") == "json":
        rows = [{"intervals": list(found.intervals), "events": list(found.events)}]
        file = definition.download(request, standing, unit, _COLUMNS, rows)
    return file or render(request, "timing/consignment.html", _context(wanted, standing, found, acts, waits, values))


def _fitting(wanted: Asked, kind: str) -> Asked:
    if wanted.study.unit == kind:
        return wanted
    found = next((each for each in presets().values() if each.unit == kind), None)
    if found is None:
        raise Http404
    return Asked(found, wanted.period, upto=wanted.upto)


def _context(
    wanted: Asked,
    standing: figures.Standing,
    found: figures.Single,
    acts: Sequence[Act],
    waits: Sequence[Wait],
    values: Values,
) -> dict[str, Any]:
    study = wanted.study
    whole = next(us for stage, us in found.stages if stage is study.overall)
    return {
        **TOOLS,
        **as_of(standing),
        "asked": wanted,
        "asked_files": lambda format: wanted.address("timing-consignment", study.unit, found.unit, format=format),
        "study": study,
        "single": found,
        "whole": whole,
        "milestones": [(each, from_micros(ts) if ts is not None else None) for each, ts in found.milestones],
        "waits": waits,
        "parts": _parts(waits),
        "sum": sum(each.interval.us for each in waits),
        "acts": acts,
        "values": [(each.title, values.title(each.name, found.values[each.name])) for each in study.segments],
        "tracked": tracked(study.unit, found.unit),
        "others": [
            each
            for each in presets().values()
            if each.unit == study.unit and each is not study and each.direction == study.direction
        ],
        "definition": list(definition.told(study)),
    }


def _act(event: figures.Happened, values: Values, found: figures.Single) -> Act:
    return Act(
        event=event,
        title=activity(event.type),
        who=values.party(event.party),
        happened_at=from_micros(event.ts),
        recorded_at=from_micros(event.recorded),
        kind=kind_text(event.kind),
        about=event.object,
        proof=reverse("timing-event", args=(event.event,)),
        cuts=any(each.until == event.ts for each in found.intervals),
    )


def _waits(found: figures.Single, acts: Mapping[int, Act], values: Values) -> Iterator[Wait]:
    first = min((each.since for each in found.intervals), default=0)
    whole = max((each.until for each in found.intervals), default=0) - first or 1
    for each in found.intervals:
        title = values.party(each.holder) if each.title.zh == each.holder else each.title
        start, length = 100 * (each.since - first) / whole, 100 * (each.until - each.since) / whole
        ended = [acts[event.event] for event in found.ending(each)]
        yield Wait(
            each,
            from_micros(each.since),
            from_micros(each.until),
            title,
            round(min(start, 100 - _LEAST), 2),
            round(max(length, _LEAST), 2),
            ended,
        )


def _parts(waits: Sequence[Wait]) -> list[tuple[str, Text, int]]:
    """How long each party was awaited in all, the longest first."""
    sums: dict[str, tuple[Text, int]] = {}
    for each in waits:
        code = each.interval.holder
        sums[code] = (each.title, sums.get(code, (each.title, 0))[1] + each.interval.us)
    return sorted(((code, title, us) for code, (title, us) in sums.items()), key=lambda part: (-part[2], part[0]))


def tracked(kind: str, unit: str) -> str:
    """The page of the thing itself; "" where there is none of its kind."""
    if kind == "container-visit":
        container, _, visit = unit.partition("/")
        return reverse("box", args=(container, visit))
    return reverse("bill", args=(unit,)) if kind == "bill" else ""


_COLUMNS: tuple[Column[Wait], ...] = (
    Column("since", Text("从", "From"), lambda each: each.since),
    Column("until", Text("到", "To"), lambda each: each.until),
    Column("holder", Text("在等谁", "Waited for"), lambda each: each.title),
    Column("hours", Text("小时", "Hours"), lambda each: hours(each.interval.us)),
    Column("us", Text("微秒", "Microseconds"), lambda each: each.interval.us),
    Column("ended", Text("由哪一动作结束", "Ended by"), lambda each: each.ended[-1].title if each.ended else ""),
    Column("event", Text("事件号", "Event"), lambda each: each.ended[-1].event.event if each.ended else None),
)
urlpatterns = [path("timing/consignments/<str:kind>/<path:unit>", consignment, name="timing-consignment")]
