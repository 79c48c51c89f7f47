"""What of results everybody may see: nothing from which fewer than five firms' answers could be told.

A cell of fewer than five is hidden, and where what is hidden could be found by subtraction, the smallest of the others
too. Of several choices, each is a question of its own: it is hidden as well where all but a few made it. A scale, and
numbers in ranges, are shown whole or as their mean alone, since mean and some of the cells give away the rest. Free
text is never shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kouan.kernel.text import Text
from kouan.modules.guidance.surveys.figures import LEAST, Result
from kouan.modules.guidance.surveys.model import Question


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as everybody sees it: counts by choice, None where one is hidden; ``n`` None: too few answered.

    No median, which is some firm's own figure; and of a scale no interval beside hidden cells: both could tell them.
    """

    question: Question
    n: int | None
    cells: tuple[tuple[Text, int | None], ...]
    mean: float | None = None
    interval: tuple[float, float] | None = None

    @property
    def hides(self) -> bool:
        return any(n is None for _, n in self.cells)


def shown(result: Result) -> Shown:
    """A result without what it must not tell."""
    if result.n < LEAST:
        return Shown(result.question, None, ())
    hidden = _hidden([cell.n for cell in result.cells], result)
    cells = tuple((cell.title, None if at in hidden else cell.n) for at, cell in enumerate(result.cells))
    scale = result.question.kind == "scale"
    if result.mean is None:
        return Shown(result.question, result.n, cells)
    return Shown(result.question, result.n, cells, result.mean.mean, None if hidden and scale else result.mean.interval)


def _hidden(counts: Sequence[int], result: Result) -> set[int]:
    few = {at for at, n in enumerate(counts) if n < LEAST}
    if result.question.kind == "several":
        return few | {at for at, n in enumerate(counts) if result.n - n < LEAST}
    if result.question.kind in ("scale", "number"):
        return set(range(len(counts))) if few else set()
    return _beyond_subtraction(counts, few)


def _beyond_subtraction(counts: Sequence[int], few: set[int]) -> set[int]:
    """With as many more as it takes that two are hidden and they hold five between them."""
    hidden = set(few)
    for at in sorted(set(range(len(counts))) - few, key=lambda at: counts[at]):
        if not hidden or (len(hidden) > 1 and sum(counts[each] for each in hidden) >= LEAST):
            break
        hidden.add(at)
    return hidden
