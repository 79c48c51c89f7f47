"""Queues through time, beside a count of who is waiting at every moment that anything changes."""

import random

import pytest

from kouan.modules.timing.measures.queues import Hour, Longest, between, hourly, longest
from kouan.modules.timing.shape import log
from tests.unit.timing.logs import HOUR, Told, at, in_duckdb

DAY = at("2026-03-02 00:00")
FIRST, END = DAY, DAY + 10 * HOUR


def yard() -> Told:
    """Three boxes wait for a lorry: the first two at once for an hour and a half, the third is still there."""
    told = Told()
    told.happens(DAY - 5 * HOUR, "released", ("box", "b1"))
    told.happens(DAY + HOUR // 2, "released", ("box", "b2"))
    told.happens(DAY + HOUR, "released", ("box", "b2"))
    told.happens(DAY + 2 * HOUR, "gone", ("box", "b1"), ("box", "b2"))
    told.happens(DAY + 3 * HOUR, "gone", ("box", "b3"))
    return told.happens(DAY + 9 * HOUR, "released", ("box", "b3"))


def any_yard(seed: int) -> Told:
    chance, told = random.Random(seed), Told()
    rows = [
        (DAY + chance.randrange(-5, 15) * HOUR + chance.choice([0, 0, 1, HOUR // 3]), chance.choice("ABC"), f"b{box}")
        for box in range(12)
        for _ in range(chance.randrange(7))
    ]
    for ts, kind, box in sorted(rows):
        told.happens(ts, kind, ("box", box))
    return told


def waits_of(told: Told, start: str, end: str) -> list[tuple[int, int]]:
    """From when until when each wait lasts, one box after the other, event by event."""
    found = []
    for box in {thing for _, _, _, _, thing, _ in told.relation}:
        rows = sorted((ts, event, kind) for event, ts, kind, _, thing, _ in told.relation if thing == box)
        since = None
        for ts, _, kind in rows:
            if kind == end and since is not None:
                found.append((since, ts))
                since = None
            if kind == start and since is None:
                since = ts
        if since is not None:
            found.append((since, END + HOUR))
    return found


def waiting(waits: list[tuple[int, int]], moment: int) -> int:
    return sum(since <= moment < until for since, until in waits)


def by_moments(waits: list[tuple[int, int]]) -> tuple[list[Hour], Longest | None]:
    moments = sorted({ts for wait in waits for ts in wait} | {FIRST + n * HOUR for n in range(11)})
    within = [each for each in moments if FIRST <= each <= END]
    levels = {ts: waiting(waits, ts) for ts in within if ts < END}
    hours = []
    for start in range(FIRST, END, HOUR):
        inside = [ts for ts in within if start <= ts < start + HOUR]
        area = sum(levels[ts] * (within[within.index(ts) + 1] - ts) for ts in inside)
        hours.append(Hour(start, max(levels[ts] for ts in inside), area))
    most = max(levels.values())
    return hours, Longest(most, min(ts for ts in levels if levels[ts] == most)) if most else None


def asked(engine, start="released", end="gone"):
    waits = between(log(), "box", start, end)
    return hourly(engine, waits, FIRST, END), longest(engine, waits, FIRST, END)


def test_who_waits_is_counted_hour_by_hour():
    with in_duckdb(yard()) as duck:
        hours, most = asked(duck)
    assert [each.most for each in hours] == [2, 2, 0, 0, 0, 0, 0, 0, 0, 1]
    assert [each.mean for each in hours] == [1.5, 2, 0, 0, 0, 0, 0, 0, 0, 1]
    assert most == Longest(2, DAY + HOUR // 2)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("start", "end"), [("A", "B"), ("B", "A"), ("C", "C")])
def test_on_any_log_it_is_what_is_counted_moment_by_moment(seed, start, end):
    told = any_yard(seed)
    with in_duckdb(told) as duck:
        assert asked(duck, start, end) == by_moments(waits_of(told, start, end))


def test_where_nobody_waits_every_hour_says_so():
    with in_duckdb(yard()) as duck:
        hours, most = asked(duck, "never", "gone")
    assert hours == [Hour(FIRST + n * HOUR, 0, 0) for n in range(10)]
    assert most is None
