"""Demands on those who answer for the duty."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.procedures._application.rows import repeated
from kouan.procedures._guarantee.reading import yuan
from kouan.procedures._guarantee.words import (
    BANK,
    DEPOSIT,
    E_LETTER,
    FINANCE_COMPANY,
    GUARANTEE_COMPANY,
    GUARANTORS,
    INSTITUTION,
    INSURANCE,
    INSURER,
    JOINT,
    LETTER,
    METHODS,
    PEER,
)
from kouan.procedures.duty_guarantee.form import GUARANTOR, Filing, Guarantor
from kouan.procedures.duty_guarantee.rules import DISCREDITED

SUITS = {
    LETTER: frozenset({BANK, INSTITUTION}),
    E_LETTER: frozenset({BANK}),
    INSURANCE: frozenset({INSURER}),
    FINANCE_COMPANY: frozenset({FINANCE_COMPANY}),
    GUARANTEE_COMPANY: frozenset({GUARANTEE_COMPANY}),
    JOINT: frozenset({PEER}),
}
"""Who can answer under each method; nobody does for a deposit."""
FROM_GUARANTORS = frozenset({LETTER, E_LETTER, INSURANCE})
"""Methods whose guarantor may hand in the instrument itself."""
ROLES = {BANK: "bank", INSURER: "insurer"}
_NONE, _ONE, _TWO = Text("不填担保人", "none"), Text("填一个担保人", "one"), Text("填两个以上担保人", "two or more")


def _suiting_number(filing: Filing) -> tuple[bool, Text]:
    """Whether there are as many guarantors as the method has, and how many that is."""
    count = len(filing.guarantors)
    if filing.method == DEPOSIT:
        return count == 0, _NONE
    return (count >= 2, _TWO) if filing.method == JOINT else (count == 1, _ONE)


@rule("guarantor-count", basis="guarantee-regulation#applicant")
def there_are_as_many_guarantors_as_the_method_has(filing: Filing) -> Iterator[Finding]:
    """“{method}”应{wanted}，现填 {count} 个。 | “{method}” takes {wanted} as guarantor; {count} named."""
    fits, wanted = _suiting_number(filing)
    if not fits:
        yield "guarantors", {"method": _method(filing), "wanted": wanted, "count": len(filing.guarantors)}


def _method(filing: Filing) -> Text:
    return METHODS.options[filing.method]


@rule("guarantor-kind", basis="guarantee-regulation#forms", each="guarantors")
def the_guarantor_suits_the_method(one: Guarantor, filing: Filing) -> Iterator[Finding]:
    """“{kind}”不能出具“{method}”，应为：{right}。 | {kind}: cannot give “{method}”; that is for: {right}."""
    suits = SUITS.get(filing.method)
    if suits and one.kind not in suits:
        named = [text for kind, text in GUARANTORS.options.items() if kind in suits]
        right = Text("、".join(each.zh for each in named), ", ".join(each.en for each in named))
        yield "kind", {"kind": GUARANTORS.options[one.kind], "method": _method(filing), "right": right}


@rule("guarantor-role", basis="guarantee-regulation#applicant", each="guarantors")
def a_bank_is_a_bank(one: Guarantor, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name} 在本单一窗口登记的不是{kind}，请核对代码和类型。
    | {name} is not registered here as: {kind}; check its code and kind.
    """
    roles = on.known("organisation", one.uscc, "roles")
    wanted = ROLES.get(one.kind)
    if roles and wanted and wanted not in roles:
        yield "uscc", {"name": one.name, "kind": GUARANTORS.options[one.kind]}


@rule("own-guarantor", basis="guarantee-regulation#applicant", each="guarantors")
def nobody_answers_for_itself(one: Guarantor, filing: Filing) -> Iterator[Finding]:
    """纳税企业不能为自己担保，请填另一家企业。 | The firm cannot be its own guarantor; name another firm."""
    if one.uscc == filing.firm_uscc:
        yield "uscc"


@rule("guarantor-repeated", basis="guarantee-regulation#applicant", given="guarantors")
def every_guarantor_is_named_once(filing: Filing) -> Iterator[Finding]:
    """担保人 {uscc} 重复，请合并份额。 | Guarantor {uscc} is named twice; make one share of both."""
    for at, uscc in repeated(filing.guarantors, "uscc"):
        yield ("guarantors", at, "uscc"), {"uscc": uscc}


@rule("shares-add-up", basis="haiyang-2020#6", given="guarantors")
def shares_add_up_to_the_amount(filing: Filing) -> Iterator[Finding]:
    """各担保人份额合计 {total}，应等于担保金额 {amount}。
    | The shares come to {total}; they must add up to the amount, {amount}.
    """
    total = sum((one.share for one in filing.guarantors), Decimal(0))
    if _suiting_number(filing)[0] and total != filing.amount:
        yield "guarantors", {"total": yuan(total), "amount": yuan(filing.amount)}


@rule("peer-discredited", basis="guarantee-regulation#applicant", each="guarantors")
def peers_are_not_discredited(one: Guarantor, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name} 是失信企业，不能参加联合担保，请换一家企业。
    | {name} is discredited and cannot be a joint guarantor; name another firm.
    """
    if one.kind == PEER and on.known("organisation", one.uscc, "credit") in DISCREDITED:
        yield "uscc", {"name": one.name}


@rule("no-undertaking", basis="gacc-2017-45#overdue")
def the_guarantor_undertakes_to_pay(filing: Filing) -> Iterator[Finding]:
    """担保人须承诺企业逾期未缴时无条件代缴。 | The guarantor must undertake to pay on default, no questions asked."""
    if filing.method != DEPOSIT and not filing.undertaking:
        yield "undertaking"


@rule("guarantor-files", basis="gacc-2018-155#bank-guarantee")
def only_banks_and_insurers_file_themselves(filing: Filing) -> Iterator[Finding]:
    """“{method}”不能由担保人传输，请由企业申请。
    | “{method}” is not handed in by the guarantor; let the firm apply.
    """
    if filing.filed_by == GUARANTOR and filing.method not in FROM_GUARANTORS:
        yield "filed_by", {"method": _method(filing)}


RULES: tuple[Rule, ...] = (
    there_are_as_many_guarantors_as_the_method_has,
    the_guarantor_suits_the_method,
    a_bank_is_a_bank,
    nobody_answers_for_itself,
    every_guarantor_is_named_once,
    shares_add_up_to_the_amount,
    peers_are_not_discredited,
    the_guarantor_undertakes_to_pay,
    only_banks_and_insurers_file_themselves,
)
