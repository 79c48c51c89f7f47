"""Aircraft leases tell their own scenarios: the import, each rent and the end, tied together by the serial number."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures._zone.duty import surcharge

LEASE = procedure("aircraft-lease")
SCENARIOS = read_scenarios(scenarios_text(LEASE.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(story: str, **fields: object) -> list[str]:
    told = scenario(story)
    on = circumstances(LEASE, told.at, documents=told.documents)
    return [f"{each.code}@{each.path}" for each in problems(LEASE, parse(LEASE.form, told.form | fields), on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(LEASE, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(LEASE, SCENARIOS, local_date(now())) == []


def test_the_fifteenth_day_after_the_rent_is_in_and_the_sixteenth_late():
    filed = local_date(scenario("rent-taxed").at)
    for days, expected in ((15, []), (16, ["rent-late@/rent_paid_on"])):
        assert found("rent-taxed", rent_paid_on=(filed - timedelta(days=days)).isoformat()) == expected


def test_the_thirtieth_day_after_the_end_is_in_and_the_next_late():
    filed = local_date(scenario("renewed").at)
    for days, expected in ((30, []), (31, ["end-late@/ends_on"])):
        assert found("renewed", ends_on=(filed - timedelta(days=days)).isoformat()) == expected


@pytest.mark.parametrize(("ends", "right"), [("2027-03-20", "1523"), ("2027-03-19", "1500")])
def test_a_year_to_the_day_is_leasing_trade(ends, right):
    for regime in ("1523", "1500"):
        expected = [] if regime == right else ["regime-of-term@/regime"]
        assert found("leased-from-elsewhere", ends_on=ends, regime=regime) == expected


def due(story: str) -> dict[str, str]:
    return dict(tell(LEASE, scenario(story)).case.outcomes["due"].data)


def test_large_aircraft_leased_to_an_airline_pay_five_per_cent():
    assert due("leased-from-elsewhere") == {
        "duty": "135905.00",
        "vat": "142700.25",
        "total": "278605.25",
        "vat_rate": "5",
    }


def test_small_aircraft_pay_the_common_rate():
    assert due("small-plane") == {"duty": "169500.00", "vat": "462735.00", "total": "632235.00", "vat_rate": "13"}


def test_a_rent_declared_nine_days_late_bears_nine_days_of_surcharge():
    told = due("rent-late")
    assert told["surcharge"] == f"{surcharge(Decimal('278605.25'), 9, Decimal('0.05'), Decimal(50)):.2f}" == "1253.72"
    assert Decimal(told["total"]) == Decimal("278605.25") + Decimal("1253.72")


def test_a_surcharge_below_fifty_yuan_is_waived():
    assert surcharge(Decimal("99999"), 1, Decimal("0.05"), Decimal(50)) == Decimal("50.00")
    assert surcharge(Decimal("99900"), 1, Decimal("0.05"), Decimal(50)) == 0


@pytest.mark.parametrize(("code", "weight", "fits"), [
    ("8802200000", "2000", True),
    ("8802300090", "2000", False),
    ("8802300090", "15000", True),
    ("8802400020", "15000", False),
    ("8802400020", "15000.1", True),
])  # fmt: skip
def test_subheadings_part_at_their_weights(code, weight, fits):
    aircraft = scenario("leased-from-elsewhere").form["aircraft"] | {"hs_code": code, "empty_weight": weight}
    assert found("leased-from-elsewhere", aircraft=aircraft) == (
        [] if fits else ["weight-of-code@/aircraft/empty_weight"]
    )


def test_every_occasion_is_found_by_the_aircraft():
    for story in ("leased-from-elsewhere", "rent-taxed", "returned"):
        form = scenario(story).form
        named = LEASE.objects(parse(LEASE.form, form).filing)
        assert ("aircraft", form["aircraft"]["serial"]) in {(each.kind, each.id) for each in named}


def test_the_terms_of_rent_stand_on_the_order_of_the_day():
    assert LEASE.terms.on(date(2024, 11, 30)).dated("rent-days").clause == "order-124#rent"
    assert LEASE.terms.on(date(2024, 12, 1)).dated("rent-days").clause == "order-272#rent"
