"""Dated terms: a filing of 2021 is judged by the terms of 2021."""

from datetime import date
from decimal import Decimal

import pytest

from kouan.kernel.limit import Limit
from kouan.kernel.money import Money, to_fen
from kouan.kernel.terms import NotInForce, Terms
from kouan.kernel.text import Text

TERMS = """
review:
  kind: limit
  title: 审核时限 | Time to review
  values:
    - {since: 2024-12-01, value: 2 working days, clause: b#2, verified: false}
    - {since: 2018-02-01, value: 5 working days, clause: a#1}
rate:
  kind: number
  title: 比例 | Rate
  values:
    - {since: 2018-02-01, value: "0.05", clause: a#2}
"""


def test_the_value_of_a_day():
    terms = Terms.read(TERMS)
    assert terms.on(date(2021, 6, 1)).limit("review") == Limit.of("5 working days")
    assert terms.on(date(2024, 11, 30)).limit("review") == Limit.of("5 working days")
    assert terms.on(date(2024, 12, 1)).limit("review") == Limit.of("2 working days")
    assert terms.on(date(2024, 12, 1)).dated("review").verified is False
    assert terms.on(date(2026, 1, 1)).number("rate") == Decimal("0.05")


def test_before_the_first_value_the_law_was_silent():
    with pytest.raises(NotInForce) as caught:
        Terms.read(TERMS).on(date(2017, 1, 1)).limit("review")
    assert "2018-02-01" in caught.value.message.en


@pytest.mark.parametrize(
    "broken",
    [
        "x: {kind: limit, title: 时限 | Limit, values: [{since: 2018-02-01, value: 5 moons, clause: a#1}]}",
        "x: {kind: limit, title: 只有中文, values: []}",
        "x: {kind: limit, title: 时限 | Limit, values: [{since: 2018-02-01, value: 5 days}]}",
        "x: {kind: limit, title: 时限 | Limit, values: [{since: 2018-02-01, value: 5 days, clause: a#1, verified: yes}]}",
    ],
)
def test_terms_that_cannot_be_read_name_the_term(broken):
    with pytest.raises(ValueError, match="“x”"):
        Terms.read(broken)


def test_taxes_round_half_up_to_the_fen():
    assert to_fen(Decimal("0.50") * Decimal("0.13")) == Decimal("0.07")  # 0.065
    with pytest.raises(ValueError, match="USD"):
        Money(Decimal(1), "USD") + Money(Decimal(1), "CNY")


def test_texts_have_two_languages():
    assert Text.of("你好。 | Hello.") == Text("你好。", "Hello.")
    for lame in ("只有中文", "| Hello", "你好 |"):
        with pytest.raises(ValueError, match="two languages"):
            Text.of(lame)
