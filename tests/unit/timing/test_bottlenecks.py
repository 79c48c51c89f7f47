"""Where the hours go, beside a second count in plain loops: hours lost, the avoidable part, the share of the variance.
Spark, where it is there, says the same of them and of queues."""

import random
from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from statistics import median

import pytest

from kouan.modules.timing.engines.spark import NoSpark
from kouan.modules.timing.engines.spark import opened as spark_opened
from kouan.modules.timing.measures.bottlenecks import EDGE, bottlenecks, edge_waits, told_apart
from kouan.modules.timing.measures.changes import changes
from kouan.modules.timing.measures.queues import between, hourly, longest
from kouan.modules.timing.shape import log
from tests.unit.timing.logs import HOUR, Told, as_parquet, at, in_duckdb

DAY = at("2026-03-02 00:00")
TYPES = ["arrived", "filed", "inspected", "released", "gone"]


def three_boxes() -> Told:
    """Two wait an hour for customs, one five; each is picked up two hours later."""
    told = Told()
    for box, hours in (("b1", 1), ("b2", 1), ("b3", 5)):
        told.happens(DAY, "filed", ("box", box))
        told.happens(DAY + hours * HOUR, "released", ("box", box))
        told.happens(DAY + (hours + 2) * HOUR, "gone", ("box", box))
    return told


def any_port(seed: int, boxes: int = 40) -> Told:
    chance, told = random.Random(seed), Told()
    for number in range(boxes):
        box, now = f"b{number}", DAY + chance.randrange(72) * HOUR
        told.is_known("box", box, lane=chance.choice(["red", "green"]))
        for _ in range(chance.randrange(1, 8)):
            told.happens(now, chance.choice(TYPES), ("box", box), ("call", f"v{number % 3}"))
            now += chance.choice([0, 1, 7 * HOUR // 3, HOUR, 30 * HOUR + 1])
    return told


def asked(engine, kind="box", *, lanes=False, since=None, until=None):
    waits = edge_waits(log(), kind, since, until)
    if lanes:
        known = log().object
        values = known.filter(known.attribute == "lane").select(unit="object", segment="value")
        waits = told_apart(waits, values)
    return bottlenecks(engine, waits, EDGE)


def plainly(told: Told, *, lanes=False, since=None, until=None):
    """The same by loops over the rows: {edge: (n, units, us, median, avoidable, share)}."""
    lane = {thing: value for _, thing, _, value in told.object}
    of_box, waits = defaultdict(list), []
    for event, ts, kind, of, thing, _ in told.relation:
        if of == "box":
            of_box[thing].append((ts, event, kind))
    for box, rows in of_box.items():
        rows.sort()
        for (ts, _, kind), (then, _, following) in pairwise(rows):
            if (since is None or then >= since) and (until is None or then < until):
                waits.append((box, (kind, following), lane[box] if lanes else "", then - ts))
    return {edge: counted(edge, waits) for edge in {each[1] for each in waits}}


def quartile(values):
    ordered, place = sorted(values), Fraction(len(values) - 1, 4)
    low = int(place)
    return ordered[low] + (place - low) * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])


def counted(edge, waits):
    mine = [each for each in waits if each[1] == edge]
    avoidable = Fraction(0)
    for segment in {each[2] for each in mine}:
        of_it = [us for *_, named, us in mine if named == segment]
        avoidable += sum(max(us - quartile(of_it), 0) for us in of_it)
    times = [each[3] for each in mine]
    part, whole = defaultdict(int), defaultdict(int)
    for box, which, _, us in waits:
        whole[box] += us
        part[box] += us if which == edge else 0
    share = covariance(part, whole) / covariance(whole, whole) if covariance(whole, whole) else None
    half = int(Fraction(median(times)) + Fraction(1, 2))
    return len(mine), len({each[0] for each in mine}), sum(times), half, int(avoidable + Fraction(1, 2)), share


def covariance(one, other):
    n = len(one)
    means = Fraction(sum(one.values()), n), Fraction(sum(other.values()), n)
    return sum((one[box] - means[0]) * (other[box] - means[1]) for box in one)


def same(found, wanted):
    assert {each.what for each in found} == wanted.keys()
    for each in found:
        *exact, share = wanted[each.what]
        assert [each.n, each.units, each.us, each.median_us, each.avoidable_us] == exact
        assert (each.variance is None) == (share is None)
        assert share is None or each.variance == pytest.approx(float(share), abs=1e-12)


def test_hours_above_the_fastest_quarter_are_avoidable():
    with in_duckdb(three_boxes()) as duck:
        customs, gate = asked(duck)
    assert (customs.what, customs.us, customs.avoidable_us) == (("filed", "released"), 7 * HOUR, 4 * HOUR)
    assert (gate.what, gate.us, gate.avoidable_us) == (("released", "gone"), 6 * HOUR, 0)
    assert (customs.variance, gate.variance) == (1.0, 0.0)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("lanes", [False, True])
def test_on_any_log_it_is_what_loops_count(seed, lanes):
    told, spans = any_port(seed), [(None, None), (DAY + 24 * HOUR, DAY + 60 * HOUR)]
    with in_duckdb(told) as duck:
        for since, until in spans:
            found = asked(duck, lanes=lanes, since=since, until=until)
            same(found, plainly(told, lanes=lanes, since=since, until=until))
            assert [each.us for each in found] == sorted((each.us for each in found), reverse=True)
            assert sum(each.variance or 0 for each in found) == pytest.approx(1)


def test_a_segment_with_its_own_pace_is_not_to_blame():
    """Red takes ten hours, green one, each always: nothing is avoidable once the lanes are told apart."""
    told = Told()
    for number in range(8):
        lane, hours = ("red", 10) if number % 2 else ("green", 1)
        told.is_known("box", f"b{number}", lane=lane)
        told.happens(DAY, "filed", ("box", f"b{number}")).happens(DAY + hours * HOUR, "released", ("box", f"b{number}"))
    with in_duckdb(told) as duck:
        assert asked(duck)[0].avoidable_us == 4 * 9 * HOUR
        assert asked(duck, lanes=True)[0].avoidable_us == 0


def test_what_changed_since_the_period_before():
    now, before = three_boxes(), Told()
    before.happens(DAY, "filed", ("box", "b0")).happens(DAY + 3 * HOUR, "released", ("box", "b0"))
    before.happens(DAY + 30 * HOUR, "returned", ("box", "b0"))
    with in_duckdb(now) as one, in_duckdb(before) as other:
        found = changes(asked(one), asked(other))
    assert [(each.what, each.standing, each.us // HOUR, each.n) for each in found] == [
        (("released", "returned"), "gone", -27, -1),
        (("released", "gone"), "new", 6, 3),
        (("filed", "released"), "both", 4, 2),
    ]
    assert [each.median_us for each in found] == [None, None, -2 * HOUR]


def test_nothing_is_lost_where_nothing_happened():
    with in_duckdb(Told()) as duck:
        assert asked(duck) == []


def test_spark_says_the_same(tmp_path):
    pytest.importorskip("pyspark", reason="pip install 'kouan[spark]'")

    def queued(engine):
        waits = between(log(), "box", "filed", "released")
        return hourly(engine, waits, DAY, DAY + 90 * HOUR), longest(engine, waits, DAY, DAY + 90 * HOUR)

    with in_duckdb(any_port(7)) as duck:
        said, folder = (asked(duck, lanes=True), queued(duck)), as_parquet(duck, tmp_path)
    try:
        with spark_opened(folder, "local[1]") as spark:
            spark.session.conf.set("spark.sql.shuffle.partitions", "1")
            assert (asked(spark, lanes=True), queued(spark)) == said
    except NoSpark as error:
        pytest.skip(f"Spark is not here: {error}")
