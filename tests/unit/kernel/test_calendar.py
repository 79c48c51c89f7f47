"""Working days, limits and due times, checked against days that can be looked up in the notices."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kouan.kernel.calendar import BeyondCalendar, china
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.limit import Limit, Span, longest


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2019-10-01", False),  # National Day
        ("2019-10-12", True),  # a Saturday worked in exchange
        ("2021-02-20", True),  # Saturday after Spring Festival, worked
        ("2020-01-31", False),  # Spring Festival 2020, extended
        ("2024-02-09", True),  # New Year's Eve 2024 was not a statutory day off
        ("2025-01-28", False),  # New Year's Eve 2025 was
        ("2026-02-14", True),
    ],
)
def test_days_of_the_notices(day, worked):
    assert china().is_working_day(date.fromisoformat(day)) is worked


def test_a_year_not_announced_is_an_error_that_says_so():
    with pytest.raises(BeyondCalendar) as caught:
        china().is_working_day(date(2099, 1, 4))
    assert "2099-01-04" in caught.value.message.zh
    assert "announced" in caught.value.message.en


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-03-02T09:00", "24 hours", "2026-03-03T09:00:00"),
        ("2026-03-02T09:00", "90 minutes", "2026-03-02T10:30:00"),
        ("2026-03-02T09:00", "10 days", "2026-03-12T23:59:59"),
        ("2026-02-12T09:00", "5 working days", "2026-02-26T23:59:59"),  # 13, 14 (worked), 24, 25, 26
        ("2026-09-23T09:00", "2 days rolled", "2026-09-28T23:59:59"),  # 25 to 27 September are Mid-Autumn
        ("2026-09-23T09:00", "2 days", "2026-09-25T23:59:59"),
    ],
)
def test_due(start, limit, due):
    assert china().due(at(start), Limit.of(limit)) == at(due)


def test_what_is_left_when_a_clock_stops():
    calendar = china()
    assert calendar.remaining(Limit.of("24 hours"), at("2026-03-02T09:00"), at("2026-03-02T19:00")) == timedelta(
        hours=14
    )
    assert calendar.remaining(Limit.of("10 days"), at("2026-03-02T09:00"), at("2026-03-05T09:00")) == Limit.of("8 days")
    left = calendar.remaining(Limit.of("5 working days"), at("2026-03-06T09:00"), at("2026-03-10T09:00"))
    assert left == Limit.of("4 working days")  # Monday the 9th was used


@pytest.mark.parametrize("text", ["", "soon", "3 weeks", "-1 days", "5 working days rolled", "10days"])
def test_limits_that_cannot_be_read(text):
    with pytest.raises(ValueError, match="limit"):
        Limit.of(text)


def test_spans_add_up_and_compare():
    path = Span.of(Limit.of("90 minutes")) + Span.of(Limit.of("2 working days")) + Span.of(None)
    assert path.text.en == "2 working days + 1 hour + 30 minutes"
    assert longest([path, Span.of(Limit.of("3 days"))]).days == 3
    assert longest([]) == Span()
