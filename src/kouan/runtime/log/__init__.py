"""The append-only log of events, the spine of the house. What is hashed, byte for byte: :mod:`.canonical`."""

from typing import TYPE_CHECKING

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
from kouan.runtime.log.writing import append

if TYPE_CHECKING:
    from kouan.runtime.log.verification import Report

__all__ = [
    "Conflict",
    "Head",
    "Recorded",
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


def verify() -> "Report":
    """Recompute every chain, relation and signed tree head; see :mod:`.verification`."""
    # Imported here because the tree has models: the log itself can be imported before Django is set up.
    from kouan.runtime.log.verification import verify_log

    return verify_log()
