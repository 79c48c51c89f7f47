"""The append-only log of events, the spine of the house. What is hashed, byte for byte: :mod:`.canonical`."""

from kouan.runtime.log.conflict import Conflict, Overtaken
from kouan.runtime.log.following import follows
from kouan.runtime.log.reading import (
    at_positions,
    event_at,
    events_of,
    everything,
    head,
    last_position,
    read,
    read_after,
)
from kouan.runtime.log.values import Head, Recorded
from kouan.runtime.log.writing import append

__all__ = [
    "Conflict",
    "Head",
    "Overtaken",
    "Recorded",
    "append",
    "at_positions",
    "event_at",
    "events_of",
    "everything",
    "follows",
    "head",
    "last_position",
    "read",
    "read_after",
]
