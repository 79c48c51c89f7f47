"""Demands on the lots: one in transhipment at least, each named once, with box, day and port as its kind needs."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.identifiers import is_export_number, is_import_number
from kouan.procedures._application.rows import repeated
from kouan.procedures._cargo.rules import of_another_bill
from kouan.procedures.consolidation_transhipment.cargo import EXPORT, FROM_ABROAD, GOING_ABROAD, IMPORT, TRANSIT, Lot
from kouan.procedures.consolidation_transhipment.form import Filing
from kouan.procedures.consolidation_transhipment.rules_packing import PACKING_RULES

CHINA = "CN"
_DECLARED = {IMPORT: is_import_number, EXPORT: is_export_number}


@rule("no-transhipment", basis="gacc-2018-120#kinds")
def there_is_transhipment_cargo(filing: Filing) -> Iterator[Finding]:
    """没有国际转运货物，不是中转集拼；纯进口或纯出口拼箱按一般货物办理。
    | There is no transhipment cargo: imports or exports alone are not consolidated in transhipment.
    """
    if all(lot.kind != TRANSIT for lot in filing.lots):
        yield "lots"


@rule("not-linked", basis="gacc-2018-120#system")
def the_area_is_linked(filing: Filing) -> Iterator[Finding]:
    """作业区系统应与海关联网，未联网的不能开展中转集拼。
    | The area's system must be linked with customs; without that no cargo is consolidated there.
    """
    if not filing.linked:
        yield "linked"


@rule("lot-twice", basis="gacc-2018-120#area")
def a_lot_is_numbered_once(filing: Filing) -> Iterator[Finding]:
    """货物序号 {number} 重复，每票用一个序号。 | Lot {number} is named twice; every lot has its own number."""
    for at, number in repeated(filing.lots, "number"):
        yield ("lots", at, "number"), {"number": number}


@rule("bill-twice", basis="gacc-2018-120#area")
def a_bill_is_one_lot(filing: Filing) -> Iterator[Finding]:
    """分提单 {bill} 重复，同一分提单填一票。 | House bill {bill} is named twice; one bill is one lot."""
    for at, bill in repeated(filing.lots, "bill"):
        yield ("lots", at, "bill"), {"bill": bill}


@rule("box-missing", basis="gacc-2018-120#kinds", each="lots")
def cargo_from_abroad_came_in_a_box(lot: Lot) -> Iterator[Finding]:
    """转运和进口货物须填进境箱号。 | Cargo from abroad needs the container it came in."""
    if lot.kind in FROM_ABROAD and lot.box is None:
        yield "box"


@rule("entry-missing", basis="gacc-2018-120#three-months", each="lots")
def cargo_from_abroad_has_its_day(lot: Lot) -> Iterator[Finding]:
    """转运和进口货物须填运输工具申报进境日期。 | Cargo from abroad needs the day its conveyance declared entry."""
    if lot.kind in FROM_ABROAD and lot.entered_on is None:
        yield "entered_on"


@rule("entry-ahead", basis="gacc-2018-120#three-months", each="lots", given="entered_on")
def cargo_is_here(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """进境日期不能晚于今日。 | The entry cannot be of a day to come."""
    if lot.entered_on and lot.entered_on > on.day:
        yield "entered_on"


@rule("destination-missing", basis="gacc-2018-120#kinds", each="lots")
def what_goes_abroad_has_a_port(lot: Lot) -> Iterator[Finding]:
    """转运和出口货物须填目的港。 | What goes abroad needs its port of destination."""
    if lot.kind in GOING_ABROAD and lot.destination is None:
        yield "destination"


@rule("destination-home", basis="gacc-2018-120#kinds", each="lots", given="destination")
def abroad_is_not_home(lot: Lot) -> Iterator[Finding]:
    """转运和出口货物的目的港应在境外；在境内的应按进口货物办理。
    | The port of destination lies abroad; what stays here is an import.
    """
    if lot.kind in GOING_ABROAD and lot.destination and lot.destination.startswith(CHINA):
        yield "destination"


@rule("bill-unknown", basis="order-172#kinds", severity="warning", each="lots")
def bills_are_on_a_manifest(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有分提单 {bill}，请先传输舱单。 | House bill {bill} is on no manifest; send the manifest first."""
    if on.not_found("bill", lot.bill):
        yield "bill", {"bill": lot.bill}


@rule("bill-direction", basis="order-172#kinds", each="lots")
def the_manifest_is_of_the_kind(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """分提单 {bill} 的舱单方向与货物种类不符：出口货物应在出口舱单上，其余应在进口舱单上。
    | The manifest of {bill} is not of this kind: exports are on an export manifest, the others on an import one.
    """
    wanted = EXPORT if lot.kind == EXPORT else IMPORT
    if on.known("bill", lot.bill, "direction", wanted) != wanted:
        yield "kind", {"bill": lot.bill}


@rule("box-of-another-bill", basis="order-172#kinds", each="lots", given="box")
def the_box_holds_the_lot(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 不在分提单 {bill} 项下，请核对箱号。
    | Container {box} does not belong to house bill {bill}; check the number.
    """
    if lot.box and of_another_bill(lot.box, lot.bill, on):
        yield "box", {"box": lot.box, "bill": lot.bill}


@rule("declaration-direction", basis="customs-numbers#declaration-18", each="lots", given="declaration")
def the_declaration_is_of_the_kind(lot: Lot) -> Iterator[Finding]:
    """报关单与货物种类不符：出口货物填出口报关单，进口货物填进口报关单，转运货物不填。
    | The declaration is not of this kind: exports have an export one, imports an import one, transhipment none.
    """
    fits = _DECLARED.get(lot.kind)
    if lot.declaration and not (fits and fits(lot.declaration)):
        yield "declaration"


RULES: tuple[Rule, ...] = (
    there_is_transhipment_cargo,
    the_area_is_linked,
    a_lot_is_numbered_once,
    a_bill_is_one_lot,
    cargo_from_abroad_came_in_a_box,
    cargo_from_abroad_has_its_day,
    cargo_is_here,
    what_goes_abroad_has_a_port,
    abroad_is_not_home,
    bills_are_on_a_manifest,
    the_manifest_is_of_the_kind,
    the_box_holds_the_lot,
    the_declaration_is_of_the_kind,
    *PACKING_RULES,
)
