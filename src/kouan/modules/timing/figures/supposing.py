"""What the units of a period would have taken under other arrangements."""

from collections.abc import Sequence

from kouan.modules.timing.figures.overview import Only, choosing, chosen
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.standing import Standing, standing
from kouan.modules.timing.replaying.asking import WhatIf, compared
from kouan.modules.timing.replaying.chain import Chain
from kouan.modules.timing.replaying.levers import Lever, fitting
from kouan.modules.timing.replaying.recording import Recorded, plan_of, recorded, step_of, widened
from kouan.modules.timing.studies.model import Study


def stepping(study: Study, chain: Chain, upto: int | None = None) -> Standing:
    """A study's units with every step of a chain, now or as of a position. Raises Unavailable, Unfit."""
    return standing(widened(study, chain), upto)


def supposed(
    steps: Standing, study: Study, chain: Chain, period: Period | None, levers: Sequence[Lever], only: Only = ()
) -> WhatIf:
    """``steps``: as :func:`stepping` gives them. Raises Unfit, BeyondCalendar.

    What is recorded is kept for the next question; the answers are not, as there is no end of levers.
    """
    given = fitting(levers, chain, study, step_of(study, chain, study.overall.end).name)

    def ask() -> Recorded:
        return recorded(choosing(steps, period, only), study, chain, chosen(steps.study))

    found = steps.once(("recorded", period, only), ask)
    return compared(study, given, found.units, plan_of(study, chain, found))
