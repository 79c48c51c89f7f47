"""The append-only log of events, the spine of the house. What is hashed, byte for byte: :mod:`.canonical`."""

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
from kouan.runtime.log.values import Conflict, Head, Recorded
from kouan.runtime.log.verification import Report, verify
from kouan.runtime.log.writing import append

__all__ = [
    "Conflict",
    "Head",
    "Recorded",
    "Report",
    "append",
    "at_positions",
    "event_at",
    "events_of",
    "everything",
    "head",
    "last_position",
    "read",
    "read_after",
    "verify",
]
