"""Limits in months end on the same day of a later month, and what is left of one that stopped is counted in days."""

from datetime import date, datetime, timedelta

import pytest

from kouan.kernel.calendar import china, months_after
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.limit import Limit, Span

SIX = Limit.of("6 months")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2026-03-16", "2026-09-16"),
        ("2026-08-31", "2027-02-28"),
        ("2027-08-31", "2028-02-29"),
        ("2026-10-01", "2027-04-01"),
    ],
)
def test_six_months_end_on_the_same_day(start, last):
    assert china().due(at(f"{start}T09:00:00"), SIX) == at(f"{last}T23:59:59")


def test_a_clock_that_stops_keeps_the_days_it_has_left():
    start, stop = at("2026-03-16T09:00:00"), at("2026-03-26T09:00:00")
    left = china().remaining(SIX, start, stop)
    assert china().due(stop + timedelta(days=5), left) == at("2026-09-22T23:59:59")


def test_months_are_written_and_added():
    assert (str(SIX), SIX.text.zh, SIX.text.en) == ("6 months", "6 个月", "6 months")
    assert (Span.of(SIX) + Span.of(Limit.of("14 days"))).text.en == "6 months + 14 days"
    assert Span.of(SIX).weight > Span.of(Limit.of("179 days")).weight


def test_no_day_comes_after_the_last():
    assert months_after(date(9999, 12, 31), 1) == date.max
