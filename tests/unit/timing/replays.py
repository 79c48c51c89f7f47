"""Boxes to replay: a study, what waits for what in it, and logs by hand and by chance."""

import random

import numpy as np

from kouan.modules.timing.public import log, read_study, replaying
from kouan.modules.timing.replaying.asking import compared
from kouan.modules.timing.replaying.recording import Recorded, plan_of
from tests.unit.timing.logs import HOUR, Told, at, in_duckdb

STUDY = """
code: boxes
version: 1
title: 箱 | Boxes
source: 本港自定 | This port's own
verified: false
unit: box
sign: signed
milestones:
  - {name: came, title: 抵港 | Came, events: [came]}
  - {name: filed, title: 申报 | Filed, events: [filed]}
  - {name: freed, title: 放行 | Freed, events: [freed]}
stages:
  - {name: filing, title: 申报 | Filing, from: came, to: filed}
  - {name: clearing, title: 通关 | Clearing, from: filed, to: freed}
overall: {title: 全程 | Whole time, from: came, to: freed}
holders:
  titles: {customs: 海关 | Customs, trader: 企业 | Trader}
  until: [{awaited: customs, next: [read, looked, freed]}]
  otherwise: trader
  closed: {awaited: trader, hours: {days: working, open: ["08:30-12:00", "13:30-17:30"]}, parties: [customs]}
"""
CHAIN = """
name: boxes
version: 1
title: 箱 | Boxes
source: 本港自定 | This port's own
kinds: [box]
arrival: came
filing: filed
payment: paid
inspection: looked
steps:
  - {name: came, title: 抵港 | Came, awaited: carrier, events: [came], side: physical}
  - {name: landed, title: 卸船 | Landed, awaited: terminal, events: [landed], after: [came], side: physical}
  - {name: filed, title: 申报 | Filed, awaited: trader, events: [filed], after: [came]}
  - {name: read, title: 审单 | Read, awaited: customs, events: [read], after: [filed]}
  - {name: paid, title: 缴税 | Paid, awaited: trader, events: [paid], after: [read]}
  - {name: looked, title: 查验 | Looked at, awaited: customs, events: [looked], after: [read, landed], side: physical}
  - {name: freed, title: 放行 | Freed, awaited: customs, events: [freed], after: [came, filed, read, paid, looked]}
"""
BOXES = read_study(STUDY, "boxes.yaml")
WAY = replaying.read_chain(CHAIN, "chain.yaml")
STEPS = [each.name for each in WAY.steps]
AFTER = {each.name: each.after for each in WAY.steps}
EVERY = ("parallel=looked@read", "parallel=paid@read", "advance=70%@20h", "guarantee=60%", "cap=looked@3h")
HAND = {"B1": {"came": 0, "freed": HOUR}}
SLOW = {"came": "02 00:00", "landed": "02 04:00", "filed": "02 09:00", "read": "02 11:00", "paid": "02 15:00"}


def one(**times: str) -> Told:
    """A single box; times of a day in March, 2026-03-02 being a Monday."""
    told = Told()
    for kind, said in times.items():
        told.happens(at(f"2026-03-{said}"), kind, ("box", "B1"))
    return told


def ask(told: Told, *levers: str, study=BOXES, chain=WAY):
    with in_duckdb(told) as duck:
        return replaying.what_if(duck, log(), study, chain, replaying.levers(levers))


def replay(boxes: dict[str, dict[str, int]], *levers: str):
    """The same of boxes at hand, without an engine."""
    units = sorted(box for box, times in boxes.items() if {"came", "freed"} <= times.keys())
    at = {step: [boxes[box].get(step, boxes[box]["came"]) for box in units] for step in STEPS}
    known = {step: np.array([step in boxes[box] for box in units], bool) for step in STEPS}
    record = Recorded(units, {step: np.array(each, np.int64) for step, each in at.items()}, known)
    given = replaying.fitting(replaying.levers(levers), WAY, BOXES, "freed")
    return compared(BOXES, given, units, plan_of(BOXES, WAY, record))


def port(seed: int, boxes: int = 60) -> dict[str, dict[str, int]]:
    """Boxes whose steps come in any order, some of them not at all, some at one moment."""
    chance, found = random.Random(seed), {}
    for number in range(boxes):
        now = at("2026-03-02 00:00") + chance.randrange(14 * 24 * HOUR)
        times = {step: now + chance.randrange(-20 * HOUR, 80 * HOUR) for step in STEPS if chance.random() < 0.8}
        if chance.random() < 0.6:
            for step in times:
                ready = max((times[each] for each in AFTER[step] if each in times), default=now)
                times[step] = ready + chance.choice([0, 1, chance.randrange(30 * HOUR)])
        found[f"B{number:03}"] = times
    return found


def told_of(boxes: dict[str, dict[str, int]]) -> Told:
    told = Told()
    for box, times in boxes.items():
        for step, ts in times.items():
            told.happens(ts, step, ("box", box))
    return told
