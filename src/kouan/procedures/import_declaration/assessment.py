"""Duty as steps: computed, assessed by an officer where it cannot be, then paid or taken off the guarantee."""

from collections.abc import Callable
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
    Text,
    Way,
    auto,
    review,
    supply,
)
from kouan.blueprint.flow import Within
from kouan.procedures._declaration.words import ORDINARY
from kouan.procedures.import_declaration.duty import Duty, LineDuty, Unknown, duty_on

COMPUTED, NOTHING, ASSESS, ASSESSED = "computed", "nothing", "assess", "assessed"
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


def _due(facts: Facts, prefix: str) -> Decimal:
    """Yuan due by the computed step or, where it was left to the officer, by the assessment."""
    outcome = facts.outcomes.get(f"{prefix}assessment") or facts.outcomes[f"{prefix}duty"]
    return sum((Decimal(str(outcome.data.get(tax, 0))) for tax in ("duty", "consumption", "vat")), Decimal(0))


def levy(limit: Callable[[str], Within], prefix: str = "") -> Flow:
    """Compute, assess where needed, then pay or deduct. ``prefix`` tells the second step's duty from the first's."""

    def must_be_assessed(facts: Facts) -> bool:
        """税款须由海关核定 | Duty is for customs to assess"""
        return facts.outcome(f"{prefix}duty") == ASSESS

    def is_paid_one_by_one(facts: Facts) -> bool:
        """逐票缴税且有税款 | Duty is due and paid shipment by shipment"""
        return facts.filing.payment == ORDINARY and _due(facts, prefix) > 0

    def is_on_guarantee(facts: Facts) -> bool:
        """汇总征税或凭担保且有税款 | Duty is due and covered by a guarantee"""
        return facts.filing.payment != ORDINARY and _due(facts, prefix) > 0

    return (
        auto(f"{prefix}duty", "税费计算 | Duty computed", compute=compute_duty, ways=WAYS)
        >> review(
            f"{prefix}assessment",
            "税费核定 | Duty assessment",
            by="customs",
            desk="duty",
            within=limit("assessment"),
            ways=(Way(ASSESSED, Text("核定", "Assessed")),),
            form=Assessment,
        ).when(must_be_assessed)
        >> supply(f"{prefix}payment", "缴纳税款 | Duty payment", form=Payment, within=limit("payment")).when(
            is_paid_one_by_one
        )
        >> auto(f"{prefix}deduction", "扣减担保额度 | Guarantee charged").when(is_on_guarantee)
    )


WAYS = (
    Way(COMPUTED, Text("已计算税款", "Duty computed")),
    Way(NOTHING, Text("无应缴税款", "Nothing due")),
    Way(ASSESS, Text("转海关核定", "For customs to assess")),
)
