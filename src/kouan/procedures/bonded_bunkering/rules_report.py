"""Demands on the report of a trip and on the declaration after it. A trip that does not add up stays open."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.identifiers import is_export_number
from kouan.procedures._vessel.standing import changed, reports
from kouan.procedures.bonded_bunkering.balance import balance, supplied
from kouan.procedures.bonded_bunkering.form import OF_THE_REPORT, REPORT, Declared, Filing, Order

RESULTS = ("supplied", "supplied_at", "delivery_note", "sample", "density", "heat")


def is_reported(on: Circumstances) -> bool:
    """Whether the filing is judged as a report of the trip."""
    return reports(on, REPORT, "remaining")


@rule("reported-before-trip", basis="bonded-bunkering#settle")
def the_report_comes_after_the_trip(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """航次核销在航次结束后填写，现在请留空。 | The trip is settled after it has ended; leave this blank now."""
    if not is_reported(on) and filing.remaining is not None:
        yield "remaining"


@rule("result-before-trip", basis="bonded-bunkering#settle", each="orders")
def results_come_after_the_trip(order: Order, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """实际供油在航次结束后填写，现在请留空。 | What was supplied is reported after the trip; leave this blank now."""
    if not is_reported(on):
        yield from (name for name in RESULTS if getattr(order, name) is not None)


@rule("remaining-missing", basis="bonded-bunkering#settle")
def what_remains_is_told(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """须填航次结束时的船存，没有的填 0。 | Say what remains on board after the trip, 0 if nothing."""
    if is_reported(on) and filing.remaining is None:
        yield "remaining"


@rule("result-missing", basis="bonded-bunkering#order", each="orders")
def each_supply_is_reported(order: Order, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """已供油的须填实际数量、时间、燃油交付单号、油样封签号、密度和温度；未供的请勾选未供。
    | Report a supply with tonnes, time, delivery note, sample seal, density and temperature; else tick not supplied.
    """
    if is_reported(on) and not order.cancelled:
        yield from (name for name in RESULTS if getattr(order, name) is None)


@rule("cancelled-and-supplied", basis="bonded-bunkering#order", each="orders")
def nothing_is_supplied_to_a_cancelled_order(order: Order, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """勾选未供的不填实际供油量；已经供油的请取消勾选。
    | An order that was not supplied has no tonnes; if it was supplied, untick that.
    """
    if is_reported(on) and order.cancelled and order.supplied is not None:
        yield "cancelled"


@rule("supplied-when", basis="bonded-bunkering#order", each="orders")
def the_supply_has_happened(order: Order, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """供油完毕时间应在航次开始之后，且不晚于现在。 | The supply ended after the trip began and not later than now."""
    if is_reported(on) and order.supplied_at and not filing.begins <= order.supplied_at <= on.moment:
        yield "supplied_at"


@rule("delivery-note-twice", basis="marpol-annex-vi#delivery-note")
def each_supply_has_its_own_note(filing: Filing) -> Iterator[Finding]:
    """燃油交付单号 {note} 重复；每次供油各有一张交付单，请核对。
    | Delivery note {note} is given twice; each supply has its own, please check.
    """
    seen: set[str] = set()
    for at, order in enumerate(filing.orders):
        if order.delivery_note and order.delivery_note in seen:
            yield ("orders", at, "delivery_note"), {"note": order.delivery_note}
        seen.add(order.delivery_note or "")


@rule("supplied-above-plan", basis="bonded-bunkering#settle", severity="warning", each="orders")
def more_than_planned_is_pointed_out(order: Order) -> Iterator[Finding]:
    """实际供油量大于计划 {planned} 吨，海关核销时会核对。
    | More was supplied than the {planned} t planned; customs will look at it.
    """
    if order.supplied is not None and order.supplied > order.planned:
        yield "supplied", {"planned": order.planned}


@rule("tonnes-do-not-add-up", basis="bonded-bunkering#settle")
def the_trip_adds_up(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """
    吨数不平，航次不能办结：船上 {aboard} 吨，实供合计 {supplied} 吨，剩余 {remaining} 吨，相差 {loss} 吨，超过允差
    {tolerance} 吨；请核对各船交付单和剩余量。
    | The trip does not add up and cannot close: {aboard} t aboard, {supplied} t supplied, {remaining} t remaining leave
    a difference of {loss} t, above the tolerance of {tolerance} t; check the delivery notes and what remains.
    """
    if is_reported(on) and filing.remaining is not None and _all_told(filing):
        made = balance(filing, on)
        if not made.adds_up:
            names = ("aboard", "supplied", "remaining", "loss", "tolerance")
            yield "remaining", {name: f"{getattr(made, name).normalize():f}" for name in names}


def _all_told(filing: Filing) -> bool:
    """Whether every order says what it took, so that only the sum can be wrong."""
    return all(order.cancelled == (order.supplied is None) for order in filing.orders)


@rule("agreed-otherwise", basis="bonded-bunkering#settle")
def what_was_agreed_stands(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """已按原计划同意，核销时不能改动。 | This was agreed to as planned and is not changed when the trip is settled."""
    if is_reported(on) and on.before is not None:
        yield from changed(filing, on.before, OF_THE_REPORT)


REPORT_RULES: tuple[Rule, ...] = (
    the_report_comes_after_the_trip,
    results_come_after_the_trip,
    what_remains_is_told,
    each_supply_is_reported,
    nothing_is_supplied_to_a_cancelled_order,
    the_supply_has_happened,
    each_supply_has_its_own_note,
    more_than_planned_is_pointed_out,
    the_trip_adds_up,
    what_was_agreed_stands,
)


@rule("declared-import", basis="customs-numbers#declaration-18")
def it_was_declared_for_export(form: Declared) -> Iterator[Finding]:
    """报关单号第 9 位应为 0 或 E（出口）。
    | The ninth character of the declaration number must be 0 or E, for export.
    """
    if not is_export_number(form.declaration):
        yield "declaration"


@rule("declared-otherwise", basis="bonded-bunkering#supply-first")
def what_was_supplied_is_declared(form: Declared, on: Circumstances) -> Iterator[Finding]:
    """报关数量应等于实供合计 {supplied} 吨。 | The quantity declared must be the {supplied} t that were supplied."""
    if isinstance(on.before, Filing) and form.declared != supplied(on.before):
        yield "declared", {"supplied": supplied(on.before)}


DECLARED_RULES: tuple[Rule, ...] = (it_was_declared_for_export, what_was_supplied_is_declared)
