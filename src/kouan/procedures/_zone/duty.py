"""Duty on what goes inland: an officer sets value and rate, the system computes, the payment is compared."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Protocol

from kouan.blueprint import (
    Between,
    Choice,
    Circumstances,
    Computed,
    Digits,
    Facts,
    Finding,
    Flow,
    Form,
    Identifier,
    Length,
    Positive,
    Refers,
    Rule,
    Text,
    Way,
    Within,
    auto,
    review,
    rule,
    supply,
)
from kouan.kernel.clock import local_date
from kouan.kernel.money import to_fen
from kouan.procedures._zone.particulars import is_import

PERCENT = Decimal(100)
VALUE, DUE, PAY, PAID, ARREARS = "value", "due", "pay", "paid", "arrears"
"""The steps of a levy, in their order."""
NOTHING, DIFFERS = "nothing", "differs"
PAYMENT = "payment"
"""The field of the filing that holds what was paid."""
METHODS = Choice(
    {
        "transaction": Text("成交价格", "Transaction value"),
        "identical": Text("相同货物成交价格", "Identical goods"),
        "similar": Text("类似货物成交价格", "Similar goods"),
        "deductive": Text("倒扣价格", "Deductive value"),
        "computed": Text("计算价格", "Computed value"),
        "reasonable": Text("合理方法（参考鉴定估价）", "Fallback, by appraisal"),
    }
)


class Valuation(Form):
    """What the officer sets: dutiable value in yuan, by which method, and the rate of duty."""

    clause: ClassVar[str] = "order-213#transaction-value"

    dutiable: Annotated[Decimal, Text("计税价格（元）", "Dutiable value, yuan"), Positive(), Digits(14, 2)]
    method: Annotated[str, Text("估价方法", "Method of valuation"), METHODS]
    duty_rate: Annotated[Decimal, Text("关税税率（%）", "Rate of duty, per cent"), Between(0, 200), Digits(3, 2)]
    note: Annotated[str | None, Text("说明", "Note"), Length(500)] = None


class Payment(Form):
    """What was declared and paid."""

    clause: ClassVar[str] = "tariff-law-2024#pay-15-days"

    declaration: Annotated[
        str, Text("进口报关单号", "Import declaration"), Identifier("declaration"), Refers("declaration")
    ]
    amount: Annotated[Decimal, Text("缴纳税款（元）", "Paid, yuan"), Positive(), Digits(14, 2)]
    receipt: Annotated[str, Text("缴款凭证号", "Receipt"), Length(40)]
    paid_on: Annotated[date, Text("缴款日期", "Paid on")]


class Taxed(Protocol):
    """What these rules read of a filing."""

    payment: Payment | None

    def as_json(self) -> dict[str, Any]: ...


@rule("payment-missing", basis="tariff-law-2024#pay-15-days")
def a_payment_is_told(filing: Taxed, on: Circumstances) -> Iterator[Finding]:
    """请填报关单号、缴纳税款、缴款凭证号和缴款日期。 | Give the declaration, the sum paid, the receipt and the day."""
    if on.step == PAY and filing.payment is None:
        yield PAYMENT


@rule("payment-early", basis="tariff-law-2024#pay-15-days")
def a_payment_follows_the_computation(filing: Taxed, on: Circumstances) -> Iterator[Finding]:
    """税款核定以后才缴纳，现在请留空。 | Duty is paid once it is set; leave it blank now."""
    if filing.payment and on.before is None:
        yield PAYMENT


@rule("not-an-import", basis="customs-numbers#declaration-18", given=PAYMENT)
def it_was_declared_as_an_import(filing: Taxed) -> Iterator[Finding]:
    """报关单号第 9 位应为 1 或 I（进口）。
    | The ninth character of the declaration number must be 1 or I, for import.
    """
    if filing.payment and not is_import(filing.payment.declaration):
        yield (PAYMENT, "declaration")


@rule("paid-ahead", basis="tariff-law-2024#pay-15-days", given=PAYMENT)
def it_was_paid(filing: Taxed, on: Circumstances) -> Iterator[Finding]:
    """缴款日期不能晚于今日。 | It cannot have been paid on a day to come."""
    if filing.payment and filing.payment.paid_on > local_date(on.moment):
        yield (PAYMENT, "paid_on")


@rule("changed-with-payment", basis="tariff-law-2024#pay-15-days")
def only_the_payment_is_added(filing: Taxed, on: Circumstances) -> Iterator[Finding]:
    """缴税时不能修改其他内容，已改动：{fields}。 | With the payment nothing else is changed; these were: {fields}."""
    if on.step == PAY and on.before:
        now, then = filing.as_json(), on.before.as_json()
        fields = sorted(name for name in (now.keys() | then.keys()) - {PAYMENT} if now.get(name) != then.get(name))
        yield from ((name, {"fields": ", ".join(fields)}) for name in fields[:1])


PAYMENT_RULES: tuple[Rule, ...] = (
    a_payment_is_told,
    a_payment_follows_the_computation,
    it_was_declared_as_an_import,
    it_was_paid,
    only_the_payment_is_added,
)


def taxes(dutiable: Decimal, duty_rate: Decimal, vat_rate: Decimal, floor: Decimal) -> dict[str, Decimal]:
    """Duty, VAT on value and duty, and both together, in yuan; each to the fen, and nothing below the floor."""
    duty = to_fen(dutiable * duty_rate / PERCENT)
    vat = to_fen((dutiable + duty) * vat_rate / PERCENT)
    charged = {"duty": duty if duty >= floor else Decimal(0), "vat": vat if vat >= floor else Decimal(0)}
    return charged | {"total": sum(charged.values(), Decimal(0))}


def _due(facts: Facts) -> Decimal:
    return Decimal(str(facts.outcomes[DUE].data["total"]))


def _compare(facts: Facts) -> Computed:
    """Whether what was paid is what is due; the difference, too little being positive."""
    missing = _due(facts) - facts.filing.payment.amount
    return Computed(DIFFERS, "", {"missing": f"{missing:.2f}"}) if missing else Computed(PAID, "")


def is_due(facts: Facts) -> bool:
    """有应缴税款 | Something is due"""
    return facts.outcome(DUE) != NOTHING


def differs(facts: Facts) -> bool:
    """缴纳数与应缴数不符 | Paid otherwise than due"""
    return facts.outcome(PAID) == DIFFERS


def levy(limit: Callable[[str], Within], vat_rate: Callable[[Facts], Decimal]) -> Flow:
    """Valued by an officer, computed, paid, compared; where it differs the officer settles it."""

    def compute(facts: Facts) -> Computed:
        said = facts.outcomes[VALUE].data
        vat, floor = vat_rate(facts), facts.circumstances.terms.number("duty-floor")
        due = taxes(Decimal(said["dutiable"]), Decimal(said["duty_rate"]), vat, floor)
        data = {name: f"{amount:.2f}" for name, amount in due.items()}
        return Computed(DUE if due["total"] else NOTHING, "", data | {"vat_rate": f"{vat:f}"})

    return (
        review(
            VALUE,
            "审价与税率核定 | Value and rate",
            by="customs",
            desk="duty",
            within=limit("value"),
            ways=(
                Way("valued", Text("已核定", "Set")),
                Way("refuse", Text("价格存疑，不予接受", "Not accepted"), ends=True),
            ),
            form=Valuation,
        )
        >> auto(
            DUE,
            "税款计算 | Duty computed",
            compute=compute,
            ways=(Way(DUE, Text("应缴税款", "Due")), Way(NOTHING, Text("无应缴税款", "Nothing due"))),
        )
        >> (
            supply(PAY, "缴纳税款 | Payment", within=limit("pay"), completes=True)
            >> auto(
                PAID,
                "缴纳数与应缴数核对 | Payment compared",
                compute=_compare,
                ways=(Way(PAID, Text("相符", "As due")), Way(DIFFERS, Text("不符", "Otherwise than due"))),
            )
            >> review(
                ARREARS,
                "补缴或退还 | Made good or paid back",
                by="customs",
                desk="duty",
                within=limit("arrears"),
                ways=(
                    Way("settled", Text("已结清", "Settled")),
                    Way("unpaid", Text("未补缴", "Not made good"), ends=True),
                ),
            ).when(differs)
        ).when(is_due)
    )
