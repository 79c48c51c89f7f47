"""What the units of a period would have taken under other arrangements."""

from collections.abc import Iterable

from kouan.modules.timing.figures.overview import Only, choosing, chosen
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.standing import Standing, standing
from kouan.modules.timing.replaying import Chain, Lever, WhatIf, what_if, widened
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import Study


def stepping(study: Study, chain: Chain, upto: int | None = None) -> Standing:
    """A study's units with every step of a chain, now or as of a position. Raises Unavailable, Unfit."""
    return standing(widened(study, chain), upto)


def supposed(
    steps: Standing, study: Study, chain: Chain, period: Period | None, levers: Iterable[Lever], only: Only = ()
) -> WhatIf:
    """``steps``: as :func:`stepping` gives them. Raises Unfit, BeyondCalendar."""
    given = tuple(levers)

    def ask() -> WhatIf:
        engine = choosing(steps, period, only)
        return what_if(engine, log(), study, chain, given, chosen(steps.study))

    return steps.once(("supposed", study.digest, period, only, given), ask)
