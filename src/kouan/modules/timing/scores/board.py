"""The scores of this port in a period, each number with where it is from: taken from the log, entered, or not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kouan.modules.timing.figures.overview import taken
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.standing import standing
from kouan.modules.timing.measures.report import Figure
from kouan.modules.timing.scores.entering import Entry, entries, holding
from kouan.modules.timing.studies.library import preset
from kouan.modules.timing.studies.model import Study
from kouan.modules.timing.studies.ready import Indicator, pillar
from kouan.modules.timing.studies.trading import Component, bounds, components

HOUR, DAY = 3_600_000_000, 86_400_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """The overall time of a study in a period, as the log stood after ``position``; ``demo``: some of it is made up."""

    study: Study
    figure: Figure
    position: int
    demo: bool

    def median(self, unit: int) -> Fraction | None:
        """In a unit of so many microseconds; None where nothing ended in the period."""
        return None if self.figure.median is None else Fraction(self.figure.median, unit)


@dataclass(frozen=True, slots=True)
class Line:
    """A component of Doing Business here: measured, or entered, or neither."""

    component: Component
    measured: Measured | None
    entry: Entry | None

    @property
    def value(self) -> Fraction | None:
        """In hours or dollars, as the component says; None where there is none."""
        if self.measured:
            return self.measured.median(HOUR)
        return self.entry.value if self.entry else None

    @property
    def score(self) -> Fraction | None:
        return None if self.value is None else self.component.score(self.value)


@dataclass(frozen=True, slots=True)
class Ready:
    """An indicator of B-READY here, in its unit."""

    indicator: Indicator
    measured: Measured | None

    @property
    def value(self) -> Fraction | None:
        return self.measured.median(DAY) if self.measured else None


@dataclass(frozen=True, slots=True)
class Board:
    """Both, and all that was ever entered, the latest first."""

    period: Period
    lines: Sequence[Line]
    ready: Sequence[Ready]
    entries: Sequence[Entry]

    @property
    def values(self) -> Mapping[str, Fraction]:
        """The components of which there is a value, by code."""
        return {each.component.code: each.value for each in self.lines if each.value is not None}

    @property
    def total(self) -> Fraction | None:
        """The score; None where a component is missing."""
        return self.bounds[0] if len(self.values) == len(self.lines) else None

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """Between what the score lies, whatever the missing components are; the same twice where none is."""
        return bounds(self.values)

    @property
    def position(self) -> int:
        """How far the log is known to all that is measured."""
        return min(each.position for each in self.measured)

    @property
    def measured(self) -> Sequence[Measured]:
        """All that is taken from the log."""
        found = [*(each.measured for each in self.lines), *(each.measured for each in self.ready)]
        return [each for each in found if each]


def board(period: Period, upto: int | None = None) -> Board:
    """The scores in a period, by what was entered for its last day. Raises Unavailable."""
    told = entries(upto)
    held = holding(told, period.last.date())
    return Board(
        period,
        [Line(each, _measured(each.study, period, upto), held.get(each.code)) for each in components()],
        [Ready(each, _measured(each.study, period, upto)) for each in pillar().indicators],
        told[::-1],
    )


def _measured(code: str, period: Period, upto: int | None) -> Measured | None:
    if not code:
        return None
    found = standing(preset(code), upto)
    whole = next(each for each in taken(found, period) if each.stage == found.study.overall.name)
    return Measured(found.study, whole, found.position, found.demo)
