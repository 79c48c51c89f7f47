"""Guarantees tell their own scenarios: who may answer for whom, shares, terms to the day, what is granted."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from kouan.blueprint import parse
from kouan.blueprint.procedure import step_index
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text

GUARANTEE, CHANGE = procedure("duty-guarantee"), procedure("guarantee-change")
STORIES = {each.code: read_scenarios(scenarios_text(each.code)) for each in (GUARANTEE, CHANGE)}
EVERY = [(each, story) for each in (GUARANTEE, CHANGE) for story in STORIES[each.code]]


def scenario(name: str, of=GUARANTEE):
    return next(scenario for scenario in STORIES[of.code] if scenario.name == name)


def found(story, of=GUARANTEE, at=None, **values) -> list[str]:
    on = circumstances(of, at or story.at, story.objects, story.documents)
    form = changed(story.form, {"set": {f"/{name}": value for name, value in values.items()}})
    return [problem.code for problem in problems(of, parse(of.form, form), on)]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("of", "story"), EVERY, ids=lambda each: getattr(each, "name", getattr(each, "code", "")))
def test_the_scenario_goes_as_told(of, story):
    assert tell(of, story).mismatches == []


@pytest.mark.parametrize("of", [GUARANTEE, CHANGE], ids=lambda each: each.code)
def test_the_procedure_passes_the_check(of):
    assert audit(of, STORIES[of.code], local_date(now())) == []


def test_a_rolling_bank_guarantee_holds_for_180_days_or_more():
    story = scenario("general")
    begins = date(2026, 3, 16)
    assert found(story, valid_to=str(begins + timedelta(days=179))) == ["too-short"]
    assert found(story, valid_to=str(begins + timedelta(days=180))) == []
    insured = {"method": "insurance", "guarantors": [{**story.form["guarantors"][0], "kind": "insurer"}]}
    assert found(story, valid_to=str(begins + timedelta(days=30)), **insured) == [], "an insurer's may be shorter"


def test_it_is_accepted_on_its_last_day_and_no_later():
    story = scenario("one-shipment")
    assert found(story, at=noon(date(2026, 9, 15))) == []
    assert found(story, at=noon(date(2026, 9, 16))) == ["expired"]


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("letter", "bank"),
        ("letter", "institution"),
        ("e-letter", "bank"),
        ("insurance", "insurer"),
        ("finance-company", "finance-company"),
        ("guarantee-company", "guarantee-company"),
    ],
)
def test_every_method_has_its_guarantor(method, kind):
    story = scenario("finance-company")
    one = story.form["guarantors"][0]
    assert found(story, method=method, guarantors=[{**one, "kind": kind}]) == []
    assert "guarantor-kind" in found(story, method=method, guarantors=[{**one, "kind": "peer"}])


def test_shares_of_peers_add_up_to_the_fen():
    story = scenario("joint")
    peers = story.form["guarantors"]
    for last, wrong in (("4000000.00", False), ("4000000.01", True), ("3999999.99", True)):
        codes = found(story, guarantors=[peers[0], {**peers[1], "share": last}])
        assert codes == (["shares-add-up"] if wrong else [])


def test_what_is_granted_is_what_declarations_will_read():
    event = next(event for event in tell(GUARANTEE, scenario("joint")).events if event.kind == "balance-granted")
    said = event.payload
    assert (said["amount"], said["unit"], said["holder"]) == ("9000000.00", "CNY", "91390200MA2600487T")
    assert (said["since"], said["until"], said.get("times")) == ("2026-03-16", "2027-03-15", None)
    assert said["known_to"] == ["customs", "91390200MA26023358", "91390200MA2603442W"]
    assert said["facts"]["uses"] == ["consolidated"]
    assert sum(Decimal(each["share"]) for each in said["facts"]["guarantors"]) == 9000000


def test_a_single_guarantee_serves_one_declaration():
    event = next(e for e in tell(GUARANTEE, scenario("one-shipment")).events if e.kind == "balance-granted")
    assert event.payload["times"] == 1
    assert event.payload["facts"]["shipment"] == "COSU6284512930"


def test_customs_decide_a_general_one_in_ten_working_days_and_a_single_one_in_five():
    steps = step_index(GUARANTEE, date(2026, 3, 16)).items()
    flow = {name: step.within.limit for name, step in steps if step.within}
    assert str(flow["general"]) == "10 working days"
    assert str(flow["single"]) == "5 working days"


def test_an_exact_remainder_can_be_taken_away_but_not_a_fen_more():
    story = scenario("lowered", CHANGE)
    assert found(story, CHANGE, amount="3200000.00") == []
    assert found(story, CHANGE, amount="3200000.01") == ["in-use"]


def test_longer_is_at_least_a_day_longer():
    story = scenario("extended", CHANGE)
    assert found(story, CHANGE, valid_to="2027-03-16") == []
    assert found(story, CHANGE, valid_to="2027-03-15") == ["not-longer"]


def test_no_more_than_ten_working_days_are_promised():
    assert GUARANTEE.limit_on(date(2026, 3, 16)).text.en == "10 working days"


def test_it_is_extended_up_to_its_last_day_and_not_after():
    story = scenario("ran-out", CHANGE)
    last_day = datetime(2026, 9, 6, 23, 59, tzinfo=SHANGHAI)
    assert found(story, CHANGE, last_day) == []
    assert found(story, CHANGE, last_day + timedelta(minutes=1)) == ["ran-out"]
