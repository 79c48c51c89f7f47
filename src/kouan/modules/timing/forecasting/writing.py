"""Forecasts onto the log."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from kouan.kernel.event import Event
from kouan.modules.timing.foretold.aims import Aim
from kouan.modules.timing.foretold.said import stream
from kouan.runtime.log import append, head, read


def write(events: Iterable[Event], aim: Aim, at: datetime, *, then: bool = False) -> None:
    """Append events to the milestone's stream of the day; ``then``: recorded when they happened, not now."""
    name = stream(aim.code, at)
    end = head(read(name))
    for event in events:
        recorded_at = event.happened_at if then else None
        end = append(name, end, [event], recorded_at=recorded_at, demo=settings.KOUAN_DEMO)
