"""Rules on the guarantee that is named: whose it is, what for, when and where it holds, what is left of it."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Balance, Circumstances, Finding, Rule, Text, rule
from kouan.kernel.clock import local_date
from kouan.procedures._declaration.completion import is_summary
from kouan.procedures._declaration.words import CONSOLIDATED, ELEMENTS, GUARANTEE, ORDINARY, PAYMENT, TWO_STEP
from kouan.procedures._guarantee import words
from kouan.procedures._guarantee.reading import guarantee, is_unknown, yuan
from kouan.procedures.import_declaration.duty import Unknown, duty_on, estimate
from kouan.procedures.import_declaration.form import ImportDeclaration

_USE = {CONSOLIDATED: words.CONSOLIDATED, GUARANTEE: words.TERM, ELEMENTS: words.ELEMENTS}
_SUSPENDED = Text("已暂停使用（税款逾期未缴或海关停止其使用）", "is suspended, over unpaid duty or by customs")
_ENDED = Text("已解除", "is discharged")


def _own(filing: ImportDeclaration, on: Circumstances) -> Balance | None:
    """The guarantee, where it is known and the consignee's own."""
    known = guarantee(on, filing.guarantee_number)
    return known if known and known.holder in ("", filing.consignee_uscc) else None


@rule("guarantee-unknown", basis="gacc-2017-45#declare", given="guarantee_number")
def the_guarantee_is_on_record(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """没有查到 {name} 可以使用的担保 {number}，请核对编号或先办理担保备案。
    | No guarantee {number} of {name} is on record; check its number, or have it registered first.
    """
    if is_unknown(on, filing.guarantee_number):
        yield "guarantee_number", {"number": filing.guarantee_number, "name": filing.consignee_name}


@rule("guarantee-holder", basis="gacc-2017-45#guarantee", given="guarantee_number")
def the_guarantee_is_the_consignee_s(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """担保 {number} 不是 {name} 的担保。 | Guarantee {number} is not that of {name}."""
    if guarantee(on, filing.guarantee_number) and _own(filing, on) is None:
        yield "guarantee_number", {"number": filing.guarantee_number, "name": filing.consignee_name}


def _why_not(known: Balance, day: str) -> Text | None:
    """Why it cannot be drawn on that day; None where it can."""
    state, since, until = (str(known.facts.get(name, "")) for name in ("state", "since", "until"))
    if state in (words.SUSPENDED, words.ENDED):
        return _SUSPENDED if state == words.SUSPENDED else _ENDED
    if since and day < since:
        return Text(f"自 {since} 起才有效", f"holds from {since} only")
    if until and day > until:
        return Text(f"已于 {until} 到期", f"ended on {until}")
    return None


@rule("guarantee-not-valid", basis="gacc-2017-45#valid", given="guarantee_number")
def the_guarantee_holds_that_day(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """担保 {number} {why}，请改用有效的担保或者逐票缴税。
    | Guarantee {number} {why}; name one in force, or pay shipment by shipment.
    """
    known = _own(filing, on)
    why = _why_not(known, local_date(on.moment).isoformat()) if known and not known.held else None
    if why:
        yield "guarantee_number", {"number": filing.guarantee_number, "why": why}


@rule("guarantee-use", basis="gacc-2018-155#kinds", given="guarantee_number")
def the_guarantee_is_for_this_way_to_pay(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """担保 {number} 的用途不含“{payment}”。 | Guarantee {number} is not given for: {payment}."""
    known = _own(filing, on)
    uses = known.facts.get("uses") if known else None
    if uses and filing.payment != ORDINARY and _USE[filing.payment] not in uses:
        yield "payment", {"number": filing.guarantee_number, "payment": PAYMENT.options[filing.payment]}


@rule("guarantee-shipment", basis="gacc-2018-155#single-or-rolling", given="guarantee_number")
def a_single_guarantee_is_for_its_shipment(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """担保 {number} 只保提运单 {bill}。 | Guarantee {number} covers bill {bill} alone."""
    known = _own(filing, on)
    bill = known.facts.get("shipment") if known else None
    if bill and bill != filing.bill_number:
        yield "guarantee_number", {"number": filing.guarantee_number, "bill": bill}


@rule("guarantee-spent", basis="gacc-2018-155#single-or-rolling", given="guarantee_number")
def a_single_guarantee_is_used_once(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """单票担保 {number} 已用于另一份报关单。 | Guarantee {number} for one shipment serves another declaration."""
    known = _own(filing, on)
    if known and known.times_left == 0 and not known.held:
        yield "guarantee_number", {"number": filing.guarantee_number}


@rule("guarantee-scope", basis="gacc-2017-45#guarantee", given="guarantee_number")
def the_guarantee_holds_at_this_office(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """担保 {number} 不适用于海关 {office}。 | Guarantee {number} does not hold at customs office {office}."""
    known = _own(filing, on)
    scope = known.facts.get("scope") if known else None
    if scope and filing.receiving_customs not in scope:
        yield "receiving_customs", {"number": filing.guarantee_number, "office": filing.receiving_customs}


@rule("summary-guarantee-short", basis="gacc-2019-216#tax-items", given="guarantee_number")
def a_summary_is_secured_in_full(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """担保 {number} 余额 {left}，不足以担保概要货物的税款约 {due}；请增加额度，或改为普通申报先缴税。
    | Guarantee {number} has {left} left, less than the duty of the summary, about {due}; have it raised, or
    declare in one step and pay first.
    """
    known = _own(filing, on)
    if known is None or not filing.involves_duty or not is_summary(filing, on):
        return
    try:
        due = estimate(filing, on)
    except Unknown:
        return
    if due > known.open:
        yield "guarantee_number", {"number": filing.guarantee_number, "left": yuan(known.open), "due": yuan(due)}


@rule("guarantee-short", basis="gacc-2017-45#quota", severity="warning", given="guarantee_number")
def the_guarantee_bears_the_duty(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """担保 {number} 余额 {left}，不足以担保税款 {due}；放行前须先缴税，或增加额度。
    | Guarantee {number} has {left} left, less than the duty, {due}: it is paid before release unless raised.
    """
    known = _own(filing, on)
    if known is None or filing.payment == ORDINARY or filing.clearance == TWO_STEP:
        return
    due = _duty(filing, on)
    if due > known.open:
        yield "guarantee_number", {"number": filing.guarantee_number, "left": yuan(known.open), "due": yuan(due)}


def _duty(filing: ImportDeclaration, on: Circumstances) -> Decimal:
    try:
        return duty_on(filing, on).total
    except Unknown:
        return Decimal(0)


RULES: tuple[Rule, ...] = (
    the_guarantee_is_on_record,
    the_guarantee_is_the_consignee_s,
    the_guarantee_holds_that_day,
    the_guarantee_is_for_this_way_to_pay,
    a_single_guarantee_is_for_its_shipment,
    a_single_guarantee_is_used_once,
    the_guarantee_holds_at_this_office,
    a_summary_is_secured_in_full,
    the_guarantee_bears_the_duty,
)
