"""Promises: kept shares as plain Python counts them from a list of boxes and ships, in a log made by hand."""

import random
import statistics
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

import pytest

from kouan.kernel.calendar import china
from kouan.kernel.clock import SHANGHAI, from_micros
from kouan.modules.timing.promises.breaking import acts, cases_of
from kouan.modules.timing.promises.figures import Span, by_month, kept
from kouan.modules.timing.promises.judging import judge
from kouan.modules.timing.promises.library import operations
from kouan.modules.timing.promises.model import Limit
from kouan.modules.timing.promises.saying import clock_of, limit_of, limit_text
from kouan.modules.timing.promises.stated import limits as in_turn
from kouan.modules.timing.shape import log
from tests.unit.timing.logs import HOUR, SECOND, Told, at, in_duckdb

MINUTE, OFFICE = 60 * SECOND, "working 08:30-12:00 13:30-17:30"
START, NOW = at("2026-01-20 00:00"), at("2026-03-01 00:00")
CHANGED = date(2026, 2, 9)


def limit(operation: str, said: str, pledged: str = "90", **more) -> Limit:
    unit, amount = limit_of(said, operations()[operation].counts)
    return Limit(more.pop("operator", ""), operation, unit, amount, Decimal(pledged), **more)


LIMITS = [
    limit("tally-box", "50 minutes", operator="T1", until=CHANGED),
    limit("tally-box", "20 minutes", operator="T1", since=CHANGED),
    limit("inspection-move", "30 hours"),
    limit("inspection-move", "10 hours", hours=clock_of(OFFICE)),
    limit("inspection-move", "same-day"),
    limit("handling-liner", "22 boxes-an-hour"),
    limit("tally-report", "5 minutes", operator="T1"),
]


def port(boxes: int = 300) -> Told:
    """Boxes off twelve ships, some ordered to inspection, some moved there, some tallied late, before or never."""
    chance, told = random.Random(3), Told()
    ships = [(f"V{n}", START + n * 3 * 24 * HOUR) for n in range(12)]
    events = []
    for name, arrived in ships:
        told.is_known("vessel-call", name, terminal=f"Q{int(name[1:]) % 2}", tally=f"T{int(name[1:]) % 3}")
        events.append((arrived, "arrived", ("vessel-call", name), ""))
    for n in range(boxes):
        name, arrived = chance.choice(ships)
        box, bill = ("container-visit", f"B{n}/{name}"), ("bill", f"L{n // 2}")
        told.is_known(*box, terminal=f"Q{int(name[1:]) % 2}").belongs(box, ("vessel-call", name)).belongs(box, bill)
        off = arrived + chance.randrange(2 * HOUR, 30 * HOUR)
        events.append((off, "discharged", box, name))
        if n % 9:
            events.append((off + chance.randrange(-5 * MINUTE, 70 * MINUTE), "tallied", box, name))
        if n % 2 == 0 and n % 3 == 0:
            events.append((off + chance.randrange(-20 * HOUR, 20 * HOUR), "inspection-ordered", bill, ""))
        if n % 3 == 0 and n % 7:
            events.append((off + chance.randrange(0, 90 * HOUR), "moved-to-inspection", box, name))
        if n % 21 == 0:
            events.append((off + 3 * HOUR, "inspection-cleared", bill, ""))
    for name, arrived in ships[:-2]:
        events.append((arrived + 40 * HOUR, "departed", ("vessel-call", name), ""))
    for ts, kind, about, ship in sorted(events):
        told.happens(ts, kind, about, *([("vessel-call", ship, "call")] if ship else []), party="P")
    return told


# ── Counted a second time ────────────────────────────────────────────────────────────────────────────────────────
def counted(told: Told, each: Limit) -> dict[str, list[tuple[str, int, str]]]:
    """By operator: (unit, pace, state) of every case of a limit, by loops."""
    known = {(kind, thing, name): value for kind, thing, name, value in told.object}
    links = {(thing, to_kind): to for kind, thing, to_kind, to, _ in told.link if kind == "container-visit"}
    found: dict[str, list[tuple[str, int, str]]] = {}
    for unit, operator, began, ended, moves in _cases(told, each.operation, known, links):
        day = from_micros(began).astimezone(SHANGHAI).date()
        theirs = not each.operator or operator == each.operator
        if theirs and (not each.since or day >= each.since) and (not each.until or day < each.until):
            found.setdefault(operator, []).append((unit, *judged(each, began, ended, moves)))
    return found


def first(told: Told, kind: str, thing: str, *types: str) -> int | None:
    """When the first of some events happened to a thing; found by an index that is made once."""
    if told.index is None:
        told.index = {}
        for _, ts, what, of, name, _ in told.relation:
            told.index.setdefault((of, name, what), []).append(ts)
    return min((ts for what in types for ts in told.index.get((kind, thing, what), ())), default=None)


def _cases(told, operation, known, links):
    if operation == "handling-liner":
        for name in [
            thing for kind, thing, attribute, _ in told.object if (kind, attribute) == ("vessel-call", "terminal")
        ]:
            moved = sorted(
                ts
                for _, ts, what, k, it, _ in told.relation
                if (k, it) == ("vessel-call", name) and what in ("discharged", "loaded")
            )
            if first(told, "vessel-call", name, "departed") and len(moved) > 1:
                yield name, known["vessel-call", name, "terminal"], moved[0], moved[-1], len(moved) - 1
        return
    for unit, bill in [(thing, to) for (thing, kind), to in links.items() if kind == "bill"]:
        call = links[unit, "vessel-call"]
        if operation == "tally-box":
            began, ended, void = (
                first(told, "container-visit", unit, "discharged"),
                first(told, "container-visit", unit, "tallied"),
                None,
            )
            operator = known["vessel-call", call, "tally"]
        else:
            both = first(told, "bill", bill, "inspection-ordered"), first(told, "container-visit", unit, "discharged")
            began = None if None in both else max(both)
            ended, void = (
                first(told, "container-visit", unit, "moved-to-inspection"),
                first(told, "bill", bill, "inspection-cleared"),
            )
            operator = known["container-visit", unit, "terminal"]
        if began is not None and (ended is not None or void is None):
            yield unit, operator, began, ended, 0


def judged(each: Limit, began: int, ended: int | None, moves: int) -> tuple[int, str]:
    end = NOW if ended is None else ended
    if end < began:
        return 0, "odd"
    used = minutes_open(each, began, end) if each.hours else end - began
    if each.unit == "same-day":
        late = from_micros(end).astimezone(SHANGHAI).date() > from_micros(began).astimezone(SHANGHAI).date()
    elif moves:
        late = Decimal(moves) * HOUR / used < each.amount
    else:
        late = used > each.amount * {"minutes": MINUTE, "hours": HOUR}[each.unit]
    state = "late" if late else "pending" if ended is None else "kept"
    return used // moves if moves else used, state


def minutes_open(each: Limit, began: int, end: int) -> int:
    """Working time, day by day and span by span."""
    calendar, sum_ = china(), 0
    day = from_micros(began).astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= from_micros(end).astimezone(SHANGHAI):
        midnight = at(f"{day:%Y-%m-%d} 00:00")
        for opens, closes in each.hours.spans if calendar.is_working_day(day.date()) else ():
            sum_ += max(0, min(end, midnight + closes * MINUTE) - max(began, midnight + opens * MINUTE))
        day += timedelta(days=1)
    return sum_


@pytest.fixture(scope="module")
def told() -> Told:
    return port()


@pytest.fixture(scope="module")
def duck(told: Told):
    with in_duckdb(told) as engine:
        judge(engine, operations(), LIMITS, NOW)
        yield engine


def test_counts_and_the_slowest_tenth_are_those_of_a_plain_count(told, duck):
    rows = {(each.no, each.operator): each for each in kept(duck)}
    wanted = {(no, whose): cases for no, each in enumerate(LIMITS[:-1]) for whose, cases in counted(told, each).items()}
    assert rows.keys() == wanted.keys()
    for key, cases in wanted.items():
        row, states = rows[key], [state for _, _, state in cases]
        count = [pace for _, pace, state in cases if state in ("kept", "late")]
        worst = sorted(count, reverse=True)[: ceil(len(count) / 10)]
        assert (row.n, row.kept) == (len(count), states.count("kept")), key
        assert (row.pending, row.odd, row.unknown) == (states.count("pending"), states.count("odd"), 0)
        assert row.worst == len(worst)
        assert row.worst_mean == pytest.approx(statistics.fmean(worst), rel=1e-12)
        assert row.worst_median == statistics.median(worst)
        assert row.median == statistics.median(count)
    # Every kind of case is there.
    assert all(sum(getattr(row, name) for row in rows.values()) for name in ("kept", "open", "odd"))
    assert any(row.kept < row.n for row in rows.values())


def test_months_add_up_to_the_whole_and_a_span_to_its_months(duck):
    months, whole = by_month(duck), kept(duck)
    for row in whole:
        own = [each for each in months if (each.no, each.operator) == (row.no, row.operator)]
        for name in ("n", "kept", "open", "pending", "odd"):
            assert sum(getattr(each, name) for each in own) == getattr(row, name)
    assert {each.month for each in months} == {"2026-01", "2026-02"}
    february = {(each.no, each.operator): (each.n, each.kept) for each in kept(duck, Span("2026-02", "2026-02"))}
    assert february == {(each.no, each.operator): (each.n, each.kept) for each in months if each.month == "2026-02"}


def test_what_is_late_is_listed_with_the_events_that_say_so(told, duck):
    wanted = {unit for unit, _, state in counted(told, LIMITS[1])["T1"] if state == "late"}
    found = cases_of(duck, [1], "T1", "late")
    assert {each.unit for each in found} == wanted
    assert [each.pace for each in found] == sorted((each.pace for each in found), reverse=True)
    said = acts(duck, log(), operations()["tally-box"], [each.unit for each in found])
    types = {number: kind for number, kind, *_ in told.event}
    for each in found:
        assert types[said[each.unit, each.began].event] == "discharged"
        assert each.ended is None or types[said[each.unit, each.ended].event] == "tallied"
    assert len(cases_of(duck, [1], "T1", "slowest")) == ceil(
        len([1 for *_, s in counted(told, LIMITS[1])["T1"] if s in ("kept", "late")]) / 10
    )


# ── One case at a time ───────────────────────────────────────────────────────────────────────────────────────────
def one(began: int, ended: int | None, limits: list[Limit], now: int = NOW):
    """The states of one tallied box, by limit."""
    box, told = ("container-visit", "B/V"), Told()
    told.is_known("vessel-call", "V", tally="T").belongs(box, ("vessel-call", "V")).happens(began, "discharged", box)
    if ended is not None:
        told.happens(ended, "tallied", box)
    with in_duckdb(told) as duck:
        judge(duck, operations(), limits, now)
        return [
            (no, state) for no, state in duck.connection.execute("SELECT no, state FROM judged ORDER BY no").fetchall()
        ]


@pytest.mark.parametrize(("us", "state"), [(60 * MINUTE, "kept"), (60 * MINUTE + 1, "late")])
def test_a_limit_is_kept_to_the_microsecond(us, state):
    assert one(START, START + us, [limit("tally-box", "60 minutes")]) == [(0, state)]


def test_over_a_weekend_and_a_holiday_only_office_hours_count():
    # Friday before the Spring Festival of 2026, whose first working day after is Tuesday the 24th.
    began, ended = at("2026-02-13 17:00"), at("2026-02-24 09:00")
    by_office = [limit("tally-box", f"{n} minutes", hours=clock_of(OFFICE)) for n in (60, 300, 540)]
    worked = minutes_open(by_office[0], began, ended) // MINUTE
    assert one(began, ended, by_office) == [
        (no, "kept" if worked <= int(each.amount) else "late") for no, each in enumerate(by_office)
    ]
    assert worked < 24 * 60
    assert one(began, ended, [limit("tally-box", "24 hours")]) == [(0, "late")]


def test_the_same_day_ends_at_midnight_in_the_port():
    same = [limit("tally-box", "same-day")]
    assert one(at("2026-02-03 00:00"), at("2026-02-03 23:59:59.999999"), same) == [(0, "kept")]
    assert one(at("2026-02-03 23:59"), at("2026-02-04 00:00"), same) == [(0, "late")]
    assert one(at("2026-02-03 08:00"), None, same, at("2026-02-03 23:00")) == [(0, "pending")]
    assert one(at("2026-02-03 08:00"), None, same, at("2026-02-04 00:00")) == [(0, "late")]


def test_an_open_case_counts_once_it_is_beyond_the_limit():
    hour = [limit("tally-box", "60 minutes")]
    assert one(START, None, hour, START + HOUR) == [(0, "pending")]
    assert one(START, None, hour, START + HOUR + 1) == [(0, "late")]


def test_a_changed_limit_holds_from_its_day_and_leaves_earlier_cases_alone():
    before, after = limit("tally-box", "60 minutes", until=CHANGED), limit("tally-box", "30 minutes", since=CHANGED)
    midnight = at("2026-02-09 00:00")
    assert one(midnight - 1, midnight + 45 * MINUTE, [before, after]) == [(0, "kept")]
    assert one(midnight, midnight + 45 * MINUTE, [before, after]) == [(1, "late")]


def test_what_the_calendar_does_not_reach_is_not_counted():
    assert one(
        at("2049-01-04 10:00"), at("2049-01-04 11:00"), [limit("tally-box", "2 hours", hours=clock_of(OFFICE))]
    ) == [(0, "unknown")]


def test_nothing_is_counted_of_what_the_log_cannot_tell(duck):
    assert LIMITS[-1].operation == "tally-report"
    assert all(each.no != len(LIMITS) - 1 for each in kept(duck))


def test_statements_follow_one_another_and_a_withdrawal_ends_them():
    def said(limit: str, since: str, operator: str = "A") -> dict[str, str]:
        terms = {"limit": limit, "clock": "", "pledged": "99", "publication": "p", "address": ""}
        return {"operator": operator, "operation": "tally-box", "since": since, **terms}

    found = in_turn(
        [
            said("30 minutes", "2026-03-01"),
            said("withdrawn", "2026-05-01"),
            said("60 minutes", "2026-01-01"),
            said("9 hours", "2026-02-01", "B"),
        ]
    )
    assert [
        (each.operator, limit_text(each.unit, each.amount), str(each.since), each.until and str(each.until))
        for each in found
    ] == [
        ("A", "60 minutes", "2026-01-01", "2026-03-01"),
        ("A", "30 minutes", "2026-03-01", "2026-05-01"),
        ("B", "9 hours", "2026-02-01", None),
    ]
