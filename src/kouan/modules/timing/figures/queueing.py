"""Who waited when: the queue of a stage, of a party, or between two events of the map, through a period."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.looking import reading
from kouan.modules.timing.figures.losing import Edges, of_study
from kouan.modules.timing.figures.memory import recent
from kouan.modules.timing.figures.overview import Only, choosing, chosen
from kouan.modules.timing.figures.overview import waits as intervals_of
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.standing import Standing
from kouan.modules.timing.measures.queues import HOUR, Hour, Longest, between, hourly, longest
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import Study

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue in a period: its hours up to where the log goes, and the longest it was. ``end``: microseconds."""

    hours: Sequence[Hour]
    longest: Longest | None
    end: int

    @property
    def mean(self) -> float:
        """How many waited, on the average over the hours."""
        return sum(each.waited_us for each in self.hours) / (HOUR * len(self.hours)) if self.hours else 0.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit that waited at a moment, since when; ``until`` None while it still does."""

    unit: str
    since: int
    until: int | None


def of_stage(standing: Standing, stage: str, period: Period, only: Only = ()) -> Queue:
    """Units between the two milestones of a stage. Whoever ended the whole without the second waits no more."""
    return standing.once(
        ("queue", stage, period, only),
        lambda: _queue(choosing(standing, None, only), _of_stage(standing.study, stage), period, standing.recorded),
    )


def of_holder(standing: Standing, holder: str, period: Period, only: Only = ()) -> Queue:
    """Units that waited for a party. Of units that are not done it is not known yet for whom they wait."""
    return standing.once(
        ("queue-for", holder, period, only),
        lambda: _queue(choosing(standing, None, only), _of_holder(standing.study, holder), period, standing.recorded),
    )


def of_edge(standing: Standing, edges: Edges, edge: tuple[str, str], period: Period) -> Queue:
    """Objects of a kind from one event to the next of another kind. Raises Unavailable."""
    return recent(
        ("queue-between", edges.key, edge, period, standing.recorded),
        lambda: reading(edges.upto, lambda duck: _queue(duck, _of_edge(duck, edges, edge), period, standing.recorded)),
    )


def at_stage(standing: Standing, stage: str, moment: int, only: Only = ()) -> list[Waiting]:
    """The units of a stage that waited at a moment, the longest first."""
    return _waiting(choosing(standing, None, only), _of_stage(standing.study, stage), moment)


def at_holder(standing: Standing, holder: str, moment: int, only: Only = ()) -> list[Waiting]:
    """The units that waited for a party at a moment, the longest first."""
    return _waiting(choosing(standing, None, only), _of_holder(standing.study, holder), moment)


def at_edge(edges: Edges, edge: tuple[str, str], moment: int) -> list[Waiting]:
    """The objects that waited between two events at a moment, the longest first. Raises Unavailable."""

    def ask(duck: Duck) -> list[Waiting]:
        return _waiting(duck, _of_edge(duck, edges, edge), moment)

    return recent(("at-edge", edges.key, edge, moment), lambda: reading(edges.upto, ask))


def _queue(engine: Engine, waits: ir.Table, period: Period, known: int) -> Queue:
    """``known``: microseconds up to which the log goes. What comes after, or before the first wait that it tells of, is
    not drawn as if nobody had waited."""
    [(begun,)] = engine.rows(waits.aggregate(begun=waits.since.min()))
    first = max(period.since, begun - begun % HOUR) if begun is not None else period.until
    end = min(period.until, known - known % HOUR + HOUR)
    if end <= first:
        return Queue((), None, first)
    return Queue(hourly(engine, waits, first, end), longest(engine, waits, first, end), min(period.until, known))


def _waiting(engine: Engine, waits: ir.Table, moment: int) -> list[Waiting]:
    there = waits.filter(waits.since <= moment, waits.until.isnull() | (waits.until > moment))
    asked = there.order_by("since", "unit").limit(_SHOWN).select("unit", "since", "until")
    return [Waiting(*row) for row in engine.rows(asked)]


def _of_stage(study: Study, name: str) -> ir.Table:
    stage = next(each for each in study.measured if each.name == name)
    rows = chosen(study)
    begun = rows.filter(rows[stage.start].notnull())
    left = begun.filter(begun[stage.end].notnull() | begun[study.overall.end].isnull())
    return left.select("unit", since=stage.start, until=stage.end)


def _of_edge(duck: Duck, edges: Edges, edge: tuple[str, str]) -> ir.Table:
    """Units of the study wait until they are done at the latest: a box that was loaded never leaves by the gate."""
    each = between(log(), edges.kind, *edge)
    if not edges.counted:
        return each
    known = of_study(duck, edges).select(of="unit", ended="ended")
    both = each.join(known, [("unit", "of")])
    return both.select("unit", "since", until=ibis.coalesce(both.until, both.ended))


def _of_holder(study: Study, holder: str) -> ir.Table:
    each = intervals_of(study)
    return each.filter(each.holder == holder).select("unit", "since", "until")


def holders_of(study: Study) -> list[str]:
    """The parties for whom one can queue: not the hours in which nobody is there."""
    if study.holders is None:
        return []
    closed = study.holders.closed.awaited if study.holders.closed else ""
    return [code for code in study.holders.titles if code != closed]
