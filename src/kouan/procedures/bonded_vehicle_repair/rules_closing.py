"""Demands on the closing of a batch: every vehicle that came in has left, every part taken out is accounted for."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.kernel.identifiers import is_export_number
from kouan.procedures._vessel.standing import changed
from kouan.procedures.bonded_vehicle_repair.form import Filing, Part, Vehicle

CLOSE = "close"
LEAVING = ("outcome", "exit_declaration", "left_on")


@rule("vehicles-changed", basis="mofcom-2020-16#system")
def the_same_vehicles_are_closed(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """结案车辆应与进区时一致，差异：{vins}。
    | The vehicles closed must be those that came in; they differ in {vins}.
    """
    if on.step == CLOSE and isinstance(on.before, Filing):
        changed = {each.vin for each in filing.vehicles} ^ {each.vin for each in on.before.vehicles}
        if changed:
            yield "vehicles", {"vins": ", ".join(sorted(changed))}


@rule("entered-otherwise", basis="mofcom-2020-16#system")
def what_was_compared_stands(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """结案只补填出区情况和旧件去向，进区时已核对的内容不能改动。
    | On closing only how the vehicles left and where the parts went is told; what was compared at entry stays.
    """
    before = on.before
    if on.step != CLOSE or not isinstance(before, Filing):
        return
    if [each.vin for each in filing.vehicles] == [each.vin for each in before.vehicles]:
        yield from changed(filing, before, frozenset({*LEAVING, "parts"}))


@rule("not-returned", basis="mofcom-2020-16#return", each="vehicles")
def every_vehicle_has_left(vehicle: Vehicle, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{vin} 尚未填明出境情况；入区车辆一律复运出境，不得内销。
    | It is not told how {vin} left; every vehicle goes back abroad and none is sold inland.
    """
    if on.step == CLOSE:
        yield from ((name, {"vin": vehicle.vin}) for name in LEAVING if getattr(vehicle, name) is None)


@rule("not-an-export", basis="customs-numbers#declaration-18", each="vehicles")
def the_exit_is_an_export(vehicle: Vehicle) -> Iterator[Finding]:
    """复运出境报关单号第 9 位应为 0 或 E（出口）。
    | The ninth character of the exit declaration must be 0 or E, for export.
    """
    if vehicle.exit_declaration is not None and not is_export_number(vehicle.exit_declaration):
        yield "exit_declaration"


@rule("left-first", basis="mofcom-2020-16#return", each="vehicles")
def it_left_after_it_entered(vehicle: Vehicle, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """出境日期应在进区日期与今日之间。 | It left between its entry and today."""
    if vehicle.left_on and not filing.entered_on <= vehicle.left_on <= local_date(on.moment):
        yield "left_on"


@rule("parts-unaccounted", basis="mofcom-2020-16#parts", each="parts")
def parts_add_up(part: Part) -> Iterator[Finding]:
    """换下 {replaced} 件，去向合计 {gone} 件；旧件不得留存内销，数量须相符。
    | {replaced} were taken out and {gone} accounted for; old parts are not kept or sold inland, so both must agree.
    """
    gone = part.returned + part.destroyed + part.transferred
    if gone != part.replaced:
        yield "replaced", {"replaced": part.replaced, "gone": gone}


@rule("waste-unreviewed", basis="mofcom-2020-16#waste", severity="warning", each="parts")
def waste_was_looked_at_before(part: Part, filing: Filing) -> Iterator[Finding]:
    """申请时填不产生危险废物，处置没有经生态环境部门核准；核销时海关会核对。
    | No hazardous waste was told when this was filed and its disposal was not reviewed; customs will look at it.
    """
    if part.transferred and not filing.hazardous:
        yield "transferred"


@rule("manifest-missing", basis="mofcom-2020-16#waste", each="parts")
def a_transfer_has_its_manifest(part: Part) -> Iterator[Finding]:
    """危险废物转移须填转移联单号。 | Hazardous waste is handed over under a manifest; give its number."""
    if part.transferred and part.manifest is None:
        yield "manifest"


CLOSING_RULES: tuple[Rule, ...] = (
    the_same_vehicles_are_closed,
    what_was_compared_stands,
    every_vehicle_has_left,
    the_exit_is_an_export,
    it_left_after_it_entered,
    parts_add_up,
    waste_was_looked_at_before,
    a_transfer_has_its_manifest,
)
