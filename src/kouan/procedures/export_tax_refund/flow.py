"""Accepted, examined in the time of its class, doubts written about, approved, computed, paid by the treasury."""

from collections.abc import Callable

from kouan.blueprint import REFUSE, Facts, Flow, Text, Way, Within, auto, review
from kouan.procedures.export_tax_refund.amounts import SETTLED, Sums, settle
from kouan.procedures.export_tax_refund.form import FIRST, FOURTH, SECOND, THIRD

DOUBTFUL = "doubtful"
EXAMINED = (
    Way("clear", Text("审核无疑点", "Nothing doubtful")),
    Way(DOUBTFUL, Text("有疑点，发函核查", "Doubtful, the supplier's bureau is written to")),
    Way("refuse", Text("不予退税", "Not refunded"), ends=True),
)
ANSWERED = (
    Way("dispelled", Text("疑点排除", "Doubt dispelled")),
    Way("confirmed", Text("疑点成立，不予退税，移交稽查", "Doubt confirmed, not refunded, referred"), ends=True),
)
PAID = (
    Way("paid", Text("退库到账", "Paid")),
    Way("failed", Text("账户不符，退回", "Account wrong, sent back"), ends=True),
)


def is_first(facts: Facts) -> bool:
    """一类企业 | Class one"""
    return bool(facts.filing.grade == FIRST)


def is_second(facts: Facts) -> bool:
    """二类企业 | Class two"""
    return bool(facts.filing.grade == SECOND)


def is_third(facts: Facts) -> bool:
    """三类企业 | Class three"""
    return bool(facts.filing.grade == THIRD)


def is_fourth(facts: Facts) -> bool:
    """四类企业 | Class four"""
    return bool(facts.filing.grade == FOURTH)


def is_doubtful(facts: Facts) -> bool:
    """有疑点 | Doubtful"""
    return any(facts.outcome(f"examine-{grade}") == DOUBTFUL for grade in (FIRST, SECOND, THIRD, FOURTH))


def _examined(limit: Callable[[str], Within], grade: str) -> Flow:
    """The examination of one class; only its time differs from that of the others."""
    return review(
        f"examine-{grade}",
        f"审核（{grade} 类企业） | Examination, class {grade}",
        by="tax",
        desk="refunds",
        within=limit(f"examine-{grade}"),
        ways=EXAMINED,
    )


def flow(limit: Callable[[str], Within]) -> Flow:
    """One way for all; the class decides how long the examination may take."""
    return (
        review(
            "accept",
            "受理与电子信息比对 | Acceptance and comparison of data",
            by="tax",
            desk="refunds",
            within=limit("accept"),
            ways=(Way("accept", Text("受理", "Accepted")), REFUSE),
            reply=limit("correct"),
        )
        >> (
            _examined(limit, FIRST).when(is_first)
            | _examined(limit, SECOND).when(is_second)
            | _examined(limit, THIRD).when(is_third)
            | _examined(limit, FOURTH).when(is_fourth)
        )
        >> review(
            "letter",
            "函调核查 | Letter to the supplier's bureau",
            by="tax",
            desk="refunds",
            within=limit("letter"),
            ways=ANSWERED,
        ).when(is_doubtful)
        >> review("approve", "核准 | Approval", by="tax", desk="refunds", within=limit("approve"))
        >> auto("settle", "退税额核算 | Refund computed", compute=settle, ways=SETTLED, form=Sums)
        >> review(
            "pay", "国库退库 | Paid by the treasury", by="treasury", desk="refunds", within=limit("pay"), ways=PAID
        )
    )
