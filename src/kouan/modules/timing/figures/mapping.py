"""The process map of one kind of object: what follows what, and the ways that objects went, of those of a period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.looking import position_of, reading
from kouan.modules.timing.figures.memory import recent
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.measures.maps import Edge, edges_of
from kouan.modules.timing.measures.names import kinds
from kouan.modules.timing.measures.parts import Way, ways
from kouan.modules.timing.shape import Log, log


@dataclass(frozen=True, slots=True)
class Map:
    """Of ``objects`` of a kind of which something happened in a period: all that ever happened to them.

    ``edges``: the most frequent first; ``ways``: too. ``kinds``: all that the log speaks of.
    """

    kind: str
    objects: int
    edges: Sequence[Edge]
    ways: Sequence[Way]
    kinds: Sequence[str]
    position: int


def process_map(kind: str, period: Period, upto: int | None = None) -> Map:
    """The map of a kind; empty where the log has none of it. Some seconds old at most. Raises Unavailable."""
    return recent(("map", kind, period, upto), lambda: reading(upto, lambda duck: _asked(duck, kind, period, upto)))


def _asked(duck: Duck, kind: str, period: Period, upto: int | None) -> Map:
    whole = log()
    position = position_of(duck, upto)
    known = kinds(duck, whole)
    if kind not in known:
        return Map(kind, 0, (), (), known, position)
    of_it = _of_period(whole, kind, period)
    [(objects,)] = duck.rows(of_it.relation.aggregate(n=of_it.relation.object.nunique()))
    found = sorted((Edge(*row) for row in duck.rows(edges_of(of_it, kind))), key=lambda edge: (-edge.n, edge))
    return Map(kind, int(objects), found, ways(duck, of_it), known, position)


def _of_period(whole: Log, kind: str, period: Period) -> Log:
    relation = whole.relation.filter(whole.relation.kind == kind)
    touched = relation.filter(relation.ts >= period.since, relation.ts < period.until).select("object").distinct()
    return replace(whole, relation=relation.semi_join(touched, "object"))
