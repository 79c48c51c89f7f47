"""A study is read strictly; whoever has the same definition has the same hash; the presets fit what the log says."""

from dataclasses import replace
from datetime import date

import pytest

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.flow import steps as steps_of
from kouan.kernel.datafile import Unreadable
from kouan.modules.timing.measures.milestones import case_ms, columns, table
from kouan.modules.timing.measures.report import report
from kouan.modules.timing.measures.waterfall import waterfall
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.library import UnknownStudy, first_to_last, preset, presets
from kouan.modules.timing.studies.parsing import read
from kouan.procedures import procedure
from tests.unit.timing.logs import HOUR, SECOND, Told, in_duckdb

GOOD = """\
code: test
version: 1
title: 测 | Test
source: clearance-time#customs
verified: true
unit: bill
reach: [[call]]
milestones:
  - {name: arrived, title: 抵港 | Arrived, events: [arrived], of: call}
  - {name: released, title: 放行 | Released, events: [released], which: last}
stages:
  - {name: clearing, title: 通关 | Clearing, from: arrived, to: released}
overall: {title: 全程 | Overall, from: arrived, to: released}
clock: {days: working, open: ["08:30-12:00", "13:30-17:30"]}
segments:
  - {name: month, title: 月 | Month, month: released}
holders:
  titles: {customs: 海关 | Customs}
  until:
    - {awaited: customs, next: [released]}
  otherwise: customs
"""
WRONG = [
    ("unit: bill\n", "", "line 1", "'unit' is missing"),
    ("version: 1", "version: new", "line 2", "'new' must be a whole number of 1 or more"),
    ("测 | Test", "Test", "line 3", "中文 | English"),
    ("clearance-time#customs", "clearance-time#custom", "line 4", "clearance-time#custom"),
    ("verified: true", "verified: yes", "line 5", "none of true, false"),
    ("reach: [[call]]", "reach: call", "line 7", "must be a list"),
    ("of: call}", "of: ship}", "line 9", "'ship' is none of bill, call"),
    ("name: arrived,", "name: Arrived!,", "line 9", "lower-case letters"),
    ("which: last", "which: middle", "line 10", "none of first, last"),
    ("{name: released, title: 放行", "{name: arrived, title: 放行", "line 9", "'arrived' is used twice"),
    ("from: arrived, to: released}\noverall", "from: landed, to: released}\noverall", "line 12", "'landed' is none of"),
    ("08:30-12:00", "12:00-08:30", "line 14", "must be written as 08:30-17:30"),
    ('"13:30-17:30"', '"11:30-17:30"', "line 14", "in order and apart"),
    ("month: released}", "month: released, attribute: x}", "line 16", "exactly one of"),
    ("{name: month,", "{name: released,", "line 16", "'released' is used twice"),
    ("awaited: customs, next", "awaited: bank, next", "line 20", "'bank' is none of"),
    ("otherwise: customs", "otherwise: customs\nlimit: 3", "line 22", "no such entry"),
    ("unit: bill", "unit: bill\nunit: box", "line 7", "it comes twice"),
    ("version: 1", "version: [1", "line", "not YAML"),
    ("version: 1", "version: \x01", "line", "not YAML"),
    ("overall: {", "outliers: {rule: trim}\noverall: {", "line 13", "must have a value"),
    ("overall: {", "outliers: {rule: trim, value: 1.5}\noverall: {", "line 13", "a share below 1"),
    ("reach: [[call]]", "reach: [[]]", "line 7", "must not be empty"),
    ("events: [arrived]", "events: []", "line 9", "must not be empty"),
    ("name: month,", "name: p90,", "line 16", "'p90' has another use"),
    ("overall: {", "limits: [{stage: clearing, hours: Infinity}]\noverall: {", "line 13", "must be a number"),
    ("overall: {", "baseline: {hours: 0, year: 2017, source: x, verified: true}\noverall: {", "line 13", "above 0"),
    ("overall: {", "limits: [{stage: parking, hours: 3}]\noverall: {", "line 13", "'parking' is none of"),
]


@pytest.mark.parametrize(("what", "instead", "where", "said"), WRONG, ids=[each[1][:30] or each[0] for each in WRONG])
def test_a_file_that_is_wrong_is_refused_in_one_sentence_with_its_line(what, instead, where, said):
    assert GOOD.count(what) == 1
    with pytest.raises(Unreadable) as refused:
        read(GOOD.replace(what, instead), "my.yaml")
    text = refused.value.said
    assert where in text.en
    assert said in text.en
    assert text.en.startswith("my.yaml")
    assert text.zh.startswith("my.yaml 第 ")
    assert text.en.count("\n") == 0


def test_an_empty_file_is_refused():
    with pytest.raises(Unreadable, match=r"my\.yaml is empty"):
        read("", "my.yaml")


def test_the_hash_is_of_what_is_defined_and_of_nothing_else():
    study = read(GOOD, "a.yaml")
    assert study.digest == read("# a word\n" + GOOD, "b.yaml").digest
    assert len(study.digest) == 64
    assert len({study.digest, replace(study, sign="clip0").digest, replace(study, version=2).digest}) == 3


def test_presets_are_told_apart_and_found_by_code():
    assert set(presets()) == {
        *("cn-overall-import", "cn-overall-export", "cn-port-release-import", "cn-port-release-export"),
        *("wco-trs-v4", "in-ntrs", "au-trs", "jp", "cn-cases"),
    }
    assert len({study.digest for study in presets().values()}) == len(presets())
    with pytest.raises(UnknownStudy, match="there are au-trs"):
        preset("cn-total")


@pytest.mark.parametrize("code", sorted(presets()))
def test_a_preset_names_nothing_that_the_house_does_not_have(code):
    study = preset(code)
    steps = {
        step.name
        for each in ("import-declaration", "export-declaration")
        for step in steps_of(procedure(each).flow_on(date(2026, 11, 1)))
    }
    picked = [each.picked for each in study.milestones] + [each.next for each in study.holders.entries]
    for event in (event for each in picked for event in each.events):
        kind, _, step = event.partition(": ")
        assert not step or step == "*" or step in steps, event
        assert kind in {"decided", "asked", "answered", "returned", "supplied"} or not step
    own = {"trader", "bank", "carrier", "terminal", "tally", "system", "closed"}
    assert set(study.holders.titles) <= own | set(AGENCIES)
    assert case_ms(log(), study).schema() == table(study).schema()
    assert tuple(table(study).columns) == columns(study)


def test_any_log_is_measured_from_first_event_to_last():
    told = Told().happens(5 * SECOND, "b", ("order", "1")).happens(0, "a", ("order", "1"), ("order", "2"))
    told.happens(HOUR, "c", ("order", "1")).happens(7 * SECOND, "a", ("item", "1"))
    study = first_to_last("order")
    with in_duckdb(told) as duck:
        [figure] = report(duck, log(), study)
        held = waterfall(duck, log(), study)
    assert (figure.units, figure.n, figure.us, figure.most) == (2, 2, HOUR, HOUR)
    assert [(each.holder, each.us) for each in held] == [("c", HOUR - 5 * SECOND), ("b", 5 * SECOND)]
    assert held[0].digest == figure.digest == study.digest
