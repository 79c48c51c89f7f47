"""A forecast: not a point but the window in which eight of ten fall, in whole microseconds from the event on."""

from dataclasses import dataclass

import numpy as np

from kouan.modules.timing.forecasting.features import HOUR
from kouan.modules.timing.forecasting.prefixes import Real, Whole

COVER = 0.8  # how many of ten windows shall hold what comes
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Windows:
    """Remaining time of one prefix a row, µs: ``0 <= low <= median <= high``."""

    low: Whole
    median: Whole
    high: Whole


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The same before it is a promise: hours, which may cross."""

    low: Real
    median: Real
    high: Real

    def windows(self, below: Real, above: Real) -> Windows:
        """Widened by margins in hours; the median stays, low and high never cross it, nothing is negative."""
        median = np.maximum(self.median, 0)
        low = np.clip(self.low - below, 0, median)
        high = np.maximum(self.high + above, median)
        return Windows(_micros(low), _micros(median), _micros(high))


def _micros(hours: Real) -> Whole:
    return np.rint(hours * HOUR).astype(np.int64)
