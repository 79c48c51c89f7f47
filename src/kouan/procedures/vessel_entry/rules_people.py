"""Demands on crew and passengers."""

from collections.abc import Iterator, Sequence

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures.vessel_entry.form import Filing
from kouan.procedures.vessel_entry.people import MASTER, Crew, Effect, Passenger

CHINA = "CHN"


@rule("crew-count", basis="fal-convention#crew")
def the_crew_is_counted(filing: Filing) -> Iterator[Finding]:
    """船员人数 {said} 与名单 {listed} 人不符。 | The number of crew, {said}, differs from the {listed} on the list."""
    if filing.crew_count != len(filing.crew):
        yield "crew_count", {"said": filing.crew_count, "listed": len(filing.crew)}


@rule("passenger-count", basis="fal-convention#passengers")
def passengers_are_counted(filing: Filing) -> Iterator[Finding]:
    """旅客人数 {said} 与名单 {listed} 人不符。
    | The number of passengers, {said}, differs from the {listed} on the list.
    """
    if filing.passenger_count != len(filing.passengers):
        yield "passenger_count", {"said": filing.passenger_count, "listed": len(filing.passengers)}


@rule("one-master", basis="fal-convention#crew")
def there_is_one_master(filing: Filing) -> Iterator[Finding]:
    """船员名单上应有且只有一名船长，现有 {masters} 名。 | The crew list must hold one master; it has {masters}."""
    masters = sum(crew.rank == MASTER for crew in filing.crew)
    if masters != 1:
        yield "crew", {"masters": masters}


@rule("master-name", basis="fal-convention#general")
def the_master_is_the_one_listed(filing: Filing) -> Iterator[Finding]:
    """船长姓名与船员名单上的“{listed}”不符。 | The master's name differs from “{listed}” on the crew list."""
    listed = [f"{crew.family_name} {crew.given_name}" for crew in filing.crew if crew.rank == MASTER]
    if len(listed) == 1 and filing.master.casefold() != listed[0].casefold():
        yield "master", {"listed": listed[0]}


@rule("document-expired", basis="exit-entry-law#conveyance", severity="warning", each="crew")
def crew_documents_are_valid(crew: Crew, filing: Filing) -> Iterator[Finding]:
    """{name} 的证件抵港时已过期，由边检处理。
    | The document of {name} will have expired; border inspection will see to it.
    """
    if crew.document_until < local_date(filing.eta):
        yield "document_until", {"name": f"{crew.family_name} {crew.given_name}"}


@rule("passenger-document-expired", basis="exit-entry-law#conveyance", severity="warning", each="passengers")
def passenger_documents_are_valid(passenger: Passenger, filing: Filing) -> Iterator[Finding]:
    """{name} 的证件抵港时已过期，由边检处理。
    | The document of {name} will have expired; border inspection will see to it.
    """
    if passenger.document_until < local_date(filing.eta):
        yield "document_until", {"name": f"{passenger.family_name} {passenger.given_name}"}


@rule("document-twice", basis="border-inspection-regulation#lists")
def nobody_is_listed_twice(filing: Filing) -> Iterator[Finding]:
    """证件 {number} 出现了两次。 | Document {number} occurs twice."""
    seen: set[tuple[str, str]] = set()
    lists: dict[str, Sequence[Crew | Passenger]] = {"crew": filing.crew, "passengers": filing.passengers}
    for rows, people in lists.items():
        for at, person in enumerate(people):
            document = (person.document_issuer, person.document_number)
            if document in seen:
                yield (rows, at, "document_number"), {"number": person.document_number}
            seen.add(document)


@rule("crew-age", basis="fal-convention#crew", each="crew")
def the_crew_is_of_age(crew: Crew, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name} 抵港时不满 {age} 岁，请核对出生日期。 | {name} is under {age} on arrival; check the date of birth."""
    age = int(on.terms.number("crew-age"))
    arrival = local_date(filing.eta)
    if (crew.born.year + age, crew.born.month, crew.born.day) > (arrival.year, arrival.month, arrival.day):
        yield "born", {"name": f"{crew.family_name} {crew.given_name}", "age": age}


@rule("visa-missing", basis="exit-entry-law#conveyance", severity="warning", each="passengers")
def who_lands_has_a_visa(passenger: Passenger) -> Iterator[Finding]:
    """{name} 拟入境而没有签证号码；免签的请忽略。 | {name} lands without a visa number; ignore this when exempt."""
    if passenger.nationality != CHINA and not passenger.transit and passenger.visa is None:
        yield "visa", {"name": f"{passenger.family_name} {passenger.given_name}"}


@rule("effects-owner", basis="fal-convention#effects", each="effects")
def effects_belong_to_the_crew(effect: Effect, filing: Filing) -> Iterator[Finding]:
    """船员名单没有第 {number} 号。 | There is no number {number} on the crew list."""
    if effect.crew_number > len(filing.crew):
        yield "crew_number", {"number": effect.crew_number}


PEOPLE_RULES: tuple[Rule, ...] = (
    the_crew_is_counted,
    passengers_are_counted,
    there_is_one_master,
    the_master_is_the_one_listed,
    crew_documents_are_valid,
    passenger_documents_are_valid,
    nobody_is_listed_twice,
    the_crew_is_of_age,
    who_lands_has_a_visa,
    effects_belong_to_the_crew,
)
