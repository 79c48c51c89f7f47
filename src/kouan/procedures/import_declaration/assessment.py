"""Duty as steps: computed, assessed by an officer where it cannot be, then charged to a guarantee or paid."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from kouan.blueprint import (
    Between,
    Computed,
    Digits,
    Facts,
    Flow,
    Form,
    Hint,
    Length,
    Take,
    Text,
    Way,
    auto,
    release,
    reserve,
    review,
    supply,
)
from kouan.blueprint.flow import Within
from kouan.procedures._declaration.words import ORDINARY, TWO_STEP
from kouan.procedures._guarantee.reading import guarantee, yuan
from kouan.procedures._guarantee.words import KIND
from kouan.procedures.import_declaration.duty import Duty, LineDuty, Unknown, duty_on, estimate

COMPUTED, NOTHING, ASSESS, ASSESSED = "computed", "nothing", "assess", "assessed"
RESERVED, SHORT, OPEN = "reserved", "short", "open"
FINAL = "final-"
"""What the names of the second step's duty begin with."""
Yuan = Annotated[Decimal, Between(0), Digits(15, 2)]


class Assessment(Form):
    """What an officer enters when the system cannot compute it, in yuan."""

    value: Annotated[Yuan, Text("计税价格（元）", "Customs value, yuan")]
    duty: Annotated[Yuan, Text("关税（元）", "Customs duty, yuan")]
    consumption: Annotated[Yuan, Text("进口环节消费税（元）", "Consumption tax, yuan")]
    vat: Annotated[Yuan, Text("进口环节增值税（元）", "VAT, yuan")]


class Payment(Form):
    """The applicant's word that duty has been paid."""

    receipt: Annotated[
        str,
        Text("缴款书编号", "Payment receipt"),
        Hint(Text("税款缴款书或电子支付流水号。", "Number of the duty bill or of the electronic payment.")),
        Length(40),
    ]
    paid_on: Annotated[date, Text("缴款日期", "Paid on")]


def _row(line: LineDuty | Duty) -> dict[str, str]:
    return {name: f"{getattr(line, name):.2f}" for name in ("value", "duty", "consumption", "vat")}


def compute_duty(facts: Facts) -> Computed:
    """The duty of the declaration, or why an officer must assess it."""
    try:
        found = duty_on(facts.filing, facts.circumstances)
    except Unknown as unknown:
        return Computed(ASSESS, f"{unknown.reason.zh}。 | {unknown.reason.en[:1].upper()}{unknown.reason.en[1:]}.")
    data: dict[str, Any] = _row(found) | {"total": f"{found.total:.2f}", "lines": [_row(line) for line in found.lines]}
    return Computed(COMPUTED if found.total else NOTHING, "", data)


def assessed(facts: Facts, *steps: str) -> Decimal:
    """Yuan due by the first of these steps that has an outcome."""
    outcome = next(facts.outcomes[step] for step in steps if step in facts.outcomes)
    return sum((Decimal(str(outcome.data.get(tax, 0))) for tax in ("duty", "consumption", "vat")), Decimal(0))


def _due(facts: Facts, prefix: str) -> Decimal:
    """Yuan due by the computed step or, where it was left to the officer, by the assessment."""
    return assessed(facts, f"{prefix}assessment", f"{prefix}duty")


# ── Guarantees ───────────────────────────────────────────────────────────────────────────────────────────────────
def charge(facts: Facts, due: Decimal) -> Computed:
    """Whether the guarantee bears the duty now; where it does not, duty is paid first, and a sentence says why."""
    number = facts.filing.guarantee_number
    known = guarantee(facts.circumstances, number)
    if known is None or known.bears(due):
        return Computed(RESERVED, "", {"amount": f"{due:.2f}"})
    left = yuan(known.open if known.valid else Decimal(0))
    reason = (
        f"担保 {number} 可用余额 {left.zh}，不足以担保税款 {yuan(due).zh}，本票改为先缴税。 | "
        f"Guarantee {number} has {left.en} left, which does not secure {yuan(due).en}: duty is paid first."
    )
    return Computed(SHORT, reason, {"amount": f"{due:.2f}", "left": f"{known.open:.2f}"})


def secure(facts: Facts) -> Computed:
    """What a summary sets aside: its duty by the prices in it, where the rates are known."""
    try:
        expected = estimate(facts.filing, facts.circumstances)
    except Unknown as unknown:
        return Computed(OPEN, f"{unknown.reason.zh}。 | {unknown.reason.en[:1].upper()}{unknown.reason.en[1:]}.")
    return Computed(RESERVED, "", {"amount": f"{expected:.2f}"})


def _amount_of(step: str) -> Callable[[Facts], Iterable[Take]]:
    def what(facts: Facts) -> Iterable[Take]:
        return (Take(facts.filing.guarantee_number, Decimal(facts.outcomes[step].data["amount"])),)

    return what


def is_secured_summary(facts: Facts) -> bool:
    """涉税的两步申报以担保提货 | Declared in two steps, duty secured by a guarantee"""
    filing = facts.filing
    return bool(filing.clearance == TWO_STEP and filing.involves_duty and filing.guarantee_number)


def secured() -> Flow:
    """A summary with duty sets it aside before the goods leave."""
    ways = (
        Way(RESERVED, Text("已占用担保", "Set aside"), draws=(reserve(KIND, _amount_of("security")),)),
        Way(OPEN, Text("税款无法预估，凭有效担保提离", "Not to be estimated; a valid guarantee suffices")),
    )
    step = auto("security", "概要税款担保 | Duty of the summary secured", compute=secure, ways=ways)
    return step.when(is_secured_summary)


def levy(limit: Callable[[str], Within], prefix: str = "") -> Flow:
    """Compute, assess where needed, then charge or pay. ``prefix`` tells the second step's duty from the first's."""

    def must_be_assessed(facts: Facts) -> bool:
        """税款须由海关核定 | Duty is for customs to assess"""
        return facts.outcome(f"{prefix}duty") == ASSESS

    computed = auto(f"{prefix}duty", "税费计算 | Duty computed", compute=compute_duty, ways=WAYS, anew=True)
    assessment = review(
        f"{prefix}assessment",
        "税费核定 | Duty assessment",
        by="customs",
        desk="duty",
        within=limit("assessment"),
        ways=(Way(ASSESSED, Text("核定", "Assessed")),),
        form=Assessment,
    )
    return computed >> assessment.when(must_be_assessed) >> _charged(prefix) >> _paid(limit, prefix)


def _charged(prefix: str) -> Flow:
    """Charged to the guarantee, as far as it goes; what a summary had set aside gives way to what is due."""

    def is_on_guarantee(facts: Facts) -> bool:
        """汇总征税或凭担保且有税款 | Duty is due and covered by a guarantee"""
        return facts.filing.payment != ORDINARY and _due(facts, prefix) > 0

    def bear(facts: Facts) -> Computed:
        return charge(facts, _due(facts, prefix))

    draws = (release(KIND), reserve(KIND, _amount_of(f"{prefix}deduction")))
    ways = (
        Way(RESERVED, Text("已占用担保", "Charged to the guarantee"), draws=draws),
        Way(SHORT, Text("担保不足，先缴税", "Not enough left: paid first")),
    )
    step = auto(f"{prefix}deduction", "占用担保额度 | Guarantee charged", compute=bear, ways=ways)
    return step.when(is_on_guarantee)


def _paid(limit: Callable[[str], Within], prefix: str) -> Flow:
    def is_paid_at_once(facts: Facts) -> bool:
        """有税款，且逐票缴税或者担保不足 | Duty is due, shipment by shipment or for want of a guarantee"""
        if facts.filing.payment == ORDINARY:
            return _due(facts, prefix) > 0
        return facts.outcome(f"{prefix}deduction") == SHORT

    payment = supply(
        f"{prefix}payment",
        "缴纳税款 | Duty payment",
        form=Payment,
        within=limit("payment"),
        draws=(release(KIND),),
    )
    return payment.when(is_paid_at_once)


WAYS = (
    Way(COMPUTED, Text("已计算税款", "Duty computed")),
    Way(NOTHING, Text("无应缴税款", "Nothing due")),
    Way(ASSESS, Text("转海关核定", "For customs to assess")),
)
