"""What is distributed, line by line, and the lots in which it goes on."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Between,
    Choice,
    Clause,
    Code,
    Digits,
    Form,
    Hint,
    Identifier,
    Later,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Text,
)
from kouan.procedures._zone.particulars import BondedList, Declaration, GatePass

TALLY, DISTRIBUTE, LEAVE, COLLECT = "tally", "distribute", "leave", "collect"
"""The applicant's steps, in their order."""

BONDED, INLAND = "bonded", "inland"
STATUS = Choice({BONDED: Text("保税", "In bond"), INLAND: Text("非保税（境内货物）", "Not in bond, from inland")})

ABROAD, HOME, ZONE, FIRM = "re-export", "home-use", "zone", "firm"
ONLINE, BACK, KEPT, DESTROYED = "e-commerce", "back-inland", "kept", "destroyed"
CHANNELS = Choice(
    {
        ABROAD: Text("复运出境（转口、集拼）", "Out of the country, re-traded or consolidated"),
        HOME: Text("出区进口", "Imported inland"),
        ZONE: Text("转往其他特殊区域", "To another special area"),
        FIRM: Text("区内企业间流转", "To another firm in the zone"),
        ONLINE: Text("转网购保税（1210）", "To bonded e-commerce (1210)"),
        BACK: Text("非保税货物返回境内", "Goods not in bond, back inland"),
        KEPT: Text("留区存储，转入库存账", "Kept in the zone, to stock"),
        DESTROYED: Text("监督销毁", "Destroyed under supervision"),
    }
)
STAYING = frozenset({FIRM, ONLINE, KEPT, DESTROYED})
"""Channels by which nothing passes the gate of the zone."""
DECLARED = frozenset({ABROAD, HOME})
"""Channels that end in a declaration of their own."""


class Line(Form):
    """One line of the goods."""

    clause: ClassVar[str] = "order-256#account"

    number: Annotated[int, Text("序号", "Number"), Between(1, 9999)]
    item: Annotated[
        int | None,
        Text("账册备案序号", "Item of the account"),
        Between(1, 999999),
        Hint(Text("库存货物填写；进境货物理货后填写。", "For goods in stock; after the tally for goods from abroad.")),
    ] = None
    status: Annotated[str, Text("货物状态", "Status"), STATUS, Clause("order-256#by-status")]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10")]
    name: Annotated[str, Text("品名规格", "Name and model"), Length(120)]
    origin: Annotated[str, Text("原产国（地区）", "Origin"), Code("country")]
    batch: Annotated[str | None, Text("批次号", "Batch"), Length(40)] = None
    best_before: Annotated[date | None, Text("保质期至", "Best before"), Clause("order-256#stay")] = None
    quantity: Annotated[
        Decimal,
        Text("数量", "Quantity"),
        Positive(),
        Digits(10, 3),
        Hint(Text("进境货物按舱单，库存货物按本次提用数。", "By the manifest, or what is drawn from stock.")),
    ]
    unit: Annotated[str, Text("单位", "Unit"), Code("unit")]
    value: Annotated[Decimal, Text("货值", "Value"), Positive(), Digits(14, 2)]
    quarantined: Annotated[bool, Text("须检疫", "Under quarantine"), Clause("order-256#quarantine")] = False
    inspected: Annotated[bool, Text("进口须检验", "Inspected on import"), Clause("order-256#inland")] = False
    licensed: Annotated[bool, Text("进口须许可证件", "Licence on import"), Clause("order-256#inland")] = False
    counted: Annotated[
        Decimal | None,
        Text("理货实收数量", "Received by the tally"),
        Section(Text("理货（进区以后填写）", "Tally, after entry")),
        Between(0),
        Digits(10, 3),
        Later(TALLY),
        Clause("order-256#short-over"),
    ] = None

    @property
    def available(self) -> Decimal:
        """What there is to distribute: what was counted, or drawn from stock."""
        return self.quantity if self.counted is None else self.counted


class Lot(Form):
    """One lot: so much of a line, to somebody, by a channel."""

    clause: ClassVar[str] = "order-256#transfer"

    number: Annotated[str, Text("分拨批号", "Lot"), Pattern(r"[0-9A-Z-]{1,24}", "L-01")]
    line: Annotated[int, Text("货物序号", "Line"), Between(1, 9999)]
    quantity: Annotated[Decimal, Text("数量", "Quantity"), Positive(), Digits(10, 3)]
    channel: Annotated[str, Text("去向", "Channel"), CHANNELS]
    receiver: Annotated[str | None, Text("收货人", "Receiver"), Length(100)] = None
    receiver_uscc: Annotated[
        str | None, Text("境内收货人代码", "Receiver inland, credit code"), Identifier("uscc"), Refers("organisation")
    ] = None
    country: Annotated[str | None, Text("运抵国（地区）", "Country of destination"), Code("country")] = None
    office: Annotated[str | None, Text("转入地海关", "Customs of the other area"), Code("customs-district")] = None
    licence: Annotated[str | None, Text("许可证件编号", "Licence"), Length(40), Clause("order-256#inland")] = None
    together: Annotated[
        bool, Text("分批出区、集中申报", "Leaves in batches, declared together"), Clause("order-256#batches")
    ] = False
    out_list: Annotated[
        BondedList,
        Text("出区核注清单号", "Bonded list, outward"),
        Section(Text("出区（放行以后填写）", "Leaving, after release")),
        Later(LEAVE),
    ] = None
    gate_pass: Annotated[GatePass, Text("核放单号", "Gate pass"), Later(LEAVE)] = None
    left_on: Annotated[
        date | None, Text("出区或办结日期", "Left, or done, on"), Later(LEAVE), Clause("gacc-2018-23#pass")
    ] = None
    declaration: Annotated[Declaration, Text("报关单号", "Declaration"), Later(LEAVE)] = None


class Differences(Form):
    """What the comparison with the manifest found."""

    clause: ClassVar[str] = "order-256#short-over"

    differing: Annotated[list[int], Text("不符的货物序号", "Lines that differ")] = []


class Totals(Form):
    """What became of the goods, in lots."""

    clause: ClassVar[str] = "order-256#account"

    lots: Annotated[int, Text("分拨批数", "Lots")]
    kept: Annotated[int, Text("其中留区存储", "Kept in stock")]
    destroyed: Annotated[int, Text("其中销毁", "Destroyed")]
