"""Money: a decimal amount with its currency; taxes round half up to the fen."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kouan.kernel.text import Text

FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217 alpha-3). Adding two currencies is a ValueError."""

    amount: Decimal
    currency: str = "CNY"

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        return Money(self.amount * factor, self.currency)

    def rounded(self, step: Decimal = FEN, rounding: str = ROUND_HALF_UP) -> "Money":
        """To a multiple of ``step`` yuan; the fen, half up, unless a term says otherwise."""
        return Money((self.amount / step).quantize(Decimal(1), rounding) * step, self.currency)

    @property
    def text(self) -> Text:
        return Text(f"{self.amount:,.2f} {self.currency}", f"{self.currency} {self.amount:,.2f}")


def tax(base: Money, rate: Decimal) -> Money:
    """Base times rate (0.13 for 13 %), rounded half up to the fen."""
    return (base * rate).rounded()
