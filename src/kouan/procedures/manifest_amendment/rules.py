"""Demands on a change: the bill, the ground, the items."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import SHANGHAI
from kouan.procedures._manifest.cargo import Bill
from kouan.procedures._manifest.rules_bills import EACH_BILL
from kouan.procedures._manifest.rules_conveyance import EXPORT, IMPORT, port_abroad
from kouan.procedures.manifest_amendment.form import (
    ADD,
    BULK,
    CHANGE,
    CONTAINER,
    CONVEYANCE,
    DELETE,
    DIRECT,
    ORIGINAL,
    PACKAGES,
    PENALTY,
    SHUT_OUT,
    WEIGHT,
    Change,
    Filing,
)

OTHER_REASON = "999"
FIXED = frozenset({CONTAINER, CONVEYANCE})
NUMBERS = {PACKAGES: "packages", WEIGHT: "gross_weight"}
"""Items that are numbers, with the name of what is known of the bill."""


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value > 0 else None


def _is_fit(item: str, text: str) -> bool:
    """Whether a text is a number as the item has them: packages are counted whole."""
    value = _number(text)
    return value is not None and (item != PACKAGES or value == value.to_integral_value())


@rule("bill-unknown", basis="order-172#change")
def the_bill_is_on_the_manifest(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有提运单 {bill}，不能修改或删除；尚未传输的请选“增补”。
    | No manifest has bill {bill}, so it cannot be changed or deleted; to send it, choose “add”.
    """
    if filing.function != ADD and on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


@rule("bill-known", basis="order-172#change")
def an_added_bill_is_new(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """提运单 {bill} 已在舱单中，请选“修改”。 | Bill {bill} is on the manifest already; choose “change”."""
    if filing.function == ADD and on.known("bill", filing.bill, "manifested"):
        yield "function", {"bill": filing.bill}


@rule("bill-direction", basis="order-172#kinds")
def the_manifest_is_of_the_bill(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """提运单 {bill} 的进出境方向与舱单种类不符：进境选原始舱单，出境选预配或装载舱单。
    | Bill {bill} goes the other way: the manifest is original inbound, and pre-loaded or loaded outbound.
    """
    wanted = "import" if filing.kind == ORIGINAL else "export"
    if on.known("bill", filing.bill, "direction", wanted) != wanted:
        yield "kind", {"bill": filing.bill}


@rule("released-bill", basis="order-172#change", severity="warning")
def a_released_bill_is_not_just_deleted(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """提运单 {bill} 已放行，删除以前应先撤销报关单。
    | Bill {bill} has been released; withdraw the declaration before it is deleted.
    """
    if filing.function == DELETE and on.known("bill", filing.bill, "released_at"):
        yield "function", {"bill": filing.bill}


@rule("direct-too-late", basis="order-172#change-direct")
def direct_changes_come_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """传输时限已过，不能直接变更；请按实际情况选择依据并附证明。
    | The time limit has passed, so it cannot be changed directly; choose the ground that applies and add proof.
    """
    if filing.ground == DIRECT and on.moment > filing.time_limit:
        yield "ground"


@rule("direct-declared", basis="order-172#change-direct")
def declared_goods_are_not_changed_directly(filing: Filing) -> Iterator[Finding]:
    """货物已申报，不能直接变更；请选择其他依据。
    | The goods have been declared, so the manifest cannot be changed directly; choose another ground.
    """
    if filing.ground == DIRECT and filing.declared:
        yield "declared"


@rule("declared-untold", basis="order-172#change-direct")
def what_was_declared_is_said(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """提运单 {bill} 的货物已经申报，“货物已申报”应填是，并填报关单号。
    | The goods of bill {bill} have been declared: say so, and give the declaration.
    """
    if not filing.declared and on.known("bill", filing.bill, "declared_at"):
        yield "declared", {"bill": filing.bill}


@rule("limit-behind", basis="order-172#original-time")
def the_limit_lies_before_the_ship_comes_or_goes(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """传输时限应在进境船舶抵港、出境船舶离港以前，该航次是 {moment}；请核对时限。
    | The time limit lies before a ship comes in or goes out, which this one did at {moment}; check the limit.
    """
    moment = on.known("vessel-call", filing.call, "arrived_at" if filing.kind == ORIGINAL else "departed_at")
    if moment and filing.time_limit > (over := datetime.fromisoformat(moment)):
        yield "time_limit", {"moment": f"{over.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"}


@rule("declaration-missing", basis="order-172#change-direct")
def declared_goods_name_their_declaration(filing: Filing) -> Iterator[Finding]:
    """货物已申报的，须填报关单号。 | When the goods have been declared, give the declaration."""
    if filing.declared and filing.declaration is None:
        yield "declaration"


@rule("shut-out-inbound", basis="order-172#change-grounds")
def only_exports_are_shut_out(filing: Filing) -> Iterator[Finding]:
    """退关或变更运输工具只适用于出境舱单。 | Only outbound goods can be shut out or moved to another conveyance."""
    if filing.ground == SHUT_OUT and filing.kind == ORIGINAL:
        yield "ground"


@rule("penalty-missing", basis="order-172#change-grounds")
def a_penalty_is_named(filing: Filing) -> Iterator[Finding]:
    """处罚后变更的，须填处罚决定书编号。 | A change after a penalty needs the number of the decision."""
    if filing.ground == PENALTY and filing.penalty is None:
        yield "penalty"


@rule("reason-unexplained", basis="wco-manifest#change-reason")
def another_reason_is_explained(filing: Filing) -> Iterator[Finding]:
    """原因代码为 999 的，须说明情况。 | Reason 999 needs details."""
    if filing.reason_code == OTHER_REASON and filing.details is None:
        yield "details"


@rule("changes-missing", basis="order-172#change")
def a_change_says_what_changes(filing: Filing) -> Iterator[Finding]:
    """修改须列明变更前后的内容。 | A change must say what is changed, before and after."""
    if filing.function == CHANGE and not filing.changes:
        yield "changes"


@rule("changes-unneeded", basis="order-172#change")
def only_a_change_lists_changes(filing: Filing) -> Iterator[Finding]:
    """增补、删除不列变更内容；要改数据的请选“修改”。
    | Adding and deleting list no changes; to change data choose “change”.
    """
    if filing.function != CHANGE and filing.changes:
        yield "changes"


@rule("added-missing", basis="order-172#change")
def an_addition_says_what_is_added(filing: Filing) -> Iterator[Finding]:
    """增补须填写该提运单的数据。 | To add a bill, give its data."""
    if filing.function == ADD and not filing.bills:
        yield "bills"


@rule("added-unneeded", basis="order-172#change")
def only_an_addition_brings_a_bill(filing: Filing) -> Iterator[Finding]:
    """修改、删除不填增补的提运单；要补一票的请选“增补”。
    | Changing and deleting bring no new bill; to send one, choose “add”.
    """
    if filing.function != ADD and filing.bills:
        yield "bills"


@rule("added-other-bill", basis="order-172#change", each="bills")
def the_added_bill_is_the_one_named(bill: Bill, filing: Filing) -> Iterator[Finding]:
    """增补的提运单号应为 {bill}。 | The bill to be added is {bill}."""
    if bill.bill != filing.bill:
        yield "bill", {"bill": filing.bill}


@rule("port-abroad", basis="order-172#kinds", each="bills")
def added_goods_touch_the_country(bill: Bill, filing: Filing) -> Iterator[Finding]:
    """
    进境舱单增补的卸货港、出境舱单增补的装货港应在境内；不在本国卸的请填“通运货物”。
    | A bill added inbound is discharged in China, one added outbound is loaded here; what stays on board is “through”.
    """
    yield from port_abroad(bill, IMPORT if filing.kind == ORIGINAL else EXPORT)


@rule("change-twice", basis="order-172#change")
def an_item_is_changed_once(filing: Filing) -> Iterator[Finding]:
    """同一项目重复变更，请合并。 | The same item is changed twice; make it one change."""
    seen: set[tuple[str, str | None]] = set()
    for at, change in enumerate(filing.changes):
        if (change.item, change.box) in seen:
            yield "changes", at, "item"
        seen.add((change.item, change.box))


@rule("nothing-changes", basis="order-172#change", each="changes")
def after_differs_from_before(change: Change) -> Iterator[Finding]:
    """变更后与变更前相同，请改正或删去该行。 | Before and after are the same; correct it or leave it out."""
    if change.before == change.after:
        yield "after"


@rule("item-fixed", basis="gacc-2018-40#fixed", each="changes")
def some_items_are_deleted_and_added(change: Change) -> Iterator[Finding]:
    """集装箱号、运输工具名称不能修改；请删除后重新增补。
    | Container number and conveyance cannot be changed; delete and add anew.
    """
    if change.item in FIXED:
        yield "item"


@rule("not-a-number", basis="order-172#change", each="changes")
def numbers_are_numbers(change: Change) -> Iterator[Finding]:
    """件数应填大于 0 的整数，毛重应填大于 0 的数字。
    | Packages are a whole number above zero, and weight is a number above zero.
    """
    if change.item in NUMBERS:
        yield from (name for name in ("before", "after") if not _is_fit(change.item, getattr(change, name)))


@rule("before-differs", basis="order-172#change", each="changes")
def before_is_what_the_manifest_says(change: Change, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """变更前应填舱单现有的数值 {said}。 | Before must be what the manifest says now, {said}."""
    said = on.known("bill", filing.bill, NUMBERS.get(change.item, ""))
    before = _number(change.before)
    if change.box is None and said is not None and before is not None and before != Decimal(str(said)):
        yield "before", {"said": said}


@rule("box-of-another-bill", basis="order-172#change", each="changes")
def the_box_is_of_the_bill(change: Change, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """集装箱 {box} 不在提运单 {bill} 项下，请核对箱号。
    | Container {box} does not belong to bill {bill}; check the number.
    """
    known = on.known("bill", filing.bill, "containers")
    if known and change.box and change.box not in known:
        yield "box", {"box": change.box, "bill": filing.bill}


@rule("beyond-tolerance", basis="order-172#change-grounds", severity="warning", each="changes")
def bulk_stays_within_tolerance(change: Change, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """溢短装超过 {most}%，海关可不按此依据变更。
    | The difference is above {most} %: customs may not accept this ground.
    """
    if filing.ground != BULK or change.item != WEIGHT:
        return
    before, after, most = _number(change.before), _number(change.after), on.terms.number("bulk-tolerance")
    if before and after and abs(after - before) * 100 > most * before:
        yield "after", {"most": most}


RULES: tuple[Rule, ...] = (
    the_bill_is_on_the_manifest,
    an_added_bill_is_new,
    the_manifest_is_of_the_bill,
    a_released_bill_is_not_just_deleted,
    direct_changes_come_in_time,
    declared_goods_are_not_changed_directly,
    what_was_declared_is_said,
    the_limit_lies_before_the_ship_comes_or_goes,
    declared_goods_name_their_declaration,
    only_exports_are_shut_out,
    a_penalty_is_named,
    another_reason_is_explained,
    a_change_says_what_changes,
    only_a_change_lists_changes,
    an_addition_says_what_is_added,
    only_an_addition_brings_a_bill,
    the_added_bill_is_the_one_named,
    added_goods_touch_the_country,
    *EACH_BILL,
    an_item_is_changed_once,
    after_differs_from_before,
    some_items_are_deleted_and_added,
    numbers_are_numbers,
    before_is_what_the_manifest_says,
    the_box_is_of_the_bill,
    bulk_stays_within_tolerance,
)
