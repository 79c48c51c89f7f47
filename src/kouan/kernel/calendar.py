"""The Chinese working calendar: weekends, public holidays and make-up working days, as dated data."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from kouan.kernel.clock import end_of_day, local_date
from kouan.kernel.datafile import strings
from kouan.kernel.limit import Limit
from kouan.kernel.text import Text

_DAY = timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The same day so many months on (back, when negative), or the last of that month; no later than the last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class BeyondCalendar(ValueError):  # noqa: N818 - a state of the data, not a mistake
    """A day of a year whose holidays are not in the data; ``message`` says so in both languages."""

    def __init__(self, day: date, first: int, last: int) -> None:
        self.message = Text(
            f"{day:%Y-%m-%d} 超出工作日历：已公布的节假日安排只有 {first} 至 {last} 年，无法计算工作日。",
            f"{day:%Y-%m-%d} is outside the working calendar: holiday arrangements are announced for "
            f"{first} to {last} only, so working days cannot be counted.",
        )
        super().__init__(self.message.en)


@dataclass(frozen=True)
class WorkingCalendar:
    """Working days of the years in ``years``. ``off``: days off by notice; ``work``: weekend days worked instead."""

    years: frozenset[int]
    off: frozenset[date]
    work: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked; raises BeyondCalendar for a year not yet announced."""
        if day.year not in self.years:
            raise BeyondCalendar(day, min(self.years), max(self.years))
        return day in self.work or (day.weekday() < 5 and day not in self.off)

    def next_working_day(self, day: date) -> date:
        """The day itself when it is worked, else the next one that is."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def working_days(self, after: date, until: date) -> int:
        """Working days d with ``after < d < until``."""
        return sum(self.is_working_day(day) for day in _days_between(after, until))

    def last_day(self, start: date, limit: Limit) -> date:
        """The last day of a limit in days; the day it starts on is not counted."""
        if limit.unit == "working days":
            return self._count_working(start, limit.amount)
        if limit.unit == "months":
            return months_after(start, limit.amount)
        last = start + limit.amount * _DAY
        return self.next_working_day(last) if limit.rolled else last

    def _count_working(self, day: date, amount: int) -> date:
        while amount > 0:
            day += _DAY
            amount -= self.is_working_day(day)
        return day

    def due(self, start: datetime, limit: Limit) -> datetime:
        """The last instant of a limit that starts at ``start``: to the minute, or to the end of its last day."""
        if limit.in_days:
            return end_of_day(self.last_day(local_date(start), limit))
        return start + _duration(limit)

    def remaining(self, limit: Limit, start: datetime, stop: datetime) -> Limit | timedelta:
        """What is left of a limit that ran from ``start`` to ``stop``; the day of the stop is not used up."""
        if not limit.in_days:
            return max(_duration(limit) - (stop - start), timedelta())
        used = self._used(limit, local_date(start), local_date(stop))
        if limit.unit == "months":
            # Half a month is no month: what is left is counted in days.
            whole = self.last_day(local_date(start), limit) - local_date(start)
            return Limit(max(whole.days - used, 0), "days")
        return Limit(max(limit.amount - used, 0), limit.unit, limit.rolled)

    def _used(self, limit: Limit, start: date, stop: date) -> int:
        if limit.unit == "working days":
            return self.working_days(start, stop)
        return max((stop - start).days - 1, 0)


def _duration(limit: Limit) -> timedelta:
    return timedelta(minutes=limit.amount) if limit.unit == "minutes" else timedelta(hours=limit.amount)


def _days_between(after: date, until: date) -> Iterator[date]:
    day = after + _DAY
    while day < until:
        yield day
        day += _DAY


@cache
def china() -> WorkingCalendar:
    """The calendar of the State Council's notices, from ``holidays.yaml``."""
    raw = files("kouan.kernel").joinpath("holidays.yaml").read_text(encoding="utf-8")
    years: list[dict[str, Any]] = strings(raw)["years"]
    return WorkingCalendar(
        frozenset(int(year["year"]) for year in years),
        frozenset(date.fromisoformat(day) for year in years for day in year["off"]),
        frozenset(date.fromisoformat(day) for year in years for day in year["work"]),
    )
