"""Figures of stages: as plain Python counts them from a list of durations, in DuckDB and in Spark alike."""

import statistics
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from math import ceil, floor

import ibis
import pytest

from kouan.kernel.calendar import BeyondCalendar
from kouan.kernel.clock import SHANGHAI, from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.engines.spark import NoSpark
from kouan.modules.timing.engines.spark import opened as spark_opened
from kouan.modules.timing.measures.milestones import case_ms
from kouan.modules.timing.measures.months import month
from kouan.modules.timing.measures.report import report
from kouan.modules.timing.measures.stages import percentiles
from kouan.modules.timing.measures.waterfall import waterfall
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.awaiting import Picked
from kouan.modules.timing.studies.model import Baseline, Condition, Limit, Milestone, Outliers, Segment, Stage, Study
from kouan.modules.timing.worktime import worked
from tests.unit.timing.logs import HOUR, Told, as_parquet, at, in_duckdb
from tests.unit.timing.studied import milestones
from tests.unit.timing.test_holders import NIGHTS, OFFICE

NAME = Text("名", "Name")
STUDY = Study(
    code="test",
    version=3,
    title=NAME,
    source=NAME,
    unit="bill",
    scope=(Condition("direction", "bill", ("import",)), Condition("terminal", "call", ("T0", "T1"))),
    reach=(("call",),),
    milestones=(
        Milestone("arrived", NAME, Picked(("arrived",), "call")),
        Milestone("declared", NAME, Picked(("declared",), "bill", ("bill_number",))),
        Milestone("released", NAME, Picked(("released*",), "bill", parties=("customs",)), "last"),
    ),
    stages=(Stage("preparing", NAME, "arrived", "declared"), Stage("clearing", NAME, "declared", "released")),
    overall=Stage("overall", NAME, "arrived", "released"),
    segments=(
        Segment("chapter", NAME, attribute="hs_code", of="bill", prefix=2),
        Segment("terminal", NAME, attribute="terminal", of="call"),
        Segment("month", NAME, month="arrived"),
        Segment("is_declared", NAME, reached=("declared",)),
    ),
    limits=(Limit("clearing", "30"),),
    baseline=Baseline("97.4", 2017, "test", verified=True),
)
START = at("2026-01-30 20:00")


def many() -> Told:
    """Sixty bills on three calls around the end of a month; some declared before arrival, some not, some unreleased."""
    told = Told()
    for call in range(3):
        told.is_known("call", f"V{call}", terminal=f"T{call % 2}")
        told.happens(START + call * 20 * HOUR, "arrived", ("call", f"V{call}"))
    for n in range(60):
        bill, arrived = ("bill", f"B{n}"), START + n % 3 * 20 * HOUR
        told.belongs(bill, ("call", f"V{n % 3}"))
        told.is_known(*bill, direction="export" if n % 13 == 5 else "import", hs_code=f"{84 + n % 2}0310")
        declared = arrived + (n * 7919 % 61 - 12) * HOUR + n * n
        if n % 11:
            told.happens(declared, "declared", (*bill, "bill_number"))
        told.happens(declared + 1, "declared", (*bill, "other"))
        if n % 17:
            told.happens(declared + (n * 104729 % 41) * HOUR + n, "released", bill, party="customs")
            told.happens(declared + 90 * HOUR, "released: again", bill, party="trader")
    return told


def values(told: Told, study: Study, stage: Stage, **segment: str) -> list[int]:
    """The durations of a stage that are measured, in order."""
    known = {(kind, thing, name): value for kind, thing, name, value in told.object}
    found = []
    for unit, reach in milestones(told, study).items():
        mine = {"chapter": known["bill", unit, "hs_code"][:2]}
        a, b = reach[stage.start], reach[stage.end]
        fits = known["bill", unit, "direction"] == "import" and all(
            mine[name] == each for name, each in segment.items()
        )
        if fits and a is not None and b is not None:
            found.append(b - a)
    return sorted(found)


def percentile(ordered: list[int], q: str) -> int:
    """By exact arithmetic: between the two nearest, in proportion; half a microsecond counts as one."""
    place = (len(ordered) - 1) * Decimal(q)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return floor(ordered[low] + (ordered[high] - ordered[low]) * (place - low) + Decimal("0.5"))


def told_by(study: Study, told: Told):
    with in_duckdb(told) as duck:
        return {(each.stage, each.segment, each.value): each for each in report(duck, log(), study)}


def test_one_row_a_unit_with_its_milestones_and_segments():
    told = many()
    with in_duckdb(told) as duck:
        rows = {row[0]: row[1:] for row in duck.rows(case_ms(log(), STUDY))}
    expected = milestones(told, STUDY)
    assert "B5" not in rows  # an export
    assert {unit: row[:3] for unit, row in rows.items()} == {
        unit: tuple(reach.values()) for unit, reach in expected.items() if unit in rows
    }
    assert rows["B11"][3:] == ("85", "T0", "2026-02", "no")
    assert rows["B3"][3:] == ("85", "T0", "2026-01", "yes")


def test_what_a_page_of_ports_shows_is_taken_from_the_same_values():
    told = many()
    full = {key: each for key, each in told_by(STUDY, told).items() if key[1] == "terminal"}
    with in_duckdb(told) as duck:
        asked = percentiles(case_ms(log(), STUDY), STUDY, ("terminal",))
        rows = [dict(zip(asked.columns, row, strict=True)) for row in duck.rows(asked)]
    assert len(rows) == len(full) == 6
    for row in rows:
        figure = full[row["stage"], "terminal", row["terminal"]]
        assert (row["n"], row["median"], row["p90"]) == (figure.n, *map(pytest.approx, (figure.median, figure.p90)))


@pytest.mark.parametrize("stage", STUDY.measured, ids=lambda stage: stage.name)
@pytest.mark.parametrize("segment", [{}, {"chapter": "84"}, {"chapter": "85"}])
def test_figures_are_those_of_the_list_of_durations(stage, segment):
    told = many()
    [name, value] = next(iter(segment.items())) if segment else ("", "")
    said = told_by(STUDY, told)[stage.name, name, value]
    ordered = values(told, STUDY, stage, **segment)
    cut = len(ordered) // 20
    assert (said.n, said.us, said.least, said.most) == (len(ordered), sum(ordered), ordered[0], ordered[-1])
    assert said.mean == pytest.approx(statistics.fmean(ordered), rel=1e-14)
    assert said.trimmed == pytest.approx(statistics.fmean(ordered[cut : len(ordered) - cut]), rel=1e-14)
    assert said.sd == pytest.approx(statistics.stdev(ordered), rel=1e-12)
    assert (said.median, said.p90, said.p95, said.p99) == tuple(
        percentile(ordered, q) for q in ("0.5", "0.9", "0.95", "0.99")
    )
    assert said.negative == sum(each < 0 for each in ordered)
    assert said.units == said.n + said.missing
    assert said.digest == STUDY.digest


def test_the_share_within_the_limit_and_the_compression_are_counted():
    told = many()
    said = told_by(STUDY, told)
    ordered = values(told, STUDY, STUDY.stages[1])
    assert said["clearing", "", ""].share == sum(each <= 30 * HOUR for each in ordered) / len(ordered)
    assert said["preparing", "", ""].share is None
    mean = statistics.fmean(values(told, STUDY, STUDY.overall)) / HOUR
    assert said["overall", "", ""].compression == pytest.approx(1 - mean / 97.4)


@pytest.mark.parametrize("sign", ["clip0", "exclude"])
def test_what_came_before_its_beginning_is_by_the_sign_policy(sign):
    told = many()
    said = told_by(replace(STUDY, sign=sign), told)["preparing", "", ""]
    signed = values(told, STUDY, STUDY.stages[0])
    kept = [max(each, 0) for each in signed if sign == "clip0" or each >= 0]
    assert signed[0] < 0
    assert (said.n, said.us, said.negative) == (len(kept), sum(kept), sum(each < 0 for each in signed))


@pytest.mark.parametrize(
    ("rule", "value"), [("trim", "0.1"), ("percentile", "0.95"), ("percentile", "0.5"), ("limit", "20.5")]
)
def test_outliers_are_left_out_by_the_rule_that_is_stated(rule, value):
    told = many()
    ordered = values(told, STUDY, STUDY.overall)
    n = len(ordered)
    share = int(n * Decimal(value)) if rule == "trim" else 0
    most = {
        "trim": ordered[-1],
        "percentile": ordered[min(ceil(n * Decimal(value)), n) - 1],
        "limit": Decimal(value) * HOUR,
    }[rule]
    kept = [each for each in ordered[share : n - share] if each <= most]
    said = told_by(replace(STUDY, outliers=Outliers(rule, value)), told)["overall", "", ""]
    assert (said.n, said.us, said.left_out, said.outliers.rule) == (len(kept), sum(kept), n - len(kept), rule)


def test_working_time_is_counted_where_the_study_says_so():
    told = many()
    said = told_by(replace(STUDY, clock=OFFICE), told)["overall", "", ""]
    sums = defaultdict(int)
    known = {thing: value for kind, thing, name, value in told.object if name == "direction"}
    for unit, reach in milestones(told, STUDY).items():
        if known[unit] == "import" and reach["released"] is not None:
            sums[unit] = worked(OFFICE, reach["released"]) - worked(OFFICE, reach["arrived"])
    assert (said.n, said.us) == (len(sums), sum(sums.values()))


def test_working_time_beyond_the_calendar_is_refused():
    told = many().happens(at("2016-05-05 10:00"), "arrived", ("call", "V1"))
    with pytest.raises(BeyondCalendar, match="2016-05-05"):
        told_by(replace(STUDY, clock=OFFICE), told)


def test_nothing_measured_is_nothing_said():
    told = Told().happens(START, "declared", ("bill", "B1")).is_known("bill", "B1", direction="import")
    told.is_known("call", "V1", terminal="T1").belongs(("bill", "B1"), ("call", "V1"))
    said = told_by(STUDY, told)["overall", "", ""]
    assert (said.units, said.missing, said.n, said.us) == (1, 1, 0, 0)
    assert (said.mean, said.sd, said.p90, said.share, said.compression) == (None, None, None, None, None)


def test_spark_says_the_same_to_the_last_digit(tmp_path):
    def asked(engine):
        yield sorted(engine.rows(case_ms(log(), STUDY)))
        yield report(engine, log(), STUDY, ("chapter",))
        yield report(
            engine, log(), replace(STUDY, sign="clip0", outliers=Outliers("percentile", "0.9"), clock=OFFICE), ()
        )
        yield waterfall(engine, log(), replace(NIGHTS, segments=STUDY.segments[:1]), ("chapter",))

    with in_duckdb(many()) as duck:
        folder, said = as_parquet(duck, tmp_path), list(asked(duck))
    try:
        with spark_opened(folder, "local[1]") as spark:
            spark.session.conf.set("spark.sql.shuffle.partitions", "1")
            assert list(asked(spark)) == said
    except NoSpark as missing:
        pytest.skip(f"Spark is not there: {missing}")


def test_the_month_is_that_of_the_port():
    table = ibis.table({"ts": "int64"}, name="moments")
    moments = [at("1970-01-01 08:00") + n * 86_399_999_999 * 17 for n in range(3000)]
    with in_duckdb(Told()) as duck:
        duck.connection.execute("CREATE TABLE moments AS SELECT unnest(?::BIGINT[]) AS ts", [moments])
        said = dict(duck.rows(table.select("ts", month=month(table.ts))))
    assert said == {ts: f"{from_micros(ts).astimezone(SHANGHAI):%Y-%m}" for ts in moments}
