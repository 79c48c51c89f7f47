"""The import declaration as a whole: its stories, its words and clauses, its number and its place on the desks."""

from collections import Counter

import pytest

from kouan.blueprint.describe import fields
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.kernel.identifiers import is_declaration_number
from kouan.sources import clause, exists
from tests.unit.procedures.samples import AT, IMPORT, filing, findings, form, scenarios


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(IMPORT, scenario).mismatches == []


def test_kouan_check_has_nothing_to_say():
    assert audit(IMPORT, scenarios(), AT.date()) == []


def test_there_are_more_than_a_hundred_rules_each_with_a_code_of_its_own():
    codes = Counter(rule.code for rule in IMPORT.rules)
    assert len(codes) > 100
    assert codes.most_common(1)[0][1] == 1


def test_every_rule_rests_on_a_clause():
    assert [rule.code for rule in IMPORT.rules if not exists(rule.basis)] == []
    assert all(clause(rule.basis).gist.zh for rule in IMPORT.rules)


def test_every_rule_is_broken_alone_by_a_story():
    broken = {problem.split("@")[0]: scenario for scenario in scenarios() for problem in scenario.problems or ()}
    alone = {code for code, scenario in broken.items() if len(scenario.problems) == 1}
    by_completing = {"summary-unchanged", "summary-lines"}
    assert {rule.code for rule in IMPORT.rules} - alone == by_completing


@pytest.mark.parametrize("name", ["ordinary", "advance-fresh", "two-step", "dangerous", "preferential", "ore"])
def test_the_samples_are_clean(name):
    assert findings(form(name), name) == []


def _values(value):
    if isinstance(value, dict):
        return sum(map(_values, value.values()))
    return sum(map(_values, value)) if isinstance(value, list) else 1


def test_an_ordinary_filing_has_more_than_sixty_values():
    assert _values(form()) > 60


def test_every_field_but_the_three_confirmations_has_a_place_in_the_official_message():
    own = {"involves_licence", "involves_inspection", "involves_duty", "payment"}
    without = [field.name for field in fields(IMPORT.form) if not (field.tag or field.fields or field.name in own)]
    assert without == []


def test_numbers_are_eighteen_digits_and_run_by_office_and_year():
    numbering = IMPORT.numbering
    number = numbering.number(filing(), 2026, 1234)
    assert number == "670120261000001234"
    assert is_declaration_number(number)
    assert numbering.series(filing(), 2026) != numbering.series(filing(receiving_customs="6711"), 2026)
    assert numbering.series(filing(), 2026) != numbering.series(filing(), 2027)


def test_fresh_goods_come_first():
    assert IMPORT.priority(filing("advance-fresh")) < IMPORT.priority(filing("ordinary"))


def test_the_headline_names_goods_consignee_and_bill():
    headline = IMPORT.headline(filing())
    assert headline.zh == "深沟球轴承等 2 项 · 湛江海联机电有限公司 · COSU6284512930"
    assert headline.en == "深沟球轴承 and 1 more · 湛江海联机电有限公司 · COSU6284512930"


def test_bill_and_containers_are_the_objects_of_a_filing():
    named = [(each.kind, each.id) for each in IMPORT.objects(filing()) if each.kind != "organisation"]
    assert named == [("bill", "COSU6284512930"), ("container", "CSQU3054383"), ("container", "OOLU8452160")]
