"""What a log speaks of: its kinds of object, its activities."""

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.shape import Log


def kinds(engine: Engine, log: Log) -> list[str]:
    """The kinds of object that events are about, by name."""
    return sorted(kind for (kind,) in engine.rows(log.relation.select("kind").distinct()))


def activities(engine: Engine, log: Log) -> list[str]:
    """What happens, by name."""
    return sorted(activity for (activity,) in engine.rows(log.event.select("type").distinct()))
