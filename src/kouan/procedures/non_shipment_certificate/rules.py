"""Demands on an application: the declaration, the boxes, the goods, the proof."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.identifiers import is_export_number
from kouan.procedures.non_shipment_certificate.form import OTHER, TAX, YARD, Box, Filing, Line


@rule("not-an-export", basis="customs-numbers#declaration-18")
def the_declaration_is_an_export(filing: Filing) -> Iterator[Finding]:
    """报关单号第 9 位应为 0 或 E（出口）。
    | The ninth character of the declaration number must be 0 or E, for export.
    """
    if not is_export_number(filing.declaration):
        yield "declaration"


@rule("declared-year", basis="customs-numbers#declaration-18")
def the_number_is_of_that_year(filing: Filing) -> Iterator[Finding]:
    """报关单号的年份 {year} 与申报日期不符。 | The year in the number, {year}, differs from the day of declaration."""
    year = filing.declaration[4:8]
    if year != f"{filing.declared_on:%Y}":
        yield "declared_on", {"year": year}


@rule("declared-later", basis="non-shipment#when")
def it_was_declared_before(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """申报日期不能晚于今日。 | The declaration cannot be of a day to come."""
    if filing.declared_on > on.day:
        yield "declared_on"


@rule("ship-not-left", basis="non-shipment#check", severity="warning")
def the_ship_has_left(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """
    船舶尚未离港，理货报告未出，海关可能退回。
    | The ship has not left and there is no tally report yet: customs may hand this back.
    """
    if filing.departure > on.day:
        yield "departure"


@rule("bill-unknown", basis="non-shipment#check", severity="warning")
def the_bill_is_known(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有提运单 {bill}，海关将人工核对。 | Bill {bill} is on no manifest; customs will check by hand."""
    if on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


@rule("boxes-missing", basis="non-shipment#content")
def boxes_are_named(filing: Filing) -> Iterator[Finding]:
    """集装箱运输的须填箱号。 | Goods in containers need the container numbers."""
    if filing.in_boxes and not filing.boxes:
        yield "boxes"


@rule("boxes-unneeded", basis="non-shipment#content")
def loose_goods_have_no_boxes(filing: Filing) -> Iterator[Finding]:
    """填了箱号，“集装箱运输”应填是。 | Containers are named, so the goods are in containers."""
    if filing.boxes and not filing.in_boxes:
        yield "in_boxes"


@rule("box-twice", basis="non-shipment#content")
def a_box_is_named_once(filing: Filing) -> Iterator[Finding]:
    """箱号 {number} 重复，请删去一行。 | Container {number} is named twice; leave one line out."""
    seen: set[str] = set()
    for at, box in enumerate(filing.boxes):
        if box.number in seen:
            yield ("boxes", at, "number"), {"number": box.number}
        seen.add(box.number)


@rule("box-of-another-bill", basis="non-shipment#check", each="boxes")
def the_box_is_of_the_bill(box: Box, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {number} 不在提运单 {bill} 项下。 | Container {number} does not belong to bill {bill}."""
    bills = on.known("container", box.number, "bills", ())
    if bills and filing.bill not in bills:
        yield "number", {"number": box.number, "bill": filing.bill}


@rule("box-taken-out", basis="non-shipment#proof", severity="warning", each="boxes")
def the_box_is_where_it_is_said_to_be(box: Box, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """闸口记录显示箱 {number} 已提离，请改填现在何处。
    | By the gate's record container {number} has been taken out; say where it is now.
    """
    if box.whereabouts == YARD and on.known("container", box.number, "gated_out_at"):
        yield "whereabouts", {"number": box.number}


@rule("lines-missing", basis="non-shipment#content")
def a_part_is_listed(filing: Filing) -> Iterator[Finding]:
    """部分未出运的，须逐项填写未出运货物。 | When only a part stayed behind, list it line by line."""
    if not filing.whole and not filing.lines:
        yield "lines"


@rule("lines-unneeded", basis="non-shipment#content")
def the_whole_is_not_listed(filing: Filing) -> Iterator[Finding]:
    """全部未出运的不必逐项填写；只是部分的请改正。
    | If nothing was shipped no lines are listed; correct this if it was a part.
    """
    if filing.whole and filing.lines:
        yield "whole"


@rule("line-twice", basis="non-shipment#content")
def a_line_is_listed_once(filing: Filing) -> Iterator[Finding]:
    """项号 {number} 重复，请合并为一行。 | Line {number} is listed twice; make it one."""
    seen: set[int] = set()
    for at, line in enumerate(filing.lines):
        if line.number in seen:
            yield ("lines", at, "number"), {"number": line.number}
        seen.add(line.number)


@rule("line-beyond-fifty", basis="gacc-2019-18#line-limit", each="lines")
def a_declaration_has_fifty_lines(line: Line) -> Iterator[Finding]:
    """一份报关单最多 50 项。 | A declaration has at most 50 lines."""
    if line.number > 50:
        yield "number"


@rule("reason-unexplained", basis="non-shipment#content")
def other_reasons_are_explained(filing: Filing) -> Iterator[Finding]:
    """原因填“其他”的，须说明情况。 | Another reason needs details."""
    if filing.reason == OTHER and filing.details is None:
        yield "details"


@rule("repayment-missing", basis="non-shipment#certificate")
def a_rebate_is_paid_back(filing: Filing) -> Iterator[Finding]:
    """已办理退税的，须填补税凭证编号。 | A rebate already claimed is paid back first; give the proof."""
    if filing.rebated and filing.repayment is None:
        yield "repayment"


@rule("rebate-without-tax-use", basis="non-shipment#certificate", severity="warning")
def who_had_a_rebate_needs_it_for_tax(filing: Filing) -> Iterator[Finding]:
    """已办理退税，证明用途宜包括税务手续。 | A rebate was claimed: the certificate is likely needed for tax too."""
    if filing.rebated and TAX not in filing.use:
        yield "use"


@rule("proof-early", basis="non-shipment#proof")
def the_proof_is_later_than_the_declaration(filing: Filing) -> Iterator[Finding]:
    """码头证明日期不能早于申报日期。 | The terminal's proof cannot be earlier than the declaration."""
    if filing.proof_on < filing.declared_on:
        yield "proof_on"


@rule("proof-ahead", basis="non-shipment#proof")
def the_proof_exists(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """码头证明日期不能晚于今日。 | The terminal's proof cannot be of a day to come."""
    if filing.proof_on > on.day:
        yield "proof_on"


RULES: tuple[Rule, ...] = (
    the_declaration_is_an_export,
    the_number_is_of_that_year,
    it_was_declared_before,
    the_ship_has_left,
    the_bill_is_known,
    boxes_are_named,
    loose_goods_have_no_boxes,
    a_box_is_named_once,
    the_box_is_of_the_bill,
    the_box_is_where_it_is_said_to_be,
    a_part_is_listed,
    the_whole_is_not_listed,
    a_line_is_listed_once,
    a_declaration_has_fifty_lines,
    other_reasons_are_explained,
    a_rebate_is_paid_back,
    who_had_a_rebate_needs_it_for_tax,
    the_proof_is_later_than_the_declaration,
    the_proof_exists,
)
