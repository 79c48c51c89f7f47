"""A long log asked in parts, so that what an engine keeps in memory stays small: each object wholly in one part."""

from dataclasses import replace
from typing import NamedTuple

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.measures.variants import variants
from kouan.modules.timing.shape import Log

# Relations that one part may have: a list of activities for each object in it stays within half a gigabyte.
SIZE = 2_000_000


class Way(NamedTuple):
    """A variant: so many objects of a kind went through these activities, in ``us`` microseconds together."""

    kind: str
    activities: tuple[str, ...]
    n: int
    us: int


def part(log: Log, number: int, of: int) -> Log:
    """The ``number``-th (from 0) of so many parts of a log's relations; which objects it has is the engine's affair."""
    relation = log.relation
    return replace(log, relation=relation.filter(relation.object.hash().abs() % of == number)) if of > 1 else log


def parts_of(engine: Engine, log: Log) -> int:
    """In how many parts a log is best asked."""
    [(relations,)] = engine.rows(log.relation.aggregate(n=log.relation.count()))
    return 1 + int(relations) // SIZE


def ways(engine: Engine, log: Log) -> list[Way]:
    """All variants of a log: by kind, the most frequent first."""
    found: dict[tuple[str, tuple[str, ...]], tuple[int, int]] = {}
    of = parts_of(engine, log)
    for number in range(of):
        for kind, activities, n, us in engine.rows(variants(part(log, number, of))):
            known = found.get((kind, tuple(activities)), (0, 0))
            found[kind, tuple(activities)] = (known[0] + n, known[1] + us)
    made = [Way(*which, *counted) for which, counted in found.items()]
    return sorted(made, key=lambda way: (way.kind, -way.n, way.activities))
