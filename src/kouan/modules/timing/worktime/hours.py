"""Opening hours, and how much of them has passed until an instant: W(t). A duration is W(t1) - W(t0).

Days are those of the port, UTC+8 all year (China has had no summer time since 1991). The table of days is counted once:
for each day how many working days lie before it, and whether it is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Literal

from kouan.kernel.calendar import BeyondCalendar, WorkingCalendar, china

MINUTE = 60_000_000
DAY = 24 * 60 * MINUTE
# The port's days begin at 16:00 UTC.
OFFSET = 8 * 60 * MINUTE
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours: ``spans`` in minutes of the day (from, to), apart and in order, on working days or every day."""

    days: Literal["working", "every"]
    spans: tuple[tuple[int, int], ...]

    @property
    def length(self) -> int:
        """Microseconds open on an open day."""
        return sum(end - start for start, end in self.spans) * MINUTE


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a calendar knows, from ``first`` on (counted from 1970-01-01): working days before each of them.

    ``before`` has one more entry than there are days: a day is worked where the next entry is higher.
    """

    first: int
    before: tuple[int, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.before) - 2

    def of(self, day: int) -> tuple[int, bool]:
        """Working days before the day, and whether it is one itself; raises BeyondCalendar."""
        if not self.first <= day <= self.last:
            raise BeyondCalendar(_date(day), _date(self.first).year, _date(self.last).year)
        at = day - self.first
        return self.before[at], self.before[at + 1] > self.before[at]


@cache
def days_of(calendar: WorkingCalendar) -> Days:
    """The table of days of a calendar; its years follow one another."""
    first, end = date(min(calendar.years), 1, 1), date(max(calendar.years) + 1, 1, 1)
    worked_days = (calendar.is_working_day(first + timedelta(days=n)) for n in range((end - first).days))
    return Days((first - _EPOCH).days, tuple(accumulate(worked_days, initial=0)))


def worked(hours: Hours, moment: int, calendar: WorkingCalendar | None = None) -> int:
    """Microseconds of opening hours until ``moment`` (microseconds since 1970 in UTC), counted from a fixed day.

    Raises BeyondCalendar where the calendar does not reach.
    """
    day, time = divmod(moment + OFFSET, DAY)
    before, is_open = (day, True) if hours.days == "every" else days_of(calendar or china()).of(day)
    return before * hours.length + (within(hours.spans, time) if is_open else 0)


def within(spans: Sequence[tuple[int, int]], time: int) -> int:
    """Microseconds of opening hours of one day until a time of that day."""
    return sum(min(max(time - start * MINUTE, 0), (end - start) * MINUTE) for start, end in spans)


def _date(day: int) -> date:
    return _EPOCH + timedelta(days=day)
