"""What becomes of a disclosure: in which window it falls, what is paid, what is decided, what credit records."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Circumstances,
    Clause,
    Computed,
    Digits,
    Facts,
    Finding,
    Form,
    Length,
    Positive,
    Text,
    Way,
    rule,
)
from kouan.kernel.clock import local_date
from kouan.procedures._application.months import months_after
from kouan.procedures.voluntary_disclosure.acts import MONEY, Act, short
from kouan.procedures.voluntary_disclosure.form import Filing

EARLY, WITHIN, BEYOND = "early", "within-caps", "beyond-caps"
WINDOWS = (
    Way(EARLY, Text("六个月以内，不看比例和金额", "Within six months, share and amount do not matter")),
    Way(WITHIN, Text("超过六个月，在比例或金额限度内", "After six months, within the cap on share or amount")),
    Way(BEYOND, Text("超过六个月，比例和金额都超限", "After six months, beyond both caps")),
)


def total_short(filing: Filing) -> Decimal:
    """What all acts cost the state, in yuan; nothing where no money is concerned."""
    return sum((short(filing.kind, act) for act in filing.acts), Decimal(0)) if filing.kind in MONEY else Decimal(0)


def _late_acts(filing: Filing, on: Circumstances) -> list[Act]:
    free = int(on.terms.number("free"))
    return [act for act in filing.acts if on.day > months_after(act.happened_on, free)]


def window(facts: Facts) -> Computed:
    """Where the acts older than six months stand against the caps: either is enough (gacc-2023-127#caps)."""
    filing, on = facts.filing, facts.circumstances
    late = _late_acts(filing, on)
    if not late:
        return Computed(EARLY, "", {"short": str(total_short(filing))})
    if filing.kind not in MONEY:
        return Computed(WITHIN, "")
    missed = sum((short(filing.kind, act) for act in late), Decimal(0))
    due = sum((act.due or Decimal(0) for act in late), Decimal(0))
    share = missed * 100 / due if due else Decimal(100)
    kept = share <= on.terms.number("cap-share") or missed <= on.terms.number("cap-amount")
    figures = {"short": str(total_short(filing)), "late": str(missed), "share": f"{share:.2f}"}
    return Computed(WITHIN if kept else BEYOND, "", figures)


def owes(facts: Facts) -> bool:
    """少缴了税款或多退了税款 | Tax was short or a rebate too much"""
    return total_short(facts.filing) > 0


def is_exempt(facts: Facts) -> bool:
    """在期限和限度以内 | Within the window and its caps"""
    return facts.outcome("window") != BEYOND


def is_beyond_caps(facts: Facts) -> bool:
    """比例和金额都超限 | Beyond both caps"""
    return facts.outcome("window") == BEYOND


class Payment(Form):
    """Proof that what was short has been paid, or that too much rebate went back."""

    clause: ClassVar[str] = "tariff-law-2024#pay-15-days"

    voucher: Annotated[str, Text("缴款书或电子税单号", "Number of the tax payment"), Length(40)]
    paid_on: Annotated[date, Text("缴款日期", "Paid on")]
    amount: Annotated[Decimal, Text("补缴金额（元）", "Amount paid, CNY"), Positive(), Digits(14, 2)]


@rule("paid-too-little", basis="gacc-2023-127#two-years")
def all_that_was_short_is_paid(payment: Payment, on: Circumstances) -> Iterator[Finding]:
    """应补缴 {owed} 元，请缴足。 | {owed} yuan are owed; pay all of it."""
    owed = total_short(on.before) if isinstance(on.before, Filing) else Decimal(0)
    if payment.amount < owed:
        yield "amount", {"owed": owed}


@rule("paid-ahead", basis="tariff-law-2024#pay-15-days")
def the_payment_is_made(payment: Payment, on: Circumstances) -> Iterator[Finding]:
    """缴款日期不能晚于今日。 | The payment cannot be of a day to come."""
    if payment.paid_on > local_date(on.moment):
        yield "paid_on"


PAYMENT_RULES = (all_that_was_short_is_paid, the_payment_is_made)


class Verified(Form):
    """What customs found when it looked into the report."""

    clause: ClassVar[str] = "audit-regulation#voluntary"

    facts: Annotated[str, Text("核实的事实", "Facts as verified"), Length(2000)]
    relief: Annotated[bool, Text("同意减免滞纳金", "The surcharge is waived"), Clause("gacc-2023-127#surcharge")] = (
        False
    )


class Penalty(Form):
    """A lighter or reduced penalty."""

    clause: ClassVar[str] = "audit-regulation#voluntary"

    number: Annotated[str, Text("处罚决定书编号", "Number of the decision"), Length(40)]
    fine: Annotated[Decimal | None, Text("罚款（元），警告的留空", "Fine, CNY; blank for a warning"), Positive()] = None


CONCLUDED = (
    Way("unrecorded", Text("不计入信用记录", "Not counted against credit")),
    Way("recorded", Text("计入信用记录", "Counted against credit")),
)


def conclude(facts: Facts) -> Computed:
    """Whether the credit level is touched: an exemption, a warning or a fine up to the limit is not recorded."""
    fined = Decimal(str(facts.outcomes["lenient"].data.get("fine") or 0)) if "lenient" in facts.outcomes else Decimal(0)
    limit = facts.circumstances.terms.number("credit-fine")
    data = {"fine": str(fined), "surcharge_waived": bool(facts.outcomes["verify"].data.get("relief"))}
    return Computed("unrecorded" if fined <= limit else "recorded", "", data)
