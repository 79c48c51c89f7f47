"""Demands on the vehicle, its port and lane, its driver and how long it may stay."""

from collections.abc import Iterator
from datetime import date, timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._road.vehicles import ENTRY, EXIT
from kouan.procedures.vehicle_crossing.form import (
    CAR,
    DUAL,
    GOODS,
    MANNED,
    QUICK_LANE,
    SINGLE,
    TRANSFER,
    TRANSFER_LANE,
    Filing,
)
from kouan.reference import table

PORTS = table("land-port")
ACROSS = {"港": "HKG", "澳": "MAC"}
NORTHBOUND = date(2023, 1, 1)
"""The day the first cars with one plate came."""


@rule("arrival-past", basis="exit-entry-law#report-ahead")
def a_crossing_is_told_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在抵达口岸前申报，预计抵达时间已过。 | A crossing is told before the vehicle is at the port; this is past."""
    if filing.eta <= on.moment:
        yield "eta"


@rule("port-without-freight", basis="land-port-notices#huanggang-freight")
def freight_goes_where_it_is_cleared(filing: Filing) -> Iterator[Finding]:
    """{port}自 {day} 后不再办理货运车辆通关，请改走其他口岸。
    | {port} clears no freight vehicles after {day}; cross at another port.
    """
    last = PORTS.entries[filing.port].attributes.get("goods_until")
    if filing.use == GOODS and last and local_date(filing.eta).isoformat() > last:
        yield "port", {"port": PORTS.name(filing.port), "day": last}


@rule("plate-missing", basis="road-traffic-law#papers")
def plates_of_both_sides_are_two(filing: Filing) -> Iterator[Finding]:
    """两地牌车辆须填内地号牌。 | A vehicle with plates of both sides gives its Mainland plate."""
    if filing.scheme == DUAL and filing.mainland_plate is None:
        yield "mainland_plate"


@rule("plate-unneeded", basis="gd-hk-cars#plate")
def a_single_plate_is_alone(filing: Filing) -> Iterator[Finding]:
    """单牌车不发内地号牌，请留空或改选两地牌。
    | A car with one plate gets no Mainland plate; leave it blank, or choose plates of both sides.
    """
    if filing.scheme == SINGLE and filing.mainland_plate is not None:
        yield "mainland_plate"


@rule("plate-other-side", basis="exit-entry-law#first-port")
def the_plate_fits_the_port(filing: Filing) -> Iterator[Finding]:
    """{plate} 是往来{side}的号牌，{port}不通往那里。 | {plate} is a plate for {side}, where {port} does not lead."""
    plate = filing.mainland_plate or ""
    side = ACROSS.get(plate[-1:])
    if filing.scheme == DUAL and side and side not in PORTS.entries[filing.port].attributes["across"]:
        yield "mainland_plate", {"plate": plate, "side": table("country").name(side), "port": PORTS.name(filing.port)}


@rule("single-plate-port", basis="gd-hk-cars#port")
def one_plate_crosses_by_the_bridge(filing: Filing) -> Iterator[Finding]:
    """单牌车只能经港珠澳大桥珠海公路口岸入出。 | Cars with one plate cross by the bridge's Zhuhai port alone."""
    if filing.scheme == SINGLE and "single_plate" not in PORTS.entries[filing.port].attributes:
        yield "port"


@rule("single-plate-use", basis="gd-hk-cars#port")
def one_plate_is_for_cars(filing: Filing) -> Iterator[Finding]:
    """单牌北上只限小型汽车，其他车辆须有两地牌。 | One plate is for cars; other vehicles need plates of both sides."""
    if filing.scheme == SINGLE and filing.use != CAR:
        yield "use"


@rule("ports-missing", basis="exit-entry-law#first-port")
def the_permit_names_its_ports(filing: Filing) -> Iterator[Finding]:
    """两地牌须填批准通行口岸。 | With plates of both sides give the ports that the permit names."""
    if filing.scheme == DUAL and not filing.permitted_ports:
        yield "permitted_ports"


@rule("port-not-permitted", basis="exit-entry-law#first-port", given="permitted_ports")
def it_crosses_where_it_may(filing: Filing) -> Iterator[Finding]:
    """批准通行口岸不含{port}，请改走批准的口岸。 | The permit does not name {port}; cross at a port that it names."""
    if filing.scheme == DUAL and filing.port not in filing.permitted_ports:
        yield "port", {"port": PORTS.name(filing.port)}


@rule("papers-expired", basis="road-traffic-law#papers")
def papers_hold_on_the_day(filing: Filing) -> Iterator[Finding]:
    """过境当日已过期，请换发后再申报。 | This will have expired on the day of crossing; renew it first."""
    day = local_date(filing.eta)
    yield from (name for name in ("permit_until", "insured_until", "inspected_until") if getattr(filing, name) < day)


@rule("driver-document-expired", basis="border-inspection-regulation#refuse")
def the_driver_has_valid_papers(filing: Filing) -> Iterator[Finding]:
    """驾驶人证件过境当日已过期，边检不予放行，请换证或换人。
    | The driver's document will have expired and border inspection will stop it; renew it or send another driver.
    """
    if filing.document_until < local_date(filing.eta):
        yield "document_until"


@rule("too-many", basis="road-traffic-law#persons")
def no_more_ride_than_allowed(filing: Filing) -> Iterator[Finding]:
    """连驾驶人共 {persons} 人，超过核定的 {seats} 人。
    | With the driver there are {persons} persons; {seats} are allowed.
    """
    if filing.occupants + 1 > filing.seats:
        yield "occupants", {"persons": filing.occupants + 1, "seats": filing.seats}


@rule("quick-lane", basis="shenzhen-2019#31")
def the_quick_lane_is_for_enrolled_drivers(filing: Filing) -> Iterator[Finding]:
    """快捷通道只放行已备案采集、独自驾车且无须检疫的驾驶人，请选人工通道。
    | The quick lane is for an enrolled driver alone with nothing to quarantine; choose the manned lane.
    """
    alone = filing.enrolled and not filing.occupants and not filing.ill and not filing.animals
    if filing.lane == QUICK_LANE and not alone:
        yield "lane"


@rule("transfer-lane", basis="shenzhen-2019#35")
def the_transfer_lane_is_for_transfers(filing: Filing) -> Iterator[Finding]:
    """专用通道只供机场中转旅客车使用，中转旅客车也只走专用通道。
    | The lane for transfers is for coaches between the airports, and they use no other.
    """
    if (filing.lane == TRANSFER_LANE) != (filing.use == TRANSFER) and filing.lane in (TRANSFER_LANE, MANNED):
        yield "lane"


@rule("record-missing", basis="order-118#filing")
def freight_vehicles_are_filed(filing: Filing) -> Iterator[Finding]:
    """货车须填海关车辆备案号。 | A goods vehicle gives its customs record."""
    if filing.use == GOODS and filing.record is None:
        yield "record"


@rule("stay-unsaid", basis="gd-hk-cars#stay", since=NORTHBOUND)
def a_stay_has_an_end(filing: Filing) -> Iterator[Finding]:
    """单牌车入境须填计划出境日期。 | A car with one plate says on entry when it leaves."""
    if filing.scheme == SINGLE and filing.direction == ENTRY and filing.leaves_on is None:
        yield "leaves_on"


@rule("stay-order", basis="gd-hk-cars#stay", since=NORTHBOUND, given="leaves_on")
def it_leaves_after_it_enters(filing: Filing) -> Iterator[Finding]:
    """计划出境日期不能早于入境日期。 | It cannot leave before the day on which it enters."""
    if filing.leaves_on is not None and filing.leaves_on < local_date(filing.eta):
        yield "leaves_on"


@rule("stay-too-long", basis="gd-hk-cars#stay", since=NORTHBOUND, given="leaves_on")
def a_stay_is_short(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """每次连续停留不得超过 {days} 日，最晚 {last} 出境。
    | Each stay is of {days} days at most; it leaves by {last}.
    """
    days = int(on.terms.number("stay-days"))
    last = local_date(filing.eta) + timedelta(days=days)
    if filing.scheme == SINGLE and filing.leaves_on and filing.leaves_on > last:
        yield "leaves_on", {"days": days, "last": last}


@rule("stay-year", basis="gd-hk-cars#stay", since=NORTHBOUND, given="leaves_on")
def stays_of_a_year_are_limited(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """本年已停留 {stayed} 日，加上这次超过全年 {days} 日。
    | With {stayed} days stayed this year, this stay would go beyond the {days} of a year.
    """
    days, each = int(on.terms.number("stay-year")), int(on.terms.number("stay-days"))
    planned = (filing.leaves_on - local_date(filing.eta)).days if filing.leaves_on else 0
    if filing.scheme == SINGLE and planned <= each and filing.stayed + planned > days:
        yield "stayed", {"stayed": filing.stayed, "days": days}


@rule("entered-unsaid", basis="gd-hk-cars#stay", since=NORTHBOUND)
def an_exit_tells_the_entry(filing: Filing) -> Iterator[Finding]:
    """单牌车出境须填本次入境日期。 | A car with one plate says on exit when it entered."""
    if filing.scheme == SINGLE and filing.direction == EXIT and filing.entered_on is None:
        yield "entered_on"


@rule("overstayed", basis="gd-hk-cars#stay", severity="warning", since=NORTHBOUND, given="entered_on")
def an_overstay_is_pointed_out(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """自 {day} 入境已停留 {stay} 日，超过 {days} 日，由口岸现场处理。
    | It has stayed {stay} days since {day}, more than {days}; the port will see to it.
    """
    days = int(on.terms.number("stay-days"))
    stay = (local_date(filing.eta) - filing.entered_on).days if filing.entered_on else 0
    if filing.direction == EXIT and stay > days:
        yield "entered_on", {"day": filing.entered_on, "stay": stay, "days": days}


VEHICLE_RULES: tuple[Rule, ...] = (
    a_crossing_is_told_ahead,
    freight_goes_where_it_is_cleared,
    plates_of_both_sides_are_two,
    a_single_plate_is_alone,
    the_plate_fits_the_port,
    one_plate_crosses_by_the_bridge,
    one_plate_is_for_cars,
    the_permit_names_its_ports,
    it_crosses_where_it_may,
    papers_hold_on_the_day,
    the_driver_has_valid_papers,
    no_more_ride_than_allowed,
    the_quick_lane_is_for_enrolled_drivers,
    the_transfer_lane_is_for_transfers,
    freight_vehicles_are_filed,
    a_stay_has_an_end,
    it_leaves_after_it_enters,
    a_stay_is_short,
    stays_of_a_year_are_limited,
    an_exit_tells_the_entry,
    an_overstay_is_pointed_out,
)
