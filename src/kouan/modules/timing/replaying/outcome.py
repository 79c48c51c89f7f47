"""Before and after: mean and 90th percentile, each change with an interval, exact but for the resampling."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kouan.kernel.text import Text
from kouan.modules.timing.replaying.opening import Micros

SEED, RESAMPLES, LEVEL = 20, 1000, 95
"""The intervals: how chance begins, how often units are drawn anew, percent of draws within."""
_P90 = 9
_TENTHS = 10
_DRAWN = 20_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in microseconds without the levers and with them; the change, and the interval that it lies in.

    None where there is nothing to take them of; no interval of fewer than two units.
    """

    before: float | None
    after: float | None
    change: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class StageChange:
    """A stage of the study, of the units in which both its ends are known."""

    stage: str
    title: Text
    n: int
    mean: Change
    p90: Change


@dataclass(frozen=True, slots=True)
class Replayed:
    """One unit: its overall time and its end without the levers and with them, in microseconds.

    ``gained``: how much sooner each step lets it go, by the step's name (below nothing: later).
    """

    unit: str
    before: int
    after: int
    end: int
    end_after: int
    gained: dict[str, int]

    @property
    def change(self) -> int:
        return self.after - self.before

    @property
    def most(self) -> str:
        """The step that gained it most, "" where none did."""
        best = max(self.gained, key=lambda step: (self.gained[step], step), default="")
        return best if best and self.gained[best] > 0 else ""


def changes(before: Micros, after: Micros, *, drawn: bool = True) -> tuple[Change, Change]:
    """Mean and 90th percentile of the same units, without the levers and with them."""
    if not len(before):
        return Change(None, None, None), Change(None, None, None)
    n, p90 = len(before), (percentile_90(before), percentile_90(after))
    sums = int(before.sum()), int(after.sum())
    low_high = _intervals(before, after) if drawn and n > 1 else [(None, None), (None, None)]
    mean = Change(sums[0] / n, sums[1] / n, (sums[1] - sums[0]) / n, *low_high[0])
    return mean, Change(*p90, p90[1] - p90[0], *low_high[1])


def percentile_90(values: Micros) -> int:
    """Between the two nearest values in proportion, in whole microseconds, half up: as every report has it."""
    at, rest = divmod((len(values) - 1) * _P90, _TENTHS)
    ordered = np.partition(values, (at, min(at + 1, len(values) - 1)))
    low, high = int(ordered[at]), int(ordered[min(at + 1, len(values) - 1)])
    return (low * _TENTHS + (high - low) * rest + _TENTHS // 2) // _TENTHS


def resamples(n: int) -> int:
    """How often units are drawn anew: fewer times where there are very many of them."""
    return max(100, min(RESAMPLES, _DRAWN // max(n, 1)))


def _intervals(before: Micros, after: Micros) -> list[tuple[float, float]]:
    """Where :data:`LEVEL` percent of the changes lie when as many units are drawn anew, with repetition, in pairs."""
    found = np.array(list(_draws(before, after)))
    tail = (100 - LEVEL) / 2
    return [(float(np.percentile(each, tail)), float(np.percentile(each, 100 - tail))) for each in found.T]


def _draws(before: Micros, after: Micros) -> Iterator[tuple[float, float]]:
    chance, n = np.random.default_rng(SEED), len(before)
    for _ in range(resamples(n)):
        drawn = chance.integers(0, n, n)
        one, other = before[drawn], after[drawn]
        yield int((other - one).sum()) / n, percentile_90(other) - percentile_90(one)
