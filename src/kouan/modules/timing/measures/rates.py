"""What was done on the same day: of the units that reached one milestone on a day of the port's, how many reached
another on that day. What reached it before (released before it was ready) did so by then, and counts as done.

What has not got there yet was not done on the day, so only days that are over can be asked about: whoever asks says
until when.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from kouan.kernel.text import Text
from kouan.modules.timing.engines import Engine
from kouan.modules.timing.studies.model import Rate, Study
from kouan.modules.timing.worktime.hours import DAY, OFFSET


@dataclass(frozen=True, slots=True)
class Rated:
    """A rate, of all units or of one segment: ``n`` began, ``done`` on the same day, ``open`` not yet at all.

    ``share``: done of n; None of none. ``pledged``: percent, "" where nothing is.
    """

    study: str
    digest: str
    rate: str
    title: Text
    segment: str
    value: str
    n: int
    done: int
    open: int
    share: float | None
    pledged: str


def counted(case: ir.Table, rate: Rate) -> ir.Table:
    """The rows of ``case_ms`` that a rate is of."""
    hindered = (case[name].isnull() for name in rate.without)
    return case.filter(case[rate.start].notnull(), *hindered)


def rates(
    engine: Engine, study: Study, case: ir.Table, since: int | None, until: int, by: Sequence[str] = ()
) -> list[Rated]:
    """Each rate of the units that began at ``since`` (None: ever) or later and before ``until`` (microseconds)."""
    found = []
    for rate in study.rates:
        begun = counted(case, rate)
        begun = begun.filter(begun[rate.start] < until)
        begun = begun if since is None else begun.filter(begun[rate.start] >= since)
        found += [row for segment in ("", *by) for row in rated(engine, study, rate, begun, segment)]
    return found


def rated(engine: Engine, study: Study, rate: Rate, begun: ir.Table, segment: str) -> Iterator[Rated]:
    """One rate of these units, told apart by a segment where it names one."""
    said = {
        "n": begun.count(),
        "done": begun.count(where=_day(begun[rate.end]) <= _day(begun[rate.start])),
        "open": begun.count(where=begun[rate.end].isnull()),
    }
    asked = begun.group_by(segment).agg(**said) if segment else begun.aggregate(**said)
    for *value, n, done, still in sorted(engine.rows(asked)):
        share = done / n if n else None
        known = (study.code, study.digest, rate.name, rate.title, segment, value[0] if value else "")
        yield Rated(*known, n, done, still, share, rate.pledged)


def over(recorded: int) -> int:
    """The beginning of the day, in the port, on which the last event was recorded: the days before it are over."""
    return recorded - (recorded + OFFSET) % DAY


def in_time(start: int, end: int | None) -> bool:
    """Whether an end came by the end of the day of the port's on which the start was. Microseconds."""
    return end is not None and (end + OFFSET) // DAY <= (start + OFFSET) // DAY


def _day(moment: ir.Value) -> ir.Value:
    """The day's beginning, in the port's time."""
    local = moment + ibis.literal(OFFSET)
    return local - local % DAY
