"""What was done on the same day, counted again by hand; milestones that are the latest of others; the impeded."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from kouan.kernel.clock import SHANGHAI, from_micros
from kouan.kernel.datafile import Unreadable
from kouan.modules.timing.measures.milestones import case_ms
from kouan.modules.timing.measures.rates import counted, in_time, rates
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.library import preset
from kouan.modules.timing.studies.parsing import read
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
  - {name: accepted, title: 接受 | Accepted, events: [accepted]}
  - {name: held, title: 扣留 | Held, events: [held]}
  - {name: asked, title: 提问 | Asked, events: ["asked: *"]}
  - {name: ready, title: 就绪 | Ready, latest: [arrived, accepted]}
  - {name: released, title: 放行 | Released, events: [released]}
overall: {title: 全程 | Overall, from: arrived, to: released}
segments:
  - {name: is_impeded, title: 受阻 | Impeded, reached: [held, asked]}
  - {name: house, title: 海关 | House, attribute: house}
rates:
  - {name: all, title: 全部 | All, from: ready, to: released, source: haiyang-2020#8, pledged: 95}
  - {name: fit, title: 具备条件 | Fit, from: ready, to: released, without: [held, asked], source: haiyang-2020#8}
"""
STUDY = read(_TEXT, "test.yaml")
FIRST, LAST = at("2026-03-02 00:00"), at("2026-03-12 00:00")


def a_log(seed: int) -> Told:
    chance, told = random.Random(seed), Told()
    for n in range(80):
        case, start = f"C{n}", FIRST + chance.randrange(10 * 24) * HOUR
        told.is_known("case", case, house=chance.choice(["4200", "4218"]))
        for kind, odds in (
            ("arrived", 0.95),
            ("accepted", 0.95),
            ("held", 0.2),
            ("asked: papers", 0.2),
            ("released", 0.8),
        ):
            if chance.random() < odds:
                told.happens(start + chance.randrange(-6, 20) * HOUR, kind, ("case", case))
    return told


def by_hand(told: Told, hindering: tuple[str, ...], since: int, until: int, house: str) -> tuple[int, int, int]:
    houses = {thing: value for _, thing, _, value in told.object}
    found = [0, 0, 0]
    for case, own in houses.items():
        when = {kind: ts for _, ts, kind, _, thing, _ in told.relation if thing == case}
        if not {"arrived", "accepted"} <= when.keys() or set(hindering) & when.keys() or house not in ("", own):
            continue
        ready, released = max(when["arrived"], when["accepted"]), when.get("released")
        if not since <= ready < until:
            continue
        midnight = from_micros(ready).astimezone(SHANGHAI).replace(hour=0, minute=0) + timedelta(days=1)
        found[0] += 1
        found[1] += released is not None and from_micros(released) < midnight
        found[2] += released is None
    return tuple(found)


@pytest.mark.parametrize("seed", range(3))
def test_rates_are_what_is_counted_by_hand(seed: int):
    told = a_log(seed)
    since, until = FIRST + 24 * HOUR, LAST - 48 * HOUR
    with in_duckdb(told) as duck:
        found = rates(duck, STUDY, case_ms(log(), STUDY), since, until, ("house",))
    assert [(each.rate, each.value) for each in found] == [
        (rate, house) for rate in ("all", "fit") for house in ("", "4200", "4218")
    ]
    for each in found:
        hindering = ("held", "asked: papers") if each.rate == "fit" else ()
        n, done, still = by_hand(told, hindering, since, until, each.value)
        assert (each.n, each.done, each.open) == (n, done, still)
        assert each.share == done / n
        assert each.digest == STUDY.digest
    assert [each.pledged for each in found][::3] == ["95", ""]
    assert sum(each.n for each in found if each.value) == sum(each.n for each in found if not each.value) > 60


def test_a_day_is_the_ports():
    evening = at("2026-03-02 23:59")
    assert in_time(evening, at("2026-03-02 23:59:59"))
    assert not in_time(evening, at("2026-03-03 00:00"))
    assert in_time(evening, at("2026-03-01 12:00"))
    assert not in_time(evening, None)


def test_without_both_it_is_not_the_latest_and_of_nothing_there_is_no_share():
    told = Told().happens(FIRST, "arrived", ("case", "1")).happens(FIRST, "released", ("case", "1"))
    told.is_known("case", "1", house="4200")
    with in_duckdb(told) as duck:
        [row] = duck.rows(case_ms(log(), STUDY).select("ready", "is_impeded"))
        [every, _] = rates(duck, STUDY, case_ms(log(), STUDY), None, LAST)
        assert duck.rows(counted(case_ms(log(), STUDY), STUDY.rates[0])) == []
    assert row == (None, "no")
    assert (every.n, every.share) == (0, None)


@pytest.mark.parametrize(
    ("what", "instead", "said"),
    [
        ("latest: [arrived, accepted]", "latest: [arrived]", "two milestones or more"),
        ("latest: [arrived, accepted]", "latest: [arrived, released]", "'released' is none of"),
        ("latest: [arrived, accepted]", "latest: [arrived, accepted], of: case", "nothing but latest"),
        ("without: [held, asked]", "without: [gone]", "'gone' is none of"),
        ("haiyang-2020#8, pledged", "haiyang-2020#99, pledged", "haiyang-2020#99"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(what: str, instead: str, said: str):
    text = _TEXT.replace(what, instead)
    assert text != _TEXT
    with pytest.raises(Unreadable, match=said) as refused:
        read(text, "test.yaml")
    assert "test.yaml 第 " in refused.value.said.zh


def test_the_hash_tells_another_rate():
    assert replace(STUDY, rates=STUDY.rates[:1]).digest != STUDY.digest
    assert {each.name for each in preset("cn-overall-import").rates} >= {"cleared_same_day", "inspected_same_day"}
    assert preset("cn-cases").rates
