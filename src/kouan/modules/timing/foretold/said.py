"""A forecast as an event of the log: what was said, by which model, from how much of the log. Never changed afterwards.

One event ``forecast-made`` has all windows of one milestone that are new at one moment, ``forecast-learned`` tells of a
model. They stand on streams of their own (``forecast/<milestone>/<day>``) and are about no box and no case, so nobody's
timeline, map or later forecast sees them, and no message about them goes to anybody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from kouan.kernel.clock import SHANGHAI
from kouan.kernel.event import SYSTEM, Event, ObjectRef

MADE, LEARNED = "forecast-made", "forecast-learned"
KIND = "forecast"
AT_ONCE = 300
"""Windows in one event at most."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was said of one object. made_at: µs, its event that it was said after; the others: µs from then on.

    low, high: between them eight of ten should fall; median: as many below as above; plain: the median by state alone,
    with which the forecast is compared.
    """

    made_at: int
    low_us: int
    median_us: int
    high_us: int
    plain_us: int


@dataclass(frozen=True, slots=True)
class Said:
    """Windows by object. aim: which milestone; kind: of the objects; definition, model: SHA-256; upto: a position: what
    came later in the log was not known."""

    aim: str
    kind: str
    definition: str
    model: str
    upto: int
    windows: Mapping[str, Forecast]


def stream(aim: str, at: datetime) -> str:
    """A stream a day, so that its end is found without reading for long."""
    return f"{KIND}/{aim}/{at.astimezone(SHANGHAI):%Y-%m-%d}"


def made(said: Said, at: datetime) -> Iterator[Event]:
    """The events that tell of forecasts, none where there are none."""
    head = {name: getattr(said, name) for name in ("aim", "kind", "definition", "model", "upto")}
    ordered = sorted(said.windows.items())
    for first in range(0, len(ordered), AT_ONCE):
        windows = [[name, *astuple(each)] for name, each in ordered[first : first + AT_ONCE]]
        yield _event(MADE, said.aim, at, {**head, "windows": windows})


def learned(aim: str, at: datetime, payload: Mapping[str, Any]) -> Event:
    """The event that tells of a model."""
    return _event(LEARNED, aim, at, {"aim": aim, **payload})


def said_in(event: Event) -> Said:
    """What an event ``forecast-made`` says."""
    told = event.payload
    windows = {name: Forecast(*rest) for name, *rest in told["windows"]}
    return Said(told["aim"], told["kind"], told["definition"], told["model"], told["upto"], windows)


def _event(kind: str, aim: str, at: datetime, payload: Mapping[str, Any]) -> Event:
    return Event(kind, at, SYSTEM, payload, (ObjectRef(KIND, aim),))
