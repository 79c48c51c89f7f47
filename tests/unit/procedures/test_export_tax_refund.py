"""Export refunds tell their own scenarios: claimed in time, by the right sum, decided in the time of the class."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.blueprint import parse
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.export_tax_refund.amounts import amounts
from kouan.procedures.export_tax_refund.rules import first_day, last_day

REFUND = procedure("export-tax-refund")
SCENARIOS = read_scenarios(scenarios_text(REFUND.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(story: str, at: str = "", **fields: object) -> list[str]:
    told = scenario(story)
    moment = datetime.fromisoformat(at).replace(tzinfo=SHANGHAI) if at else told.at
    on = circumstances(REFUND, moment, documents=told.documents)
    return [f"{each.code}@{each.path}" for each in problems(REFUND, parse(REFUND.form, told.form | fields), on)]


def claim(story: str, **fields: object):
    return parse(REFUND.form, scenario(story).form | fields).filing


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(REFUND, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(REFUND, SCENARIOS, local_date(now())) == []


def test_an_export_is_known_by_twenty_one_digits():
    number = claim("trader-paid").exports[0].number
    assert (number, len(number)) == ("670120260000098314001", 21)


@pytest.mark.parametrize(
    ("exported", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 2, 1), date(2027, 4, 30)),
        (date(2026, 12, 31), date(2027, 1, 1), date(2027, 4, 30)),
    ],
)
def test_an_export_is_claimed_from_the_next_month_to_april_of_the_next_year(exported, first, last):
    assert (first_day(exported), last_day(exported)) == (first, last)


def test_the_last_of_april_is_in_and_the_first_of_may_asks_for_the_receipt():
    assert found("producer-paid", "2027-04-30T16:00:00") == []
    assert found("producer-paid", "2027-05-01T09:00:00") == ["late-unreceived@/exports/0/received"]


@pytest.mark.parametrize(("day", "code"), [("2020-01-19", "claimed-late"), ("2020-01-20", "late-unreceived")])
def test_since_the_announcement_of_2020_a_late_claim_is_no_longer_lost(day, code):
    exports = [scenario("producer-paid").form["exports"][0] | {"exported_on": "2018-03-01"}]
    assert [
        one.split("@")[0] for one in found("producer-paid", f"{day}T09:00:00", exports=exports, period="201912")
    ] == [code]


def test_a_producer_is_refunded_the_smaller_of_its_sum_and_its_credit():
    assert amounts(claim("producer-paid")) == {"refund": Decimal("98000"), "set_off": Decimal("64500.00")}
    assert amounts(claim("producer-paid", credit_left="200000")) == {"refund": Decimal("162500.00"), "set_off": 0}


@given(st.decimals(0, 10_000_000, places=2))
def test_what_a_producer_is_refunded_and_sets_off_is_always_the_whole(credit):
    sums = amounts(claim("producer-paid", credit_left=str(credit)))
    assert sums["refund"] + sums["set_off"] == Decimal("162500.00")
    assert 0 <= sums["refund"] <= credit


def test_a_trader_is_refunded_by_purchase_at_the_lower_rate():
    assert amounts(claim("trader-paid"))["refund"] == Decimal("61307.10")
    assert amounts(claim("lower-rate"))["refund"] == Decimal("42900") + Decimal("4247.79")


@pytest.mark.parametrize(
    ("grade", "day", "days"),
    [
        ("1", "2026-03-16", 3),
        ("2", "2026-03-16", 6),
        ("3", "2026-03-16", 6),
        ("4", "2026-03-16", 20),
        ("1", "2019-03-18", 5),
    ],
)
def test_the_class_decides_how_long_it_may_take_from_acceptance_to_approval(grade, day, days):
    terms = REFUND.terms.on(date.fromisoformat(day))
    examined, approved = terms.limit(f"examine-{grade}"), terms.limit("approve")
    assert examined.amount + approved.amount == days
    assert {examined.unit, approved.unit} == {"working days"}


def test_class_one_is_approved_by_the_third_working_day():
    events = tell(REFUND, scenario("trader-paid")).events
    opened = next(at for at, event in enumerate(events) if event.payload.get("step") == "accept") + 1
    case = replay(REFUND, events[:opened])
    assert local_date(events[opened - 1].happened_at) == date(2026, 3, 16)
    assert local_date(due(case, case.open_step("examine-1"))) == date(2026, 3, 18)


def test_nothing_is_asked_for_on_paper_of_an_ordinary_claim():
    told = scenario("trader-paid")
    on = circumstances(REFUND, told.at)
    assert REFUND.documents
    assert not any(document.needed(claim("trader-paid"), "") for document in REFUND.documents)
    assert problems(REFUND, parse(REFUND.form, told.form), on) == ()
