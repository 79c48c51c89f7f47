"""Demands on the plan of a trip: mode, ships, quantities, times, sulphur, declaration."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.identifiers import is_export_number
from kouan.procedures.bonded_bunkering.form import MANY_FOR_ONE, MANY_PLACES, ONE_FOR_MANY, SINGLE, Filing, Order

FUEL_HEADING = "2710"
BLENDS = ("3826", "271020")
DISCREDITED = frozenset({"discredited", "seriously-discredited"})


@rule("supplier-discredited", basis="bonded-bunkering#supply-first")
def supply_first_needs_good_standing(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """失信企业不能先供后报，请先报关再供油。 | A discredited supplier cannot supply first; declare before supplying."""
    if filing.ahead and on.known("organisation", filing.supplier_uscc, "credit") in DISCREDITED:
        yield "ahead"


@rule("mode-ships", basis="bonded-bunkering#modes")
def the_mode_fits_the_ships(filing: Filing) -> Iterator[Finding]:
    """供油方式与供油单不符：一供只有一艘受油船，多供至少两艘（现有 {ships} 艘）。
    | The mode does not fit the orders: one ship, or at least two for many ships; there are {ships}.
    """
    ships = len({order.imo for order in filing.orders})
    if (ships == 1) != (filing.mode in (SINGLE, MANY_FOR_ONE)):
        yield "mode", {"ships": ships}


@rule("mode-places", basis="bonded-bunkering#modes")
def many_places_are_named(filing: Filing) -> Iterator[Finding]:
    """供油地跨关区的选“一船多地多供”，不跨关区的选“一船多供”。
    | Supply in several customs districts is “several districts”, in one it is “one barge, many ships”.
    """
    districts = len({order.office[:2] for order in filing.orders})
    if (filing.mode == MANY_PLACES and districts == 1) or (filing.mode == ONE_FOR_MANY and districts > 1):
        yield "mode"


@rule("joint-trips", basis="bonded-bunkering#modes")
def joint_supply_names_the_others(filing: Filing) -> Iterator[Finding]:
    """多船一供须填合供的其他航次号，其他方式不填。 | Several barges for one ship: name the other trips; else none."""
    if (filing.mode == MANY_FOR_ONE) != bool(filing.joint_trips):
        yield "joint_trips"


@rule("declaration-first", basis="bonded-bunkering#supply-first")
def what_is_not_supplied_first_is_declared_first(filing: Filing) -> Iterator[Finding]:
    """未选先供后报的须先报关，填出口报关单号；先供后报的不填。
    | Unless supplied first the fuel is declared first: give the declaration; when supplied first leave it blank.
    """
    if filing.ahead == (filing.declaration is not None):
        yield "declaration"


@rule("not-an-export", basis="customs-numbers#declaration-18")
def the_declaration_is_an_export(filing: Filing) -> Iterator[Finding]:
    """报关单号第 9 位应为 0 或 E（出口）。
    | The ninth character of the declaration number must be 0 or E, for export.
    """
    if filing.declaration and not is_export_number(filing.declaration):
        yield "declaration"


@rule("trip-times", basis="bonded-bunkering#order")
def the_trip_ends_after_it_begins(filing: Filing) -> Iterator[Finding]:
    """返航时间应晚于离库时间。 | The trip must end after it begins."""
    if filing.ends <= filing.begins:
        yield "ends"


@rule("planned-outside-trip", basis="bonded-bunkering#order", each="orders")
def ships_are_supplied_on_the_trip(order: Order, filing: Filing) -> Iterator[Finding]:
    """计划供油时间应在离库与返航之间。 | The supply must be planned between the beginning and the end of the trip."""
    if filing.begins < filing.ends and not filing.begins <= order.planned_at <= filing.ends:
        yield "planned_at"


@rule("fuel-code", basis="bonded-bunkering#account")
def the_commodity_is_a_fuel(filing: Filing) -> Iterator[Finding]:
    """商品编号应为燃料油、柴油（2710）或生物柴油（3826）。
    | The commodity must be fuel oil or gas oil (2710) or biodiesel (3826).
    """
    if not filing.hs_code.startswith((FUEL_HEADING, *BLENDS)):
        yield "hs_code"


@rule("above-capacity", basis="bonded-bunkering#order")
def the_barge_holds_it(filing: Filing) -> Iterator[Finding]:
    """装油前船存加本航次装油 {aboard} 吨，超过载油能力。
    | What was on board and what is loaded come to {aboard} t, above the barge's capacity.
    """
    aboard = filing.opening + filing.loaded
    if aboard > filing.capacity:
        yield "loaded", {"aboard": aboard}


@rule("planned-above-aboard", basis="bonded-bunkering#settle")
def no_more_is_planned_than_carried(filing: Filing) -> Iterator[Finding]:
    """计划供油合计 {planned} 吨，多于船上的 {aboard} 吨。
    | The orders come to {planned} t, more than the {aboard} t on board.
    """
    planned = sum((order.planned for order in filing.orders), Decimal(0))
    aboard = filing.opening + filing.loaded
    if planned > aboard:
        yield "orders", {"planned": planned, "aboard": aboard}


@rule("call-unknown", basis="port-law#ship-notice", each="orders")
def the_call_is_announced(order: Order, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """受油船航次 {call} 没有船期预报，请核对航次编号。
    | Call {call} of the receiving ship has not been announced; check its number.
    """
    if on.not_found("vessel-call", order.call):
        yield "call", {"call": order.call}


@rule("call-ship", basis="bonded-bunkering#order", each="orders")
def the_ship_is_the_one_of_the_call(order: Order, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """IMO 编号与航次预报的船舶 {imo} 不符。 | The IMO number differs from {imo}, announced for the call."""
    imo = on.known("vessel-call", order.call, "imo", order.imo)
    if imo != order.imo:
        yield "imo", {"imo": imo}


@rule("sulphur-without-scrubber", basis="marpol-annex-vi#sulphur", each="orders")
def sulphur_needs_a_scrubber(order: Order, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """硫含量超过 {most}% 的燃油只能供给装有废气清洗装置的船舶。
    | Fuel above {most} % sulphur may go only to ships that clean their exhaust.
    """
    most = on.terms.number("most-sulphur")
    if filing.sulphur > most and not order.scrubber:
        yield "scrubber", {"most": most}


PLAN_RULES: tuple[Rule, ...] = (
    supply_first_needs_good_standing,
    the_mode_fits_the_ships,
    many_places_are_named,
    joint_supply_names_the_others,
    what_is_not_supplied_first_is_declared_first,
    the_declaration_is_an_export,
    the_trip_ends_after_it_begins,
    ships_are_supplied_on_the_trip,
    the_commodity_is_a_fuel,
    the_barge_holds_it,
    no_more_is_planned_than_carried,
    the_call_is_announced,
    the_ship_is_the_one_of_the_call,
    sulphur_needs_a_scrubber,
)
