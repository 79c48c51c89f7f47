"""Demands on the lots: each of a line, by a channel it may take, and together all that there is."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._application.rows import repeated
from kouan.procedures.international_distribution.form import ARRIVAL, STOCK, Filing
from kouan.procedures.international_distribution.goods import (
    ABROAD,
    BACK,
    BONDED,
    DESTROYED,
    DISTRIBUTE,
    FIRM,
    HOME,
    INLAND,
    KEPT,
    TALLY,
    ZONE,
    Line,
    Lot,
)

_OF_INLAND_GOODS = frozenset({ABROAD, BACK, KEPT, DESTROYED})
_OF_SPOILT_GOODS = frozenset({ABROAD, DESTROYED})
_WITH_RECEIVER = frozenset({HOME, FIRM})


def _lots(filing: Filing) -> Iterator[tuple[int, Lot, Line | None]]:
    """Each lot with its place and the line it is of; the lines are looked up once, for lots may be many."""
    lines = {line.number: line for line in filing.lines}
    for at, lot in enumerate(filing.lots):
        yield at, lot, lines.get(lot.line)


@rule("lots-missing", basis="guangzhou-2019#22")
def a_distribution_has_lots(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填分拨明细：库存货物在申请时填，进境整批在理货以后填。
    | Tell the lots: for stock with the application, for a batch from abroad after the tally.
    """
    if not filing.lots and (filing.source == STOCK or on.step == DISTRIBUTE):
        yield "lots"


@rule("lots-early", basis="guangzhou-2019#22")
def lots_follow_the_tally(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """进境整批先理货后分拨，现在不填分拨明细。 | A batch from abroad is tallied first; tell no lots yet."""
    first = not on.step and on.before is None
    if filing.source == ARRIVAL and filing.lots and (first or on.step == TALLY):
        yield "lots"


@rule("lot-twice", basis="order-256#account")
def a_lot_is_numbered_once(filing: Filing) -> Iterator[Finding]:
    """分拨批号 {number} 重复，请另编批号。 | Lot {number} is named twice; give one of them another number."""
    for at, number in repeated(filing.lots, "number"):
        yield ("lots", at, "number"), {"number": number}


@rule("lot-of-nothing", basis="order-256#account", given="lots")
def a_lot_is_of_a_line(filing: Filing) -> Iterator[Finding]:
    """货物清单中没有序号 {number}，请填清单上的序号。
    | The list of goods has no number {number}; give one that it has.
    """
    for at, lot, line in _lots(filing):
        if line is None:
            yield ("lots", at, "line"), {"number": lot.line}


@rule("lots-differ", basis="order-256#account", given="lots")
def lots_add_up_to_the_goods(filing: Filing) -> Iterator[Finding]:
    """序号 {number} 可分拨 {available}，明细合计 {told}，应当相等；暂不分拨的填留区存储。
    | Of number {number} {available} can be distributed and the lots make {told}; put what is left to stock.
    """
    told = dict.fromkeys((line.number for line in filing.lines), Decimal(0))
    if len(told) < len(filing.lines) or any(lot.line not in told for lot in filing.lots):
        return  # said by the rules on numbers
    for lot in filing.lots:
        told[lot.line] += lot.quantity
    for at, line in enumerate(filing.lines):
        if told[line.number] != line.available:
            values = {"number": line.number, "available": line.available, "told": told[line.number]}
            yield ("lines", at, "quantity" if line.counted is None else "counted"), values


@rule("channel-of-bonded", basis="order-256#by-status", given="lots")
def goods_in_bond_do_not_just_go_back(filing: Filing) -> Iterator[Finding]:
    """保税货物不能按“返回境内”出区，进入境内应按出区进口办理。
    | Goods in bond do not go back inland; to go inland they are imported.
    """
    for at, lot, line in _lots(filing):
        if line and line.status == BONDED and lot.channel == BACK:
            yield ("lots", at, "channel")


@rule("channel-of-inland", basis="order-256#by-status", given="lots")
def goods_from_inland_keep_their_channels(filing: Filing) -> Iterator[Finding]:
    """非保税货物只能出口、返回境内、留区存储或销毁。
    | Goods not in bond can only be exported, go back inland, stay in stock or be destroyed.
    """
    for at, lot, line in _lots(filing):
        if line and line.status == INLAND and lot.channel not in _OF_INLAND_GOODS:
            yield ("lots", at, "channel")


@rule("shelf-life-over", basis="order-256#stay", given="lots")
def goods_are_within_their_shelf_life(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """该货物保质期已过（{day}），只能复运出境或销毁。
    | The shelf life of these goods ended on {day}; they can only leave the country or be destroyed.
    """
    for at, lot, line in _lots(filing):
        if line and line.best_before and line.best_before < on.day and lot.channel not in _OF_SPOILT_GOODS:
            yield ("lots", at, "channel"), {"day": line.best_before}


@rule("country-missing", basis="order-256#bonded-entry", each="lots")
def what_goes_abroad_has_a_country(lot: Lot) -> Iterator[Finding]:
    """复运出境的须填运抵国（地区）。 | What leaves the country needs its destination."""
    if lot.channel == ABROAD and lot.country is None:
        yield "country"


@rule("country-home", basis="order-256#bonded-entry", each="lots")
def abroad_is_not_home(lot: Lot) -> Iterator[Finding]:
    """复运出境的运抵国不能是中国；进入境内请选出区进口。
    | What leaves the country is not destined for China; for that choose import.
    """
    if lot.channel == ABROAD and lot.country == "CHN":
        yield "country"


@rule("receiver-missing", basis="order-256#transfer", each="lots")
def who_takes_it_is_named(lot: Lot) -> Iterator[Finding]:
    """出区进口和区内流转须填境内收货人代码。 | An import and a transfer in the zone need the receiver's credit code."""
    if lot.channel in _WITH_RECEIVER and lot.receiver_uscc is None:
        yield "receiver_uscc"


@rule("receiver-itself", basis="order-256#transfer", each="lots")
def a_transfer_is_to_another_firm(lot: Lot, filing: Filing) -> Iterator[Finding]:
    """流转给本企业不是流转，请选留区存储。 | A transfer to oneself is none; keep the goods in stock."""
    if lot.channel == FIRM and lot.receiver_uscc == filing.firm_uscc:
        yield "receiver_uscc"


@rule("office-missing", basis="order-256#transfer", each="lots")
def a_transfer_names_the_other_customs(lot: Lot) -> Iterator[Finding]:
    """转往其他特殊区域的须填转入地海关。 | A transfer to another area needs the customs there."""
    if lot.channel == ZONE and lot.office is None:
        yield "office"


@rule("licence-missing", basis="order-256#inland", given="lots")
def an_import_has_its_licence(filing: Filing) -> Iterator[Finding]:
    """该货物进口须许可证件，请填编号。 | These goods need a licence to be imported; give its number."""
    for at, lot, line in _lots(filing):
        if line and line.licensed and lot.channel == HOME and lot.licence is None:
            yield ("lots", at, "licence")


@rule("together-not-inland", basis="order-256#batches", each="lots")
def only_what_goes_inland_is_declared_together(lot: Lot) -> Iterator[Finding]:
    """分批出区、集中申报只适用于出区进口。 | Only what goes inland may leave in batches and be declared together."""
    if lot.together and lot.channel != HOME:
        yield "together"


LOT_RULES: tuple[Rule, ...] = (
    a_distribution_has_lots,
    lots_follow_the_tally,
    a_lot_is_numbered_once,
    a_lot_is_of_a_line,
    lots_add_up_to_the_goods,
    goods_in_bond_do_not_just_go_back,
    goods_from_inland_keep_their_channels,
    goods_are_within_their_shelf_life,
    what_goes_abroad_has_a_country,
    abroad_is_not_home,
    who_takes_it_is_named,
    a_transfer_is_to_another_firm,
    a_transfer_names_the_other_customs,
    an_import_has_its_licence,
    only_what_goes_inland_is_declared_together,
)
