"""Where the hours of a period went: the parties that units waited for, and the edges of the process map."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.looking import reading
from kouan.modules.timing.figures.memory import recent
from kouan.modules.timing.figures.overview import Only, choosing, chosen, waits
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.standing import Standing, cases
from kouan.modules.timing.measures.bottlenecks import (
    EDGE,
    HOLDER,
    Bottleneck,
    behind,
    bottlenecks,
    edge_waits,
    held_waits,
    told_apart,
)
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import Study

OF_STUDY = "of_study"
"""In the copy's DuckDB: the units of the study, with ``segment`` and ``ended``, when the whole of them was over."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Whose edges are meant: objects of a kind; those of the study alone, where it counts such, told apart ``by``.

    ``by``: a segment within whose values it is judged what is avoidable, "" for none.
    """

    study: Study
    kind: str
    by: str = ""
    upto: int | None = None

    @property
    def key(self) -> tuple[str, str, str, int | None]:
        """What tells these from others."""
        return self.study.digest, self.kind, self.by, self.upto

    @property
    def counted(self) -> bool:
        """Whether these are the units of the study."""
        return self.kind == self.study.unit


@dataclass(frozen=True, slots=True)
class Wait:
    """One object's wait along an edge, ``us`` microseconds from ``since``: between the events at two positions."""

    unit: str
    event: int
    since: int
    next: int
    us: int


def lost_to(standing: Standing, period: Period, by: str = "", only: Only = ()) -> list[Bottleneck]:
    """What the units of a period waited for each party; what is avoidable, within the values of a segment."""

    def ask() -> list[Bottleneck]:
        study = standing.study
        if study.holders is None:
            return []
        each = waits(study)
        asked = held_waits(each.group_by(["unit", "holder"]).agg(us=each.us.sum()))
        if by:
            asked = told_apart(asked, chosen(study).select("unit", segment=by))
        return bottlenecks(choosing(standing, period, only), asked, HOLDER)

    return standing.once(("lost", period, by, only), ask)


def lost_between(edges: Edges, period: Period) -> list[Bottleneck]:
    """What passed along each edge of the map, of the waits that ended in a period. Raises Unavailable."""

    def ask(duck: Duck) -> list[Bottleneck]:
        asked = edge_waits(log(), edges.kind, period.since, period.until)
        if edges.counted:
            known = of_study(duck, edges)
            asked = told_apart(asked.semi_join(known, "unit"), known)
        return bottlenecks(duck, asked, EDGE)

    return recent(("lost-between", edges.key, period), lambda: reading(edges.upto, ask))


def waited_between(edges: Edges, edge: tuple[str, str], period: Period) -> Sequence[Wait]:
    """The waits behind one edge, the longest first. Raises Unavailable."""

    def ask(duck: Duck) -> Sequence[Wait]:
        asked = behind(log(), edges.kind, edge, period.since, period.until)
        if edges.counted:
            asked = asked.semi_join(of_study(duck, edges), "unit")
        asked = asked.order_by(ibis.desc("us"), "unit", "event").select("unit", "event", "ts", "next", "us")
        return [Wait(*row) for row in duck.rows(asked)]

    return recent(("waited-between", edges.key, edge, period), lambda: reading(edges.upto, ask))


def of_study(duck: Duck, edges: Edges) -> ir.Table:
    """The units of a study as :data:`OF_STUDY` has them, one row each."""
    segment = f'"{edges.by}"' if edges.by else "''"
    found, end = cases(duck, edges.study, now=edges.upto is None), f'"{edges.study.overall.end}"'
    known = f"SELECT unit, {segment} AS segment, {end} AS ended FROM ({found})"  # noqa: S608 - columns of a study
    duck.connection.execute(f"CREATE OR REPLACE TEMP TABLE {OF_STUDY} AS {known}")
    return ibis.table({"unit": "string", "segment": "string", "ended": "int64"}, name=OF_STUDY)
