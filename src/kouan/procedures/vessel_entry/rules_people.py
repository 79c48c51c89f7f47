"""Demands on who lands and what they bring."""

from collections.abc import Iterator

from kouan.blueprint import Finding, Rule, rule
from kouan.procedures._vessel.particulars import CHINA
from kouan.procedures._vessel.rules import PEOPLE_RULES
from kouan.procedures.vessel_entry.form import Filing
from kouan.procedures.vessel_entry.people import Effect, Passenger


@rule("visa-missing", basis="exit-entry-law#conveyance", severity="warning", each="passengers")
def who_lands_has_a_visa(passenger: Passenger) -> Iterator[Finding]:
    """{name} 拟入境而没有签证号码；免签的请忽略。 | {name} lands without a visa number; ignore this when exempt."""
    if passenger.nationality != CHINA and not passenger.transit and passenger.visa is None:
        yield "visa", {"name": f"{passenger.family_name} {passenger.given_name}"}


@rule("effects-owner", basis="fal-convention#effects", each="effects")
def effects_belong_to_the_crew(effect: Effect, filing: Filing) -> Iterator[Finding]:
    """船员名单没有第 {number} 号，请填名单上的序号。
    | There is no number {number} on the crew list; give a place on that list.
    """
    if effect.crew_number > len(filing.crew):
        yield "crew_number", {"number": effect.crew_number}


LANDING_RULES: tuple[Rule, ...] = (*PEOPLE_RULES, who_lands_has_a_visa, effects_belong_to_the_crew)
