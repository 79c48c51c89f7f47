"""Rules on conveyance, voyage and bill, and on declarations under which nothing crosses the border."""

import re
from collections.abc import Iterator
from datetime import date

from kouan.blueprint import Finding, Rule, rule
from kouan.procedures._declaration.direction import Direction
from kouan.procedures._declaration.kinds import AIR, NAMED_CONVEYANCE, NO_CROSSING, SEA, WITH_BILL, WITH_VOYAGE
from kouan.procedures._declaration.shape import Declaration
from kouan.procedures._declaration.words import named
from kouan.reference import table

_FLIGHT = re.compile(r"[A-Z0-9]{2}\d{1,4}[A-Z]?")
_DAY = re.compile(r"\d{8}")


def _transport(filing: Declaration) -> dict[str, object]:
    return {"mode": named("transport-mode", filing.transport_mode)}


@rule("conveyance", basis="gacc-2019-18#head-9")
def the_conveyance_is_named(filing: Declaration) -> Iterator[Finding]:
    """运输方式为 {mode}，须填运输工具名称。 | Transport mode {mode} needs the name of the conveyance."""
    if filing.transport_mode in NAMED_CONVEYANCE and filing.conveyance is None:
        yield "conveyance", _transport(filing)


@rule("voyage", basis="gacc-2019-18#head-9")
def the_voyage_is_given(filing: Declaration) -> Iterator[Finding]:
    """运输方式为 {mode}，须填航次号（公路、铁路填进出境日期）。
    | Transport mode {mode} needs the voyage, by road or rail the day.
    """
    if filing.transport_mode in WITH_VOYAGE and filing.voyage is None:
        yield "voyage", _transport(filing)


@rule("voyage-date", basis="gacc-2019-18#head-9")
def by_land_the_voyage_is_a_day(filing: Declaration) -> Iterator[Finding]:
    """航次号“{voyage}”应为八位进出境日期，如 20260318。
    | By land the voyage “{voyage}” must be a day such as 20260318.
    """
    if filing.transport_mode in WITH_VOYAGE - {SEA} and filing.voyage and not _is_day(filing.voyage):
        yield "voyage", {"voyage": filing.voyage}


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True


@rule("flight", basis="gacc-2019-18#head-9")
def by_air_the_conveyance_is_a_flight(filing: Declaration) -> Iterator[Finding]:
    """航空运输的运输工具“{conveyance}”应为航班号，如 CA1042。
    | By air the conveyance “{conveyance}” must be a flight such as CA1042.
    """
    if filing.transport_mode == AIR and filing.conveyance and not _FLIGHT.fullmatch(filing.conveyance):
        yield "conveyance", {"conveyance": filing.conveyance}


@rule("bill", basis="gacc-2019-18#head-10")
def the_bill_is_given(filing: Declaration) -> Iterator[Finding]:
    """运输方式为 {mode}，须填提运单号，一份报关单一个。
    | Transport mode {mode} needs the bill, one to a declaration.
    """
    if filing.transport_mode in WITH_BILL and filing.bill_number is None:
        yield "bill_number", _transport(filing)


@rule("bill-form", basis="gacc-2019-18#head-10")
def house_bills_are_joined_as_the_mode_has_it(filing: Declaration) -> Iterator[Finding]:
    """提运单号“{bill}”的分单写法不对：水运用“*”，空运用“_”连接分单。
    | Bill “{bill}”: join the house bill with * by sea, _ by air.
    """
    bill, mode = filing.bill_number, filing.transport_mode
    if bill and (("*" in bill and mode != SEA) or ("_" in bill and mode != AIR)):
        yield "bill_number", {"bill": bill}


@rule("uncrossed-bill", basis="gacc-2019-18#head-10")
def without_crossing_there_is_no_bill(filing: Declaration) -> Iterator[Finding]:
    """运输方式 {mode} 没有实际进出境，提运单号应留空。 | Nothing crosses under {mode}, so the bill stays empty."""
    if filing.bill_number and filing.transport_mode in NO_CROSSING:
        yield "bill_number", _transport(filing)


@rule("uncrossed-conveyance", basis="gacc-2019-18#head-9")
def without_crossing_there_is_no_conveyance(filing: Declaration) -> Iterator[Finding]:
    """运输方式 {mode} 没有实际进出境，运输工具名称应留空。
    | Nothing crosses under {mode}, so the conveyance stays empty.
    """
    if filing.conveyance and filing.transport_mode in NO_CROSSING:
        yield "conveyance", _transport(filing)


@rule("uncrossed-office", basis="gacc-2019-18#head-3")
def without_crossing_the_offices_agree(filing: Declaration) -> Iterator[Finding]:
    """没有实际进出境的，进出境关别应与申报地海关 {office} 相同。
    | Where nothing crosses, the border office is the receiving one, {office}.
    """
    if filing.transport_mode in NO_CROSSING and filing.border_customs != filing.receiving_customs:
        yield "border_customs", {"office": filing.receiving_customs}


@rule("office-not-district", basis="gacc-2019-18#head-3", severity="warning")
def offices_are_not_whole_districts(filing: Declaration) -> Iterator[Finding]:
    """{office} 是直属海关关区，应填实际办理的隶属海关。
    | {office} is a whole district; give the office that handles it.
    """
    for name in ("receiving_customs", "border_customs"):
        code = getattr(filing, name)
        if code[2:] == "00":
            yield name, {"office": named("customs-district", code)}


def uncrossed_rules(direction: Direction) -> tuple[Rule, ...]:
    """Delivery terms when nothing crosses the border: CIF on import, FOB on export."""
    wanted = table("delivery-terms").name(direction.uncrossed_terms)

    @rule("uncrossed-terms", basis="gacc-2019-18#head-25")
    def terms_are_the_usual_ones(filing: Declaration) -> Iterator[Finding]:
        """没有实际进出境的{direction}，成交方式应为 {wanted}。
        | Where nothing crosses, an {direction} is under {wanted}.
        """
        if filing.transport_mode in NO_CROSSING and filing.delivery_terms not in (None, direction.uncrossed_terms):
            yield "delivery_terms", {"direction": direction.words, "wanted": wanted}

    return (terms_are_the_usual_ones,)


RULES: tuple[Rule, ...] = (
    the_conveyance_is_named,
    the_voyage_is_given,
    by_land_the_voyage_is_a_day,
    by_air_the_conveyance_is_a_flight,
    the_bill_is_given,
    house_bills_are_joined_as_the_mode_has_it,
    without_crossing_there_is_no_bill,
    without_crossing_there_is_no_conveyance,
    without_crossing_the_offices_agree,
    offices_are_not_whole_districts,
)
