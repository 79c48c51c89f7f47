"""Demands on the bills of a manifest that are the same inbound and outbound."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.procedures._manifest.cargo import BULK, CONTAINER, EMPTY, Bill, has_dangerous, is_to_order
from kouan.procedures._manifest.conveyance import WHOLE
from kouan.procedures._manifest.shape import Manifest

COMPLETE = "complete"
IN_BULK = "00"
"""The package type of bulk, which counts as one package whatever it is made of."""
VAGUE = frozenset(
    {"GENERAL CARGO", "CARGO", "GOODS", "FAK", "FREIGHT OF ALL KINDS", "SAID TO CONTAIN", "STC", "MERCHANDISE"}
    | {"杂货", "货物", "一般货物", "百货", "日用品", "集装箱货"}
)


@rule("bill-twice", basis="gacc-2010-70#items")
def a_bill_is_listed_once(filing: Manifest) -> Iterator[Finding]:
    """提运单 {bill} 重复，请合并或删去。 | Bill {bill} is listed twice; merge them or leave one out."""
    seen: set[str] = set()
    for at, bill in enumerate(filing.bills):
        if bill.bill in seen:
            yield ("bills", at, "bill"), {"bill": bill.bill}
        seen.add(bill.bill)


@rule("notify-missing", basis="gacc-2018-40#parties", each="bills")
def an_order_bill_names_whom_to_notify(bill: Bill) -> Iterator[Finding]:
    """收货人为 TO ORDER 的，须填通知人。 | With a consignee to order, name the party to notify."""
    if is_to_order(bill.consignee) and bill.notify is None:
        yield "notify"


@rule("notify-address", basis="gacc-2018-40#paired", each="bills")
def a_notified_party_has_an_address(bill: Bill) -> Iterator[Finding]:
    """填了通知人名称，须填其地址。 | A party to notify needs an address."""
    if bill.notify and bill.notify.address is None:
        yield ("notify", "address")


@rule("same-port", basis="gacc-2010-70#items", each="bills")
def goods_go_somewhere(bill: Bill) -> Iterator[Finding]:
    """装货港与卸货港不能相同。 | The port of loading cannot be the port of discharge."""
    if bill.load_port == bill.discharge_port:
        yield "discharge_port"


@rule("packages-sum", basis="gacc-2010-70#items", each="bills")
def packages_add_up(bill: Bill) -> Iterator[Finding]:
    """总件数 {total} 与明细合计 {sum} 不符，两者应当相等。
    | {total} packages in all, but the goods add up to {sum}; they must be equal.
    """
    added = sum(item.packages for item in bill.items)
    if bill.package_type != IN_BULK and added != bill.packages:
        yield "packages", {"total": bill.packages, "sum": added}


@rule("weight-sum", basis="gacc-2010-70#items", each="bills")
def weights_add_up(bill: Bill) -> Iterator[Finding]:
    """总毛重 {total} 千克与明细合计 {sum} 千克不符，两者应当相等。
    | The gross weight is {total} kg, but the goods add up to {sum} kg; they must be equal.
    """
    added = sum((item.gross_weight for item in bill.items), Decimal(0))
    if added != bill.gross_weight:
        yield "gross_weight", {"total": bill.gross_weight, "sum": added}


@rule("bulk-packages", basis="gacc-2019-18#head-23", each="bills")
def bulk_is_one_package(bill: Bill) -> Iterator[Finding]:
    """散货件数填 1。 | Bulk cargo counts as one package."""
    if bill.cargo == BULK and bill.packages != 1:
        yield "packages"


@rule("boxes-missing", basis="order-172#kinds", each="bills")
def boxed_goods_name_their_boxes(bill: Bill) -> Iterator[Finding]:
    """集装箱货物须列明箱号。 | Goods in containers need the container numbers."""
    if bill.cargo == CONTAINER and not bill.boxes:
        yield "boxes"


@rule("boxes-unneeded", basis="order-172#kinds", each="bills")
def loose_goods_have_no_boxes(bill: Bill) -> Iterator[Finding]:
    """列了集装箱，货物形态应填“集装箱”。 | Containers are listed, so the kind of cargo is containers."""
    if bill.boxes and bill.cargo != CONTAINER:
        yield "cargo"


@rule("box-twice", basis="gacc-2010-70#items", each="bills")
def a_box_is_listed_once(bill: Bill) -> Iterator[Finding]:
    """箱号 {number} 在本提单下重复，请核对箱号，或合并为一行。
    | Container {number} is listed twice under this bill; check the number, or make one row of both.
    """
    seen: set[str] = set()
    for at, box in enumerate(bill.boxes):
        if box.container in seen:
            yield ("boxes", at, "container"), {"number": box.container}
        seen.add(box.container)


@rule("box-packages", basis="gacc-2010-70#items", each="bills")
def boxes_hold_all_packages(bill: Bill) -> Iterator[Finding]:
    """各箱件数合计 {sum}，货物明细为 {total} 件，两者应当相等。
    | The containers hold {sum} packages and the goods are {total}; they must be equal.
    """
    held, listed = sum(box.packages for box in bill.boxes), sum(item.packages for item in bill.items)
    if bill.boxes and held != listed:
        yield "boxes", {"sum": held, "total": listed}


@rule("empty-box-laden", basis="gacc-2010-70#items", each="bills")
def an_empty_box_is_empty(bill: Bill) -> Iterator[Finding]:
    """空箱 {number} 不能有箱内件数。 | Container {number} is said to be empty, so it holds no packages."""
    for at, box in enumerate(bill.boxes):
        if box.fullness == EMPTY and box.packages:
            yield ("boxes", at, "fullness"), {"number": box.container}


@rule("dangerous-contact", basis="gacc-2018-40#paired", each="bills")
def dangerous_goods_have_a_contact(bill: Bill) -> Iterator[Finding]:
    """有危险品的，须填危险品联系人和电话。 | Dangerous goods need a contact and a phone."""
    if has_dangerous(bill) and (bill.dangerous_contact is None or bill.dangerous_phone is None):
        yield "dangerous_contact" if bill.dangerous_contact is None else "dangerous_phone"


@rule("value-currency", basis="gacc-2018-40#paired", each="bills")
def a_value_has_a_currency(bill: Bill) -> Iterator[Finding]:
    """货物价值和金额类型须同时填写。 | Value and currency go together."""
    if (bill.value is None) != (bill.currency is None):
        yield "currency" if bill.currency is None else "value"


@rule("vague-description", basis="gacc-2018-40#description", severity="warning", each="bills")
def goods_are_called_by_name(bill: Bill) -> Iterator[Finding]:
    """“{words}”不是具体品名，海关将人工审核；请写明货物名称。
    | “{words}” does not say what the goods are; customs will look at it, so name them.
    """
    for place, words in described(bill):
        if is_vague(words):
            yield (*place, "description"), {"words": words}


def described(bill: Bill) -> Iterator[tuple[tuple[str, int], str]]:
    """What goods are called, each with its place: the items, and by air what lies under each house waybill."""
    for name in ("items", "houses"):
        for at, row in enumerate(bill.__dict__.get(name) or ()):
            yield (name, at), row.description


def is_vague(words: str) -> bool:
    """Whether a description names nothing."""
    return words.strip(" .").upper() in VAGUE


_FREIGHT = Text("运费支付方式", "how freight is paid")
_FULLNESS = Text("重箱或空箱", "whether the container is full or empty")
_SEAL = Text("封志号", "the seal")


@rule("other-data", basis="gacc-2010-70#other-items", each="bills")
def other_data_are_there(bill: Bill, filing: Manifest, on: Circumstances) -> Iterator[Finding]:
    """其他数据须填{what}。 | The other data must say {what}."""
    if filing.stage != WHOLE and on.step != COMPLETE:
        return
    if bill.freight is None:
        yield "freight", {"what": _FREIGHT}
    for at, box in enumerate(bill.boxes):
        if box.fullness is None:
            yield ("boxes", at, "fullness"), {"what": _FULLNESS}
        elif box.fullness != EMPTY and box.seal is None:
            yield ("boxes", at, "seal"), {"what": _SEAL}


EACH_BILL: tuple[Rule, ...] = (
    an_order_bill_names_whom_to_notify,
    a_notified_party_has_an_address,
    goods_go_somewhere,
    packages_add_up,
    weights_add_up,
    bulk_is_one_package,
    boxed_goods_name_their_boxes,
    loose_goods_have_no_boxes,
    a_box_is_listed_once,
    boxes_hold_all_packages,
    an_empty_box_is_empty,
    dangerous_goods_have_a_contact,
    a_value_has_a_currency,
    goods_are_called_by_name,
)
"""What a bill must meet by itself, whichever way it is sent."""
BILL_RULES: tuple[Rule, ...] = (a_bill_is_listed_once, *EACH_BILL, other_data_are_there)
