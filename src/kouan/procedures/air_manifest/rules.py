"""Demands on the manifest of a flight: times, waybill numbers, house waybills."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._application.spans import hours
from kouan.procedures._manifest.conveyance import WHOLE
from kouan.procedures._manifest.rules_accepted import accepted_data_stand
from kouan.procedures._manifest.rules_bills import (
    COMPLETE,
    a_bill_is_listed_once,
    a_notified_party_has_an_address,
    an_order_bill_names_whom_to_notify,
    goods_are_called_by_name,
    packages_add_up,
    weights_add_up,
)
from kouan.procedures._manifest.rules_conveyance import EXPORT
from kouan.procedures.air_manifest.form import DANGEROUS, Filing, House, Waybill


def latest(filing: Filing, on: Circumstances) -> datetime:
    """The last moment for the data that have a time limit: inbound the main data, outbound the other data."""
    if filing.direction == EXPORT:
        return (filing.loading_starts or filing.takes_off) - hours(on, "ahead-outbound")
    if filing.lands - filing.takes_off <= hours(on, "short-flight"):
        return filing.takes_off
    return filing.lands - hours(on, "ahead-inbound")


def is_late(filing: Filing, on: Circumstances) -> bool:
    """Whether the data that have a time limit came after it."""
    limited = filing.direction != EXPORT or filing.stage == WHOLE
    return limited and on.at > latest(filing, on)


@rule("sent-late", basis="order-172#original-time", severity="warning")
def main_data_are_sent_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """
    进港航程 {short} 小时以内的应在起飞前、更长的应在抵达 {ahead} 小时前传输；迟传转人工审核。
    | Due before take-off on flights up to {short} hours, else {ahead} hours before landing; late ones are looked at.
    """
    if not on.step and filing.direction != EXPORT and is_late(filing, on):
        short, ahead = on.terms.number("short-flight"), on.terms.number("ahead-inbound")
        place = "takes_off" if latest(filing, on) == filing.takes_off else "lands"
        yield place, {"short": short, "ahead": ahead}


@rule("sent-late", basis="order-172#pre-other", severity="warning")
def outbound_data_are_sent_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """出港其他数据应在开始装机 {ahead} 小时以前传输；迟传转人工审核。
    | Outbound the other data are due {ahead} hours before loading starts; late ones are looked at.
    """
    if not on.step and filing.direction == EXPORT and is_late(filing, on):
        yield "loading_starts", {"ahead": on.terms.number("ahead-outbound")}


@rule("completed-late", basis="order-172#original-complete", severity="warning")
def other_data_follow_before_arrival(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """进港其他数据应在货物抵达以前传输完毕。 | Inbound the other data are due before the goods arrive."""
    if on.step == COMPLETE and filing.direction != EXPORT and on.moment > filing.lands:
        yield "lands"


@rule("completed-late", basis="order-172#pre-other", severity="warning")
def outbound_data_follow_before_loading(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """出港其他数据应在开始装机 {ahead} 小时以前传输完毕。
    | Outbound the other data are due {ahead} hours before loading starts.
    """
    if on.step == COMPLETE and filing.direction == EXPORT and on.moment > latest(filing, on):
        yield "loading_starts", {"ahead": on.terms.number("ahead-outbound")}


@rule("lands-before-take-off", basis="order-172#original-time")
def landing_follows_take_off(filing: Filing) -> Iterator[Finding]:
    """降落时间应晚于起飞时间。 | A flight lands after it takes off."""
    if filing.lands <= filing.takes_off:
        yield "lands"


@rule("loading-time-missing", basis="order-172#pre-other")
def outbound_flights_say_when_they_load(filing: Filing) -> Iterator[Finding]:
    """出港须填开始装机时间。 | An outbound flight must say when loading starts."""
    if filing.direction == EXPORT and filing.loading_starts is None:
        yield "loading_starts"


@rule("loads-after-take-off", basis="order-172#pre-other")
def loading_comes_before_take_off(filing: Filing) -> Iterator[Finding]:
    """装机时间应早于起飞时间。 | Loading must come before take-off."""
    if filing.loading_starts and filing.loading_starts >= filing.takes_off:
        yield "loading_starts"


@rule("waybill-number", basis="iata-600a#check-digit", each="bills")
def a_waybill_number_checks(bill: Waybill) -> Iterator[Finding]:
    """总运单号的末位应为前七位除以 7 的余数 {digit}，请核对。
    | The last digit of a waybill is the seven before it modulo 7, here {digit}; check the number.
    """
    digit = int(bill.bill[4:11]) % 7
    if int(bill.bill[11]) != digit:
        yield "bill", {"digit": digit}


@rule("same-port", basis="gacc-2010-70#items", each="bills")
def goods_fly_somewhere(bill: Waybill) -> Iterator[Finding]:
    """始发机场与目的机场不能相同。 | The airport of origin cannot be the destination."""
    if bill.origin == bill.destination:
        yield "destination"


@rule("other-data", basis="gacc-2010-70#other-items", each="bills")
def the_rest_is_there(bill: Waybill, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """其他数据须填运费支付方式。 | The other data must say how freight is paid."""
    if (filing.stage == WHOLE or on.step == COMPLETE) and bill.freight is None:
        yield "freight"


@rule("dangerous-handling", basis="iata-600a#handling", each="bills")
def dangerous_goods_are_marked(bill: Waybill) -> Iterator[Finding]:
    """货物有危险品编号，特殊操作代码应含 DGR。 | Goods with a UN number need the handling code DGR."""
    if any(item.un_number for item in bill.items) and DANGEROUS not in bill.handling:
        yield "handling"


@rule("dangerous-unnamed", basis="iata-600a#handling", each="bills")
def marked_goods_have_a_number(bill: Waybill) -> Iterator[Finding]:
    """标注 DGR 的，货物明细须填危险品编号。 | With the code DGR the goods need their UN number."""
    if DANGEROUS in bill.handling and not any(item.un_number for item in bill.items):
        yield "items"


def _under(bill: Waybill, house: House) -> bool:
    return house.bill.partition("_")[0] == bill.bill


@rule("house-of-another", basis="gacc-2010-70#items", each="bills")
def houses_are_under_their_master(bill: Waybill) -> Iterator[Finding]:
    """分运单 {house} 不在总运单 {bill} 项下，应写作“{bill}_分运单号”。
    | House waybill {house} is not under master {bill}; write it {bill}_ and its own number.
    """
    for at, house in enumerate(bill.houses):
        if not _under(bill, house):
            yield ("houses", at, "bill"), {"house": house.bill, "bill": bill.bill}


@rule("house-twice", basis="gacc-2010-70#items", each="bills")
def a_house_is_listed_once(bill: Waybill) -> Iterator[Finding]:
    """分运单 {house} 重复，请合并或删去。 | House waybill {house} is listed twice; merge them or leave one out."""
    seen: set[str] = set()
    for at, house in enumerate(bill.houses):
        if house.bill in seen:
            yield ("houses", at, "bill"), {"house": house.bill}
        seen.add(house.bill)


@rule("houses-packages", basis="gacc-2010-70#items", each="bills")
def houses_hold_all_packages(bill: Waybill) -> Iterator[Finding]:
    """分运单件数合计 {sum}，货物明细为 {total} 件，两者应当相等。
    | The houses hold {sum} packages and the goods are {total}; they must be equal.
    """
    held, listed = sum(house.packages for house in bill.houses), sum(item.packages for item in bill.items)
    if bill.houses and held != listed:
        yield "houses", {"sum": held, "total": listed}


@rule("houses-weight", basis="gacc-2010-70#items", each="bills")
def houses_weigh_as_much(bill: Waybill) -> Iterator[Finding]:
    """分运单毛重合计 {sum} 千克，货物明细为 {total} 千克，两者应当相等。
    | The houses weigh {sum} kg and the goods {total} kg; they must be equal.
    """
    held = sum((house.gross_weight for house in bill.houses), Decimal(0))
    listed = sum((item.gross_weight for item in bill.items), Decimal(0))
    if bill.houses and held != listed:
        yield "houses", {"sum": held, "total": listed}


RULES: tuple[Rule, ...] = (
    main_data_are_sent_in_time,
    outbound_data_are_sent_in_time,
    other_data_follow_before_arrival,
    outbound_data_follow_before_loading,
    accepted_data_stand,
    landing_follows_take_off,
    outbound_flights_say_when_they_load,
    loading_comes_before_take_off,
    a_bill_is_listed_once,
    a_waybill_number_checks,
    goods_fly_somewhere,
    an_order_bill_names_whom_to_notify,
    a_notified_party_has_an_address,
    packages_add_up,
    weights_add_up,
    goods_are_called_by_name,
    the_rest_is_there,
    dangerous_goods_are_marked,
    marked_goods_have_a_number,
    houses_are_under_their_master,
    a_house_is_listed_once,
    houses_hold_all_packages,
    houses_weigh_as_much,
)
