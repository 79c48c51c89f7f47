"""``kouan timing report`` and ``waterfall`` over logs of any origin, beside a second program in plain loops."""

import json
from collections import defaultdict
from fractions import Fraction

import pytest
from typer.testing import CliRunner

from kouan.cli.main import app
from tests.unit.timing.test_logs_real import applications, logistics, pickups, seconds
from tests.unit.timing.written import BOX_AND_BILL, PORT, as_csv

COLUMNS = [part for each in BOX_AND_BILL for part in ("--columns", each)]
LOG = """activity,time,case,party
Lodge,2026-03-02T08:00Z,c1,trader
Inspect,2026-03-02T10:00Z,c1,customs
Release,2026-03-02T11:00Z,c1,customs
Lodge,2026-03-02T08:00Z,c2,trader
Release,2026-03-02T08:30Z,c2,customs
Lodge,2026-03-02T09:00Z,c3,trader
"""
STUDY = """
code: lodged-to-released
version: 1
title: 申报到放行 | Lodged to released
source: 本港自定 | This port's own
verified: false
unit: case
milestones:
  - {name: lodged, title: 申报 | Lodged, events: [Lodge]}
  - {name: released, title: 放行 | Released, events: [Release]}
overall: {title: 全程 | Whole time, from: lodged, to: released}
holders:
  titles: {customs: 海关 | Customs}
  until: [{awaited: "{party}", next: ["*"]}]
  otherwise: customs
"""


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    return str(path)


def kouan(*arguments):
    return CliRunner().invoke(app, ["timing", *arguments])


def rows(*arguments):
    result = kouan(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["rows"]


def test_a_row_a_stage_with_figures_in_seconds(log):
    found = rows("report", "--log", log, "--stage", "Lodge -> Release", "--stage", "Inspect -> Release")
    assert [(row["object_type"], row["stage"], row["n"], row["missing"]) for row in found] == [
        ("case", "Lodge -> Release", 2, 1),
        ("case", "Inspect -> Release", 1, 2),
        ("case", "overall", 3, 0),
    ]
    assert [found[0][name] for name in ("mean", "p50", "p90", "p99", "least", "most")] == [
        6300, 6300, 9900, 10710, 1800, 10800,
    ]  # fmt: skip
    assert {row["segment"] for row in found} == {""}


def test_a_stage_of_which_there_is_nothing_has_no_figures(log):
    found = rows("report", "--log", log, "--stage", "Release -> Lodge", "--stage", "Inspect -> Inspect")
    assert (found[0]["n"], found[0]["mean"], found[0]["negative"]) == (2, -6300, 2)
    assert (found[1]["n"], found[1]["mean"], found[1]["p99"]) == (1, 0, 0)


DAYS = """activity,time,case,lane
Lodge,2026-03-02T08:00+08:00,c1,red
Release,2026-03-02T23:59+08:00,c1,red
Lodge,2026-03-02T23:30+08:00,c2,red
Release,2026-03-03T00:10+08:00,c2,red
Release,2026-03-02T07:00+08:00,c3,green
Lodge,2026-03-03T09:00+08:00,c3,green
Lodge,2026-03-03T10:00+08:00,c4,green
Lodge,2026-03-04T01:00+08:00,c5,green
Release,2026-03-04T02:00+08:00,c5,green
"""


def daily(*arguments):
    result = kouan("report", *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["rates"]


def test_what_was_done_on_the_same_day_of_days_that_are_over(tmp_path):
    path = tmp_path / "days.csv"
    path.write_text(DAYS)
    stages = ["--log", str(path), "--columns", "object:case=case", "--stage", "Lodge -> Release"]
    [found] = daily(*stages)
    # c5 began on the day of the last event, which is not over; c3 was released the day before it was lodged.
    assert {name: found[name] for name in ("n", "done", "open", "share", "before", "pledged")} == {
        **{"n": 4, "done": 2, "open": 1, "share": 0.5},
        **{"before": "2026-03-04", "pledged": ""},
    }
    assert (found["rate"], found["object_type"], found["segment"]) == ("Lodge -> Release", "case", "")
    assert "50.0%" in kouan("report", *stages).stdout
    assert daily("--log", str(path), "--columns", "object:case=case") == []


def test_a_study_of_ones_own_has_its_rates_by_segment(tmp_path):
    path, study = tmp_path / "days.csv", tmp_path / "study.yaml"
    path.write_text(DAYS)
    rate = "{name: same, title: 当日 | Same day, from: lodged, to: released, source: haiyang-2020#8, pledged: 90}"
    more = "segments: [{name: is_released, title: 放行 | Released, reached: [released]}]"
    study.write_text(f"{STUDY}{more}\nrates: [{rate}]\n", encoding="utf-8")
    found = daily("--log", str(path), "--study", str(study))
    assert [(row["rate"], row["value"], row["n"], row["done"], row["open"]) for row in found] == [
        ("same", "", 4, 2, 1),
        ("same", "no", 1, 0, 1),
        ("same", "yes", 3, 2, 0),
    ]
    assert {row["pledged"] for row in found} == {"90"}
    assert len({row["digest"] for row in found}) == 1


def test_a_study_from_a_file(log, tmp_path):
    path = tmp_path / "study.yaml"
    path.write_text(STUDY, encoding="utf-8")
    [found] = rows("report", "--log", log, "--study", str(path))
    assert (found["study"], found["n"], found["missing"], found["mean"]) == ("lodged-to-released", 2, 1, 6300)
    assert len(found["digest"]) == 64
    held = rows("waterfall", "--log", log, "--study", str(path))
    assert [(row["holder"], row["n"], row["total"]) for row in held] == [("customs", 2, 12600)]


def test_what_was_awaited_adds_up_to_the_whole_time(log):
    held = rows("waterfall", "--log", log)
    assert [(row["holder"], row["n"], row["total"], row["mean"]) for row in held] == [
        ("Inspect", 1, 7200, 7200), ("Release", 2, 5400, 2700),
    ]  # fmt: skip
    assert sum(row["share"] for row in held) == 1
    assert rows("waterfall", "--log", log, "--top", "1") == held[:1]


def test_figures_told_apart_by_an_attribute(tmp_path):
    path = tmp_path / "log.xes"
    trace = (
        '<trace><string key="concept:name" value="{name}"/><string key="mode" value="{mode}"/>'
        '<event><date key="time:timestamp" value="2026-03-02T08:00:00Z"/><string key="concept:name" value="a"/></event>'
        '<event><date key="time:timestamp" value="2026-03-02T{hour}:00:00Z"/><string key="concept:name" value="b"/></event>'
        "</trace>"
    )
    said = [("1", "sea", "10"), ("2", "air", "09"), ("3", "sea", "12")]
    path.write_text("<log>" + "".join(trace.format(name=n, mode=m, hour=h) for n, m, h in said) + "</log>")
    found = rows("report", "--log", str(path), "--by", "mode")
    assert [(row["segment"], row["value"], row["n"], row["mean"]) for row in found] == [
        ("", "", 3, 25200 / 3), ("mode", "air", 1, 3600), ("mode", "sea", 2, 10800),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--stage", "Lodge to Release"], "“Lodge to Release” should be written “ACTIVITY -> ACTIVITY”."),
        (["--stage", "Lodge -> Sail"], "The log has no activity “Sail”; it has Inspect, Lodge, Release."),
        (["--study", "nobody's"], "nobody's"),
        (["--study", "x", "--by", "mode"], "--study goes without --stage, --by and --object."),
    ],
)
def test_what_cannot_be_measured_is_told(log, options, said):
    result = kouan("report", "--log", log, *options)
    assert result.exit_code == 2
    assert said in result.output


def test_a_study_of_things_that_the_log_has_not_is_told(log, tmp_path):
    path = tmp_path / "study.yaml"
    path.write_text(STUDY.replace("unit: case", "unit: call"), encoding="utf-8")
    result = kouan("report", "--log", log, "--study", str(path))
    assert result.exit_code == 2
    assert "measures objects of kind “call”, which the log has not; it has case." in result.output


@pytest.mark.parametrize("question", ["report", "waterfall"])
def test_people_get_a_table(tmp_path, question):
    shown = kouan(question, "--log", str(as_csv(tmp_path / "log.csv", PORT)), *COLUMNS).stdout
    assert "3.0 h" in shown
    assert "segment" not in shown


def percentile(values, q):
    """Between the two nearest values, in proportion, in whole microseconds."""
    values = sorted(values)
    at = (len(values) - 1) * Fraction(q)
    low = values[int(at)]
    exact = low + (at - int(at)) * (values[min(int(at) + 1, len(values) - 1)] - low)
    return float(Fraction(int(exact * 1_000_000 + Fraction(1, 2)), 1_000_000))


@pytest.mark.parametrize("log", [logistics, pickups, applications])
def test_times_of_real_logs_are_those_of_a_second_program(log):
    options, traces = log()
    times, parts = defaultdict(list), defaultdict(Fraction)
    for (kind, _), trace in traces.items():
        trace.sort()
        times[kind] += seconds([trace[0][0], trace[-1][0]])
        for (*_, what), wait in zip(trace[1:], seconds([at for at, *_ in trace]), strict=True):
            parts[kind, what] += wait
    wanted = {
        kind: (len(each), float(sum(each) / len(each)), *(percentile(each, q) for q in ("0.5", "0.9", "0.99")))
        for kind, each in times.items()
    }
    found = {row["object_type"]: row for row in rows("report", *options)}
    assert {
        kind: tuple(row[name] for name in ("n", "mean", "p50", "p90", "p99")) for kind, row in found.items()
    } == wanted
    held = rows("waterfall", *options)
    assert {(row["object_type"], row["holder"]): row["us"] for row in held} == {
        which: whole * 1_000_000 for which, whole in parts.items() if whole
    }
