"""What a prefix looks like to the trees: a row of numbers, all of them known at its event and none from after it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from kouan.kernel.calendar import BeyondCalendar, china
from kouan.kernel.clock import SHANGHAI, from_micros
from kouan.modules.timing.forecasting.prefixes import Prefixes, Real, Whole, Words
from kouan.modules.timing.foretold.target import Target

HOUR = 3_600_000_000
_MOST_COUNTED = 100
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the log that a model was learned from; a word that comes later is "none of these", never a guess.

    kinds: activities, the most frequent first; known: attribute → its values; warm: µs from which the log can say how
    many objects are open; before, those that were open when it began are missing.
    """

    kinds: tuple[str, ...]
    known: dict[str, tuple[str, ...]]
    warm: int

    @property
    def counted(self) -> tuple[str, ...]:
        return self.kinds[:_MOST_COUNTED]

    def as_json(self) -> dict[str, Any]:
        return {"kinds": list(self.kinds), "known": {k: list(v) for k, v in self.known.items()}, "warm": self.warm}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Vocabulary":
        return cls(tuple(told["kinds"]), {name: tuple(each) for name, each in told["known"].items()}, told["warm"])


def vocabulary(target: Target, seen: Prefixes, warm: int) -> Vocabulary:
    """The words of these prefixes."""
    names, often = np.unique(seen.last, return_counts=True)
    kinds = [str(names[each]) for each in np.lexsort((names, -often))]
    known = {name: tuple(map(str, np.unique(seen.known[name]))) for name in target.attributes}
    return Vocabulary(tuple(kinds), known, warm)


def names(target: Target, words: Vocabulary) -> list[str]:
    """The columns of :func:`matrix`."""
    state = ["last", "before", "length", "elapsed h", "since last h", "hour", "weekday", "day off", "open"]
    counts = [f"times {kind}" for kind in words.counted]
    return [*state, *counts, *(f"is {each}" for each in target.attributes), *(f"{each} =" for each in target.amounts)]


def categories(target: Target, width: int) -> list[int]:
    """Which of the ``width`` columns of :func:`matrix` are names, not sizes."""
    first = width - len(target.attributes) - len(target.amounts)
    return [0, 1, 6, *range(first, first + len(target.attributes))]


def matrix(target: Target, words: Vocabulary, rows: Prefixes) -> Real:
    """A row for each prefix; NaN where something is not known, -1 for a word that the vocabulary does not have."""
    hour, weekday, off = _calendar(rows.ts, target.zone)
    state = [
        _coded(rows.last, words.kinds),
        _coded(rows.before, words.kinds),
        rows.place,
        (rows.ts - rows.started) / HOUR,
        rows.gap / HOUR,
        hour,
        weekday,
        off,
        np.where(rows.ts < words.warm, np.nan, rows.open),
    ]
    known = [_coded(rows.known[name], words.known[name]) for name in target.attributes]
    amounts = [np.array([_number(each) for each in rows.known[name]]) for name in target.amounts]
    found: Real = np.column_stack([*state, *_counts(words, rows), *known, *amounts]).astype(np.float64)
    return found


def _counts(words: Vocabulary, rows: Prefixes) -> list[Any]:
    columns = {kind: rows.counts[:, each] for each, kind in enumerate(rows.kinds)}
    nothing = np.zeros(len(rows), np.int32)
    return [columns.get(kind, nothing) for kind in words.counted]


def _coded(told: Words, words: tuple[str, ...]) -> Whole:
    places = {word: place for place, word in enumerate(words)}
    return np.array([places.get(each, -1) for each in told], np.int64)


def _number(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return np.nan


def _calendar(ts: Whole, zone: str) -> tuple[Real, Whole, Real]:
    """Hour of the day with its fraction, weekday from 0 for Monday, 1 on a day off, there and then."""
    clock = ZoneInfo(zone)
    hours, row = np.unique(ts // HOUR, return_inverse=True)
    offsets = np.array([_offset(int(each) * HOUR, clock) for each in hours], np.int64)[row]
    local = ts + offsets
    days, row = np.unique(local // (24 * HOUR), return_inverse=True)
    off = np.array([_off(int(each)) if clock.key == SHANGHAI.key else np.nan for each in days], np.float64)[row]
    return (local % (24 * HOUR)) / HOUR, (local // (24 * HOUR) + 3) % 7, off


def _offset(ts: int, clock: ZoneInfo) -> int:
    ahead = from_micros(ts).astimezone(clock).utcoffset()
    return (ahead or timedelta()) // timedelta(microseconds=1)


def _off(day: int) -> float:
    """Whether a day, counted from 1970, is off in China; NaN where the State Council has not said."""
    try:
        return float(not china().is_working_day(_EPOCH + timedelta(days=day)))
    except BeyondCalendar:
        return np.nan
