"""Times, money and quantities as people say them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from kouan.kernel.money import Money
from kouan.kernel.text import Text
from kouan.web import formats
from kouan.web.language import pair

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "zh", "en"),
    [
        (timedelta(hours=1, minutes=42), "剩余 1 小时 42 分", "1 h 42 min left"),
        (-timedelta(hours=3, minutes=20), "超时 3 小时 20 分", "3 h 20 min late"),
        (timedelta(days=2, hours=5, minutes=30), "剩余 2 天 5 小时", "2 d 5 h left"),
        (timedelta(days=2), "剩余 2 天", "2 d left"),
        (timedelta(seconds=59), "剩余 不到 1 分", "under 1 min left"),
        (timedelta(), "剩余 不到 1 分", "under 1 min left"),
        (-timedelta(seconds=1), "超时 不到 1 分", "under 1 min late"),
    ],
)
def test_time_left_is_said_as_people_say_it(span: timedelta, zh: str, en: str) -> None:
    assert formats.time_left_text(NOW + span, NOW) == Text(zh, en)


def test_the_exact_stamp_is_one_hover_away() -> None:
    html = formats.time_left(NOW + timedelta(minutes=59), NOW)
    assert 'class="time-left soon"' in html
    assert 'title="应于 2026-03-01 12:59:00 UTC+8 前办结"' in html


def test_times_are_the_port_s() -> None:
    assert ">2026-03-01 12:00<" in formats.local_time(NOW)
    assert formats.local_time(None) == ""


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(Decimal("26400.500"), "26,400.5"), (Decimal("1E+3"), "1,000"), (0, "0"), (Decimal("0.10"), "0.1")],
)
def test_quantities_drop_idle_zeros(amount: Decimal | int, shown: str) -> None:
    assert f">{shown} kg<" in formats.quantity(amount, "kg")


def test_money_names_its_currency() -> None:
    assert ">31,680.00 USD<" in formats.money(Money(Decimal(31680), "USD"))
    with translation.override("en"):
        assert ">USD 31,680.00<" in formats.money(Money(Decimal(31680), "USD"))


def test_what_people_type_is_never_markup() -> None:
    assert "<script>" not in formats.identifier("<script>")
    assert pair("编号 {n}", "Number {n}", n="<b>") == "编号 &lt;b&gt;"
