"""Who follows the log. A module registers its subscribers in its ``subscribers.py``, which is found by itself."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kouan.runtime.log.values import Recorded


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Takes one event at a time, in order per key; what fails waits with its key, the other keys go on.

    keys: which keys an event is delivered to; kinds: the only kinds of event that interest it, None for all;
    workers: how many keys are served at once.
    """

    name: str
    keys: Callable[[Recorded], Iterable[str]]
    deliver: Callable[[Recorded, str], None]
    kinds: frozenset[str] | None
    workers: int


@dataclass(frozen=True, slots=True)
class Projection:
    """Takes events in batches, strictly in the order of the log, in the transaction that moves its cursor."""

    name: str
    apply: Callable[[Sequence[Recorded]], None]


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks at the clock rather than at the log: ``look(moment)`` does what fell due by then, true if there was some.

    every: seconds between looks that find nothing.
    """

    name: str
    look: Callable[[datetime], bool]
    every: float


Follower = Subscriber | Projection | Watch
subscribers: dict[str, Follower] = {}


def subscriber(
    name: str, *, key: Callable[[Recorded], str | None] | None = None, kinds: Collection[str] | None = None
) -> Callable[[Callable[[Recorded], None]], Callable[[Recorded], None]]:
    """Register ``function(event)``, called at least once an event, in order per key.

    ``key(event)`` gives the key, None where the event does not interest it; without ``key`` it is the event's stream.
    The call is outside any transaction; open one for what is written, and let a second call do no harm.
    """

    def register(function: Callable[[Recorded], None]) -> Callable[[Recorded], None]:
        def keys(event: Recorded) -> Iterable[str]:
            found = event.stream if key is None else key(event)
            return () if found is None else (found,)

        _add(Subscriber(name, keys, lambda event, _key: function(event), frozenset(kinds) if kinds else None, 1))
        return function

    return register


def fan_out(
    name: str,
    *,
    receivers: Callable[[Recorded], Iterable[str]],
    kinds: Collection[str] | None = None,
    workers: int = 4,
) -> Callable[[Callable[[Recorded, str], None]], Callable[[Recorded, str], None]]:
    """Register ``function(event, receiver)`` for many receivers outside, each of which may be slow or down.

    ``receivers(event)`` names them. Each receiver has its events in order; one that fails or hangs delays no other.
    """

    def register(function: Callable[[Recorded, str], None]) -> Callable[[Recorded, str], None]:
        _add(Subscriber(name, receivers, function, frozenset(kinds) if kinds else None, workers))
        return function

    return register


def projection(name: str) -> Callable[[Callable[[Sequence[Recorded]], None]], Callable[[Sequence[Recorded]], None]]:
    """Register ``function(events)`` that only writes to the database: each event counts there exactly once.

    A failing batch is tried again and holds up this projection alone.
    """

    def register(function: Callable[[Sequence[Recorded]], None]) -> Callable[[Sequence[Recorded]], None]:
        _add(Projection(name, function))
        return function

    return register


def watch(name: str, *, every: float) -> Callable[[Callable[[datetime], bool]], Callable[[datetime], bool]]:
    """Register ``function(moment)``, called again and again, by one process at a time; a second call does no harm."""

    def register(function: Callable[[datetime], bool]) -> Callable[[datetime], bool]:
        _add(Watch(name, function, every))
        return function

    return register


def _add(found: Follower) -> None:
    if not re.fullmatch(r"[a-z0-9-]+", found.name):
        raise ValueError(f"a subscriber's name is made of a-z, 0-9 and hyphens: {found.name!r}")
    if found.name in subscribers:
        raise ValueError(f"two subscribers are called {found.name!r}")
    subscribers[found.name] = found
