"""Demands on a yacht's entry, its guarantee and its departure."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.kernel.money import Money
from kouan.procedures._vessel.rules import full_name, repeated
from kouan.procedures.yacht_entry.form import CASH, Departure, Filing, Person

CHINESE_PORT = "CN"


@rule("from-abroad", basis="shenzhen-2019#37")
def it_comes_from_outside(filing: Filing) -> Iterator[Finding]:
    """出发港在境内，不须办理进境。 | It comes from a port inside the mainland, so there is no entry to file."""
    if filing.last_port.startswith(CHINESE_PORT):
        yield "last_port"


@rule("leaves-before-arrival", basis="customs-law#temporary")
def it_leaves_after_it_comes(filing: Filing) -> Iterator[Finding]:
    """计划离境时间应晚于预计抵达时间。 | It must leave after it arrives."""
    if filing.leaves <= filing.eta:
        yield "leaves"


@rule("stay-too-long", basis="customs-law#temporary")
def the_stay_is_temporary(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """暂时进境最长 {days} 日，请提前离境时间。 | A temporary entry lasts at most {days} days; leave earlier."""
    days = on.terms.number("longest-stay")
    if filing.leaves - filing.eta > timedelta(days=int(days)):
        yield "leaves", {"days": days}


@rule("arrival-past", basis="exit-entry-law#conveyance")
def entry_is_filed_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在抵达前申报。 | The entry is filed before arrival."""
    if filing.eta <= on.at:
        yield "eta"


@rule("certificate-expired", basis="vessel-entry#documents")
def certificates_cover_the_stay(filing: Filing) -> Iterator[Finding]:
    """该证书在计划离境前到期，请换发后再申报。 | This expires before the yacht leaves; renew it first."""
    last = local_date(filing.leaves)
    for name in ("safety_until", "insured_until", "licence_until"):
        if getattr(filing, name) < last:
            yield name


@rule("too-many", basis="vessel-entry#documents")
def no_more_come_than_allowed(filing: Filing) -> Iterator[Finding]:
    """船上 {persons} 人，超过核定乘员。 | {persons} persons are on board, more than are allowed."""
    if len(filing.persons) > filing.berths:
        yield "persons", {"persons": len(filing.persons)}


@rule("one-skipper", basis="border-inspection-regulation#lists")
def there_is_one_skipper(filing: Filing) -> Iterator[Finding]:
    """人员中应有且只有一名驾驶人，现有 {skippers} 名。 | One of those on board is the skipper; there are {skippers}."""
    skippers = sum(person.skipper for person in filing.persons)
    if skippers != 1:
        yield "persons", {"skippers": skippers}


@rule("document-twice", basis="border-inspection-regulation#lists")
def nobody_is_listed_twice(filing: Filing) -> Iterator[Finding]:
    """证件 {number} 出现了两次；每人只列一行，请删去重复的。
    | Document {number} occurs twice; each person has one line, so leave one out.
    """
    yield from repeated({"persons": filing.persons})


@rule("document-expired", basis="exit-entry-law#conveyance", severity="warning", each="persons")
def documents_are_valid(person: Person, filing: Filing) -> Iterator[Finding]:
    """{name} 的证件抵达时已过期，由边检处理。
    | The document of {name} will have expired on arrival; border inspection will see to it.
    """
    if person.document_until < local_date(filing.eta):
        yield "document_until", {"name": full_name(person)}


@rule("guarantee-low", basis="customs-law#guarantee")
def the_guarantee_covers_the_taxes(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """担保金额应不低于游艇价值的 {rate}%，即 {least}。
    | The guarantee must be at least {rate} % of the yacht's value, {least}.
    """
    rate = on.terms.number("guarantee-rate")
    least = Money(filing.value * rate / 100).rounded()
    if filing.guarantee.amount < least.amount:
        yield ("guarantee", "amount"), {"rate": rate, "least": least.text}


@rule("guarantee-short", basis="customs-law#guarantor")
def the_guarantee_outlives_the_stay(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """保函、保险和总担保须填有效期，且至少到离境后 {days} 日。
    | A guarantee other than cash says until when it holds, at least {days} days after the yacht leaves.
    """
    guarantee, days = filing.guarantee, on.terms.number("guarantee-after")
    until = guarantee.valid_until
    if guarantee.kind != CASH and (until is None or until - local_date(filing.leaves) < timedelta(days=int(days))):
        yield ("guarantee", "valid_until"), {"days": days}


@rule("guarantor-missing", basis="customs-law#guarantor")
def the_guarantor_is_named(filing: Filing) -> Iterator[Finding]:
    """保证金以外的担保须填担保人。 | A guarantee other than cash names its guarantor."""
    if filing.guarantee.kind != CASH and filing.guarantee.guarantor is None:
        yield "guarantee", "guarantor"


RULES: tuple[Rule, ...] = (
    it_comes_from_outside,
    it_leaves_after_it_comes,
    the_stay_is_temporary,
    entry_is_filed_ahead,
    certificates_cover_the_stay,
    no_more_come_than_allowed,
    there_is_one_skipper,
    nobody_is_listed_twice,
    documents_are_valid,
    the_guarantee_covers_the_taxes,
    the_guarantee_outlives_the_stay,
    the_guarantor_is_named,
)


@rule("left-when", basis="customs-law#temporary")
def leaving_has_happened(form: Departure, on: Circumstances) -> Iterator[Finding]:
    """离境时间应在申报进境之后，且不晚于现在。 | It left after its entry was filed and not later than now."""
    if not on.at <= form.left_at <= on.moment:
        yield "left_at"


@rule("left-to", basis="customs-law#temporary")
def it_left_the_mainland(form: Departure) -> Iterator[Finding]:
    """前往港应在境外。 | The port it has gone to must be outside the mainland."""
    if form.next_port.startswith(CHINESE_PORT):
        yield "next_port"


DEPARTURE_RULES: tuple[Rule, ...] = (leaving_has_happened, it_left_the_mainland)
