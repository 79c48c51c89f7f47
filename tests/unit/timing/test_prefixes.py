"""What a forecast looks at is what was known at its event, and a second count by plain loops comes to the same."""

from collections import Counter

import numpy as np

from kouan.modules.timing.forecasting.features import HOUR, matrix, names, vocabulary
from kouan.modules.timing.forecasting.history import lesson
from kouan.modules.timing.forecasting.prefixes import NEVER, Prefixes
from kouan.modules.timing.foretold.target import Target
from tests.unit.timing.boxes import DAY, port, seen_of
from tests.unit.timing.logs import Told, at

RELEASE = Target("box", until=("released",), since=("tallied",), attributes=("firm",), amounts=("weight",))


def of(told: Told, target: Target = RELEASE) -> Prefixes:
    return seen_of(told, target)


def lives(told: Told) -> dict[str, list[tuple[int, int, str]]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    for event, ts, kind, _, box, _ in told.relation:
        found.setdefault(box, []).append((ts, event, kind))
    return {box: sorted(each) for box, each in sorted(found.items())}


def span(life: list[tuple[int, int, str]]) -> tuple[int, int]:
    """When a box is followed from and to."""
    starts = [ts for ts, _, kind in life if kind == "tallied"]
    ends = [ts for ts, _, kind in life if kind == "released"]
    return starts[0], ends[0] if ends else NEVER


def test_every_prefix_is_as_a_loop_over_the_log_finds_it():
    told = port(120)
    spans = {box: span(life) for box, life in lives(told).items()}
    expected = []
    for box, life in lives(told).items():
        started, ended = spans[box]
        for place, (ts, _, kind) in enumerate(life, 1):
            if "tallied" in [each[2] for each in life[:place]] and "released" not in [each[2] for each in life[:place]]:
                before = life[place - 2]
                load = sum(first <= ts < last for first, last in spans.values())
                counts = Counter(each[2] for each in life[:place])
                expected.append((box, place, ts, started, ended, kind, before[2], ts - before[0], load, counts))
    found = of(told)
    counts = [Counter({k: int(n) for k, n in zip(found.kinds, row, strict=True) if n}) for row in found.counts]
    columns = (found.object, found.place, found.ts, found.started, found.ended, found.last, found.before, found.gap)
    assert [*zip(*columns, found.open, counts, strict=True)] == expected


def test_nothing_after_an_event_is_seen_at_it():
    whole, cut = port(150), at("2026-03-04 12:00")
    until_then = Told(
        [each for each in whole.event if each[2] <= cut],
        [each for each in whole.relation if each[1] <= cut],
        whole.object,
    )
    all_of_it, known = of(whole), of(until_then)
    words = vocabulary(RELEASE, all_of_it, 0)
    then = all_of_it.only(all_of_it.ts <= cut)
    assert len(known) == len(then) > 100
    np.testing.assert_array_equal(matrix(RELEASE, words, known), matrix(RELEASE, words, then))


def test_an_object_that_ends_with_its_last_event_is_asked_about_at_every_other():
    told = Told()
    for minute, kind in enumerate(["a", "b", "c", "d"]):
        told.happens(at(f"2026-03-02 08:0{minute}"), kind, ("case", "1"))
    found = of(told, Target("case", least=2))
    assert [*found.last] == ["b", "c"]
    assert [*found.remaining] == [120_000_000, 60_000_000]


def test_events_of_the_case_about_a_box_are_the_boxs_own_each_once():
    told = Told().happens(at("2026-03-02 08:00"), "arrived", ("box", "1"), ("box", "2"))
    told.happens(at("2026-03-02 09:00"), "filed", ("box", "1"), ("case", "C"))
    told.happens(at("2026-03-02 10:00"), "accepted", ("case", "C")).happens(
        at("2026-03-02 11:00"), "gone", ("box", "1")
    )
    told.belongs(("case", "C"), ("box", "1"))
    found = of(told, Target("box", until=("gone",), through=("case",)))
    assert [*zip(found.object, found.last, strict=True)] == [
        *[("1", "arrived"), ("1", "filed"), ("1", "accepted")],
        ("2", "arrived"),
    ]


def test_hour_weekday_and_day_off_are_those_of_the_place():
    told = Told().happens(at("2026-02-28 08:30"), "tallied", ("box", "1"))  # a Saturday, worked for the Spring Festival
    told.happens(at("2026-03-01 00:15"), "filed", ("box", "1"))
    found = of(told)
    words = vocabulary(RELEASE, found, 0)
    rows = [dict(zip(names(RELEASE, words), row, strict=True)) for row in matrix(RELEASE, words, found)]
    assert [(each["hour"], each["weekday"], each["day off"]) for each in rows] == [(8.5, 5, 0), (0.25, 6, 1)]
    abroad = Target("box", until=("released",), since=("tallied",), zone="Europe/Amsterdam")
    hour = matrix(abroad, words, found)[:, names(abroad, words).index("hour")]
    assert [*hour] == [1.5, 17.25]


def test_only_objects_are_learned_from_whose_slow_companions_would_have_ended_too():
    found = of(port(900))
    cutoff = int(found.started.min()) + 20 * DAY
    taught = lesson(found, cutoff)
    assert taught
    both = {*taught.learned.object} & {*taught.checked.object}
    slow = np.quantile((taught.learned.ended - taught.learned.started) / HOUR, 0.9) * HOUR
    assert not both
    assert max(taught.learned.ended.max(), taught.checked.ended.max()) < cutoff
    assert taught.learned.started.max() < cutoff - slow
    assert taught.learned.started.max() < taught.checked.started.min()
