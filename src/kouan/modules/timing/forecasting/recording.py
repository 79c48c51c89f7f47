"""A forecast as an event of the log, so that it can be held against what came, by anyone, later.

In the platform's log it is an event ``release-forecast`` about the object. In the shape of a log (:mod:`..shape`) the
event is about an object of its own, of kind ``forecast``, which belongs to the object: so maps and later forecasts of
the object do not see that it was forecast.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from kouan.modules.timing.forecasting.conformal import Scores
from kouan.modules.timing.forecasting.features import matrix, names
from kouan.modules.timing.forecasting.model import Model
from kouan.modules.timing.forecasting.prefixes import Prefixes

EVENT = "release-forecast"
KIND = "forecast"
ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was said of one object. made_at: µs, the event that it was made after; low, median, high: µs from then on.

    target, model, features: digests of the definition, of the model and of all that it looked at.
    """

    made_at: int
    low_us: int
    median_us: int
    high_us: int
    target: str
    model: str
    features: str

    def payload(self) -> dict[str, Any]:
        """As it stands in an event."""
        return asdict(self)

    @classmethod
    def from_payload(cls, told: dict[str, Any]) -> "Forecast":
        return cls(**told)

    def left(self, now: int) -> tuple[int, int, int]:
        """The window as it is at ``now``, µs: low, median and high without the time gone by, none below 0.

        A high end of 0 means that it takes longer than nine of ten did: say that, and no time.
        """
        gone = now - self.made_at
        return max(self.low_us - gone, 0), max(self.median_us - gone, 0), max(self.high_us - gone, 0)


@dataclass(frozen=True, slots=True)
class Rows:
    """Of one forecast: rows of the tables ``event``, ``relation``, ``object`` and ``link`` of the shape."""

    event: tuple[int, str, int, int, str, str]
    relation: tuple[int, int, str, str, str, str]
    object: tuple[tuple[str, str, str, str], ...]
    link: tuple[str, str, str, str, str]


def forecasts(model: Model, rows: Prefixes, since: Scores | None = None) -> dict[str, Forecast]:
    """Object → what is said of it after its last event; ``since``: as in :meth:`Model.forecast`."""
    last = rows.only(np.append(rows.object[1:] != rows.object[:-1], True)[: len(rows)])
    said, seen = model.forecast(last, since), matrix(model.target, model.words, last)
    columns = names(model.target, model.words)
    return {
        str(name): Forecast(
            made_at=int(last.ts[each]),
            low_us=int(said.low[each]),
            median_us=int(said.median[each]),
            high_us=int(said.high[each]),
            target=model.target.digest,
            model=model.digest,
            features=features_digest(columns, seen[each].tolist()),
        )
        for each, name in enumerate(last.object)
    }


def features_digest(columns: list[str], values: list[float]) -> str:
    """SHA-256 of what was looked at, each with its name."""
    told = {name: None if np.isnan(value) else value for name, value in zip(columns, values, strict=True)}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def in_the_shape(event: int, recorded: int, said: Forecast, kind: str, name: str, source: str) -> Rows:
    """The rows that tell of a forecast: ``event``: its place in the log; ``kind``, ``name``: of what it is about."""
    mine = f"{kind}/{name}/{event}"
    told = said.payload()
    return Rows(
        event=(event, EVENT, said.made_at, recorded, "", source),
        relation=(event, said.made_at, EVENT, KIND, mine, ""),
        object=tuple((KIND, mine, attribute, str(value)) for attribute, value in told.items()),
        link=(KIND, mine, kind, name, ABOUT),
    )
