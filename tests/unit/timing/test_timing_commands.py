"""``kouan timing``: what a port office's analyst types, and what comes back."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kouan.cli.main import app
from kouan.cli.timing.plain import said
from kouan.modules.timing.logs.columns import NAMES
from tests.unit.timing.written import BOX_AND_BILL, PORT, as_csv, as_json

COLUMNS = [part for each in BOX_AND_BILL for part in ("--columns", each)]


@pytest.fixture
def port(tmp_path):
    return str(as_csv(tmp_path / "port.csv", PORT))


def kouan(*arguments):
    return CliRunner().invoke(app, ["timing", *arguments])


def test_the_map_has_means_and_medians_in_seconds(port):
    found = json.loads(kouan("map", "--log", port, *COLUMNS, "--json").stdout)
    assert found == {
        "edges": [
            edge("bill", "Lodge", 'Unload, "fast"', 7200.25),
            edge("bill", "Release\nin two lines", "Lodge", 3601.0),
            edge("box", "Release\nin two lines", 'Unload, "fast"', 10801.25),
            edge("box", 'Unload, "fast"', "称重", 0.0),
        ]
    }


def edge(kind, before, after, seconds):
    return {"object_type": kind, "from": before, "to": after, "n": 1, "mean": seconds, "median": seconds}


def test_variants_have_their_share_of_their_kind(port):
    found = json.loads(kouan("variants", "--log", port, *COLUMNS, "--object", "bill", "--json").stdout)
    assert found["variants"] == [
        {"object_type": "bill", "activities": ["Lodge"], "n": 1, "share": 0.5, "mean": 0.0},
        {
            "object_type": "bill",
            "activities": ["Release\nin two lines", "Lodge", 'Unload, "fast"'],
            **{"n": 1, "share": 0.5, "mean": 10801.25},
        },
    ]


@pytest.mark.parametrize("question", ["map", "variants"])
def test_people_get_a_table_with_times_as_they_are_said(port, question):
    shown = kouan(question, "--log", port, *COLUMNS, "--top", "1").stdout
    assert "bill" in shown
    assert "box" in shown
    assert "称重" not in shown or question == "variants"
    assert "3.0 h" in shown or "2.0 h" in shown


def test_times_without_a_zone_are_of_the_zone_that_is_named(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("activity,time,case\nLodge,2026-03-02 09:00,c\nPay,2026-03-02T01:30Z,c\n")
    for zone, seconds in (("Asia/Shanghai", 1800.0), ("UTC", 27000.0)):
        [found] = json.loads(kouan("map", "--log", str(path), "--zone", zone, "--json").stdout)["edges"]
        assert found["mean"] == seconds


def test_a_refused_log_ends_with_1_and_says_why_in_both_languages(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("activity,time,case\nLodge,soon,c\n")
    result = kouan("map", "--log", str(path))
    assert result.exit_code == 1
    assert "第 2 行“time”列：时间“soon”无法读取" in result.output
    assert "log.csv, line 2, column “time”: the time “soon” cannot be read" in result.output
    result = kouan("map", "--log", str(path), "--json")
    error = json.loads(result.stdout)["error"]
    assert result.exit_code == 1
    assert error.keys() == {"zh", "en", "line"}
    assert error["line"] == 2


def test_a_kind_of_object_that_the_log_has_not_is_told(port):
    result = kouan("map", "--log", port, *COLUMNS, "--object", "truck")
    assert result.exit_code == 2
    assert "The log has no objects of kind “truck”; it has bill, box." in result.output


def test_it_needs_no_platform(tmp_path):
    """No Django, and nothing of the data folder: only the log."""
    path = as_json(tmp_path / "log.json", PORT)
    script = (
        "import sys; from kouan.cli.main import app\n"
        f"app(['timing', 'map', '--log', {str(path)!r}, '--json'], standalone_mode=False)\n"
        "assert 'django' not in sys.modules and 'pandas' not in sys.modules and 'pyarrow' not in sys.modules"
    )
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["log.json"]


def test_other_commands_load_none_of_it():
    script = "import sys, kouan.cli.main; assert not {'duckdb', 'ibis'} & sys.modules.keys()"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert not subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (None, "–"), (0, "0 s"), (0.25, "0.25 s"), (45, "45 s"), (119.5, "120 s"), (120, "2.0 min"), (7199, "120.0 min"),
        (7200, "2.0 h"), (172_799, "48.0 h"), (172_800, "2.0 d"), (-9000, "-2.5 h"), (86_400_000, "1,000.0 d"),
    ],
)  # fmt: skip
def test_times_are_said_in_the_largest_unit_that_fits_twice(seconds, shown):
    assert said(seconds) == shown


def test_the_guide_names_every_key_of_a_map():
    guide = (Path(__file__).parents[3] / "docs" / "guides" / "timing.md").read_text(encoding="utf-8")
    assert not [key for key in NAMES if f"`{key}`" not in guide]


# ── What if ──────────────────────────────────────────────────────────────────────────────────────────────────────
STUDY = """
code: lodged
version: 1
title: 申报 | Lodged
source: 本港自定 | This port's own
verified: false
unit: case
milestones:
  - {name: lodged, title: 申报 | Lodged, events: [Lodge]}
  - {name: inspected, title: 查验 | Inspected, events: [Inspect]}
  - {name: released, title: 放行 | Released, events: [Release]}
stages:
  - {name: inspecting, title: 查验 | Inspection, from: lodged, to: inspected}
  - {name: releasing, title: 放行 | Release, from: inspected, to: released}
overall: {title: 全程 | Whole time, from: lodged, to: released}
"""
CASES = """activity,time,case
Lodge,2026-03-01T08:00Z,c1
Inspect,2026-03-01T18:00Z,c1
Release,2026-03-01T19:00Z,c1
Lodge,2026-03-03T08:00Z,c2
Inspect,2026-03-03T10:00Z,c2
Release,2026-03-03T11:00Z,c2
"""


@pytest.fixture
def lodged(tmp_path):
    (tmp_path / "log.csv").write_text(CASES)
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    return ("what-if", "--log", str(tmp_path / "log.csv"), "--study", str(tmp_path / "study.yaml"))


def test_somebodys_log_is_replayed_with_a_shorter_inspection(lodged):
    found = json.loads(kouan(*lodged, "--lever", "cap=inspected@4h", "--json").stdout)
    assert (found["n"], found["reproduced"], found["moved"], found["later"]) == (2, 2, 1, 0)
    assert [found["mean"][name] for name in ("before", "after", "change")] == [7 * 3600, 4 * 3600, -3 * 3600]
    assert found["p90"]["after"] == (3 + 0.9 * 2) * 3600
    assert [(each["unit"], each["after"], each["most"]) for each in found["units"]] == [
        ("c1", 5 * 3600.0, "inspected"),
        ("c2", 3 * 3600.0, ""),
    ]
    assert {len(found[name]) for name in ("digest", "question", "chain_digest")} == {64}
    [lever] = found["levers"]
    assert lever["assumes"]["zh"] != lever["assumes"]["en"]
    later = json.loads(kouan(*lodged, "--from", "2026-03-03", "--to", "2026-03-03", "--json").stdout)
    assert (later["n"], later["mean"]["change"]) == (1, 0)


def test_people_are_told_what_a_replay_assumes(lodged):
    shown = kouan(*lodged, "--lever", "cap=inspected@4h").stdout
    for words in ("-3.0 h", "“查验”最长 4 小时", "Inspected: 4 h at most", "No queueing", "不计排队"):
        assert words in shown


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--lever", "advance=10%"), "has no step of arrival"),
        (("--lever", "advance=110%"), "must be between 0% and 100%"),
        (("--lever", "fly"), "There is no lever “fly”"),
        (("--from", "soon"), "should be a day such as 2026-11-01"),
    ],
)
def test_what_cannot_be_replayed_ends_with_2_and_a_sentence(lodged, asked, said):
    result = kouan(*lodged, *asked)
    assert result.exit_code == 2
    assert said in result.output
    assert "error" in json.loads(kouan(*lodged, *asked, "--json").stdout)
