"""The cases behind a share: those that broke the limit, the slowest, those still open; and the events of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import ibis

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.measures.members import happened, is_meant
from kouan.modules.timing.promises.figures import EVER, Span, judged, ranked
from kouan.modules.timing.promises.judging import LATE, PENDING
from kouan.modules.timing.promises.model import Operation
from kouan.modules.timing.shape import Log

Which = Literal["late", "slowest", "pending", "all"]
WHICH: tuple[Which, ...] = ("late", "slowest", "pending", "all")


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a limit; microseconds. ``used``: by the limit's clock, of an open case so far; None where the
    calendar does not reach. ``pace``: the same, of a rate for each move."""

    no: int
    unit: str
    began: int
    ended: int | None
    used: int | None
    pace: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Act:
    """An event at which a case began or ended: its place in the log, and who did it."""

    event: int
    type: str
    party: str


def cases_of(engine: Engine, numbers: Sequence[int], operator: str, which: Which, span: Span = EVER) -> list[Case]:
    """Cases of some limits of an operator, the slowest first."""
    rows = ranked(span).filter(lambda row: row.is_worst) if which == "slowest" else judged(span)
    rows = rows.filter(rows.operator == operator, rows.no.isin(list(numbers)))
    if which in (LATE, PENDING):
        rows = rows.filter(rows.state == which)
    found = [Case(*row) for row in engine.rows(rows.select("no", "unit", "began", "ended", "used", "pace", "state"))]
    return sorted(found, key=lambda each: (-(each.pace or 0), each.unit))


def acts(engine: Engine, log: Log, operation: Operation, units: Iterable[str]) -> Mapping[tuple[str, int], Act]:
    """The events that begin or end cases of some units, by the unit and when they happened; of several at one
    microsecond the lowest in the log."""
    told = happened(log, operation.study)
    meant = ibis.or_(*(is_meant(told, each.picked) for each in operation.study.milestones))
    chosen = told.filter(meant, told.unit.isin(sorted(units))).select("unit", "ts", "event", "type")
    chosen = chosen.join(log.event.select(told_event="event", party="party"), [("event", "told_event")])
    found: dict[tuple[str, int], Act] = {}
    for unit, ts, event, kind, party in engine.rows(chosen.select("unit", "ts", "event", "type", "party")):
        if (unit, ts) not in found or event < found[unit, ts].event:
            found[unit, ts] = Act(event, kind, party)
    return found
