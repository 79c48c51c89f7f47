"""One consignment of dangerous goods: what it is, how it is packed, where it lies, what is done with it here."""

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
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Text,
)

PACKAGED = "packaged"
CARRIAGE = Choice(
    {
        PACKAGED: Text("包装货物", "Packaged"),
        "liquid": Text("散装液体", "Liquid in bulk"),
        "gas": Text("散装液化气体", "Liquefied gas in bulk"),
        "solid": Text("散装固体", "Solid in bulk"),
    }
)
TRANSIT = "transit"
OPERATION = Choice(
    {
        "discharge": Text("卸船", "Discharged here"),
        "load": Text("装船", "Loaded here"),
        "lighter": Text("过驳", "Transferred to another ship"),
        TRANSIT: Text("过境（不作业）", "Stays on board"),
    }
)
PACKING_GROUP = Choice(
    {
        "I": Text("Ⅰ类（高度危险）", "I, high danger"),
        "II": Text("Ⅱ类（中度危险）", "II, medium danger"),
        "III": Text("Ⅲ类（低度危险）", "III, low danger"),
    }
)
Kilograms = Annotated[Decimal, Positive(), Digits(12, 3)]


class Goods(Form):
    """One line of the dangerous goods manifest (FAL form 7) with what the port must know to handle it."""

    clause: ClassVar[str] = "dg-ship#content"

    un_number: Annotated[
        str,
        Text("联合国编号", "UN number"),
        Section(Text("货物", "Goods")),
        Pattern(r"UN\d{4}", "UN1230"),
        Clause("imdg-code#identification"),
    ]
    shipping_name: Annotated[
        str,
        Text("正确运输名称", "Proper shipping name"),
        Hint(Text("按《国际海运危规》填英文名称。", "In English, as the IMDG Code has it.")),
        Length(200),
        Clause("imdg-code#identification"),
    ]
    technical_name: Annotated[str | None, Text("技术名称", "Technical name"), Length(100)] = None
    hazard_class: Annotated[str, Text("危险类别", "Hazard class"), Code("imdg-class"), Clause("imdg-code#class")]
    subsidiary: Annotated[
        list[Annotated[str, Code("imdg-class")]],
        Text("次危险性", "Subsidiary hazards"),
        Clause("imdg-code#class"),
    ] = []
    packing_group: Annotated[
        str | None, Text("包装类", "Packing group"), PACKING_GROUP, Clause("imdg-code#packing-group")
    ] = None
    flash_point: Annotated[
        Decimal | None,
        Text("闪点（摄氏度，闭杯）", "Flash point, °C closed cup"),
        Between(-100, 300),
        Digits(3, 1),
        Clause("imdg-code#flash-point"),
    ] = None
    marine_pollutant: Annotated[bool, Text("海洋污染物", "Marine pollutant"), Clause("imdg-code#marine-pollutant")]
    limited_quantity: Annotated[bool, Text("有限数量", "Limited quantity"), Clause("imdg-code#limited-quantity")] = (
        False
    )
    explosive_mass: Annotated[
        Decimal | None,
        Text("净爆炸质量（千克）", "Net explosive mass, kg"),
        Positive(),
        Digits(12, 3),
        Clause("imdg-code#class"),
    ] = None
    transport_index: Annotated[
        Decimal | None, Text("运输指数", "Transport index"), Between(0, 999), Digits(3, 1), Clause("imdg-code#class")
    ] = None

    carriage: Annotated[str, Text("载运形式", "How it is carried"), Section(Text("包装与数量", "Packing")), CARRIAGE]
    package_type: Annotated[str | None, Text("包装种类", "Kind of packages"), Length(60)] = None
    packages: Annotated[int | None, Text("件数", "Packages"), Positive()] = None
    gross_weight: Annotated[Kilograms, Text("毛重（千克）", "Gross weight, kg")]
    net_weight: Annotated[Kilograms, Text("净重（千克）", "Net weight, kg")]
    packaging_certificate: Annotated[
        str | None,
        Text("包装检验证书编号", "Certificate of the packagings"),
        Length(40),
        Clause("dg-ship#packing-certificate"),
    ] = None
    container: Annotated[str | None, Text("箱号", "Container"), Identifier("container"), Refers("container")] = None
    packing_certificate: Annotated[
        str | None,
        Text("集装箱装箱证明书编号", "Container packing certificate"),
        Length(40),
        Clause("imdg-code#packing-certificate"),
    ] = None
    bill: Annotated[
        str | None, Text("提运单号", "Bill of lading"), Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"), Refers("bill")
    ] = None

    stowage: Annotated[
        str,
        Text("积载位置", "Stowage"),
        Section(Text("积载与作业", "Stowage and work")),
        Hint(Text("箱位、舱位或液货舱。", "Slot, hold or tank.")),
        Length(40),
    ]
    schedules: Annotated[
        str | None,
        Text("应急措施编号", "Emergency schedules"),
        Pattern(r"F-[A-J], S-[A-Z]", "F-E, S-D"),
        Clause("dg-ship#emergency"),
    ] = None
    operation: Annotated[str, Text("在港作业", "What is done here"), OPERATION, Clause("dg-port#report-24-hours")]
