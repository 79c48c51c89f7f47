"""Duty on imports: values, rates, rounding, what is left to the officer."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.procedures.import_declaration.assessment import compute_duty
from kouan.procedures.import_declaration.duty import Unknown, customs_values, duty_on, line_duty
from kouan.reference import tariff
from tests.unit.procedures.samples import AT, filing, form, under

FEN = Decimal("0.01")
money = st.decimals("0.01", "9999999.99", places=2)
percent = st.decimals(0, 60, places=1)


def _rates(mfn: str, vat: str, consumption: str = "0"):
    from dataclasses import replace

    line = tariff("0808100000", AT.date())
    return replace(line, mfn_rate=Decimal(mfn), vat_rate=Decimal(vat), consumption_rate=Decimal(consumption))


def test_duty_then_consumption_tax_then_vat():
    owed = line_duty(Decimal("100000"), _rates("10", "13", "20"))
    assert owed.duty == Decimal("10000.00")
    assert owed.consumption == Decimal("27500.00")  # 110000 / 0.8 × 20 %
    assert owed.vat == Decimal("17875.00")  # 137500 × 13 %


def test_amounts_round_half_up_to_the_fen():
    assert line_duty(Decimal("0.05"), _rates("10", "0")).duty == Decimal("0.01")
    assert line_duty(Decimal("0.04"), _rates("10", "0")).duty == Decimal("0.00")


def test_fob_adds_freight_and_insurance_by_the_value_of_each_line():
    # (44400 + 55200 + 1850) × 1.003 × 7.1, parted 44400 : 55200
    assert customs_values(filing(), under()) == (Decimal("322058.65"), Decimal("400397.24"))


@pytest.mark.parametrize(
    ("terms", "freight", "insurance", "other", "cif"),
    [
        ("1", None, None, None, "99600"),
        ("2", None, "300", None, "99900"),
        ("4", "1850", None, None, "101450"),
        ("3", "1850", "300", None, "101750"),
        ("7", "1850", "300", "450", "102200"),
        ("1", None, None, "-600", "99000"),
    ],
)
def test_every_delivery_term_comes_to_cif(terms, freight, insurance, other, cif):
    def total(amount):
        return amount and {"mark": "3", "amount": amount, "currency": "USD"}

    data = filing(delivery_terms=terms, freight=total(freight), insurance=total(insurance), other_cost=total(other))
    assert abs(sum(customs_values(data, under())) - Decimal(cif) * Decimal("7.1")) <= FEN


def test_freight_by_the_tonne_counts_gross_weight():
    data = filing(delivery_terms="4", insurance=None, freight={"mark": "2", "amount": "100", "currency": "CNY"})
    assert sum(customs_values(data, under())) == Decimal("99600") * Decimal("7.1") + Decimal("912")


@settings(deadline=None)
@given(st.lists(money, min_size=1, max_size=20), money, percent)
def test_values_of_the_lines_add_up_to_the_whole(prices, freight, insurance):
    line = form()["lines"][0]
    data = filing(
        lines=[line | {"total": str(price)} for price in prices],
        freight={"mark": "3", "amount": str(freight), "currency": "USD"},
        insurance={"mark": "1", "amount": str(insurance)},
    )
    whole = (sum(prices) + freight) * (1 + insurance / 100) * Decimal("7.1")
    values = customs_values(data, under())
    assert all(value == value.quantize(FEN) for value in values)
    assert abs(sum(values) - whole) <= FEN * len(prices)


@given(money, percent, percent, st.decimals(0, 40, places=1))
def test_every_tax_is_in_fen_and_grows_with_the_value(value, mfn, vat, consumption):
    rates = _rates(str(mfn), str(vat), str(consumption))
    owed, more = line_duty(value, rates), line_duty(value + 1000, rates)
    for tax in ("duty", "consumption", "vat"):
        amount = getattr(owed, tax)
        assert amount == amount.quantize(FEN)
        assert 0 <= amount <= getattr(more, tax)


@settings(deadline=None)
@given(st.lists(money, min_size=1, max_size=12))
def test_totals_are_the_sums_of_the_lines_above_the_floor(prices):
    line = form()["lines"][0]
    found = duty_on(filing(lines=[line | {"total": str(price)} for price in prices]), under())
    for tax in ("duty", "consumption", "vat"):
        amount = sum(getattr(each, tax) for each in found.lines)
        assert getattr(found, tax) == (amount if amount >= 50 else 0)
    assert found.total == found.duty + found.consumption + found.vat


@pytest.mark.parametrize(
    ("name", "changes", "why"),
    [
        ("ordinary", {"lines__1__hs_code": "8504320000"}, "no rates are known for line 2, 8504320000"),
        ("ordinary", {"lines__0__currency": "CHF"}, "there is no customs exchange rate for CHF"),
        ("ordinary", {"lines__0__duty_mode": "2"}, "the duty treatment of line 1 is for customs to assess"),
        ("ordinary", {"lines__0__duty_mode": "3"}, "the duty treatment of line 1 is for customs to assess"),
        ("preferential", {}, "the agreement rate of line 1 is for customs to assess"),
        ("two-step", {}, "the delivery terms are not given"),
    ],
)
def test_what_is_not_known_is_left_to_the_officer(name, changes, why):
    with pytest.raises(Unknown) as unknown:
        duty_on(filing(name, **changes), under(name))
    assert unknown.value.reason.en == why
    assert unknown.value.reason.zh


def test_bonded_goods_owe_nothing():
    assert duty_on(filing("processing"), under("processing")).total == 0


def test_the_step_tells_every_amount_in_yuan():
    from kouan.blueprint import Facts

    done = compute_duty(Facts(filing(), {}, under(), ""))
    assert done.code == "computed"
    assert done.data["total"] == "123033.36"
    assert done.data["lines"][0] == {
        "value": "322058.65",
        "duty": "25764.69",
        "consumption": "0.00",
        "vat": "45217.03",
    }
