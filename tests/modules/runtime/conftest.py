import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from kouan.kernel.event import Actor, Event, ObjectRef
from kouan.runtime import log
from kouan.runtime.subscribers import registry

CLERK = Actor(party="91440800MA4W00000X", person="chen", desk="")
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def happened() -> Callable[..., Event]:
    """``happened("filed", "bill/COSU1", note=1)``: each event a minute after the one before."""
    minutes = itertools.count()

    def make(kind: str = "filed", *objects: str, **payload: object) -> Event:
        refs = tuple(ObjectRef(*ref.split("/")) for ref in objects)
        return Event(kind, START + timedelta(minutes=next(minutes)), CLERK, payload, refs)

    return make


@pytest.fixture
def note(happened: Callable[..., Event]) -> Callable[..., log.Recorded]:
    """``note("case/1", "filed")``: record one event at the end of a stream."""

    def record(stream: str, kind: str = "filed", *objects: str, **payload: object) -> log.Recorded:
        head = log.append(stream, log.head(log.read(stream)), [happened(kind, *objects, **payload)])
        found = log.event_at(stream, head.n)
        assert found is not None
        return found

    return record


@pytest.fixture
def only_mine() -> Iterator[None]:
    """No subscribers but those the test registers."""
    kept = dict(registry.subscribers)
    registry.subscribers.clear()
    yield
    registry.subscribers.clear()
    registry.subscribers.update(kept)
