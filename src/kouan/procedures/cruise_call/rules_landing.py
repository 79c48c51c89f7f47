"""Demands on how passengers land: on what, in which group, until when; and on health."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.rows import repeated
from kouan.procedures._application.spans import days, hours
from kouan.procedures._vessel.particulars import CHINA
from kouan.procedures._vessel.rules import full_name
from kouan.procedures.cruise_call.form import RADIO, Filing
from kouan.procedures.cruise_call.travellers import GROUP, LANDS, RESIDENT, STAYS, TOURS, VISA, Group, Passenger


@rule("too-many", basis="vessel-entry#documents")
def no_more_come_than_allowed(filing: Filing) -> Iterator[Finding]:
    """船员和旅客共 {persons} 人，超过核定载员 {allowed} 人。
    | Crew and passengers are {persons}, more than the {allowed} allowed.
    """
    persons = filing.crew_count + filing.passenger_count
    if persons > filing.allowed:
        yield "allowed", {"persons": persons, "allowed": filing.allowed}


@rule("security-expired", basis="solas#isps", severity="warning")
def the_security_certificate_holds(filing: Filing) -> Iterator[Finding]:
    """保安证书抵港时已过期，应在抵港前换发。
    | The security certificate will have expired on arrival; it is to be renewed before.
    """
    if filing.security_until < local_date(filing.eta):
        yield "security_until"


@rule("radio-unfit", basis="cruise-quarantine#radio")
def radio_is_for_healthy_ships(filing: Filing) -> Iterator[Finding]:
    """有病例、到过疫区或卫生证书到期的不能电讯检疫，请改选其他方式。
    | With cases on board, from an infected area or without a valid certificate radio will not do; choose another way.
    """
    health = filing.health
    if health.mode == RADIO and (health.is_suspect or health.sanitation_until < local_date(filing.eta)):
        yield "health", "mode"


@rule("health-details", basis="cruise-quarantine#declare")
def illness_is_explained(filing: Filing) -> Iterator[Finding]:
    """到过疫区、有病例或死亡的，须说明情况。 | An infected area, cases or deaths: say what happened."""
    if filing.health.is_suspect and filing.health.details is None:
        yield "health", "details"


@rule("outbreak", basis="cruise-quarantine#gastro", severity="warning")
def an_outbreak_is_told(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """急性胃肠炎 {cases} 例，达到在船人数的 {share}%，按突发公共卫生事件处置。
    | {cases} cases of gastroenteritis are {share} % of those on board or more and are handled as an outbreak.
    """
    share, cases = on.terms.number("outbreak"), filing.health.gastro
    if cases and cases * 100 >= share * (filing.crew_count + filing.passenger_count):
        yield ("health", "gastro"), {"cases": cases, "share": share}


@rule("basis-missing", basis="exit-entry-law#visa", each="passengers")
def who_leaves_the_ship_says_on_what(passenger: Passenger) -> Iterator[Finding]:
    """{name} 要下船，须填入境依据。 | {name} leaves the ship, so say on what they enter."""
    if passenger.move != STAYS and passenger.basis is None:
        yield "basis", {"name": full_name(passenger)}


@rule("visa-missing", basis="exit-entry-law#visa", each="passengers")
def a_visa_has_its_number(passenger: Passenger) -> Iterator[Finding]:
    """{name} 凭签证入境，须填签证号码。 | {name} enters on a visa; give its number."""
    if passenger.basis == VISA and passenger.visa is None:
        yield "visa", {"name": full_name(passenger)}


@rule("resident-foreign", basis="exit-entry-law#visa", each="passengers")
def foreigners_are_no_residents(passenger: Passenger) -> Iterator[Finding]:
    """{name} 不是中国国籍，请改选入境依据。 | {name} is no Chinese national; choose what they enter on."""
    if passenger.basis == RESIDENT and passenger.nationality != CHINA:
        yield "basis", {"name": full_name(passenger)}


@rule("group-not-yet", basis="cruise-visa-free#group", each="passengers", until=date(2024, 5, 14))
def groups_come_visa_free_since_may_2024(passenger: Passenger) -> Iterator[Finding]:
    """邮轮团免签自 2024 年 5 月 15 日起实行，此前请办签证。
    | Groups come without visas since 15 May 2024; before that with a visa.
    """
    if passenger.basis == GROUP:
        yield "basis"


@rule("group-chinese", basis="cruise-visa-free#group", each="passengers")
def groups_are_of_foreigners(passenger: Passenger) -> Iterator[Finding]:
    """{name} 是中国国籍，不适用外国旅游团免签。
    | {name} is a Chinese national; the rule is for foreign groups.
    """
    if passenger.basis == GROUP and passenger.nationality == CHINA:
        yield "basis", {"name": full_name(passenger)}


@rule("group-lands", basis="cruise-visa-free#same-ship", each="passengers")
def groups_go_on_with_the_ship(passenger: Passenger) -> Iterator[Finding]:
    """免签旅游团须随同一邮轮离境，{name} 不能在本港离船。
    | A visa-free group goes on with the ship: {name} cannot end the cruise here.
    """
    if passenger.basis == GROUP and passenger.move == LANDS:
        yield "move", {"name": full_name(passenger)}


@rule("group-missing", basis="cruise-visa-free#group", each="passengers")
def a_group_member_names_the_group(passenger: Passenger) -> Iterator[Finding]:
    """{name} 凭邮轮团免签入境，须填旅游团编号。 | {name} enters with a visa-free group; name it."""
    if passenger.basis == GROUP and passenger.group is None:
        yield "group", {"name": full_name(passenger)}


@rule("group-unknown", basis="cruise-visa-free#group", each="passengers", given="group")
def the_group_is_told(passenger: Passenger, filing: Filing) -> Iterator[Finding]:
    """没有编号为 {group} 的旅游团，请添加该团或改正编号。
    | There is no group {group}; add the group, or correct its number.
    """
    if passenger.group not in {group.number for group in filing.groups}:
        yield "group", {"group": passenger.group}


@rule("group-twice", basis="cruise-visa-free#group", given="groups")
def a_group_stands_once(filing: Filing) -> Iterator[Finding]:
    """旅游团 {group} 出现了两次，请合并为一行。 | Group {group} occurs twice; make it one line."""
    for at, number in repeated(filing.groups, "number"):
        yield ("groups", at, "number"), {"group": number}


@rule("group-small", basis="cruise-visa-free#group", each="groups")
def a_group_is_two_at_least(group: Group, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """免签旅游团至少 {least} 人。 | A visa-free group has {least} members at least."""
    least = int(on.terms.number("group-least"))
    if group.members < least:
        yield "members", {"least": least}


@rule("group-count", basis="cruise-visa-free#group", given="groups")
def groups_are_counted(filing: Filing) -> Iterator[Finding]:
    """旅游团 {group} 填 {said} 人，名单上 {listed} 人。
    | Group {group} is said to have {said} members, and {listed} are listed.
    """
    listed = Counter(passenger.group for passenger in filing.passengers if passenger.basis == GROUP)
    for at, group in enumerate(filing.groups):
        if group.members != listed[group.number]:
            said = {"group": group.number, "said": group.members, "listed": listed[group.number]}
            yield ("groups", at, "members"), said


@rule("group-stay", basis="cruise-visa-free#stay", each="groups")
def a_group_stays_fifteen_days_at_most(group: Group, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """免签旅游团停留不超过 {days} 天，最晚 {last} 出境。
    | A visa-free group stays {days} days at most and is out by {last}.
    """
    last = local_date(filing.eta) + days(on, "group-days")
    if group.ends_on > last:
        yield "ends_on", {"days": on.terms.number("group-days"), "last": last}


@rule("group-ends-first", basis="cruise-visa-free#stay", each="groups")
def a_group_leaves_with_the_ship(group: Group, filing: Filing) -> Iterator[Finding]:
    """邮轮 {day} 才从本港驶离，旅游团出境日期不能更早。
    | The ship leaves here on {day}; the group cannot leave China before that.
    """
    day = local_date(filing.etd)
    if filing.eta < filing.etd and group.ends_on < day:
        yield "ends_on", {"day": day}


@rule("back-unsaid", basis="guangzhou-2019#18")
def tours_have_an_end(filing: Filing) -> Iterator[Finding]:
    """有旅客上岸观光，须填归船时间。 | Passengers go ashore and come back; say by when."""
    if filing.back_by is None and any(passenger.move == TOURS for passenger in filing.passengers):
        yield "back_by"


@rule("back-late", basis="guangzhou-2019#18", given="back_by")
def tours_end_before_the_ship_leaves(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """归船时间应在抵港之后、离港 {hours} 小时以前，给边检和海关留出时间。
    | Tours end after arrival and {hours} hours before the ship leaves, so that there is time to look.
    """
    latest = filing.etd - hours(on, "boarding-closes")
    if filing.back_by and filing.eta < filing.etd and not filing.eta < filing.back_by <= latest:
        yield "back_by", {"hours": on.terms.number("boarding-closes")}


LANDING_RULES: tuple[Rule, ...] = (
    no_more_come_than_allowed,
    the_security_certificate_holds,
    radio_is_for_healthy_ships,
    illness_is_explained,
    an_outbreak_is_told,
    who_leaves_the_ship_says_on_what,
    a_visa_has_its_number,
    foreigners_are_no_residents,
    groups_come_visa_free_since_may_2024,
    groups_are_of_foreigners,
    groups_go_on_with_the_ship,
    a_group_member_names_the_group,
    the_group_is_told,
    a_group_stands_once,
    a_group_is_two_at_least,
    groups_are_counted,
    a_group_stays_fifteen_days_at_most,
    a_group_leaves_with_the_ship,
    tours_have_an_end,
    tours_end_before_the_ship_leaves,
)
