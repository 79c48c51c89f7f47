"""How good the recorded forecasts were, from the log alone: a figure like any other, exact and counted again by anyone.

An outcome is the first event of the object, at or after the one that it was forecast after, that is the milestone; a
forecast without one is still open and not counted. Nor is one that was recorded more than an hour after its event: it
was made of a thing that had waited already, which a window from the event on does not know. All sums are of whole
microseconds.
"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.measures.months import month
from kouan.modules.timing.shape import FORECAST, Log

HOUR = 3_600_000_000
PROMPT = HOUR
"""A forecast that counts was recorded so soon after its event."""
AHEAD = (24, 72, 168)
"""Hours: forecasts are told apart by how far ahead the milestone was said to be, as whoever read them knew it."""


def forecasts(definition: str) -> ir.Table:
    """All that was recorded for a definition (its digest), as the table ``forecast`` of the copy has it."""
    said = ibis.table(FORECAST, name="forecast")
    return said.filter(said.definition == definition)


def outcomes(log: Log, until: Sequence[str], definition: str) -> ir.Table:
    """Each forecast that counts and has its outcome, with how it did: the columns of ``forecast`` and

    ``reached``: when, µs; ``came_us``: from made_at on; ``missed_us``, ``plain_missed_us``: the median, and the median
    by state, from that, unsigned; ``within``: 1 or 0; ``ahead``: 0 to 3, between the hours of :data:`AHEAD`; ``month``
    of the outcome, in the port.
    """
    said = forecasts(definition).filter(lambda each: each.recorded - each.made_at <= PROMPT)
    of_it = log.relation.filter(log.relation.type.isin(until))
    ends = of_it.select(of="kind", about="object", at="ts")
    both = said.join(ends, [said.kind == ends.of, said.object == ends.about])
    after = both.filter(both.at >= both.made_at)
    first = after.group_by(list(FORECAST)).agg(reached=after["at"].min())
    came = first.reached - first.made_at
    each = first.mutate(came_us=came, within=came.between(first.low_us, first.high_us).cast("int64"))
    return each.mutate(
        missed_us=(each.came_us - each.median_us).abs(),
        plain_missed_us=(each.came_us - each.plain_us).abs(),
        ahead=sum((each.median_us >= hours * HOUR).cast("int64") for hours in AHEAD),
        month=month(each.reached),
    )


def accuracy(log: Log, until: Sequence[str], definition: str) -> ir.Table:
    """By how far ahead and month: ``ahead, month, n`` and sums ``missed_us, plain_missed_us, within, width_us``, which

    divided by ``n`` are the mean absolute error, that of the median by state, the coverage, and the mean width.
    """
    each = outcomes(log, until, definition)
    return each.group_by(["ahead", "month"]).agg(
        n=each.count(),
        missed_us=each.missed_us.sum(),
        plain_missed_us=each.plain_missed_us.sum(),
        within=each.within.sum(),
        width_us=(each.high_us - each.low_us).sum(),
    )
