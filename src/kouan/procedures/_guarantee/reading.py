"""What declarations and changes read of a guarantee, as it stands when it is named."""

from decimal import Decimal

from kouan.blueprint import Balance, Circumstances, Text, balance
from kouan.procedures._guarantee.words import KIND


def guarantee(on: Circumstances, number: str | None) -> Balance | None:
    """The guarantee of a number, as the case sees it; None where nothing is known of it."""
    return balance(on, KIND, number)


def is_unknown(on: Circumstances, number: str | None) -> bool:
    """It was looked up, and the case's parties may know of none under this number."""
    return on.not_found(KIND, number)


def yuan(amount: Decimal) -> Text:
    """An amount for people: ``12,345.60 元``."""
    return Text(f"{amount:,.2f} 元", f"CNY {amount:,.2f}")
