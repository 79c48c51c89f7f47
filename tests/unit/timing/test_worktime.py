"""Working time between two instants: as a count of minutes one by one says it, in Python and in the engine."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import ibis
import pytest

from kouan.kernel.calendar import BeyondCalendar, china
from kouan.kernel.clock import SHANGHAI, to_micros
from kouan.modules.timing.engines.duck import opened
from kouan.modules.timing.worktime import Hours, beyond, with_worked, worked
from tests.unit.timing.logs import HOUR, SECOND, at

MINUTE = 60 * SECOND
OFFICE = Hours("working", ((8 * 60 + 30, 12 * 60), (13 * 60 + 30, 17 * 60 + 30)))
GATE = Hours("every", ((6 * 60, 22 * 60),))


def between(hours: Hours, start: str, end: str) -> int:
    return worked(hours, at(end)) - worked(hours, at(start))


def minutes_counted(hours: Hours, start: datetime, end: datetime) -> int:
    """Every minute looked at by itself: is it a working day's, and within opening hours?"""
    count = 0
    while start < end:
        local = start.astimezone(SHANGHAI)
        of_day = local.hour * 60 + local.minute
        is_open = hours.days == "every" or china().is_working_day(local.date())
        count += is_open and any(a <= of_day < b for a, b in hours.spans)
        start += timedelta(minutes=1)
    return count


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-03-02 08:30", "2026-03-02 17:30", 7.5),  # a Monday, lunch not counted
        ("2026-03-02 08:29", "2026-03-02 08:30", 0),  # before the door opens
        ("2026-03-02 17:29", "2026-03-02 18:00", 1 / 60),  # the last minute
        ("2026-03-02 12:00", "2026-03-02 13:30", 0),
        ("2026-03-06 17:00", "2026-03-09 09:00", 1),  # over a weekend
        ("2025-10-01 00:00", "2025-10-09 00:00", 0),  # National Day and Mid-Autumn
        ("2025-09-28 00:00", "2025-09-29 00:00", 7.5),  # a Sunday that is worked instead
        ("2026-03-02 17:00", "2026-03-02 09:00", -7 + 0.5),  # release before arrival
    ],
)
def test_working_hours_between_two_times(start, end, said):
    assert between(OFFICE, start, end) == round(said * HOUR)


@pytest.mark.parametrize("hours", [OFFICE, GATE])
def test_years_of_working_time_are_as_minutes_counted_one_by_one(hours):
    marks = [datetime(2019, 1, 25, 16, tzinfo=UTC) + timedelta(days=61 * n, minutes=397 * n) for n in range(16)]
    for start, end in pairwise(marks):
        exact = worked(hours, to_micros(end)) - worked(hours, to_micros(start))
        assert exact == minutes_counted(hours, start, end) * MINUTE, (start, end)


def test_parts_of_a_minute_count_to_the_microsecond():
    assert between(OFFICE, "2026-03-02 08:29:59.999999", "2026-03-02 08:30:00.000003") == 3
    assert between(OFFICE, "2026-03-02 17:29:59.999998", "2026-03-03 08:30:00.000001") == 3


@pytest.mark.parametrize("moment", ["2016-12-31 23:59:59.999999", "2027-01-01 00:00"])
def test_years_without_a_calendar_are_refused(moment):
    with pytest.raises(BeyondCalendar) as refused:
        worked(OFFICE, at(moment))
    assert "2017 to 2026" in refused.value.message.en
    worked(GATE, at(moment))  # what opens every day needs no calendar


@pytest.mark.parametrize("hours", [OFFICE, GATE])
def test_the_engine_says_the_same(hours):
    moments = [at("2017-01-01 00:00") + n * 2_917_000_000_007 // 10 for n in range(1000)]
    table = ibis.table({"id": "int64", "ts": "int64"}, name="moments")
    with opened() as duck:
        duck.connection.execute("CREATE TABLE moments (id BIGINT, ts BIGINT)")
        duck.connection.executemany("INSERT INTO moments VALUES (?, ?)", list(enumerate(moments)))
        duck.connection.execute("INSERT INTO moments VALUES (-1, NULL)")
        said = dict(duck.rows(with_worked(table, ["ts"], hours)))
    assert said == {-1: None} | {n: worked(hours, moment) for n, moment in enumerate(moments)}


def test_the_engine_refuses_what_lies_beyond_the_calendar():
    table = ibis.table({"ts": "int64"}, name="moments")
    with opened() as duck:
        duck.connection.execute(
            "CREATE TABLE moments AS SELECT * FROM (VALUES (?), (?)) t(ts)",
            [at("2026-03-02 08:30"), at("2016-12-31 12:00")],
        )
        with pytest.raises(BeyondCalendar, match="2016-12-31"):
            beyond(duck, table, ["ts"])
