"""The sum of a trip: what was aboard = what was supplied + what remains, within the loss tolerance."""

from dataclasses import dataclass
from decimal import Decimal

from kouan.blueprint import Circumstances, Computed, Facts, Text, Way
from kouan.procedures.bonded_bunkering.form import Filing

BALANCED = (Way("balanced", Text("航次吨数平衡", "The trip adds up")),)


@dataclass(frozen=True, slots=True)
class Balance:
    """Tonnes of a trip. ``loss`` is what is missing, negative when there is too much."""

    aboard: Decimal
    supplied: Decimal
    remaining: Decimal
    tolerance: Decimal

    @property
    def loss(self) -> Decimal:
        return self.aboard - self.supplied - self.remaining

    @property
    def adds_up(self) -> bool:
        """Whether loss or surplus is within the tolerance, the tolerance itself included."""
        return abs(self.loss) <= self.tolerance


def supplied(filing: Filing) -> Decimal:
    """All that ships took, in tonnes."""
    return sum((order.supplied for order in filing.orders if order.supplied and not order.cancelled), Decimal(0))


def balance(filing: Filing, on: Circumstances) -> Balance:
    """The sum of a reported trip; the tolerance is a share of what was aboard."""
    aboard = filing.opening + filing.loaded
    tolerance = aboard * on.terms.number("loss-tolerance") / 100
    return Balance(aboard, supplied(filing), filing.remaining or Decimal(0), tolerance)


def settle(facts: Facts) -> Computed:
    """What is written off the account; a trip that does not add up cannot come here, its report is refused."""
    made = balance(facts.filing, facts.circumstances)
    data = {"aboard": made.aboard, "supplied": made.supplied, "remaining": made.remaining, "loss": made.loss}
    return Computed("balanced", "", {name: f"{tonnes:f}" for name, tonnes in data.items()})
