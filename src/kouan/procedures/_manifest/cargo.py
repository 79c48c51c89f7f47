"""One bill of a manifest: who sends what to whom, in which packages and boxes (message node Consignment)."""

from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Clause,
    Code,
    Digits,
    Form,
    Hint,
    Identifier,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Tag,
    Text,
)

_TO_ORDER = ("TO ORDER", "TO THE ORDER", "凭指示", "凭指令")
CONTAINER, BULK = "container", "bulk"
CARGO = Choice(
    {
        CONTAINER: Text("集装箱", "Containers"),
        BULK: Text("散货", "Bulk"),
        "break-bulk": Text("件杂货", "Break bulk"),
        "roro": Text("滚装", "Roll-on roll-off"),
    }
)
TRADE, STAYS = "trade", "through"
MOVEMENTS = Choice(
    {
        TRADE: Text("进出口货物", "Imported or exported"),
        "transhipment": Text("转运货物", "Transhipped"),
        "transit": Text("过境货物", "In transit by land"),
        STAYS: Text("通运货物（不卸船）", "Stays on board"),
    }
)
EMPTY, SHARED = "empty", "shared"
FULLNESS = Choice(
    {
        "full": Text("整箱", "Full, one consignment"),
        SHARED: Text("拼箱", "Full, several consignments"),
        EMPTY: Text("空箱", "Empty"),
    }
)
FREIGHT = Choice({"prepaid": Text("预付", "Prepaid"), "collect": Text("到付", "Collect")})
Kilograms = Annotated[Decimal, Positive(), Digits(11, 3)]
Count = Annotated[int, Between(1, 99_999_999)]
Phone = Pattern(r"\+?[0-9][0-9 \-]{6,24}", "+86 759 2208000")


class Party(Form):
    """A shipper, consignee or party to be notified."""

    clause: ClassVar[str] = "gacc-2018-40#parties"

    name: Annotated[
        str,
        Text("名称", "Name"),
        Hint(Text("凭指令交货的收货人填 TO ORDER。", "For a consignee to order write TO ORDER.")),
        Length(70),
        Tag("Name"),
    ]
    uscc: Annotated[
        str | None, Text("统一社会信用代码", "Credit code"), Identifier("uscc"), Refers("organisation"), Tag("ID")
    ] = None
    country: Annotated[str | None, Text("国家（地区）", "Country"), Code("country")] = None
    address: Annotated[str | None, Text("地址", "Address"), Length(200), Tag("Address/Line")] = None
    phone: Annotated[str | None, Text("电话", "Phone"), Phone, Tag("Communication/ID")] = None


class Item(Form):
    """Goods of one kind under a bill."""

    clause: ClassVar[str] = "gacc-2010-70#items"

    description: Annotated[
        str,
        Text("货物描述", "Description of goods"),
        Hint(Text("写明具体品名，不能只写“杂货”。", "Say what the goods are, not just “general cargo”.")),
        Length(400),
        Tag("Commodity/CargoDescription"),
        Clause("gacc-2018-40#description"),
    ]
    hs_code: Annotated[
        str | None, Text("商品编号（6 位）", "Commodity code, 6 digits"), Code("hs6"), Tag("Classification/ID")
    ] = None
    packages: Annotated[Count, Text("件数", "Packages"), Tag("Packaging/QuantityQuantity")]
    gross_weight: Annotated[Kilograms, Text("毛重（千克）", "Gross weight, kg"), Tag("GrossMassMeasure")]
    un_number: Annotated[
        str | None,
        Text("危险品编号", "UN number"),
        Pattern(r"UN\d{4}", "UN1230"),
        Clause("imdg-code#identification"),
    ] = None


class Box(Form):
    """One container that carries goods of the bill."""

    clause: ClassVar[str] = "gacc-2010-70#items"

    container: Annotated[
        str,
        Text("箱号", "Container"),
        Identifier("container"),
        Refers("container"),
        Tag("TransportEquipment/ID"),
        Clause("iso-6346#structure"),
    ]
    iso_type: Annotated[
        str, Text("箱型代码", "Size and type"), Pattern(r"[A-Z0-9]{4}", "45G1"), Tag("CharacteristicCode")
    ]
    packages: Annotated[int, Text("箱内件数", "Packages in it"), Between(0, 99_999_999)]
    gross_weight: Annotated[Decimal, Text("箱内毛重（千克）", "Gross weight in it, kg"), Between(0), Digits(11, 3)]
    fullness: Annotated[str | None, Text("重箱或空箱", "Full or empty"), FULLNESS, Tag("FullnessCode")] = None
    seal: Annotated[str | None, Text("封志号", "Seal"), Length(35), Tag("SealID")] = None


class Bill(Form):
    """One bill of lading or waybill."""

    clause: ClassVar[str] = "gacc-2010-70#items"

    bill: Annotated[
        str,
        Text("提运单号", "Bill of lading"),
        Section(Text("提运单", "Bill")),
        Hint(Text("有分提单的写作“提单号*分提单号”。", "With a house bill write BILL*HOUSE.")),
        Pattern(r"[A-Z0-9*._-]{4,40}", "COSU6284512930"),
        Refers("bill"),
        Tag("TransportContractDocument/ID"),
    ]
    movement: Annotated[str, Text("货物去向", "Movement"), MOVEMENTS, Tag("GovernmentProcedure/CurrentCode")] = TRADE
    cargo: Annotated[str, Text("货物形态", "Kind of cargo"), CARGO] = CONTAINER
    load_port: Annotated[str, Text("装货港", "Port of loading"), Code("unlocode"), Tag("LoadingLocation/ID")]
    discharge_port: Annotated[str, Text("卸货港", "Port of discharge"), Code("unlocode"), Tag("UnloadingLocation/ID")]
    shipper: Annotated[Party, Text("发货人", "Shipper"), Section(Text("收发货人", "Parties")), Tag("Consignor")]
    consignee: Annotated[Party, Text("收货人", "Consignee"), Tag("Consignee")]
    notify: Annotated[Party | None, Text("通知人", "Party to notify"), Tag("NotifyParty")] = None
    packages: Annotated[
        Count, Text("总件数", "Packages in all"), Section(Text("货物", "Goods")), Tag("TotalPackageQuantity")
    ]
    package_type: Annotated[str, Text("包装种类", "Kind of package"), Code("package-type")]
    gross_weight: Annotated[Kilograms, Text("总毛重（千克）", "Gross weight in all, kg"), Tag("GrossMassMeasure")]
    volume: Annotated[
        Decimal | None, Text("体积（立方米）", "Volume, m³"), Positive(), Digits(9, 3), Tag("GrossVolumeMeasure")
    ] = None
    value: Annotated[Decimal | None, Text("托运货物价值", "Value"), Positive(), Digits(14, 2), Tag("ValueAmount")] = (
        None
    )
    currency: Annotated[str | None, Text("金额类型", "Currency"), Code("currency")] = None
    freight: Annotated[str | None, Text("运费支付方式", "Freight paid"), FREIGHT, Tag("Freight/PaymentMethodCode")] = (
        None
    )
    items: Annotated[list[Item], Text("货物明细", "Goods by kind"), AtLeast(1, 200)]
    dangerous_contact: Annotated[
        str | None, Text("危险品联系人", "Contact for dangerous goods"), Length(70), Tag("UNDGContact/Name")
    ] = None
    dangerous_phone: Annotated[
        str | None, Text("危险品联系电话", "Phone for dangerous goods"), Phone, Tag("UNDGContact/Communication")
    ] = None
    boxes: Annotated[
        list[Box], Text("集装箱", "Containers"), Section(Text("集装箱", "Containers")), AtLeast(0, 999)
    ] = []


def is_to_order(party: Party) -> bool:
    """Whether goods go to whoever holds the bill: TO ORDER, TO THE ORDER OF a bank."""
    return party.name.upper().startswith(_TO_ORDER)


def has_dangerous(bill: Bill) -> bool:
    """Whether a UN number stands under the bill."""
    return any(item.un_number for item in bill.items)
