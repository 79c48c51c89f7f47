"""Demands on the batch as it comes in: the firm's account, the principal abroad, each vehicle, its waste."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.identifiers import is_import_number
from kouan.procedures._application.rows import repeated
from kouan.procedures._zone.rules import the_code_is_the_firms
from kouan.procedures.bonded_vehicle_repair.form import ENGINE, LEAD, Filing, Vehicle
from kouan.procedures.bonded_vehicle_repair.rules_closing import CLOSING_RULES
from kouan.procedures.bonded_vehicle_repair.vin import is_vin

VEHICLES = frozenset({"8701", "8702", "8703", "8704", "8705", "8711"})
WASTEFUL = frozenset({ENGINE, LEAD})


@rule("account-kind", basis="customs-numbers#record-12")
def the_account_is_a_zones(filing: Filing) -> Iterator[Finding]:
    """保税维修账册应以 H 开头（特殊区域账册）。 | The account must begin with H, that of a special area."""
    if filing.account[0] != "H":
        yield "account"


@rule("owner-inland", basis="mofcom-2020-16#scope")
def the_principal_is_abroad(filing: Filing) -> Iterator[Finding]:
    """委托方应在境外；境内车辆不得入区保税维修。
    | The principal must be abroad: vehicles from inland are not repaired in bond.
    """
    if filing.owner_country == "CHN":
        yield "owner_country"


@rule("not-an-import", basis="customs-numbers#declaration-18")
def the_entry_is_an_import(filing: Filing) -> Iterator[Finding]:
    """进区报关单号第 9 位应为 1 或 I（进口）。
    | The ninth character of the entry declaration must be 1 or I, for import.
    """
    if not is_import_number(filing.entry_declaration):
        yield "entry_declaration"


@rule("vin-twice", basis="mofcom-2020-16#system")
def a_vehicle_is_named_once(filing: Filing) -> Iterator[Finding]:
    """车辆识别代号 {vin} 重复，请核对或删去一行。 | Vehicle {vin} is named twice; check it, or leave one line out."""
    for at, vin in repeated(filing.vehicles, "vin"):
        yield ("vehicles", at, "vin"), {"vin": vin}


@rule("vin-check", basis="gacc-2019-18#line-vehicle", each="vehicles")
def the_vin_is_right(vehicle: Vehicle) -> Iterator[Finding]:
    """车辆识别代号 {vin} 第 9 位校验不符，请对照车辆铭牌。
    | The ninth character of {vin} does not check; compare the vehicle's plate.
    """
    if not is_vin(vehicle.vin):
        yield "vin", {"vin": vehicle.vin}


@rule("not-a-vehicle", basis="mofcom-2020-16#scope", each="vehicles")
def the_code_is_a_vehicles(vehicle: Vehicle) -> Iterator[Finding]:
    """商品编号应属机动车（8701 至 8705、8711）。 | The code must be a motor vehicle's (8701 to 8705, 8711)."""
    if vehicle.hs_code[:4] not in VEHICLES:
        yield "hs_code"


@rule("not-used", basis="mofcom-2020-16#scope", each="vehicles")
def the_vehicle_is_used(vehicle: Vehicle, filing: Filing) -> Iterator[Finding]:
    """初次登记应早于进区日期；新车不属二手车维修。
    | It must have been registered before it entered: a new vehicle is not a used one.
    """
    if vehicle.registered_on >= filing.entered_on:
        yield "registered_on"


@rule("returns-first", basis="mofcom-2020-16#return")
def it_returns_after_it_entered(filing: Filing) -> Iterator[Finding]:
    """计划复运出境日期应晚于进区日期。 | The planned return must follow the entry."""
    if filing.returns_on <= filing.entered_on:
        yield "returns_on"


@rule("returns-late", basis="mofcom-2020-16#return")
def it_returns_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在进区后 {days} 日内复运出境，最迟 {last}。
    | They return within {days} days of entry, by {last} at the latest.
    """
    days = on.terms.limit("return").amount
    last = filing.entered_on + timedelta(days=days)
    if filing.returns_on > last:
        yield "returns_on", {"days": days, "last": last}


@rule("contractor-missing", basis="mofcom-2020-16#waste")
def hazardous_waste_has_its_taker(filing: Filing) -> Iterator[Finding]:
    """产生危险废物的，须填处置单位和许可证号。
    | Hazardous waste arises, so name the firm that takes it and its permit.
    """
    if filing.hazardous and filing.contractor is None:
        yield "contractor"
    elif filing.hazardous and filing.contractor_permit is None:
        yield "contractor_permit"


@rule("waste-doubtful", basis="mofcom-2020-16#waste", severity="warning")
def such_work_leaves_waste(filing: Filing) -> Iterator[Finding]:
    """发动机、铅蓄电池维修通常产生废机油或废电池，请确认不产生危险废物。
    | Work on engines or lead batteries usually leaves waste oil or batteries; make sure that no hazardous waste arises.
    """
    if not filing.hazardous and any(WASTEFUL.intersection(vehicle.work) for vehicle in filing.vehicles):
        yield "hazardous"


RULES: tuple[Rule, ...] = (
    the_account_is_a_zones,
    the_code_is_the_firms,
    the_principal_is_abroad,
    the_entry_is_an_import,
    a_vehicle_is_named_once,
    the_vin_is_right,
    the_code_is_a_vehicles,
    the_vehicle_is_used,
    it_returns_after_it_entered,
    it_returns_in_time,
    hazardous_waste_has_its_taker,
    such_work_leaves_waste,
    *CLOSING_RULES,
)
