"""Demands on where the goods come from and on each line."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.rows import repeated
from kouan.procedures._zone.rules import FIRM_RULES
from kouan.procedures.international_distribution.form import ARRIVAL, STOCK, Filing
from kouan.procedures.international_distribution.goods import INLAND, TALLY, Line
from kouan.procedures.international_distribution.rules_leaving import LEAVING_RULES
from kouan.procedures.international_distribution.rules_lots import LOT_RULES

_OF_ARRIVALS = ("bill", "entered_on")


@rule("arrival-untold", basis="order-256#bonded-entry")
def an_arrival_names_its_bill(filing: Filing) -> Iterator[Finding]:
    """进境整批货物须填提运单号和进境日期。 | A batch from abroad needs its bill of lading and day of entry."""
    if filing.source == ARRIVAL:
        yield from (name for name in _OF_ARRIVALS if getattr(filing, name) is None)


@rule("stock-with-bill", basis="order-256#account")
def stock_has_no_bill(filing: Filing) -> Iterator[Finding]:
    """库存货物已在账册上，不填提运单和进境日期；新到货物请选“进境整批”。
    | Stock is on the account already and has no bill or day of entry; for new goods choose a batch from abroad.
    """
    if filing.source == STOCK:
        yield from (name for name in _OF_ARRIVALS if getattr(filing, name) is not None)


@rule("bill-unknown", basis="order-256#bonded-entry")
def the_bill_is_on_a_manifest(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有提运单 {bill}；原始舱单传输以后才能申请入区。
    | Bill {bill} is on no manifest; goods enter the zone once the manifest has been sent.
    """
    if on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


@rule("bill-not-import", basis="order-256#bonded-entry")
def the_bill_comes_in(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{bill} 是出口舱单，不能作为进境货物入区。 | {bill} is an export and cannot enter the zone from abroad."""
    if on.known("bill", filing.bill, "direction", "import") != "import":
        yield "bill", {"bill": filing.bill}


@rule("box-of-another-bill", basis="order-256#bonded-entry")
def the_boxes_are_of_the_bill(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 不在提运单 {bill} 项下。 | Container {box} does not belong to bill {bill}."""
    known = on.known("bill", filing.bill, "containers", ())
    for at, box in enumerate(filing.boxes):
        if known and box not in known:
            yield ("boxes", at), {"box": box, "bill": filing.bill}


@rule("entered-ahead", basis="customs-law#time-limit")
def the_entry_lies_behind(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """进境日期不能晚于今日。 | The day of entry cannot lie ahead."""
    if filing.entered_on and filing.entered_on > local_date(on.moment):
        yield "entered_on"


@rule("line-twice", basis="order-256#account")
def a_line_is_numbered_once(filing: Filing) -> Iterator[Finding]:
    """序号 {number} 重复，请另编序号。 | Number {number} is given twice; give the line another."""
    for at, number in repeated(filing.lines, "number"):
        yield ("lines", at, "number"), {"number": number}


@rule("item-missing", basis="order-256#account", each="lines")
def stock_names_its_item(line: Line, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """库存货物和理货后的货物须填账册备案序号。
    | Goods in stock, and goods once tallied, need their item of the account.
    """
    if line.item is None and (filing.source == STOCK or on.step == TALLY):
        yield "item"


@rule("inland-from-abroad", basis="order-256#by-status", each="lines")
def goods_from_abroad_are_in_bond(line: Line, filing: Filing) -> Iterator[Finding]:
    """进境货物一律保税；非保税货物只能来自区内库存。
    | Goods from abroad are in bond; only stock can hold goods not in bond.
    """
    if filing.source == ARRIVAL and line.status == INLAND:
        yield "status"


@rule("counted-early", basis="order-256#short-over", each="lines")
def the_tally_comes_after_entry(line: Line, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """实收数量在进区理货以后填写，现在请留空。 | What was received is told after the tally; leave it blank now."""
    if line.counted is not None and on.before is None:
        yield "counted"


@rule("not-counted", basis="order-256#short-over", each="lines")
def every_line_is_counted(line: Line, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填序号 {number} 的理货实收数量，未到的填 0。 | Say how much of number {number} was received; 0 if none."""
    if on.step == TALLY and line.counted is None:
        yield "counted", {"number": line.number}


@rule("in-list-missing", basis="gacc-2018-23#list")
def the_tally_names_its_list(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """理货申报须填进区核注清单号。 | The tally needs the number of the inward bonded list."""
    if on.step == TALLY and filing.in_list is None:
        yield "in_list"


@rule("in-list-outward", basis="gacc-2018-23#list")
def the_list_is_inward(filing: Filing) -> Iterator[Finding]:
    """进区核注清单号第 9 位应为 I。 | The ninth character of an inward list is I."""
    if filing.in_list and filing.in_list[8] != "I":
        yield "in_list"


RULES: tuple[Rule, ...] = (
    *FIRM_RULES,
    an_arrival_names_its_bill,
    stock_has_no_bill,
    the_bill_is_on_a_manifest,
    the_bill_comes_in,
    the_boxes_are_of_the_bill,
    the_entry_lies_behind,
    a_line_is_numbered_once,
    stock_names_its_item,
    goods_from_abroad_are_in_bond,
    the_tally_comes_after_entry,
    every_line_is_counted,
    the_tally_names_its_list,
    the_list_is_inward,
    *LOT_RULES,
    *LEAVING_RULES,
)
