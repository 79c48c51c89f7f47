"""Amounts as tables keep them: whole numbers of the smallest part, so that the database adds them up exactly."""

from decimal import Decimal

from kouan.kernel.balance import PLACES

_ONE = 10**PLACES


def to_parts(amount: str | Decimal) -> int:
    """An amount in its smallest parts; ValueError on one that is finer."""
    parts = Decimal(amount) * _ONE
    if parts != int(parts):
        raise ValueError(f"{amount} has more than {PLACES} digits after the point")
    return int(parts)


def from_parts(parts: int) -> Decimal:
    """The amount, without needless zeros."""
    whole, rest = divmod(parts, _ONE)
    return Decimal(whole) if rest == 0 else (Decimal(parts) / _ONE).normalize()


def shown(parts: int) -> str:
    """The same in plain digits, as rules read it."""
    return f"{from_parts(parts):f}"
