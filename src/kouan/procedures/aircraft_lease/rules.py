"""Demands on lease, aircraft, each occasion and the subsidy."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.kernel.identifiers import is_import_number
from kouan.procedures._application.months import months_after
from kouan.procedures._application.rows import repeated
from kouan.procedures._zone.rules import FIRM_RULES
from kouan.procedures.aircraft_lease.aircraft import WEIGHTS
from kouan.procedures.aircraft_lease.form import BUY, END, ENTRY, LONG, ONCE, RENEW, RENT, SHORT, Filing

YEAR = 12
AEROPLANES = "8802"
_OF_RENT = ("instalment", "entry_declaration", "rent_paid_on")
_OF_SUBSIDY = ("subsidy_policy", "subsidy_asked", "subsidy_account")


@rule("ends-first", basis="guangzhou-2019#27")
def a_lease_ends_after_it_starts(filing: Filing) -> Iterator[Finding]:
    """租期届满日期应晚于起租日期。 | The lease must end after it starts."""
    if filing.ends_on <= filing.starts_on:
        yield "ends_on"


@rule("regime-of-term", basis="order-272#rent")
def the_regime_fits_the_term(filing: Filing) -> Iterator[Finding]:
    """租期一年及以上用 1523，不满一年用 1500；本合同应为 {right}。
    | A lease of a year or longer is 1523, a shorter one 1500; this one is {right}.
    """
    if filing.ends_on > filing.starts_on:
        right = LONG if filing.ends_on >= months_after(filing.starts_on, YEAR) else SHORT
        if filing.regime != right:
            yield "regime", {"right": right}


@rule("lessee-itself", basis="guangzhou-2019#27")
def the_lessee_is_another(filing: Filing) -> Iterator[Finding]:
    """承租人不能是出租人自己。 | The lessee cannot be the lessor."""
    if filing.lessee_uscc == filing.firm_uscc:
        yield "lessee_uscc"


@rule("not-an-aeroplane", basis="hs-convention#six-digits")
def the_code_is_an_aeroplanes(filing: Filing) -> Iterator[Finding]:
    """商品编号应属品目 8802（飞机、直升机）。 | The code must be of heading 8802, aeroplanes and helicopters."""
    if filing.aircraft.hs_code[:4] != AEROPLANES:
        yield ("aircraft", "hs_code")


@rule("weight-of-code", basis="hs-convention#six-digits")
def the_code_fits_the_weight(filing: Filing) -> Iterator[Finding]:
    """该编号的空载重量应在 {low} 以上至 {high} 千克，请核对编号或重量。
    | This code is for unladen weights above {low} up to {high} kg; check code or weight.
    """
    bounds = WEIGHTS.get(filing.aircraft.hs_code[:6])
    if bounds and not bounds[0] < filing.aircraft.empty_weight <= bounds[1]:
        yield ("aircraft", "empty_weight"), {"low": bounds[0], "high": bounds[1]}


@rule("engine-twice", basis="guangzhou-2019#27")
def an_engine_is_named_once(filing: Filing) -> Iterator[Finding]:
    """发动机序号 {serial} 重复，请对照铭牌改正。
    | Engine {serial} is named twice; compare the plate and correct it.
    """
    for at, serial in repeated(filing.aircraft.engines, "serial"):
        yield ("aircraft", "engines", at, "serial"), {"serial": serial}


@rule("made-ahead", basis="guangzhou-2019#27")
def the_aircraft_exists(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """出厂年份不能晚于今年。 | It cannot have been made in a year to come."""
    if filing.aircraft.made > on.day.year:
        yield ("aircraft", "made")


@rule("rent-untold", basis="order-272#rent")
def a_later_rent_is_told(filing: Filing) -> Iterator[Finding]:
    """后续租金须填期次、租赁进口报关单号和支付日期。
    | A later rent needs its number, the declaration of the import on lease, and the day it was paid.
    """
    if filing.occasion == RENT:
        yield from (name for name in _OF_RENT if getattr(filing, name) is None)


@rule("rent-all-at-once", basis="order-272#rent")
def rent_paid_at_once_has_no_later_one(filing: Filing) -> Iterator[Finding]:
    """租金一次付清的，进口时已全部纳税，没有后续租金。
    | Rent paid all at once was taxed on import; there is no later one.
    """
    if filing.occasion == RENT and filing.period == ONCE:
        yield "occasion"


@rule("rent-ahead", basis="order-272#rent")
def the_rent_has_been_paid(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """租金支付日期不能晚于今日。 | The rent cannot have been paid on a day to come."""
    if filing.occasion == RENT and filing.rent_paid_on and filing.rent_paid_on > local_date(on.moment):
        yield "rent_paid_on"


@rule("rent-late", basis="order-272#rent", severity="warning")
def rent_is_declared_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在支付租金后 {days} 日内（{last} 以前）申报纳税，逾期按日加收滞纳金。
    | Tax is declared within {days} days of paying the rent, by {last}; after that a surcharge is added for each day.
    """
    if filing.occasion == RENT and filing.rent_paid_on:
        days = int(on.terms.number("rent-days"))
        last = filing.rent_paid_on + timedelta(days=days)
        if on.day > last:
            yield "rent_paid_on", {"days": days, "last": last}


@rule("entry-undeclared", basis="order-272#lease-end")
def the_end_names_the_entry(filing: Filing) -> Iterator[Finding]:
    """期满办理须填租赁进口报关单号。 | At the end, name the declaration of the import on lease."""
    if filing.occasion == END and filing.entry_declaration is None:
        yield "entry_declaration"


@rule("entry-not-import", basis="customs-numbers#declaration-18", given="entry_declaration")
def the_entry_was_an_import(filing: Filing) -> Iterator[Finding]:
    """租赁进口报关单号第 9 位应为 1 或 I（进口）。
    | The ninth character of the declaration of the import on lease must be 1 or I.
    """
    if filing.entry_declaration and not is_import_number(filing.entry_declaration):
        yield "entry_declaration"


@rule("end-untold", basis="order-272#lease-end")
def the_end_says_how(filing: Filing) -> Iterator[Finding]:
    """期满须选退租、留购或续租。 | At the end, choose return, purchase or renewal."""
    if filing.occasion == END and filing.ending is None:
        yield "ending"


@rule("end-early", basis="order-272#lease-end")
def only_the_end_has_an_ending(filing: Filing) -> Iterator[Finding]:
    """“期满处理”只在租赁期满时填写。 | What becomes of it at the end is told at the end of the lease alone."""
    if filing.occasion != END and filing.ending is not None:
        yield "ending"


@rule("end-late", basis="order-272#lease-end", severity="warning")
def the_end_is_filed_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在租期届满后 {days} 日内（{last} 以前）办结，已经逾期。
    | The end is settled within {days} days of the last day of the lease, by {last}; it is late.
    """
    days = int(on.terms.number("end-days"))
    last = filing.ends_on + timedelta(days=days)
    if filing.occasion == END and on.day > last:
        yield "ends_on", {"days": days, "last": last}


@rule("price-missing", basis="order-213#transaction-value")
def a_purchase_has_its_price(filing: Filing) -> Iterator[Finding]:
    """留购须填留购价。 | A purchase has its price."""
    if filing.ending == BUY and filing.price is None:
        yield "price"


@rule("renewal-untold", basis="order-272#lease-end")
def a_renewal_has_its_end(filing: Filing) -> Iterator[Finding]:
    """续租须填新的届满日期。 | A renewal needs its new end."""
    if filing.ending == RENEW and filing.renewed_until is None:
        yield "renewed_until"


@rule("renewal-short", basis="order-272#lease-end")
def a_renewal_goes_on(filing: Filing) -> Iterator[Finding]:
    """续租应晚于原届满日期。 | A renewal must go beyond the former end."""
    if filing.ending == RENEW and filing.renewed_until and filing.renewed_until <= filing.ends_on:
        yield "renewed_until"


@rule("subsidy-untold", basis="guangzhou-2019#27")
def a_subsidy_is_told(filing: Filing) -> Iterator[Finding]:
    """申请补贴须填政策文号、金额和收款账户。 | A subsidy needs its policy, the sum and the account to be paid."""
    if filing.subsidy:
        yield from (name for name in _OF_SUBSIDY if getattr(filing, name) is None)


@rule("subsidy-not-entry", basis="guangzhou-2019#27")
def a_subsidy_goes_with_the_entry(filing: Filing) -> Iterator[Finding]:
    """租赁补贴在租赁进口时申请，后续租金和期满不再申请。
    | The subsidy is asked for with the import on lease, not with later rents or at the end.
    """
    if filing.subsidy and filing.occasion != ENTRY:
        yield "subsidy"


RULES: tuple[Rule, ...] = (
    *FIRM_RULES,
    a_lease_ends_after_it_starts,
    the_regime_fits_the_term,
    the_lessee_is_another,
    the_code_is_an_aeroplanes,
    the_code_fits_the_weight,
    an_engine_is_named_once,
    the_aircraft_exists,
    a_later_rent_is_told,
    rent_paid_at_once_has_no_later_one,
    the_rent_has_been_paid,
    rent_is_declared_in_time,
    the_end_names_the_entry,
    the_entry_was_an_import,
    the_end_says_how,
    only_the_end_has_an_ending,
    the_end_is_filed_in_time,
    a_purchase_has_its_price,
    a_renewal_has_its_end,
    a_renewal_goes_on,
    a_subsidy_is_told,
    a_subsidy_goes_with_the_entry,
)
