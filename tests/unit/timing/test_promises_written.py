"""Promises: Wilson's interval and its verdict, and how limits are written in files."""

import csv
from dataclasses import replace
from decimal import Decimal

import pytest

from kouan.kernel.datafile import Unreadable
from kouan.modules.timing.promises.library import model, operations
from kouan.modules.timing.promises.reading import read_catalogue
from kouan.modules.timing.promises.saying import clock_of, clock_text, limit_of, limit_text
from kouan.modules.timing.promises.wilson import interval, verdict
from tests.unit.timing.shared import FOLDER

OFFICE = "working 08:30-12:00 13:30-17:30"


# ── The interval ─────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (95, 100, 0.8882, 0.9785),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilson_s(hits, n, low, high):
    assert interval(hits, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("hits", "n", "pledged", "said"),
    [
        (0, 0, "99", "nothing"), (95, 100, "90", "too-few"), (95, 100, "88", "kept"), (95, 100, "98", "not-kept"),
        (3, 3, "100", "unbroken"), (9999, 10000, "100", "not-kept"), (381, 381, "99", "kept"), (380, 380, "99", "too-few"),
    ],
)  # fmt: skip
def test_a_pledge_below_the_interval_is_kept_one_above_it_is_not(hits, n, pledged, said):
    assert verdict(hits, n, Decimal(pledged)) == said


# ── What is written ──────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("said", ["30 minutes", "2 hours", "same-day"])
def test_a_limit_is_written_as_it_is_read(said):
    assert limit_text(*limit_of(said, "time")) == said


@pytest.mark.parametrize(
    "said", ["", "0 minutes", "1.5 hours", "-3 minutes", "30", "minutes", "3 same-day", "22 boxes-an-hour", "٣ hours"]
)
def test_what_is_no_limit_is_not_taken_for_one(said):
    assert limit_of(said, "time") is None


def test_a_clock_is_written_as_it_is_read():
    assert clock_text(clock_of(OFFICE)) == OFFICE
    for said in (
        "",
        "working",
        "08:30-12:00",
        "every 12:00-08:00",
        "every 08:00-12:00 11:00-13:00",
        "every 24:30-24:40",
    ):
        assert clock_of(said) is None


def test_the_table_of_shidao_is_carried_over_line_by_line():
    published = FOLDER.parent / "rules" / "port_service_time_standard_shidao.csv"
    assert len(model().limits) == 18
    assert not model().verified
    if not published.exists():
        pytest.skip("the published table is not here")
    with published.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row, each in zip(rows, model().limits, strict=True):
        amount = {"hours": 60}.get(each.unit, 1) * (each.amount or 0)
        assert (row["value"] or "0") == str(amount), row
        assert row["commitment"].startswith(f"完成率{each.pledged}%")
        assert (
            row["operation"][:4] in each.line.zh
            or row["operation"][2:6] in each.line.zh
            or row["operation"][:2] in each.line.zh
        )


HEAD = (
    "code: x\nversion: 1\ntitle: 甲 | A\nsource: 乙 | B\nverified: false\nread_on: 2026-03-01\nnote: 丙 | C\nlimits:\n"
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{operation: nothing, limit: 5 minutes, pledged: 99}", "none of"),
        (
            "{operation: tally-box, limit: 5 days, pledged: 99}",
            "'5 days' must be written as 30 minutes or 30 hours or same-day",
        ),
        ("{operation: tally-box, limit: 5 minutes, pledged: 101}", "100 at most"),
        ("{operation: tally-box, limit: 5 minutes}", "'pledged' is missing"),
        ("{operation: tally-box, limit: same-day, pledged: 99, clock: working 08:30-12:00}", "minutes and hours only"),
        (
            "{operation: tally-box, limit: 5 minutes, pledged: 99, since: 2026-03-02, until: 2026-03-02}",
            "later than since",
        ),
        ("{operation: handling-liner, limit: 5 minutes, pledged: 99}", "30 boxes-an-hour"),
    ],
)
def test_a_catalogue_that_is_wrong_is_refused_with_its_line(line, said):
    with pytest.raises(Unreadable) as refused:
        read_catalogue(f"{HEAD}  - {line}\n", "my.yaml", operations())
    assert "my.yaml, line 9" in refused.value.said.en
    assert said in refused.value.said.en
    assert "第 9 行" in refused.value.said.zh


def test_every_definition_has_a_hash_of_its_own_that_a_change_changes():
    digests = [each.digest for each in operations().values()]
    assert len(set(digests)) == len(digests) == 28
    assert replace(operations()["tally-box"], version=2).digest != operations()["tally-box"].digest
