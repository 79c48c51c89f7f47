"""Working time of many instants at once, and back: when so much of it has passed."""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from kouan.kernel.calendar import china
from kouan.modules.timing.worktime.hours import DAY, MINUTE, OFFSET, Days, Hours, days_of

Micros = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Opening:
    """Opening hours. The same as :func:`..worktime.worked`, and its inverse; raises BeyondCalendar as that does."""

    def __init__(self, hours: Hours) -> None:
        self.hours = hours

    def passed(self, at: Micros) -> Micros:
        """Microseconds of opening hours until each instant, counted from a fixed day."""
        day, time = np.divmod(at + OFFSET, DAY)
        before, is_open = self._day(day)
        within = sum((np.clip(time - a * MINUTE, 0, (b - a) * MINUTE) for a, b in self.hours.spans), np.zeros_like(at))
        return before * self.hours.length + within * is_open

    def reached(self, passed: Micros) -> Micros:
        """The first instant at which so much has passed."""
        nth, rest = np.divmod(passed - 1, self.hours.length)
        time, before = np.zeros_like(passed), 0
        for a, b in self.hours.spans:
            time = np.where(rest >= before, a * MINUTE + rest - before, time)
            before += (b - a) * MINUTE
        # The last microsecond that is needed begins there; it is over one later.
        return self._nth(nth) * DAY + time + 1 - OFFSET

    @cached_property
    def _days(self) -> Days:
        return days_of(china())

    @cached_property
    def _before(self) -> Micros:
        return np.array(self._days.before, np.int64)

    @cached_property
    def _open(self) -> Micros:
        """The days that are worked, in order."""
        return np.flatnonzero(np.diff(self._before)) + self._days.first

    def _day(self, day: Micros) -> tuple[Micros, Micros]:
        """Of each day, how many were open before it, and 1 where it is open itself."""
        if self.hours.days == "every":
            return day, np.ones_like(day)
        for end in (day.min(initial=self._days.first), day.max(initial=self._days.first)):
            self._days.of(int(end))
        at = day - self._days.first
        return self._before[at], self._before[at + 1] - self._before[at]

    def _nth(self, number: Micros) -> Micros:
        """The open day of each number."""
        if self.hours.days == "every":
            return number
        if number.max(initial=0) >= len(self._open):
            self._days.of(self._days.last + 1)
        return self._open[np.clip(number, 0, None)]
