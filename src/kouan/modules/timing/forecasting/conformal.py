"""The third rung: windows are widened or narrowed until as many hold as are promised, and that is checked day by day.

Split conformal prediction over quantiles (CQR, Romano and others 2019), whose share is then steered by the misses of
the windows that were given (adaptive conformal inference, Gibbs and Candès 2021), so that drift is met. A score is how
far an outcome lay beyond what the model said. It counts from the day on which slow objects too would have come to their
end: quick outcomes are known first, and counted at once they would make every window too short. Only the latest count.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from kouan.modules.timing.forecasting.features import HOUR
from kouan.modules.timing.forecasting.prefixes import NEVER, Prefixes, Real, Whole
from kouan.modules.timing.forecasting.windows import COVER, Quantiles

DAY = 24 * HOUR
MISSED = (1 - COVER) / 2  # allowed at each end
STEP = 0.02  # by which a day of misses moves the share
_NARROWEST, _WIDEST = 0.5, 0.999
_FEWEST = 1_000  # of the latest scores count, or as many as were checked at first


@dataclass(frozen=True, slots=True)
class Scores:
    """In order of ``known``. made: µs; known: from when it counts, µs; below, above: hours beyond each end.

    An outcome within the window has negative scores.
    """

    made: Whole
    known: Whole
    below: Real
    above: Real

    def __len__(self) -> int:
        return len(self.known)

    def with_(self, later: "Scores") -> "Scores":
        """These and others."""
        return _ordered(
            np.concatenate([self.made, later.made]),
            np.concatenate([self.known, later.known]),
            np.concatenate([self.below, later.below]),
            np.concatenate([self.above, later.above]),
        )


def none() -> Scores:
    """Before anything was forecast."""
    return Scores(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0))


def scores(said: Quantiles, rows: Prefixes, slow: int) -> Scores:
    """How far each outcome lay beyond what was said; prefixes of objects still open are left out.

    slow: µs in which 19 of 20 outcomes come; a score counts no earlier than that after its forecast.
    """
    over = rows.ended != NEVER
    hours = rows.remaining[over] / HOUR
    known = np.maximum(rows.ended, rows.ts + slow)[over]
    return _ordered(rows.ts[over], known, said.low[over] - hours, hours - said.high[over])


def margins(checked: Scores, given: Scores, at: Whole) -> tuple[Real, Real]:
    """Hours to be added below and above forecasts made at these times, µs.

    checked: before the model was used, all known by then; given: since, each from the day (UTC) after ``known``.
    """
    days, row = np.unique(np.concatenate([given.made, at]) // DAY, return_inverse=True)
    known = np.searchsorted(given.known, days * DAY, "left")
    below = _steered(checked.below, given.below, known, days, row[: len(given)])
    above = _steered(checked.above, given.above, known, days, row[: len(given)])
    return below[row[len(given) :]], above[row[len(given) :]]


def _steered(checked: Real, given: Real, known: Whole, days: Whole, made: Whole) -> Real:
    """The margin of each day: day after day, the share moves by what was missed among the outcomes that came in.

    known: how many of ``given`` were known on each day; made: on which of the days each of them was made.
    """
    margin = np.zeros(len(days))
    share, before, latest = 1 - MISSED, 0, max(len(checked), _FEWEST)
    for day, now in enumerate(known):
        if now > before:
            missed = np.mean(given[before:now] > margin[made[before:now]])
            share = float(np.clip(share + STEP * (missed - MISSED), _NARROWEST, _WIDEST))
        margin[day] = _margin(np.concatenate([checked, given[:now]])[-latest:], share)
        before = now
    return margin


def _margin(beyond: Real, share: float) -> float:
    """The margin that keeps the promise in a sample of this size; none from an empty one."""
    if not len(beyond):
        return 0.0
    rank = min(ceil(round(share * (len(beyond) + 1), 6)), len(beyond))
    return float(np.partition(beyond, rank - 1)[rank - 1])


def _ordered(made: Whole, known: Whole, below: Real, above: Real) -> Scores:
    order = np.argsort(known, kind="stable")
    return Scores(made[order], known[order], below[order], above[order])
