"""Times between the log's JSON and the tables."""

from datetime import datetime
from typing import Any

from kouan.kernel.clock import to_micros
from kouan.kernel.event import Event


def when(event: Event) -> int:
    """When an event happened, in microseconds."""
    return to_micros(event.happened_at)


def moment(text: str) -> int:
    """Microseconds of an ISO time in a payload."""
    return to_micros(datetime.fromisoformat(text))


def instant(text: Any) -> int | None:
    """The same, None where it says nothing."""
    return moment(text) if text else None
