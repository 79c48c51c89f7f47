"""What of a history may be learned from at a cut-off, so that a model knows no more than people did on that day."""

from dataclasses import dataclass

import numpy as np

from kouan.modules.timing.forecasting.prefixes import Prefixes

SLOW = 0.95
_LEARNED = 0.75


@dataclass(frozen=True, slots=True)
class Lesson:
    """learned: from these the quantiles are learned; checked: later objects, on which rungs and windows are tried."""

    learned: Prefixes
    checked: Prefixes


def usual(ended: Prefixes) -> int:
    """The time in which 19 of 20 objects end, µs; of objects that have ended."""
    _, first = np.unique(ended.object, return_index=True)
    return int(np.quantile((ended.ended - ended.started)[first], SLOW))


def lesson(history: Prefixes, cutoff: int) -> Lesson | None:
    """The objects that had ended before ``cutoff``, µs, parted by when they started; None where there is none.

    Of the objects that started shortly before the cut-off only the quick ones have ended, and whoever learned from them
    would promise too much. So only those count that started early enough for slow ones to have ended too.
    """
    over = history.only(history.ended < cutoff)
    if not len(over):
        return None
    settled = over.started < cutoff - usual(over)
    settled = settled if settled.any() else np.full(len(over), True)
    _, first = np.unique(over.object[settled], return_index=True)
    parting = np.quantile(over.started[settled][first], _LEARNED)
    early = over.started <= parting
    return Lesson(over.only(settled & early), over.only(settled & ~early))
