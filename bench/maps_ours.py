"""The process map of a long log, as Kouan makes it."""

from kouan.modules.timing.engines.duck import Limits, opened
from kouan.modules.timing.measures.maps import edges
from kouan.modules.timing.shape import log

# What a port office's machine has to spare; the process itself needs some of its own.
SPARING = Limits(memory="700MB", spill="8GB", threads=1)


def directly_follows(path: str) -> list[list[object]]:
    """From, to, how often and the median in microseconds, of each edge of a file of relations."""
    with opened(limits=SPARING) as duck:
        duck.connection.execute(f"CREATE VIEW relation AS SELECT * FROM '{path}'")
        return [[edge.before, edge.after, edge.n, edge.median_us] for edge in edges(duck, log())]


def object_centric(path: str) -> list[list[object]]:
    """Kind, from, to and how often, of each edge."""
    with opened(limits=SPARING) as duck:
        duck.connection.execute(f"CREATE VIEW relation AS SELECT * FROM '{path}'")
        return [[edge.kind, edge.before, edge.after, edge.n] for edge in edges(duck, log())]
