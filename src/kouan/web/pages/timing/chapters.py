"""What the monthly report says of each study: one answer, from which the page, the PDF and the workbook are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kouan.kernel.text import Text
from kouan.modules.timing.public import figures, presets
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import Asked
from kouan.web.pages.timing.overview import Share, free_of_impediments, shares_of
from kouan.web.pages.timing.words import unit_text

if TYPE_CHECKING:
    from kouan.modules.timing.public import Figure, Held, Rated, Study

REPORTED = (
    *("cn-overall-import", "cn-overall-export", "cn-port-release-import", "cn-port-release-export"),
    "cn-cases",
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One study in the month, beside the month before. ``free``: the overall time of what was not impeded."""

    study: Study
    unit: Text
    asked: Asked
    standing: figures.Standing
    stages: Sequence[Figure]
    earlier: dict[str, Figure]
    held: Sequence[Held]
    shares: Sequence[Share]
    rates: Sequence[Rated]
    free: Figure | None
    definition: Sequence[tuple[Text, Text | str]]

    @property
    def whole(self) -> Figure:
        """The overall time."""
        return next(each for each in self.stages if each.stage == self.study.overall.name)

    @property
    def before(self) -> Figure | None:
        """The overall time of the month before."""
        return self.earlier.get(self.study.overall.name)


def chapters(wanted: figures.Period, upto: int | None) -> list[Chapter]:
    """The studies that are reported every month, all as the log stood after one event. Raises Unavailable."""
    known = [presets()[code] for code in REPORTED if code in presets()]
    position = figures.standing(known[0]).position if upto is None else upto
    return [_chapter(each, wanted, position) for each in known]


def _chapter(study: Study, wanted: figures.Period, position: int) -> Chapter:
    of_study = Asked(study, wanted, upto=position)
    standing = of_study.standing
    held = figures.held(standing, wanted)
    return Chapter(
        study=study,
        unit=unit_text(study),
        asked=of_study,
        standing=standing,
        stages=figures.taken(standing, wanted),
        earlier={each.stage: each for each in figures.taken(standing, figures.before(wanted))},
        held=held,
        shares=list(shares_of(of_study, held)),
        rates=figures.same_day(standing, wanted),
        free=free_of_impediments(of_study, standing),
        definition=list(definition.told(study)),
    )
