"""From stage to party, counted again minute by minute: each hour once, closed hours apart, the whole exactly."""

import random
from collections import Counter

import pytest

from kouan.modules.timing.measures.flows import flows
from kouan.modules.timing.measures.holders import held, intervals
from kouan.modules.timing.measures.milestones import case_ms
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.parsing import read
from kouan.modules.timing.worktime import Hours, worked
from tests.unit.timing.logs import HOUR, Told, at, in_duckdb

_TEXT = """\
code: test
version: 1
title: 测 | Test
source: clearance-time#customs
verified: true
unit: case
milestones:
  - {name: arrived, title: 抵港 | Arrived, events: [arrived]}
  - {name: unloaded, title: 卸 | Unloaded, events: [unloaded]}
  - {name: declared, title: 报 | Declared, events: [declared]}
  - {name: released, title: 放 | Released, events: [released]}
  - {name: left, title: 离 | Left, events: [left]}
stages:
  - {name: unloading, title: 卸货 | Unloading, from: arrived, to: unloaded}
  - {name: preparing, title: 准备 | Preparing, from: unloaded, to: declared}
  - {name: clearing, title: 通关 | Clearing, from: declared, to: released}
overall: {title: 全程 | Overall, from: arrived, to: left}
holders:
  titles: {customs: 海关 | Customs, trader: 企业 | Trader, closed: 夜 | Nights}
  until:
    - {awaited: trader, next: [declared, left]}
    - {awaited: customs, next: [released, asked]}
  otherwise: trader
"""
_CLOSED = '  closed: {awaited: closed, hours: {days: working, open: ["08:30-17:30"]}, parties: [customs]}\n'
_OPEN = Hours("working", ((8 * 60 + 30, 17 * 60 + 30),))
START, KINDS = at("2026-03-06 00:00"), ("unloaded", "declared", "asked", "released", "left")


def a_log(seed: int) -> Told:
    """Over a week-end, in any order, some of it missing."""
    chance, told = random.Random(seed), Told()
    for n in range(25):
        told.happens(START, "arrived", ("case", f"C{n}"))
        for kind in KINDS:
            if chance.random() < 0.9:
                told.happens(START + chance.randrange(90 * 2) * HOUR // 2, kind, ("case", f"C{n}"))
    return told


def by_hand(told: Told, *, nights: bool) -> Counter[tuple[str, str]]:
    """Half an hour at a time: which stage has it, who was awaited."""
    found: Counter[tuple[str, str]] = Counter()
    for n in range(25):
        when = {kind: ts for _, ts, kind, _, thing, _ in told.relation if thing == f"C{n}"}
        if "left" not in when:
            continue
        for half in range(START, when["left"], HOUR // 2):
            who = _awaited(when, half)
            share = worked(_OPEN, half + HOUR // 2) - worked(_OPEN, half) if nights and who == "customs" else HOUR // 2
            found[_stage(when, half), who] += share
            found[_stage(when, half), "closed"] += HOUR // 2 - share
    return found


def _stage(when: dict[str, int], half: int) -> str:
    passed = START
    for stage, start, end in (
        ("unloading", "arrived", "unloaded"),
        ("preparing", "unloaded", "declared"),
        ("clearing", "declared", "released"),
    ):
        if start in when and end in when and max(passed, when[start]) <= half < when[end]:
            return stage
        passed = max(passed, when.get(end, START))
    return ""


def _awaited(when: dict[str, int], half: int) -> str:
    later = [
        (when[kind], KINDS.index(kind), kind)
        for kind in KINDS
        if kind in when and kind != "unloaded" and when[kind] > half
    ]
    return {"declared": "trader", "left": "trader"}.get(min(later)[2], "customs")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("nights", [False, True])
def test_each_hour_once(seed: int, nights: bool):
    study, told = read(_TEXT + (_CLOSED if nights else ""), "test.yaml"), a_log(seed)
    with in_duckdb(told) as duck:
        case = case_ms(log(), study)
        parts = duck.rows(flows(study, case, intervals(log(), study, case)))
        wholes = Counter()
        for _, holder, us in duck.rows(held(log(), study, case)):
            wholes[holder] += us
    expected = by_hand(told, nights=nights)
    assert {(stage, who): us for stage, who, _, us in parts} == {
        key: us for key, us in expected.items() if us and key[0]
    }
    for who, whole in wholes.items():
        in_stages = sum(us for _, holder, _, us in parts if holder == who)
        assert whole - in_stages == expected["", who]
