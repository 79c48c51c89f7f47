"""How the subscribers are doing, for the operator."""

from dataclasses import dataclass

from kouan.runtime.log.reading import last_position
from kouan.runtime.models import StuckKey, SubscriberCursor
from kouan.runtime.subscribers.registry import Watch, subscribers


@dataclass(frozen=True, slots=True)
class SubscriberState:
    """position: done up to here; behind: positions between here and the end of the log; stuck: its stuck keys."""

    name: str
    position: int
    behind: int
    stuck: int


def subscriber_states() -> list[SubscriberState]:
    """Every follower of the log and how far it has come, by name."""
    end = last_position()
    positions = dict(SubscriberCursor.objects.values_list("name", "position"))
    return [
        SubscriberState(
            name, positions.get(name, 0), end - positions.get(name, 0), StuckKey.objects.filter(name=name).count()
        )
        for name, one in sorted(subscribers.items())
        if not isinstance(one, Watch)
    ]


def stuck(name: str | None = None) -> list[StuckKey]:
    """The keys that cannot take events now, with the number of tries, the next one and the last error."""
    keys = StuckKey.objects.order_by("name", "key")
    return list(keys if name is None else keys.filter(name=name))
