"""The door of ``timing``: a log of any origin, opened, and what is asked of it."""

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.engines.duck import Duck, Limits
from kouan.modules.timing.measures.maps import edges, steps
from kouan.modules.timing.measures.parts import Way, ways
from kouan.modules.timing.shape import Log, log

__all__ = ["Duck", "Engine", "Limits", "Log", "Way", "edges", "log", "steps", "ways"]
