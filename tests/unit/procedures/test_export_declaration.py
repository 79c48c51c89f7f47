"""The export declaration tells its own scenarios: its rules, its place in the terminal's day, its rebate."""

from collections import Counter

import pytest

from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.kernel.identifiers import is_declaration_number
from kouan.procedures import procedure, scenarios_text

EXPORT = procedure("export-declaration")
SCENARIOS = read_scenarios(scenarios_text(EXPORT.code))


def story(name: str):
    return tell(EXPORT, next(scenario for scenario in SCENARIOS if scenario.name == name))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(EXPORT, scenario).mismatches == []


def test_kouan_check_has_nothing_to_say():
    assert audit(EXPORT, SCENARIOS, local_date(now())) == []


def test_more_than_a_hundred_rules_each_with_a_code_of_its_own_and_broken_alone():
    codes = Counter(rule.code for rule in EXPORT.rules)
    assert len(codes) > 100
    assert codes.most_common(1)[0][1] == 1
    alone = {scenario.problems[0].split("@")[0] for scenario in SCENARIOS if len(scenario.problems or ()) == 1}
    assert set(codes) == alone


def test_what_is_declared_in_advance_is_released_by_its_arrival_and_not_before():
    told = story("released-on-arrival")
    kinds = [event.kind for event in told.events]
    arrival = next(at for at, event in enumerate(told.events) if event.payload.get("step") == "arrival")
    assert "hold-lifted" not in kinds[:arrival]
    lifted = [event for event in told.events if event.kind == "hold-lifted"]
    assert [event.objects[0].kind for event in lifted] == ["bill", "container", "container"]
    assert {event.payload["authority"] for event in lifted} == {"customs"}


def test_an_inspection_is_ordered_only_of_goods_that_have_arrived():
    told = story("inspected-and-clean")
    arrival = next(at for at, event in enumerate(told.events) if event.payload.get("step") == "arrival")
    assert min(at for at, event in enumerate(told.events) if event.kind == "inspection-ordered") > arrival


def test_the_tax_bureau_is_told_every_line_with_its_suffix():
    sent = story("released-to-load").case.outcomes["rebate"].data
    assert sent["exporter"] == "91390200MA2603442W"
    assert [(line["suffix"], line["quantity"], line["total"]) for line in sent["lines"]] == [
        ("001", "2400", "22080.00"),
        ("002", "60", "24600.00"),
    ]


def test_numbers_have_the_zero_of_exports():
    filing = story("released-to-load").case.filing
    number = EXPORT.numbering.number(filing, 2026, 1234)
    assert number == "670120260000001234"
    assert is_declaration_number(number)


def test_fresh_goods_come_first():
    fresh, other = story("fresh-and-read").case.filing, story("released-to-load").case.filing
    assert EXPORT.priority(fresh) < EXPORT.priority(other)
