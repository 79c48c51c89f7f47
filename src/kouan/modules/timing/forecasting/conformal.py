"""The third rung: windows are widened or narrowed until as many hold as are promised, and that is checked day by day.

Split conformal prediction over quantiles (CQR, Romano and others 2019). A score is how far an outcome lay beyond its
window; it counts from the moment at which the outcome was known, and only the latest count, as many as there were when
the model was made, so that drift is met.
"""

from dataclasses import dataclass

import numpy as np

from kouan.modules.timing.forecasting.features import HOUR
from kouan.modules.timing.forecasting.prefixes import NEVER, Prefixes, Real, Whole
from kouan.modules.timing.forecasting.windows import COVER, Quantiles

DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Scores:
    """In order of ``known``, µs: when the outcome was known; below, above: hours beyond the low and the high end.

    An outcome within its window has negative scores.
    """

    known: Whole
    below: Real
    above: Real

    def __len__(self) -> int:
        return len(self.known)

    def with_(self, later: "Scores") -> "Scores":
        """These and others."""
        joined = (np.concatenate(each) for each in ((self.below, later.below), (self.above, later.above)))
        return ordered(np.concatenate([self.known, later.known]), *joined)

    def margins(self, at: Whole, latest: int) -> tuple[Real, Real]:
        """Hours to be added below and above a forecast made at each of these times, µs.

        Of what was known before that day (UTC) began the ``latest`` count; half of the misses are allowed at each end.
        """
        days, row = np.unique(at // DAY, return_inverse=True)
        each = np.array([self._on(int(day) * DAY, latest) for day in days], np.float64).reshape(-1, 2)[row]
        return each[:, 0], each[:, 1]

    def _on(self, day: int, latest: int) -> tuple[float, float]:
        known = int(np.searchsorted(self.known, day, "left"))
        counted = slice(max(known - latest, 0), known)
        return _margin(self.below[counted]), _margin(self.above[counted])


def ordered(known: Whole, below: Real, above: Real) -> Scores:
    """Scores in the order in which they became known."""
    order = np.argsort(known, kind="stable")
    return Scores(known[order], below[order], above[order])


def none() -> Scores:
    """Before anything was checked."""
    return Scores(np.empty(0, np.int64), np.empty(0), np.empty(0))


def scores(said: Quantiles, rows: Prefixes) -> Scores:
    """How far each outcome lay beyond what was said; prefixes of objects still open are left out."""
    over = rows.ended != NEVER
    hours = rows.remaining[over] / HOUR
    return ordered(rows.ended[over], said.low[over] - hours, hours - said.high[over])


def _margin(beyond: Real) -> float:
    """The margin that keeps the promise in a sample of this size; none from an empty one."""
    if not len(beyond):
        return 0.0
    share = min((1 + COVER) / 2 * (len(beyond) + 1) / len(beyond), 1.0)
    return float(np.quantile(beyond, share, method="higher"))
