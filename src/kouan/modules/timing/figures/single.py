"""One unit: its milestones, its stages, each interval with the party awaited in it, and every event of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir

from kouan.kernel.text import Text
from kouan.modules.timing.figures.looking import reading
from kouan.modules.timing.figures.overview import INTERVAL, holder_title
from kouan.modules.timing.figures.prepared import PLACE, question, rows_of
from kouan.modules.timing.figures.standing import MONTH, Standing, in_memory
from kouan.modules.timing.measures.members import happened, is_meant
from kouan.modules.timing.measures.milestones import columns
from kouan.modules.timing.measures.stages import clocked, durations
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.awaiting import Picked
from kouan.modules.timing.studies.model import Milestone, Stage, Study
from kouan.modules.timing.worktime import within


@dataclass(frozen=True, slots=True)
class Interval:
    """From one moment to another one party was awaited, for ``us`` of it; the rest of it was somebody else's."""

    since: int
    until: int
    holder: str
    title: Text
    us: int


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the unit, and one object by which it is its own. Microseconds."""

    event: int
    ts: int
    recorded: int
    type: str
    party: str
    kind: str
    object: str


@dataclass(frozen=True, slots=True)
class Single:
    """One unit of a study. ``stages``: each with microseconds by the study's clock and sign, None where not known."""

    unit: str
    milestones: Sequence[tuple[Milestone, int | None]]
    stages: Sequence[tuple[Stage, int | None]]
    intervals: Sequence[Interval]
    events: Sequence[Happened]
    values: Mapping[str, str]

    def ending(self, interval: Interval) -> list[Happened]:
        """The events at the end of an interval: what was waited for is among them."""
        return [each for each in self.events if each.ts == interval.until]


def single(standing: Standing, unit: str) -> Single | None:
    """A unit of the study with all that is known of it; None where it has no such unit. Raises Unavailable."""
    study = standing.study
    row = next(iter(_ask(standing, "row", _row, unit)), None)
    if row is None:
        return None
    known = dict(zip((*columns(study), MONTH), row, strict=True))
    if study.working_days:
        within((known[study.overall.start], known[study.overall.end]))
    taken = dict(_ask(standing, "stages", _stages, unit))
    said = question("events", study, _events)
    return Single(
        unit=unit,
        milestones=[(each, known[each.name]) for each in study.milestones],
        stages=[(each, taken[each.name]) for each in study.measured],
        intervals=_waits(standing, unit) if study.holders else [],
        events=reading(standing.position, lambda duck: _once_each(study, rows_of(duck, said, unit))),
        values={each.name: known[each.name] for each in study.segments},
    )


def _ask(standing: Standing, name: str, build: Callable[[Study], ir.Table], unit: str) -> Sequence[tuple[Any, ...]]:
    return rows_of(standing.engine, question(name, standing.study, build), unit)


def _row(study: Study) -> ir.Table:
    return in_memory(study).filter(lambda row: row.unit == PLACE)


def _stages(study: Study) -> ir.Table:
    row = clocked(_row(study), study)
    each = [durations(row, study, stage).select("us", stage=ibis.literal(stage.name)) for stage in study.measured]
    return ibis.union(each[0], *each[1:]).select("stage", "us") if len(each) > 1 else each[0].select("stage", "us")


def _waits(standing: Standing, unit: str) -> list[Interval]:
    return [
        Interval(since, until, holder, holder_title(standing.study, holder), us)
        for since, until, holder, us in _ask(standing, "waits", _intervals, unit)
    ]


def _intervals(_study: Study) -> ir.Table:
    waits = ibis.table(INTERVAL, name="interval").filter(lambda row: row.unit == PLACE)
    return waits.select("since", "until", "holder", "us").order_by("since", "until", "holder")


def _events(study: Study) -> ir.Table:
    """Of what the unit reaches only the events that the study asks for: a ship's call has those of all its boxes."""
    tables = log()
    told = happened(tables, study)
    asked_for = [is_meant(told, picked) for picked in _picked(study)]
    told = told.filter(told.unit == PLACE, ibis.or_(told.kind == study.unit, *asked_for))
    who = tables.event.select(of="event", by="party", recorded="recorded")
    known = told.select("event", "ts", "type", "kind", "object").join(who, [("event", "of")])
    return known.select("event", "ts", "recorded", "type", "by", "kind", "object")


def _once_each(study: Study, rows: Sequence[tuple[Any, ...]]) -> list[Happened]:
    """Of several objects by which an event is the unit's, the first that the study reaches it by."""
    order = {kind: at for at, kind in enumerate((study.unit, *(path[-1] for path in study.reach)))}
    found: dict[int, Happened] = {}
    for each in sorted((Happened(*row) for row in rows), key=lambda each: (order.get(each.kind, 99), each.object)):
        found.setdefault(each.event, each)
    return sorted(found.values(), key=lambda each: (each.ts, each.event))


def _picked(study: Study) -> list[Picked]:
    """All that a study asks for: its milestones, and what ends a wait."""
    entries = study.holders.entries if study.holders else ()
    return [*(each.picked for each in study.told), *(each.next for each in entries)]
