"""A study of a log that nobody here wrote: 1,999 containers on their way to the ship, counted twice."""

import csv
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from kouan.kernel.clock import to_micros
from kouan.modules.timing.measures.holders import held
from kouan.modules.timing.measures.milestones import case_ms
from kouan.modules.timing.measures.report import report
from kouan.modules.timing.measures.waterfall import waterfall
from kouan.modules.timing.public import replaying
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.parsing import read
from kouan.modules.timing.worktime import worked
from tests.unit.timing.logs import HOUR, Told, in_duckdb
from tests.unit.timing.shared import shared
from tests.unit.timing.studied import holding, milestones

KINDS = ("Customer_Order", "Transport_Document", "Vehicle", "Container", "Handling_Unit", "Truck", "Forklift")
STUDY = read(
    """
code: boxes
version: 1
title: 出口集装箱 | Export boxes
source: 公开的集装箱物流日志 | The public log of container logistics
verified: false
unit: Container
reach: [[Transport_Document]]
milestones:
  - {name: booked, title: 订舱 | Booked, events: [Book_Vehicles], of: Transport_Document}
  - {name: picked_up, title: 提空箱 | Picked up, events: [Pick_Up_Empty_Container]}
  - {name: loaded, title: 装车完毕 | Truck loaded, events: [Load_Truck], which: last}
  - {name: weighed, title: 过磅 | Weighed, events: [Weigh]}
  - {name: departed, title: 离港 | Departed, events: [Depart], which: last}
stages:
  - {name: loading, title: 装车 | Loading, from: picked_up, to: loaded}
  - {name: waiting, title: 在港 | At the port, from: weighed, to: departed}
overall: {title: 全程 | Whole time, from: booked, to: departed}
holders:
  titles: {trader: 货主 | Trader, haulier: 车队 | Haulier, terminal: 码头 | Terminal, carrier: 船公司 | Carrier, night: 夜间 | Night}
  until:
    - {awaited: carrier, next: [Depart]}
    - {awaited: carrier, next: [Order_Empty_Containers], of: Transport_Document}
    - {awaited: haulier, next: [Drive_to_Terminal], after: [Load_Truck]}
    - {awaited: trader, next: [Load_Truck, Pick_Up_*]}
    - {awaited: terminal, next: [Weigh, Place_in_Stock, Bring_to_Loading_Bay, Load_to_Vehicle]}
  otherwise: carrier
  closed: {awaited: night, hours: {days: every, open: ["06:00-22:00"]}, parties: [trader, haulier]}
""",
    "boxes.yaml",
)


@cache
def boxes() -> Told:
    path, told = shared("ContainerLogistics/logistics.csv"), Told()
    ordered = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            things = [(kind, each) for kind in KINDS for each in sorted(set(row[kind].split(","))) if each]
            told.happens(to_micros(datetime.fromisoformat(row["time"]).replace(tzinfo=UTC)), row["type"], *things)
            if row["type"] == "Order_Empty_Containers":
                ordered[row["Transport_Document"]] |= {each for each in row["Container"].split(",") if each}
    for document, containers in sorted(ordered.items()):
        for each in sorted(containers):
            told.belongs(("Container", each), ("Transport_Document", document))
    return told


@pytest.fixture(scope="module")
def duck():
    with in_duckdb(boxes()) as filled:
        yield filled


def test_each_container_has_its_milestones(duck):
    told = boxes()
    rows = {row[0]: row[1:] for row in duck.rows(case_ms(log(), STUDY))}
    figures = {each.stage: each for each in report(duck, log(), STUDY)}
    expected = milestones(told, STUDY)
    assert len(rows) == 1999
    assert rows == {unit: tuple(reach.values()) for unit, reach in expected.items()}
    waits = sorted(
        reach["departed"] - reach["weighed"]
        for reach in expected.values()
        if reach["departed"] is not None and reach["weighed"] is not None
    )
    assert (figures["waiting"].n, figures["waiting"].us) == (len(waits), sum(waits))
    assert figures["waiting"].median == (waits[(len(waits) - 1) // 2] + waits[len(waits) // 2] + 1) // 2


@pytest.mark.parametrize("sign", ["signed", "exclude"])
def test_who_held_each_container_and_the_parts_are_the_whole(duck, sign):
    told, study = boxes(), replace(STUDY, sign=sign)
    hours = study.holders.closed.hours
    said = {(unit, holder): us for unit, holder, us in duck.rows(held(log(), study, case_ms(log(), study)))}
    rows = waterfall(duck, log(), study)
    [overall] = [each for each in report(duck, log(), study) if each.stage == "overall"]
    assert said == holding(told, study, lambda start, end: worked(hours, end) - worked(hours, start))
    assert sum(each.us for each in rows) == overall.us == sum(said.values())
    assert {each.holder for each in rows} >= {"trader", "haulier", "terminal", "carrier", "night"}


def test_each_container_departs_again_as_it_did_and_sooner_with_a_shorter_stay(duck):
    told, most = boxes(), 24 * HOUR
    chain = replaying.chain_of(STUDY)
    record, shorter = (
        replaying.what_if(duck, log(), STUDY, chain, replaying.levers(said)) for said in ([], ["cap=departed@24h"])
    )
    whole = {
        unit: reach
        for unit, reach in milestones(told, STUDY).items()
        if None not in (reach["booked"], reach["departed"])
    }
    assert (record.n, record.reproduced, record.moved) == (len(whole), len(whole), 0)
    ends = {}
    for unit, reach in whole.items():
        ready = [each for each in (reach["weighed"], reach["booked"]) if each is not None and each <= reach["departed"]]
        ends[unit] = min(reach["departed"], ready[0] + most) if ready else reach["departed"]
    assert {each.unit: each.end_after for each in shorter.units} == ends
    assert shorter.moved == sum(end != whole[unit]["departed"] for unit, end in ends.items()) > 100
