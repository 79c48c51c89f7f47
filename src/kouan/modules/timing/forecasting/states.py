"""The first rung: what the time was from the same state. A person can count it again with a pencil."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kouan.modules.timing.forecasting.features import HOUR
from kouan.modules.timing.forecasting.prefixes import Prefixes, Real, Words
from kouan.modules.timing.forecasting.windows import HIGH, LOW, MIDDLE, Quantiles
from kouan.modules.timing.foretold.target import Target

ENOUGH = 20  # below so many, the next wider state answers
Three = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class States:
    """Hours at the three quantiles: for "activity in segment", for the activity alone, and for all.

    ``within``: segment → activity → quantiles, the segment "" holding the activities alone.
    """

    overall: Three
    within: dict[str, dict[str, Three]]

    def quantiles(self, target: Target, rows: Prefixes) -> Quantiles:
        """The narrowest state that enough had been in."""
        alone = self.within[""]
        of_segment = zip(rows.last, _segments(target, rows), strict=True)
        found = [self.within.get(part, alone).get(last) or alone.get(last, self.overall) for last, part in of_segment]
        return Quantiles(*np.array(found, np.float64).reshape(-1, 3).T.copy())

    def as_json(self) -> dict[str, Any]:
        return {"overall": self.overall, "within": self.within}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "States":
        within = {part: {last: _three(each) for last, each in those.items()} for part, those in told["within"].items()}
        return cls(_three(told["overall"]), within)


def states(target: Target, learned: Prefixes) -> States:
    """Count them; every object of ``learned`` has ended."""
    hours = learned.remaining / HOUR
    within = {"": _by(learned.last, hours)}
    if target.segment:
        parts = learned.known[target.segment]
        for part in sorted(set(parts) - {""}):
            mine = parts == part
            within[str(part)] = _by(learned.last[mine], hours[mine])
    return States(_quantiles(hours), within)


def _by(last: Words, hours: Real) -> dict[str, Three]:
    names, row, often = np.unique(last, return_inverse=True, return_counts=True)
    grouped = np.split(hours[np.argsort(row, kind="stable")], np.cumsum(often)[:-1])
    return {str(name): _quantiles(each) for name, each in zip(names, grouped, strict=True) if len(each) >= ENOUGH}


def _segments(target: Target, rows: Prefixes) -> npt.NDArray[np.object_]:
    return rows.known[target.segment] if target.segment else np.full(len(rows), "", object)


def _quantiles(hours: Real) -> Three:
    return _three(np.quantile(hours, (LOW, MIDDLE, HIGH)))


def _three(told: Any) -> Three:
    low, median, high = told
    return float(low), float(median), float(high)
