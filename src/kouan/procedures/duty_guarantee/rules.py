"""Demands on the guarantee itself: for whom, how far, how long."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._guarantee.words import CONSOLIDATED, E_LETTER, INSURANCE, LETTER
from kouan.procedures.duty_guarantee.form import Filing

DISCREDITED = frozenset({"discredited", "seriously-discredited"})
BY_BANKS = frozenset({LETTER, E_LETTER})


def _is_discredited(filing: Filing, on: Circumstances) -> bool:
    return on.known("organisation", filing.firm_uscc, "credit") in DISCREDITED


@rule("consolidated-credit", basis="gacc-2017-45#eligible")
def consolidated_duty_is_not_for_the_discredited(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name}是失信企业，不能汇总征税；可改为单票担保。
    | {name} is discredited and cannot pay consolidated duty; a guarantee for one shipment will do.
    """
    if CONSOLIDATED in filing.uses and _is_discredited(filing, on):
        yield "uses", {"name": filing.firm_name}


@rule("insurance-credit", basis="gacc-2018-155#not-discredited")
def insurance_is_not_for_the_discredited(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name}是失信企业，不能用关税保证保险；请改用保函或保证金。
    | {name} is discredited and cannot use duty guarantee insurance; a letter or a deposit will do.
    """
    if filing.method == INSURANCE and CONSOLIDATED not in filing.uses and _is_discredited(filing, on):
        yield "method", {"name": filing.firm_name}


@rule("not-an-importer", basis="gacc-2017-45#eligible")
def the_firm_imports(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name}没有登记为进口收货人，无税款可保；请核对代码，或先办理登记。
    | {name} is not registered as an importer and has no duty to secure; check the code, or register it first.
    """
    roles = on.known("organisation", filing.firm_uscc, "roles")
    if roles and "importer" not in roles:
        yield "firm_uscc", {"name": filing.firm_name}


@rule("use-repeated", basis="gacc-2018-155#kinds", given="uses")
def every_use_is_named_once(filing: Filing) -> Iterator[Finding]:
    """同一用途只选一次。 | Name each use once."""
    for at, use in enumerate(filing.uses):
        if use in filing.uses[:at]:
            yield ("uses", at)


@rule("consolidated-rolling", basis="gacc-2017-45#guarantee")
def consolidated_duty_takes_a_general_guarantee(filing: Filing) -> Iterator[Finding]:
    """汇总征税须用总担保，应为循环额度。 | Consolidated duty takes a general guarantee, which is rolling."""
    if CONSOLIDATED in filing.uses and not filing.rolling:
        yield "rolling"


@rule("consolidated-everywhere", basis="gacc-2017-45#guarantee", given="scope")
def consolidated_duty_holds_at_every_office(filing: Filing) -> Iterator[Finding]:
    """汇总征税总担保在全国海关通用，不能限定适用海关。
    | A general guarantee for consolidated duty holds at every customs office; name none.
    """
    if CONSOLIDATED in filing.uses and filing.rolling:
        yield "scope"


@rule("shipment-named", basis="gacc-2018-155#single-or-rolling")
def a_single_guarantee_names_its_shipment(filing: Filing) -> Iterator[Finding]:
    """单票担保须填所保提运单号。 | A guarantee for one shipment names its bill."""
    if not filing.rolling and not filing.shipment and CONSOLIDATED not in filing.uses:
        yield "shipment"


@rule("shipment-not-named", basis="gacc-2018-155#single-or-rolling", given="shipment")
def a_rolling_guarantee_names_none(filing: Filing) -> Iterator[Finding]:
    """循环额度不限于一票，不填提运单号。 | A rolling guarantee is not for one shipment: no bill is named."""
    if filing.rolling:
        yield "shipment"


@rule("validity-backwards", basis="gacc-2017-45#valid")
def it_ends_after_it_begins(filing: Filing) -> Iterator[Finding]:
    """有效期止 {end} 早于有效期起 {begin}，应不早于这一天。
    | It would end on {end}, before it begins; its last day is {begin} or later.
    """
    if filing.valid_to < filing.valid_from:
        yield "valid_to", {"end": filing.valid_to, "begin": filing.valid_from}


@rule("expired", basis="gacc-2017-45#valid")
def it_still_holds(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """担保已于 {end} 到期，请先续保。 | It ended on {end}; have it renewed first."""
    if filing.valid_from <= filing.valid_to < on.day:
        yield "valid_to", {"end": filing.valid_to}


@rule("too-short", basis="gacc-2018-155#bank-guarantee")
def a_bank_answers_long_enough(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """银行循环担保的有效期不少于 {days} 日，现为 {given} 日。
    | A rolling bank guarantee holds for at least {days} days; this one for {given}.
    """
    days, given = int(on.terms.number("shortest-days")), (filing.valid_to - filing.valid_from).days
    if filing.rolling and filing.method in BY_BANKS and 0 <= given < days and filing.valid_to >= on.day:
        yield "valid_to", {"days": days, "given": given}


@rule("issued-ahead", basis="guarantee-regulation#forms")
def the_instrument_is_issued(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """出具日期不能晚于今日。 | The instrument cannot be issued on a day to come."""
    if filing.issued_on > on.day:
        yield "issued_on"


@rule("backdated", basis="guarantee-regulation#forms")
def it_begins_with_its_instrument(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """有效期起 {begin} 早于出具日期 {issued}，应不早于出具日期。
    | It cannot begin on {begin}, before it was issued; its first day is {issued} or later.
    """
    if filing.valid_from < filing.issued_on <= on.day:
        yield "valid_from", {"begin": filing.valid_from, "issued": filing.issued_on}


RULES: tuple[Rule, ...] = (
    consolidated_duty_is_not_for_the_discredited,
    insurance_is_not_for_the_discredited,
    the_firm_imports,
    every_use_is_named_once,
    consolidated_duty_takes_a_general_guarantee,
    consolidated_duty_holds_at_every_office,
    a_single_guarantee_names_its_shipment,
    a_rolling_guarantee_names_none,
    it_ends_after_it_begins,
    it_still_holds,
    a_bank_answers_long_enough,
    the_instrument_is_issued,
    it_begins_with_its_instrument,
)
