"""Duty that a guarantee bears until it is paid: monthly, in its term, or once its elements are settled."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated

from kouan.blueprint import (
    Computed,
    Emit,
    Facts,
    Flow,
    Form,
    Length,
    Take,
    Text,
    Way,
    auto,
    commit,
    end,
    lower_by,
    release,
    resume,
    review,
    supply,
    suspend,
)
from kouan.blueprint.flow import Within
from kouan.kernel.calendar import months_after
from kouan.kernel.clock import SHANGHAI, local_date
from kouan.kernel.money import to_fen
from kouan.procedures._declaration.words import COMPLETE, CONSOLIDATED, ELEMENTS, GUARANTEE
from kouan.procedures._guarantee.reading import guarantee
from kouan.procedures._guarantee.words import KIND
from kouan.procedures.import_declaration.assessment import (
    ASSESSED,
    FINAL,
    RESERVED,
    Assessment,
    Payment,
    assessed,
)

MONTHLY, DEFERRED, AFTER_ELEMENTS = "monthly", "deferred", "elements-payment"
OVERDUE, PAID, CLAIMED, ENDED = "overdue", "paid", "claimed", "ended"


class Claim(Form):
    """How overdue duty came in after all."""

    receipt: Annotated[str, Text("缴款书编号", "Payment receipt"), Length(40)]
    paid_on: Annotated[date, Text("缴款日期", "Paid on")]


def _charged(facts: Facts) -> bool:
    return RESERVED in (facts.outcome("deduction"), facts.outcome(f"{FINAL}deduction"))


def is_paid_monthly(facts: Facts) -> bool:
    """汇总征税，税款已占用担保 | Consolidated, and charged to the guarantee"""
    return facts.filing.payment == CONSOLIDATED and _charged(facts)


def is_paid_in_term(facts: Facts) -> bool:
    """先放后税，税款已占用担保 | Released before payment, and charged to the guarantee"""
    return facts.filing.payment == GUARANTEE and _charged(facts)


def is_open(facts: Facts) -> bool:
    """征税要素未定，税款已占用担保 | Elements of duty open, and charged to the guarantee"""
    return facts.filing.payment == ELEMENTS and _charged(facts)


def is_due_after_all(facts: Facts) -> bool:
    """核定后有应缴税款 | Duty is due once its elements are settled"""
    return assessed(facts, "elements") > 0


def _overdue(facts: Facts) -> str:
    """The step of payment that ran out of time, "" where none did."""
    return next((step for step in (MONTHLY, DEFERRED, AFTER_ELEMENTS) if facts.outcome(step) == OVERDUE), "")


def is_overdue(facts: Facts) -> bool:
    """逾期未缴 | Not paid in time"""
    return bool(_overdue(facts))


def is_claimed(facts: Facts) -> bool:
    """由担保人代缴 | Paid by the guarantor"""
    return facts.outcome("settlement") == CLAIMED


def month_end(facts: Facts) -> datetime | None:
    """The last day of the month in which the duty was charged: the working days of the next month count from it."""
    charged = facts.outcomes.get(f"{FINAL}deduction") or facts.outcomes.get("deduction")
    if charged is None:
        return None
    first = months_after(local_date(charged.at).replace(day=1), 1)
    return datetime(first.year, first.month, first.day, tzinfo=SHANGHAI) - timedelta(days=1)


def completed_at(facts: Facts) -> datetime:
    """When the declaration was complete: with its filing, or its second step."""
    second = facts.outcomes.get(COMPLETE)
    return second.at if second else facts.circumstances.at


def _surcharge(facts: Facts) -> Decimal:
    """滞纳金: duty × rate × days from the day after it was due, to the fen."""
    paid = date.fromisoformat(facts.outcomes["claim"].data["paid_on"])
    days = max((paid - local_date(facts.outcomes[_overdue(facts)].at)).days, 0)
    steps = ("elements", f"{FINAL}assessment", f"{FINAL}duty", "assessment", "duty")
    return to_fen(assessed(facts, *steps) * facts.circumstances.terms.number("surcharge-rate") * days)


def settle(facts: Facts) -> Computed:
    """Who paid the overdue duty in the end, and the surcharge on it."""
    return Computed(facts.outcome("claim"), "", {"surcharge": f"{_surcharge(facts):.2f}"})


def _of_the_surcharge(facts: Facts) -> Iterable[Take]:
    """The guarantor has paid the surcharge too, as far as the guarantee goes."""
    number, amount = facts.filing.guarantee_number, _surcharge(facts)
    known = guarantee(facts.circumstances, number)
    return (Take(number, min(amount, known.left) if known else amount),)


def _single(facts: Facts) -> Iterable[Take]:
    """A guarantee of one shipment has done its work once that is paid."""
    number = facts.filing.guarantee_number
    known = guarantee(facts.circumstances, number)
    return (Take(number),) if known and known.facts.get("rolling") is False else ()


DONE_WITH = (release(KIND), end(KIND, _single))
LATE = Way(
    OVERDUE,
    Text("逾期未缴，暂停使用担保", "Overdue; the guarantee is suspended"),
    emits=(Emit("duty-overdue", of=KIND),),
    draws=(suspend(KIND),),
)


def owed(limit: Callable[[str], Within]) -> Flow:
    """Goods are released on the guarantee: it bears the duty until that is paid, or its guarantor pays it."""
    return (
        supply(
            MONTHLY,
            "汇总缴税 | Monthly payment",
            form=Payment,
            within=limit("monthly"),
            since=month_end,
            draws=DONE_WITH,
            lapses=LATE,
        ).when(is_paid_monthly)
        >> supply(
            DEFERRED,
            "担保放行后缴税 | Payment after release",
            form=Payment,
            within=limit("payment"),
            since=completed_at,
            draws=DONE_WITH,
            lapses=LATE,
        ).when(is_paid_in_term)
        >> _elements(limit).when(is_open)
        >> _claim(limit).when(is_overdue)
    )


def _elements(limit: Callable[[str], Within]) -> Flow:
    """Value, class or origin are settled by customs; then what is due is paid."""
    return review(
        "elements",
        "征税要素核定 | Elements of duty settled",
        by="customs",
        desk="duty",
        within=limit("elements"),
        ways=(Way(ASSESSED, Text("核定", "Settled")),),
        form=Assessment,
    ) >> supply(
        AFTER_ELEMENTS,
        "核定后缴税 | Payment of what was settled",
        form=Payment,
        within=limit("payment"),
        draws=DONE_WITH,
        lapses=LATE,
    ).when(is_due_after_all)


def _claim(limit: Callable[[str], Within]) -> Flow:
    """Customs see to it that the firm pays late, or its guarantor for it."""
    return review(
        "claim",
        "催缴和向担保人追偿 | Claim on firm and guarantor",
        by="customs",
        desk="duty",
        within=limit("claim"),
        ways=(
            Way(PAID, Text("企业已补缴", "Paid late by the firm")),
            Way(CLAIMED, Text("担保人已代缴", "Paid by the guarantor")),
        ),
        form=Claim,
    ) >> auto(
        "settlement",
        "税款和滞纳金入库 | Duty and surcharge in",
        compute=settle,
        ways=(
            Way(PAID, Text("企业补缴，恢复担保", "Paid by the firm"), draws=(resume(KIND), *DONE_WITH)),
            Way(
                CLAIMED,
                Text("担保人代缴", "Paid by the guarantor"),
                draws=(commit(KIND), lower_by(KIND, _of_the_surcharge)),
            ),
        ),
    )


def reinstated(limit: Callable[[str], Within]) -> Flow:
    """Where its guarantor had to pay, customs say whether the guarantee may be used again."""
    return review(
        "reinstate",
        "担保能否恢复使用 | Whether the guarantee is used again",
        by="customs",
        desk="duty",
        within=limit("reinstate"),
        ways=(
            Way("resumed", Text("恢复使用", "Used again"), draws=(resume(KIND),)),
            Way(ENDED, Text("停止使用", "Stopped"), draws=(end(KIND),)),
        ),
    ).when(is_claimed)
