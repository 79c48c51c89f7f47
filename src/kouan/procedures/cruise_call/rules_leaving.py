"""Demands on leaving: everybody who went ashore is back or told of, who joins has room, formalities are in time."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.rows import repeated
from kouan.procedures._application.spans import hours
from kouan.procedures._vessel import rules as shared
from kouan.procedures._vessel.standing import changed, reports
from kouan.procedures.cruise_call.form import LEAVING, ON_LEAVING, RESCHEDULED, Filing, Sailed
from kouan.procedures.cruise_call.travellers import GROUP, LANDS, PERMIT, TOURS, TRANSIT, Embarking, Missing

BOUND = frozenset({GROUP, TRANSIT, PERMIT})
"""Who may not stay when the ship leaves, without a permit of their own."""


def is_leaving(on: Circumstances) -> bool:
    """Whether leaving is being told, or what was told of it corrected."""
    return reports(on, LEAVING, "returned")


def touring(filing: Filing) -> int:
    """How many go ashore and come back."""
    return sum(passenger.move == TOURS for passenger in filing.passengers)


def staying_on(filing: Filing) -> int:
    """How many passengers leave with the ship."""
    landed = sum(passenger.move == LANDS for passenger in filing.passengers)
    return len(filing.passengers) - landed - len(filing.missing) + len(filing.embarking)


@rule("leaving-ahead", basis="vessel-entry#exit-4-hours")
def leaving_is_told_later(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """离港申报在离港前填写，现在请留空。
    | What concerns leaving is filled in before the ship leaves; leave it blank now.
    """
    if on.before is None:
        yield from (name for name in sorted(ON_LEAVING) if getattr(filing, name) not in (None, []))


@rule("returned-missing", basis="cruise-visa-free#same-ship")
def who_is_back_is_counted(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填观光后归船人数，没有的填 0。 | Say how many are back on board, 0 when nobody went."""
    if on.step == LEAVING and filing.returned is None:
        yield "returned"


@rule("returned-differs", basis="cruise-visa-free#same-ship", given="returned")
def everybody_ashore_is_back_or_told_of(filing: Filing) -> Iterator[Finding]:
    """上岸观光 {went} 人，归船 {back} 人、未归 {missing} 人，应当相符。
    | {went} went ashore, {back} are back and {missing} are missing; that must add up.
    """
    went, missing = touring(filing), len(filing.missing)
    if filing.returned is not None and filing.returned + missing != went:
        yield "returned", {"went": went, "back": filing.returned, "missing": missing}


@rule("missing-unknown", basis="border-inspection-regulation#lists", each="missing")
def the_missing_went_ashore(missing: Missing, filing: Filing) -> Iterator[Finding]:
    """旅客名单第 {number} 号没有上岸观光。 | Number {number} of the list did not go ashore to come back."""
    at = missing.passenger - 1
    if at >= len(filing.passengers) or filing.passengers[at].move != TOURS:
        yield "passenger", {"number": missing.passenger}


@rule("missing-twice", basis="border-inspection-regulation#lists", given="missing")
def the_missing_stand_once(filing: Filing) -> Iterator[Finding]:
    """旅客 {number} 号出现了两次，请删去一行。 | Passenger number {number} occurs twice; leave one line out."""
    for at, number in repeated(filing.missing, "passenger"):
        yield ("missing", at, "passenger"), {"number": number}


@rule("missing-unpermitted", basis="exit-entry-law#temporary", each="missing")
def who_stays_behind_has_a_permit(missing: Missing, filing: Filing) -> Iterator[Finding]:
    """{name} 应随船离境，未归的须由边检办理停留手续并填许可号。
    | {name} was to leave with the ship; to stay they need a permit of border inspection, give its number.
    """
    at = missing.passenger - 1
    if missing.permit is None and at < len(filing.passengers) and filing.passengers[at].basis in BOUND:
        yield "permit", {"name": shared.full_name(filing.passengers[at])}


@rule("embarking-document-expired", basis="exit-entry-law#conveyance", severity="warning", each="embarking")
def who_joins_has_valid_papers(joining: Embarking, filing: Filing) -> Iterator[Finding]:
    """{name} 的证件离港时已过期，由边检处理。
    | The document of {name} will have expired; border inspection will see to it.
    """
    if joining.document_until < local_date(filing.etd):
        yield "document_until", {"name": shared.full_name(joining)}


@rule("embarks-twice", basis="border-inspection-regulation#lists", given="embarking")
def nobody_joins_twice(filing: Filing) -> Iterator[Finding]:
    """证件 {number} 已在船上或出现了两次，请删去重复的。
    | Document {number} is on board already or occurs twice; leave that line out.
    """
    aboard = [passenger for passenger in filing.passengers if passenger.move != LANDS]
    for finding in shared.repeated({"passengers": aboard, "embarking": filing.embarking}):
        if isinstance(finding, tuple) and isinstance(finding[0], tuple) and finding[0][0] == "embarking":
            yield finding


@rule("leaves-crowded", basis="vessel-entry#documents", given="embarking")
def no_more_leave_than_allowed(filing: Filing) -> Iterator[Finding]:
    """离港时船员和旅客共 {persons} 人，超过核定载员 {allowed} 人。
    | On leaving there are {persons} persons on board, more than the {allowed} allowed.
    """
    persons = filing.crew_count + staying_on(filing)
    if persons > filing.allowed:
        yield "embarking", {"persons": persons, "allowed": filing.allowed}


@rule("exit-early", basis="vessel-entry#exit-4-hours")
def leaving_is_not_told_early(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """
    停泊超过一天的，出口岸手续在离港前 {hours} 小时内办理，现在还早。
    | For a stay of more than a day exit formalities are done within {hours} hours before leaving; it is too early.
    """
    long = filing.etd - filing.eta > hours(on, "with-entry-stay")
    if on.step == LEAVING and long and filing.etd - on.moment > hours(on, "exit-within"):
        yield "etd", {"hours": on.terms.number("exit-within")}


@rule("admitted-otherwise", basis="vessel-entry#truth")
def what_was_admitted_stands(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """进口岸时已按此审核，离港申报不能改动。 | This was admitted as it stood and is not changed on leaving."""
    if on.before is not None and is_leaving(on):
        yield from changed(filing, on.before, ON_LEAVING | RESCHEDULED)


LEAVING_RULES: tuple[Rule, ...] = (
    leaving_is_told_later,
    who_is_back_is_counted,
    everybody_ashore_is_back_or_told_of,
    the_missing_went_ashore,
    the_missing_stand_once,
    who_stays_behind_has_a_permit,
    who_joins_has_valid_papers,
    nobody_joins_twice,
    no_more_leave_than_allowed,
    leaving_is_not_told_early,
    what_was_admitted_stands,
)


@rule("sailed-untold", basis="vessel-entry#exit-permit")
def she_sailed_or_says_why_not(sailed: Sailed) -> Iterator[Finding]:
    """请填实际驶离时间；未能驶离的填原因。 | Say when she sailed, or why she could not."""
    if sailed.sailed_at is None and sailed.delay is None:
        yield "sailed_at"


@rule("sailed-when", basis="order-196#forecast")
def sailing_has_happened(sailed: Sailed, on: Circumstances) -> Iterator[Finding]:
    """实际驶离时间应在准予出口岸之后，且不晚于现在。 | She sails once she has leave to go, and not later than now."""
    if sailed.sailed_at and not on.outcomes["exit-permit"].at <= sailed.sailed_at <= on.moment:
        yield "sailed_at"


SAILED_RULES: tuple[Rule, ...] = (she_sailed_or_says_why_not, sailing_has_happened)
