"""Money: a decimal amount with its currency, rounded half up to the fen."""

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

    def rounded(self) -> "Money":
        """To the fen, half up."""
        return Money(to_fen(self.amount), self.currency)

    @property
    def text(self) -> Text:
        return Text(f"{self.amount:,.2f} {self.currency}", f"{self.currency} {self.amount:,.2f}")


def to_fen(amount: Decimal) -> Decimal:
    """An amount rounded half up to its hundredth, as every tax is."""
    return amount.quantize(FEN, ROUND_HALF_UP)
