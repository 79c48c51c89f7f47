"""The door of ``timing``: a log of any origin, opened, and what is asked of it."""

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.engines.duck import Duck, Limits, opened
from kouan.modules.timing.engines.spark import MISSING, NoSpark
from kouan.modules.timing.engines.spark import opened as spark
from kouan.modules.timing.logs import kinds, read
from kouan.modules.timing.logs.columns import Columns, columns_of
from kouan.modules.timing.logs.malformed import Malformed
from kouan.modules.timing.logs.own import write
from kouan.modules.timing.measures.maps import Edge, edges, steps
from kouan.modules.timing.measures.parts import Way, ways
from kouan.modules.timing.shape import Log, log

__all__ = [
    "MISSING",
    "Columns",
    "Duck",
    "Edge",
    "Engine",
    "Limits",
    "Log",
    "Malformed",
    "NoSpark",
    "Way",
    "columns_of",
    "edges",
    "kinds",
    "log",
    "opened",
    "read",
    "spark",
    "steps",
    "ways",
    "write",
]
