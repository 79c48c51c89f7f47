"""Duty on what goes inland: an officer sets value and rate, the system computes, the firm pays just that."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

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
from kouan.kernel.identifiers import is_import_number
from kouan.kernel.money import to_fen

PERCENT = Decimal(100)
VALUE, DUE, PAY = "value", "due", "pay"
"""The steps of a levy, in their order."""
NOTHING = "nothing"
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


class Due(Form):
    """What is due."""

    clause: ClassVar[str] = "tariff-law-2024#formula"

    duty: Annotated[Decimal, Text("关税（元）", "Duty, yuan")]
    vat: Annotated[Decimal, Text("进口环节增值税（元）", "VAT on import, yuan")]
    surcharge: Annotated[Decimal | None, Text("滞纳金（元）", "Surcharge, yuan")] = None
    total: Annotated[Decimal, Text("应缴合计（元）", "Due in all, yuan")]
    vat_rate: Annotated[Decimal, Text("增值税税率（%）", "Rate of VAT, per cent")]


class Payment(Form):
    """What was declared and paid."""

    clause: ClassVar[str] = "tariff-law-2024#pay-15-days"

    declaration: Annotated[
        str, Text("进口报关单号", "Import declaration"), Identifier("declaration"), Refers("declaration")
    ]
    amount: Annotated[Decimal, Text("缴纳税款（元）", "Paid, yuan"), Positive(), Digits(14, 2)]
    receipt: Annotated[str, Text("缴款凭证号", "Receipt"), Length(40)]
    paid_on: Annotated[date, Text("缴款日期", "Paid on")]


@rule("not-an-import", basis="customs-numbers#declaration-18")
def it_was_declared_as_an_import(payment: Payment) -> Iterator[Finding]:
    """报关单号第 9 位应为 1 或 I（进口）。
    | The ninth character of the declaration number must be 1 or I, for import.
    """
    if not is_import_number(payment.declaration):
        yield "declaration"


@rule("paid-ahead", basis="tariff-law-2024#pay-15-days")
def it_was_paid(payment: Payment, on: Circumstances) -> Iterator[Finding]:
    """缴款日期不能晚于今日。 | It cannot have been paid on a day to come."""
    if payment.paid_on > local_date(on.moment):
        yield "paid_on"


@rule("paid-otherwise", basis="tariff-law-2024#pay-15-days")
def what_is_due_is_paid(payment: Payment, on: Circumstances) -> Iterator[Finding]:
    """缴纳税款应等于应缴的 {due} 元。 | What is paid must be the {due} yuan that are due."""
    due = on.outcomes[DUE].data["total"]
    if payment.amount != Decimal(due):
        yield "amount", {"due": due}


PAYMENT_RULES: tuple[Rule, ...] = (it_was_declared_as_an_import, it_was_paid, what_is_due_is_paid)


def taxes(dutiable: Decimal, duty_rate: Decimal, vat_rate: Decimal, floor: Decimal) -> dict[str, Decimal]:
    """Duty, VAT on value and duty, and both together, in yuan; each to the fen, and nothing below the floor."""
    duty = to_fen(dutiable * duty_rate / PERCENT)
    vat = to_fen((dutiable + duty) * vat_rate / PERCENT)
    charged = {"duty": duty if duty >= floor else Decimal(0), "vat": vat if vat >= floor else Decimal(0)}
    return charged | {"total": sum(charged.values(), Decimal(0))}


def is_due(facts: Facts) -> bool:
    """有应缴税款 | Something is due"""
    return facts.outcome(DUE) != NOTHING


def surcharge(total: Decimal, days: int, rate: Decimal, floor: Decimal) -> Decimal:
    """What is added for so many days of delay at ``rate`` per cent a day; nothing below the floor."""
    added = to_fen(total * rate * days / PERCENT)
    return added if added >= floor else Decimal(0)


def levy(
    limit: Callable[[str], Within],
    vat_rate: Callable[[Facts], Decimal],
    added: Callable[[Facts, Decimal], Decimal] = lambda facts, total: Decimal(0),
) -> Flow:
    """Valued by an officer, computed, and paid where anything is due.

    ``added``: what is charged on top of the taxes, a surcharge for delay.
    """

    def compute(facts: Facts) -> Computed:
        said = facts.outcomes[VALUE].data
        vat, floor = vat_rate(facts), facts.circumstances.terms.number("duty-floor")
        due = taxes(Decimal(said["dutiable"]), Decimal(said["duty_rate"]), vat, floor)
        extra = added(facts, due["total"])
        due |= {"surcharge": extra, "total": due["total"] + extra} if extra else {}
        data = {name: f"{amount:.2f}" for name, amount in due.items()}
        return Computed(DUE if due["total"] else NOTHING, "", data | {"vat_rate": f"{vat:f}"})

    found = (Way(DUE, Text("应缴税款", "Due")), Way(NOTHING, Text("无应缴税款", "Nothing due")))
    due = auto(DUE, "税款计算 | Duty computed", compute=compute, ways=found, form=Due)
    pay = supply(PAY, "缴纳税款 | Payment", form=Payment, rules=PAYMENT_RULES, within=limit("pay"))
    return _valuation(limit) >> due >> pay.when(is_due)


def _valuation(limit: Callable[[str], Within]) -> Flow:
    return review(
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
