"""The spans that figures are taken of, in days of the port: weeks from Monday, calendar months, the last 30 days."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kouan.kernel.clock import SHANGHAI, to_micros

LAST_30, THIS_WEEK, LAST_WEEK = "last-30-days", "this-week", "last-week"
_SPAN = re.compile(r"days-(20\d\d-\d\d-\d\d)-(20\d\d-\d\d-\d\d)")
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Period:
    """From the beginning of one day of the port's up to, not including, that of another; ``name`` as in addresses."""

    name: str
    first: datetime
    end: datetime

    @property
    def since(self) -> int:
        return to_micros(self.first)

    @property
    def until(self) -> int:
        return to_micros(self.end)

    @property
    def last(self) -> datetime:
        """The last day of it."""
        return self.end - timedelta(days=1)


def period(name: str, now: datetime) -> Period | None:
    """The period of a name as of a moment; None where the name is of none."""
    today = datetime.combine(now.astimezone(SHANGHAI).date(), time.min, SHANGHAI)
    monday = today - timedelta(days=today.weekday())
    if name == LAST_30:
        return Period(name, today - timedelta(days=29), today + timedelta(days=1))
    if name == THIS_WEEK:
        return Period(name, monday, monday + timedelta(days=7))
    if name == LAST_WEEK:
        return Period(name, monday - timedelta(days=7), monday)
    return _month(name) if _MONTH.fullmatch(name) else _span(name)


def days_of(of: Period) -> Period:
    """The same days under a name of their own, by which an address can ask for them again."""
    return of if of.name else Period(f"days-{of.first:%Y-%m-%d}-{of.last:%Y-%m-%d}", of.first, of.end)


def before(of: Period) -> Period:
    """The period before: a month's is the month before, any other's has as many days."""
    if _MONTH.fullmatch(of.name):
        last = of.first - timedelta(days=1)
        return _month(f"{last:%Y-%m}")
    return Period("", of.first - (of.end - of.first), of.first)


def month_of(moment: datetime) -> str:
    """``2026-03``: the name of the month that a moment lies in, in the port."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m}"


def _span(name: str) -> Period | None:
    """The days from one to another; None where the name is of none, or the last comes before the first."""
    found = _SPAN.fullmatch(name)
    if found is None:
        return None
    try:
        first, last = (datetime.fromisoformat(day).replace(tzinfo=SHANGHAI) for day in found.groups())
    except ValueError:
        return None
    return Period(name, first, last + timedelta(days=1)) if first <= last else None


def _month(name: str) -> Period:
    first = datetime(int(name[:4]), int(name[5:]), 1, tzinfo=SHANGHAI)
    return Period(name, first, (first + timedelta(days=32)).replace(day=1))
