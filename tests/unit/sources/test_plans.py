"""The five plans: every measure is there once, in our own words, with the units that answer for it."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kouan import sources

MEASURES = {"zhanjiang-2022": 24, "xiamen-2022": 22, "guangzhou-2019": 28, "shenzhen-2019": 38, "haiyang-2020": 21}
PLAN_TEXTS = os.environ.get("KOUAN_DATA_SOURCES")
COPIED = 12


def measures() -> list[sources.Clause]:
    return [clause for plan in MEASURES for clause in sources.clauses(plan)]


def test_the_five_plans_hold_133_measures() -> None:
    assert {plan: len(sources.clauses(plan)) for plan in MEASURES} == MEASURES
    assert len({measure.id for measure in measures()}) == 133


def test_measures_are_numbered_as_in_the_plan() -> None:
    for plan, count in MEASURES.items():
        assert [measure.number for measure in sources.clauses(plan)] == [str(n) for n in range(1, count + 1)]


def test_somebody_answers_for_every_measure() -> None:
    assert [measure.id for measure in measures() if not (measure.lead or measure.responsible)] == []


def test_a_deadline_is_a_day_with_its_wording() -> None:
    for measure in measures():
        assert (measure.deadline is None) == (measure.deadline_text is None), measure.id
    assert sources.clause("xiamen-2022#10").deadline == date(2023, 12, 31)
    assert sources.clause("shenzhen-2019#29").deadline == date(2019, 12, 31)
    assert sources.clause("guangzhou-2019#2").deadline is None


def test_every_plan_is_verified_against_its_text() -> None:
    assert all(sources.source(plan).verified for plan in MEASURES)
    assert all(measure.verified for measure in measures())


@pytest.mark.skipif(not PLAN_TEXTS, reason="KOUAN_DATA_SOURCES does not name the folder that holds plans/*.txt")
@pytest.mark.parametrize("plan", MEASURES)
def test_no_measure_copies_the_plan(plan: str) -> None:
    text = _squeezed(Path(PLAN_TEXTS or "").joinpath("plans", f"{plan}.txt").read_text(encoding="utf-8"))
    copied = [
        (measure.id, run)
        for measure in sources.clauses(plan)
        for words in (measure.gist.zh, measure.title.zh)
        for run in _runs(words)
        if run in text
    ]
    assert copied == []


@pytest.mark.skipif(not PLAN_TEXTS, reason="KOUAN_DATA_SOURCES does not name the folder that holds plans/*.txt")
@pytest.mark.parametrize("plan", MEASURES)
def test_units_stand_as_in_the_plan(plan: str) -> None:
    text = _squeezed(Path(PLAN_TEXTS or "").joinpath("plans", f"{plan}.txt").read_text(encoding="utf-8"))
    named = {unit for each in sources.clauses(plan) for unit in (*each.lead, *each.supporting, *each.responsible)}
    assert {unit for unit in named if unit not in text} == set()


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _runs(words: str) -> Iterator[str]:
    for han in re.findall(r"[\u4e00-\u9fff]+", _squeezed(words)):
        yield from (han[start : start + COPIED] for start in range(len(han) - COPIED + 1))
