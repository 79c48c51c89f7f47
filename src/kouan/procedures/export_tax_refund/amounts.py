"""What is refunded (rules.md 9; mof-2012-39): by purchase for traders, by FOB within the credit left for producers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import Computed, Facts, Form, Text, Way
from kouan.kernel.money import to_fen
from kouan.procedures.export_tax_refund.form import TRADER, Filing

PERCENT = Decimal(100)
SETTLED = (Way("settled", Text("已核算", "Computed")),)


class Sums(Form):
    """What the claim comes to."""

    clause: ClassVar[str] = "mof-2012-39#scope"

    refund: Annotated[Decimal, Text("应退税额（元）", "Refund, yuan")]
    set_off: Annotated[Decimal, Text("免抵税额（元）", "Set off inland, yuan")]
    numbers: Annotated[list[str], Text("出口退税编号（21 位）", "Numbers of 21 digits")]


def refund_rates(filing: Filing) -> Mapping[str, Decimal]:
    """Link number → the refund rate of its exports."""
    return {line.link: line.refund_rate for line in filing.exports if line.link}


def amounts(filing: Filing) -> dict[str, Decimal]:
    """``refund``: paid out, yuan. ``set_off``: a producer's rest, credited against tax on sales inland."""
    if filing.kind == TRADER:
        rates = refund_rates(filing)
        parts = (
            to_fen(row.taxable * min(rates.get(row.link, Decimal(0)), row.tax_rate) / PERCENT)
            for row in filing.purchases
        )
        return {"refund": sum(parts, Decimal(0)), "set_off": Decimal(0)}
    whole = sum((to_fen(line.fob * line.refund_rate / PERCENT) for line in filing.exports), Decimal(0))
    refund = min(whole, filing.credit_left or Decimal(0))
    return {"refund": refund, "set_off": whole - refund}


def settle(facts: Facts) -> Computed:
    """The sums of the claim, and the 21-digit numbers it is booked under."""
    filing: Filing = facts.filing
    sums = {name: f"{amount:.2f}" for name, amount in amounts(filing).items()}
    return Computed("settled", "", sums | {"numbers": [line.number for line in filing.exports]})
