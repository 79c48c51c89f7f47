"""What answers add up to. Pure: a question, the answers, and of how many firms they are.

The mean of a scale or number has a 95 % interval by Student's t with the correction for a finite population:
m ± t(n−1) · s/√n · √(1 − n/N), s with n−1. It takes those who answered for a random sample of the N firms; nothing is
corrected for those who did not answer.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from math import sqrt
from statistics import fmean, median, stdev
from typing import Any

from kouan.kernel.text import Text
from kouan.modules.guidance.surveys.model import Question

LEAST = 5
"""The fewest answers of which an interval is given, and the fewest of a cell that everybody may see."""
_RANGES = 6
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Answered:
    """What one firm said, by question."""

    party: str
    roles: Collection[str]
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """A choice, a step of the scale or a range of numbers, and how many answers are in it."""

    code: str
    title: Text
    n: int


@dataclass(frozen=True, slots=True)
class Mean:
    """Of ``n`` values; ``interval``: from, to, None of fewer than :data:`LEAST`."""

    n: int
    mean: float
    median: float
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Result:
    """One question. ``n``: how many answered it; of several choices the cells add up to more."""

    question: Question
    n: int
    cells: tuple[Cell, ...]
    mean: Mean | None


def result(question: Question, answers: Sequence[Answered], population: int | None) -> Result:
    """``population``: of how many firms (N), None where that is not known; then nothing is corrected for it."""
    given = [each.said[question.code] for each in answers if question.code in each.said]
    picked = Counter(str(one) for each in given for one in (each if isinstance(each, list) else [each]))
    cells = tuple(Cell(code, words, picked[code]) for code, words in question.cells.items())
    if question.kind == "number":
        cells = _ranges([Decimal(each) for each in given])
    return Result(question, len(given), cells, _mean(question, given, population))


def _ranges(values: Sequence[Decimal]) -> tuple[Cell, ...]:
    """Numbers in at most six ranges of 1, 2 or 5 times a power of ten, each without its upper end."""
    if not values:
        return ()
    top = max(values)
    wide = next(step for step in _steps() if top < _RANGES * step)
    counted = Counter(int(each / wide) for each in values)
    return tuple(Cell(str(at), _between(at * wide, wide), counted[at]) for at in range(int(top / wide) + 1))


def _steps() -> Iterator[Decimal]:
    return (Decimal(first).scaleb(power) for power in count(-2) for first in (1, 2, 5))


def _between(low: Decimal, wide: Decimal) -> Text:
    said = f"{low.normalize():f}–{(low + wide).normalize():f}"
    return Text(said, said)


def _mean(question: Question, given: Sequence[Any], population: int | None) -> Mean | None:
    if question.kind not in ("scale", "number") or not given:
        return None
    values = [float(Decimal(str(each))) for each in given]
    return Mean(len(values), fmean(values), median(values), interval(values, population))


def interval(values: Sequence[float], population: int | None) -> tuple[float, float] | None:
    """95 %, as the module says; None of fewer than :data:`LEAST` values."""
    n = len(values)
    if n < LEAST:
        return None
    rest = max(0.0, 1 - n / population) if population else 1.0
    half = student(n - 1) * stdev(values) / sqrt(n) * sqrt(rest)
    return fmean(values) - half, fmean(values) + half


def student(freedom: int) -> float:
    """The 97.5 % point of Student's t, by the expansion of Cornish and Fisher; 0.001 off at 4, less beyond."""
    z = _Z
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * freedom**4)
    )
