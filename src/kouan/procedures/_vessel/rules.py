"""Demands that entry and exit share: the call, the people, dangerous goods, dues."""

from collections.abc import Iterator, Mapping, Sequence

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._vessel.particulars import CHINA
from kouan.procedures._vessel.people import MASTER
from kouan.procedures._vessel.shape import Cargoes, Goods, Papers, Person
from kouan.reference import table

UN_CLASS = {f"UN{code}": entry.attributes["class"] for code, entry in table("un-number").entries.items()}


def full_name(person: Person) -> str:
    """Family name first, as on a list of persons."""
    return f"{person.family_name} {person.given_name}"


def repeated(lists: Mapping[str, Sequence[Person]]) -> Iterator[Finding]:
    """Where a person's document stands for the second time, in lists by their field."""
    seen: set[tuple[str, str]] = set()
    for rows, people in lists.items():
        for at, person in enumerate(people):
            document = (person.document_issuer, person.document_number)
            if document in seen:
                yield (rows, at, "document_number"), {"number": person.document_number}
            seen.add(document)


@rule("call-unknown", basis="port-law#ship-notice")
def the_call_is_announced(filing: Papers, on: Circumstances) -> Iterator[Finding]:
    """航次 {call} 没有船期预报，请先预报航次。 | Call {call} has not been announced; announce it first."""
    if on.not_found("vessel-call", filing.call):
        yield "call", {"call": filing.call}


@rule("call-ship", basis="port-law#ship-notice")
def the_call_is_this_ship(filing: Papers, on: Circumstances) -> Iterator[Finding]:
    """IMO 编号与航次 {call} 预报的船舶 {imo} 不符。 | The IMO number differs from {imo}, announced for call {call}."""
    imo = on.known("vessel-call", filing.call, "imo", filing.imo)
    if imo != filing.imo:
        yield "imo", {"call": filing.call, "imo": imo}


@rule("net-tonnage", basis="tonnage-tax-law#pay")
def net_tonnage_is_not_above_gross(filing: Papers) -> Iterator[Finding]:
    """净吨不能大于总吨，请对照吨位证书。
    | Net tonnage cannot be above gross tonnage; compare the tonnage certificate.
    """
    if filing.net_tonnage > filing.gross_tonnage:
        yield "net_tonnage"


@rule("pilot-needed", basis="maritime-traffic-law#pilotage")
def foreign_ships_take_a_pilot(filing: Papers) -> Iterator[Finding]:
    """外国籍船舶靠离泊须申请引航。 | A foreign ship that berths or leaves a berth must ask for a pilot."""
    if filing.flag != CHINA and filing.berth and not filing.pilot:
        yield "pilot"


@rule("dues-unpaid", basis="tonnage-tax-law#pay", severity="warning")
def tonnage_dues_are_paid(filing: Papers) -> Iterator[Finding]:
    """船舶进出口岸时没有有效的吨税执照，须向海关申报缴纳。
    | No valid tonnage dues licence when the ship passes: dues must be paid to customs.
    """
    if filing.dues_until is None or filing.dues_until < local_date(filing.crossing):
        yield "dues_until"


SHIP_RULES: tuple[Rule, ...] = (
    the_call_is_announced,
    the_call_is_this_ship,
    net_tonnage_is_not_above_gross,
    foreign_ships_take_a_pilot,
    tonnage_dues_are_paid,
)


@rule("crew-count", basis="fal-convention#crew")
def the_crew_is_counted(filing: Papers) -> Iterator[Finding]:
    """船员人数 {said} 与名单 {listed} 人不符。 | The number of crew, {said}, differs from the {listed} on the list."""
    if filing.crew_count != len(filing.crew):
        yield "crew_count", {"said": filing.crew_count, "listed": len(filing.crew)}


@rule("passenger-count", basis="fal-convention#passengers")
def passengers_are_counted(filing: Papers) -> Iterator[Finding]:
    """旅客人数 {said} 与名单 {listed} 人不符。
    | The number of passengers, {said}, differs from the {listed} on the list.
    """
    if filing.passenger_count != len(filing.passengers):
        yield "passenger_count", {"said": filing.passenger_count, "listed": len(filing.passengers)}


@rule("one-master", basis="fal-convention#crew")
def there_is_one_master(filing: Papers) -> Iterator[Finding]:
    """船员名单上应有且只有一名船长，现有 {masters} 名。 | The crew list must hold one master; it has {masters}."""
    masters = sum(crew.rank == MASTER for crew in filing.crew)
    if masters != 1:
        yield "crew", {"masters": masters}


@rule("master-name", basis="fal-convention#general")
def the_master_is_the_one_listed(filing: Papers) -> Iterator[Finding]:
    """船长姓名与船员名单上的“{listed}”不符。 | The master's name differs from “{listed}” on the crew list."""
    listed = [full_name(crew) for crew in filing.crew if crew.rank == MASTER]
    if len(listed) == 1 and filing.master.casefold() != listed[0].casefold():
        yield "master", {"listed": listed[0]}


@rule("document-expired", basis="exit-entry-law#conveyance", severity="warning", each="crew")
def crew_documents_are_valid(crew: Person, filing: Papers) -> Iterator[Finding]:
    """{name} 的证件在船舶进出口岸时已过期，由边检处理。
    | The document of {name} will have expired when the ship passes; border inspection will see to it.
    """
    if crew.document_until < local_date(filing.crossing):
        yield "document_until", {"name": full_name(crew)}


@rule("passenger-document-expired", basis="exit-entry-law#conveyance", severity="warning", each="passengers")
def passenger_documents_are_valid(passenger: Person, filing: Papers) -> Iterator[Finding]:
    """{name} 的证件在船舶进出口岸时已过期，由边检处理。
    | The document of {name} will have expired when the ship passes; border inspection will see to it.
    """
    if passenger.document_until < local_date(filing.crossing):
        yield "document_until", {"name": full_name(passenger)}


@rule("document-twice", basis="border-inspection-regulation#lists")
def nobody_is_listed_twice(filing: Papers) -> Iterator[Finding]:
    """证件 {number} 出现了两次；每人只列一行，请删去重复的。
    | Document {number} occurs twice; each person has one line, so leave one out.
    """
    yield from repeated({"crew": filing.crew, "passengers": filing.passengers})


@rule("crew-age", basis="fal-convention#crew", each="crew")
def the_crew_is_of_age(crew: Person, filing: Papers, on: Circumstances) -> Iterator[Finding]:
    """{name} 不满 {age} 岁，请核对出生日期。 | {name} is under {age}; check the date of birth."""
    age = int(on.terms.number("crew-age"))
    crossing = local_date(filing.crossing)
    if (crew.born.year + age, crew.born.month, crew.born.day) > (crossing.year, crossing.month, crossing.day):
        yield "born", {"name": full_name(crew), "age": age}


PEOPLE_RULES: tuple[Rule, ...] = (
    the_crew_is_counted,
    passengers_are_counted,
    there_is_one_master,
    the_master_is_the_one_listed,
    crew_documents_are_valid,
    passenger_documents_are_valid,
    nobody_is_listed_twice,
    the_crew_is_of_age,
)


@rule("cargo-missing", basis="fal-convention#cargo")
def cargo_is_told(filing: Cargoes) -> Iterator[Finding]:
    """不是空载，须填货物概要。 | The ship is not in ballast, so its cargo must be told."""
    if not filing.in_ballast and not filing.cargo:
        yield "cargo"


@rule("cargo-in-ballast", basis="fal-convention#cargo")
def a_ship_in_ballast_carries_nothing(filing: Cargoes) -> Iterator[Finding]:
    """填了空载却有在船货物：有货的取消空载，空载的删去货物。
    | The ship is said to be in ballast yet has cargo on board; untick ballast, or leave the cargo out.
    """
    if filing.in_ballast and any(cargo.on_board for cargo in filing.cargo):
        yield "in_ballast"


@rule("dangerous-unlisted", basis="fal-convention#dangerous")
def dangerous_goods_are_listed(filing: Cargoes) -> Iterator[Finding]:
    """载有危险货物，须填危险货物舱单。 | Dangerous goods are carried, so their manifest is needed."""
    if filing.carries_dangerous and not filing.dangerous:
        yield "dangerous"


@rule("dangerous-denied", basis="dg-ship#conceal")
def dangerous_goods_are_not_denied(filing: Cargoes) -> Iterator[Finding]:
    """危险货物舱单有货，“载有危险货物”应填是。 | The manifest lists dangerous goods, so they are carried."""
    if filing.dangerous and not filing.carries_dangerous:
        yield "carries_dangerous"


@rule("un-class", basis="imdg-code#identification", each="dangerous")
def the_class_is_that_of_the_number(goods: Goods) -> Iterator[Finding]:
    """{un} 属第 {right} 类，不是 {division} 类。 | {un} is of class {right}, not {division}."""
    right = UN_CLASS.get(goods.un_number, goods.hazard_class)
    if goods.hazard_class != right:
        yield "hazard_class", {"un": goods.un_number, "right": right, "division": goods.hazard_class}


@rule("dangerous-undeclared", basis="dg-ship#declare-24-hours", severity="warning", each="dangerous")
def dangerous_goods_have_their_own_declaration(goods: Goods) -> Iterator[Finding]:
    """须另办危险货物进出港申报，并填其编号。 | Dangerous goods need their own declaration; give its number."""
    if goods.declaration is None:
        yield "declaration"


LOAD_RULES: tuple[Rule, ...] = (
    cargo_is_told,
    a_ship_in_ballast_carries_nothing,
    dangerous_goods_are_listed,
    dangerous_goods_are_not_denied,
    the_class_is_that_of_the_number,
    dangerous_goods_have_their_own_declaration,
)
