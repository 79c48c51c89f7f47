"""Demands on what a vehicle carries: manifest, declarations, locks, weight; passengers between the airports."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.identifiers import is_export_number, is_import_number
from kouan.procedures._application.rows import repeated
from kouan.procedures._road.vehicles import ENTRY, EXIT
from kouan.procedures._vessel import rules as persons
from kouan.procedures.vehicle_crossing.form import GOODS, TRANSFER, Filing
from kouan.procedures.vehicle_crossing.load import LADEN, PORT, QUICK, TRANSIT, Carried, Consignment, Passenger

ON_THE_WAY = frozenset({TRANSIT, QUICK})


def watched(filing: Filing) -> bool:
    """Whether goods stay under customs on their way inland or from there."""
    return any(goods.clearance in ON_THE_WAY for goods in filing.consignments)


@rule("load-unsaid", basis="gacc-2007-58#load-list")
def a_goods_vehicle_tells_its_load(filing: Filing) -> Iterator[Finding]:
    """货车须填空车、空箱还是载货。 | A goods vehicle says whether it is empty, carries an empty box or is laden."""
    if filing.use == GOODS and filing.load is None:
        yield "load"


@rule("load-not-freight", basis="order-118#filing")
def goods_go_on_goods_vehicles(filing: Filing) -> Iterator[Finding]:
    """只有货车才能载货过境。 | Only goods vehicles carry goods across."""
    if filing.use != GOODS and (filing.load is not None or filing.consignments):
        yield "use"


@rule("goods-missing", basis="gacc-2007-58#load-list")
def a_laden_vehicle_tells_its_goods(filing: Filing) -> Iterator[Finding]:
    """载货须逐票填写货物。 | A laden vehicle tells its goods, bill by bill."""
    if filing.load == LADEN and not filing.consignments:
        yield "consignments"


@rule("goods-on-empty", basis="order-118#present", given="consignments")
def an_empty_vehicle_has_no_goods(filing: Filing) -> Iterator[Finding]:
    """填了货物，载货情况应为“载货”。 | Goods are told, so the vehicle is laden."""
    if filing.use == GOODS and filing.load is not None and filing.load != LADEN:
        yield "load"


@rule("manifest-missing", basis="order-172#kinds")
def laden_vehicles_have_a_manifest(filing: Filing) -> Iterator[Finding]:
    """载货须先传输公路舱单，填批次号和传输时间。
    | Goods need a road manifest first; give its batch number and when it was sent.
    """
    if filing.load == LADEN:
        yield from (name for name in ("batch", "manifest_at") if getattr(filing, name) is None)


@rule("manifest-ahead", basis="order-172#kinds", given="manifest_at")
def the_manifest_is_sent(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱单传输时间不能晚于现在，请先传输舱单。 | The manifest cannot be sent later than now; send it first."""
    if filing.manifest_at and filing.manifest_at > on.moment:
        yield "manifest_at"


@rule("manifest-late", basis="order-172#original-time", severity="warning", given="manifest_at")
def the_manifest_is_early_enough(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """公路舱单应在抵达口岸 {hours} 小时前传输，货物可能要在口岸等候。
    | A road manifest is sent {hours} hours before the port; the goods may have to wait there.
    """
    hours = on.terms.number(f"manifest-{filing.direction}")
    sent = filing.manifest_at
    if sent and sent <= on.moment and filing.eta - sent < timedelta(hours=int(hours)):
        yield "manifest_at", {"hours": hours}


@rule("export-undeclared", basis="customs-law#time-limit", each="consignments")
def exports_are_declared(goods: Consignment, filing: Filing) -> Iterator[Finding]:
    """出境货物在口岸清关的须填报关单号，未报关不能出境。
    | Exports cleared at the port give their declaration: undeclared goods do not leave.
    """
    if filing.direction == EXIT and goods.clearance == PORT and goods.declaration is None:
        yield "declaration"


@rule("declaration-direction", basis="customs-numbers#declaration-18", each="consignments")
def the_declaration_goes_the_same_way(goods: Consignment, filing: Filing) -> Iterator[Finding]:
    """报关单号第 9 位与过境方向不符：入境为 1 或 I，出境为 0 或 E。
    | The ninth character of the declaration does not fit: 1 or I inbound, 0 or E outbound.
    """
    fits = is_import_number if filing.direction == ENTRY else is_export_number
    if goods.declaration and not fits(goods.declaration):
        yield "declaration"


@rule("held", basis="customs-law#custody", each="containers")
def a_held_box_stays(box: Carried, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 仍被扣留，解除后才能出境。 | Container {box} is held and does not leave until that is lifted."""
    if filing.direction == EXIT and on.known("container", box.number, "held_by", ()):
        yield "number", {"box": box.number}


@rule("lock-missing", basis="gacc-2007-58#lock")
def goods_under_way_are_locked(filing: Filing) -> Iterator[Finding]:
    """转关和快速通关的货物须用安全智能锁或电子封志。 | Transit and quick clearance need an electronic lock."""
    if watched(filing) and filing.lock is None:
        yield "lock"


@rule("inland-missing", basis="order-118#route")
def goods_under_way_are_bound_somewhere(filing: Filing) -> Iterator[Finding]:
    """转关和快速通关须填指运地或启运地海关。 | Transit and quick clearance name the inland customs office."""
    if watched(filing) and filing.inland is None:
        yield "inland"


@rule("payload-missing", basis="road-traffic-law#payload")
def goods_vehicles_tell_their_payload(filing: Filing) -> Iterator[Finding]:
    """载货车辆须填核定载质量。 | A laden vehicle says what payload it is allowed."""
    if filing.load == LADEN and filing.payload is None:
        yield "payload"


@rule("overloaded", basis="road-traffic-law#payload", given="payload")
def nobody_overloads(filing: Filing) -> Iterator[Finding]:
    """货物共 {load} 千克，超过核定载质量 {payload} 千克。
    | The goods weigh {load} kg, above the payload of {payload} kg.
    """
    load = sum((goods.gross_weight for goods in filing.consignments), Decimal(0))
    if filing.payload is not None and load > filing.payload:
        yield "consignments", {"load": f"{load:f}", "payload": f"{filing.payload:f}"}


@rule("bill-twice", basis="order-172#kinds", given="consignments")
def a_bill_stands_once(filing: Filing) -> Iterator[Finding]:
    """提单 {bill} 出现了两次，请合并为一行。 | Bill {bill} occurs twice; make it one line."""
    yield from ((("consignments", at, "bill"), {"bill": bill}) for at, bill in repeated(filing.consignments, "bill"))


@rule("box-twice", basis="order-118#present", given="containers")
def a_box_stands_once(filing: Filing) -> Iterator[Finding]:
    """箱 {box} 出现了两次，请删去一行。 | Container {box} occurs twice; leave one line out."""
    yield from ((("containers", at, "number"), {"box": box}) for at, box in repeated(filing.containers, "number"))


@rule("transfer-count", basis="border-inspection-regulation#vehicle-persons")
def transfer_passengers_are_listed(filing: Filing) -> Iterator[Finding]:
    """中转旅客应逐人填写：人数 {said}，名单 {listed} 人。
    | Transfer passengers are listed one by one: {said} are told, {listed} listed.
    """
    listed = len(filing.passengers)
    if filing.use == TRANSFER and (listed != filing.occupants or not listed):
        yield "passengers", {"said": filing.occupants, "listed": listed}


@rule("document-twice", basis="border-inspection-regulation#lists", given="passengers")
def nobody_is_listed_twice(filing: Filing) -> Iterator[Finding]:
    """证件 {number} 出现了两次；每人只列一行，请删去重复的。
    | Document {number} occurs twice; each person has one line, so leave one out.
    """
    yield from persons.repeated({"passengers": filing.passengers})


@rule("connection-short", basis="shenzhen-2019#35", severity="warning", each="passengers")
def the_flight_can_be_reached(passenger: Passenger, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{flight} 起飞距抵达口岸不足 {minutes} 分钟，可能误机。
    | {flight} leaves less than {minutes} minutes after the port is reached and may be missed.
    """
    minutes = int(on.terms.number("connection"))
    if passenger.flies_at - filing.eta < timedelta(minutes=minutes):
        yield "flies_at", {"flight": passenger.flight, "minutes": minutes}


@rule("tags-differ", basis="shenzhen-2019#35", each="passengers")
def each_bag_has_its_tag(passenger: Passenger) -> Iterator[Finding]:
    """直挂行李 {bags} 件，行李牌 {tags} 个，应当一致。
    | {bags} bags are checked through with {tags} tags; each bag has one.
    """
    if passenger.bags != len(passenger.tags):
        yield "tags", {"bags": passenger.bags, "tags": len(passenger.tags)}


@rule("baggage-unsealed", basis="shenzhen-2019#35", given="passengers")
def through_baggage_is_sealed(filing: Filing) -> Iterator[Finding]:
    """有直挂行李，须填行李舱封志号。 | Baggage is checked through, so the hold is sealed; give the seal."""
    if filing.baggage_seal is None and any(passenger.bags for passenger in filing.passengers):
        yield "baggage_seal"


LOAD_RULES: tuple[Rule, ...] = (
    a_goods_vehicle_tells_its_load,
    goods_go_on_goods_vehicles,
    a_laden_vehicle_tells_its_goods,
    an_empty_vehicle_has_no_goods,
    laden_vehicles_have_a_manifest,
    the_manifest_is_sent,
    the_manifest_is_early_enough,
    exports_are_declared,
    the_declaration_goes_the_same_way,
    a_held_box_stays,
    goods_under_way_are_locked,
    goods_under_way_are_bound_somewhere,
    goods_vehicles_tell_their_payload,
    nobody_overloads,
    a_bill_stands_once,
    a_box_stands_once,
    transfer_passengers_are_listed,
    nobody_is_listed_twice,
    the_flight_can_be_reached,
    each_bag_has_its_tag,
    through_baggage_is_sealed,
)
