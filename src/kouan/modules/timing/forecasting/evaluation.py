"""How good forecasts were: of the model and of the median by state, on the same objects."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kouan.modules.timing.forecasting.features import HOUR
from kouan.modules.timing.forecasting.prefixes import Flags, Prefixes, Real, Whole
from kouan.modules.timing.forecasting.windows import HIGH, LOW, MIDDLE, Windows

HORIZONS = (24, 72, 168)  # hours


@dataclass(frozen=True, slots=True)
class Figures:
    """Of n forecasts: mae, width, hours; coverage: share within the window; pinball: mean loss of the three, hours."""

    n: int
    mae: float
    coverage: float
    width: float
    pinball: float


def figures(said: Windows, rows: Prefixes, chosen: Flags | None = None) -> Figures:
    """Of objects that have ended; ``chosen``: of these rows only."""
    mine = np.full(len(rows), True) if chosen is None else chosen
    low, median, high, came = (each[mine] for each in (said.low, said.median, said.high, rows.remaining))
    losses = [_pinball(each, came, share) for each, share in ((low, LOW), (median, MIDDLE), (high, HIGH))]
    return Figures(
        n=len(came),
        mae=_hours(np.abs(came - median)),
        coverage=float(np.mean((low <= came) & (came <= high))) if len(came) else 0.0,
        width=_hours(high - low),
        pinball=sum(losses) / len(losses),
    )


def by_horizon(said: Windows, rows: Prefixes, horizon: Windows) -> dict[str, Figures]:
    """Apart by how far off the milestone was said to be, as a trader would know it: by the median of ``horizon``."""
    edges = [0, *HORIZONS, np.inf]
    hours = horizon.median / HOUR
    return {
        f"{low:g}-{high:g} h": figures(said, rows, (low <= hours) & (hours < high)) for low, high in pairwise(edges)
    }


def _pinball(said: Whole, came: Whole, share: float) -> float:
    over = came - said
    return _hours(np.maximum(share * over, (share - 1) * over))


def _hours(each: Whole | Real) -> float:
    return float(np.mean(each)) / HOUR if len(each) else 0.0
