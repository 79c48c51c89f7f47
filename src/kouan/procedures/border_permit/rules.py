"""Demands on an application: the ship, the period, the persons, what is renewed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.calendar import months_after
from kouan.kernel.clock import SHANGHAI, local_date
from kouan.kernel.identifiers import is_resident_number
from kouan.procedures._application.rows import repeated
from kouan.procedures._vessel.particulars import CHINA
from kouan.procedures._vessel.rules import the_call_is_announced, the_call_is_this_ship
from kouan.procedures.border_permit.form import (
    ALONGSIDE,
    AREA,
    FAMILY,
    LONG,
    ONCE,
    RENEWAL,
    RESIDENT,
    VISIT,
    Filing,
    Person,
)

OF_THE_SHIP = ("call", "imo", "ship", "flag")
OF_THE_OWN = ("own_ship", "own_number", "own_crew")
VISITS = frozenset({VISIT, FAMILY})


def is_at_a_ship(filing: Filing) -> bool:
    """Whether it is for one call of one ship."""
    return filing.term == ONCE and filing.kind != AREA


@rule("ship-missing", basis="exit-entry-law#ship-permits")
def a_permit_for_once_names_the_ship(filing: Filing) -> Iterator[Finding]:
    """临时登轮、搭靠须填所登、所靠的外国船舶。 | A permit for once names the foreign ship."""
    if is_at_a_ship(filing):
        yield from (name for name in OF_THE_SHIP if getattr(filing, name) is None)


@rule("ship-chinese", basis="exit-entry-law#ship-permits", given="flag")
def no_permit_for_chinese_ships(filing: Filing) -> Iterator[Finding]:
    """登轮和搭靠许可只适用于外国船舶，中国籍船舶不用办理。
    | These permits are for foreign ships; a ship under the Chinese flag needs none.
    """
    if filing.kind != AREA and filing.flag == CHINA:
        yield "flag"


@rule("call-departed", basis="border-inspection-regulation#no-boarding", given="call")
def the_ship_is_not_gone(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """航次 {call} 的船舶已离港，请核对航次编号。 | The ship of call {call} has left; check the number of the call."""
    if on.known("vessel-call", filing.call, "departed_at"):
        yield "call", {"call": filing.call}


@rule("before-inspection", basis="border-inspection-regulation#no-boarding", severity="warning", given="call")
def nobody_boards_before_she_is_inspected(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """船舶预计 {arrives} 抵港，入境检查完毕前不得上下人员；请核对开始时间。
    | The ship is due at {arrives} and nobody boards before she is inspected; check when it begins.
    """
    said = on.known("vessel-call", filing.call, "arrived_at") or on.known("vessel-call", filing.call, "eta")
    arrives = datetime_of(said)
    if arrives and filing.begins < arrives:
        yield "begins", {"arrives": f"{arrives:%Y-%m-%d %H:%M}"}


@rule("own-ship-missing", basis="border-permit-guides#alongside-applicant")
def who_comes_alongside_says_which_ship(filing: Filing) -> Iterator[Finding]:
    """搭靠须填搭靠船舶的名称、识别号和船员人数。
    | For lying alongside give the ship that comes: name, identification, crew.
    """
    if filing.kind == ALONGSIDE:
        yield from (name for name in OF_THE_OWN if getattr(filing, name) is None)


@rule("own-crew-differs", basis="border-inspection-regulation#alongside", given="own_crew")
def the_crew_that_comes_is_listed(filing: Filing) -> Iterator[Finding]:
    """船员 {said} 人，名单 {listed} 人，应当一致。 | {said} crew are told and {listed} listed; they must agree."""
    if filing.kind == ALONGSIDE and filing.own_crew != len(filing.persons):
        yield "own_crew", {"said": filing.own_crew, "listed": len(filing.persons)}


@rule("areas-missing", basis="exit-entry-law#port-area")
def a_pass_names_its_areas(filing: Filing) -> Iterator[Finding]:
    """限定区域通行须选择区域。 | A pass names the areas it is for."""
    if filing.kind == AREA and not filing.areas:
        yield "areas"


@rule("vehicles-elsewhere", basis="border-permit-guides#area", given="vehicles")
def vehicles_enter_areas(filing: Filing) -> Iterator[Finding]:
    """只有限定区域通行许可才填车辆。 | Vehicles are for a pass to the restricted area alone."""
    if filing.kind != AREA:
        yield "vehicles"


@rule("period-order", basis="border-permit-guides#once")
def it_ends_after_it_begins(filing: Filing) -> Iterator[Finding]:
    """结束时间应晚于开始时间。 | It must end after it begins."""
    if filing.ends <= filing.begins:
        yield "ends"


@rule("period-past", basis="exit-entry-law#ship-permits")
def it_is_asked_for_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """开始时间已过，许可不能追溯。 | The beginning is past, and no permit reaches back."""
    if filing.begins < on.moment:
        yield "begins"


@rule("period-too-long", basis="border-permit-guides#long")
def it_is_no_longer_than_allowed(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """有效期最长 {months} 个月，最晚到 {last}。 | It holds for {months} months at most, until {last}."""
    months = int(on.terms.number(f"months-{filing.term}"))
    last = months_after(local_date(filing.begins), months)
    if local_date(filing.ends) > last:
        yield "ends", {"months": months, "last": last}


@rule("period-short", basis="border-permit-guides#long")
def long_is_longer_than_once(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """不超过 {months} 个月的请办临时许可。 | For up to {months} months ask for a permit for once."""
    months = int(on.terms.number("months-once"))
    brief = filing.begins < filing.ends and local_date(filing.ends) <= months_after(local_date(filing.begins), months)
    if filing.term == LONG and brief:
        yield "term", {"months": months}


@rule("visit-long", basis="border-permit-guides#boarding")
def visits_are_for_once(filing: Filing) -> Iterator[Finding]:
    """参观、探望只能办临时许可。 | Visits are for once."""
    if filing.term == LONG and filing.purpose in VISITS:
        yield "term"


@rule("visit-alongside", basis="exit-entry-law#ship-permits")
def ships_come_alongside_for_work(filing: Filing) -> Iterator[Finding]:
    """搭靠须因作业需要，参观、探望请办登轮许可。 | Ships come alongside for work; for a visit ask to board."""
    if filing.kind == ALONGSIDE and filing.purpose in VISITS:
        yield "purpose"


@rule("resident-number", basis="gb-11643#check-digit", each="persons")
def resident_numbers_are_right(person: Person) -> Iterator[Finding]:
    """{name} 的居民身份证号位数或校验码不符。 | The identity number of {name} has a wrong length or check digit."""
    if person.document_kind == RESIDENT and not is_resident_number(person.document_number):
        yield "document_number", {"name": person.name}


@rule("document-endless", basis="border-inspection-regulation#refuse", each="persons")
def other_documents_have_an_end(person: Person) -> Iterator[Finding]:
    """居民身份证以外的证件须填有效期。 | A document other than an identity card says until when it holds."""
    if person.document_kind != RESIDENT and person.document_until is None:
        yield "document_until"


@rule("document-expires", basis="border-inspection-regulation#refuse", each="persons", given="document_until")
def documents_outlast_the_permit(person: Person, filing: Filing) -> Iterator[Finding]:
    """{name} 的证件在许可期内到期，请换证或缩短期间。
    | The document of {name} expires before the permit ends; renew it or ask for less.
    """
    if person.document_until and person.document_until < local_date(filing.ends):
        yield "document_until", {"name": person.name}


@rule("person-twice", basis="border-inspection-regulation#on-board")
def nobody_is_listed_twice(filing: Filing) -> Iterator[Finding]:
    """证件 {number} 出现了两次；每人只列一行，请删去重复的。
    | Document {number} occurs twice; each person has one line, so leave one out.
    """
    for at, number in repeated(filing.persons, "document_number"):
        yield ("persons", at, "document_number"), {"number": number}


@rule("vehicle-twice", basis="border-permit-guides#area", given="vehicles")
def no_vehicle_is_listed_twice(filing: Filing) -> Iterator[Finding]:
    """号牌 {plate} 出现了两次，请删去一行。 | Plate {plate} occurs twice; leave one line out."""
    for at, plate in repeated(filing.vehicles, "plate"):
        yield ("vehicles", at, "plate"), {"plate": plate}


@rule("renewal-of-nothing", basis="administrative-licensing-law#renew")
def a_renewal_names_what_it_renews(filing: Filing) -> Iterator[Finding]:
    """延续须填原许可证件号和有效期。 | A renewal gives number and end of the earlier permit."""
    if filing.occasion == RENEWAL:
        yield from (name for name in ("earlier", "earlier_until") if getattr(filing, name) is None)


@rule("renewal-once", basis="administrative-licensing-law#renew")
def only_long_permits_are_renewed(filing: Filing) -> Iterator[Finding]:
    """临时许可不延续，请新办。 | A permit for once is not renewed; ask for a new one."""
    if filing.occasion == RENEWAL and filing.term == ONCE:
        yield "occasion"


@rule("renewal-ended", basis="administrative-licensing-law#renew", given="earlier_until")
def what_ended_is_not_renewed(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """原许可已于 {day} 到期，请新办。 | The earlier permit ended on {day}; ask for a new one."""
    ended = filing.earlier_until
    if filing.occasion == RENEWAL and ended and ended < local_date(on.moment):
        yield "occasion", {"day": ended}


@rule("renewal-late", basis="administrative-licensing-law#renew", severity="warning", given="earlier_until")
def renewal_is_asked_for_early(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """延续应在到期 {days} 日前申请，现在申请可能在到期前办不完。
    | A renewal is asked for {days} days before the end; it may not be decided in time now.
    """
    days, until, today = int(on.terms.number("renew-ahead")), filing.earlier_until, local_date(on.moment)
    if filing.occasion == RENEWAL and until and today <= until < today + timedelta(days=days):
        yield "earlier_until", {"days": days}


def datetime_of(said: str | None) -> datetime | None:
    """A time the register tells of a call, in the port's zone."""
    return datetime.fromisoformat(said).astimezone(SHANGHAI) if said else None


RULES: tuple[Rule, ...] = (
    a_permit_for_once_names_the_ship,
    no_permit_for_chinese_ships,
    the_call_is_announced,
    the_call_is_this_ship,
    the_ship_is_not_gone,
    nobody_boards_before_she_is_inspected,
    who_comes_alongside_says_which_ship,
    the_crew_that_comes_is_listed,
    a_pass_names_its_areas,
    vehicles_enter_areas,
    it_ends_after_it_begins,
    it_is_asked_for_ahead,
    it_is_no_longer_than_allowed,
    long_is_longer_than_once,
    visits_are_for_once,
    ships_come_alongside_for_work,
    resident_numbers_are_right,
    other_documents_have_an_end,
    documents_outlast_the_permit,
    nobody_is_listed_twice,
    no_vehicle_is_listed_twice,
    a_renewal_names_what_it_renews,
    only_long_permits_are_renewed,
    what_ended_is_not_renewed,
    renewal_is_asked_for_early,
)
