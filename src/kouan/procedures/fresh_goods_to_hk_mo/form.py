"""One vehicle of fresh goods for Hong Kong or Macao: its lots, its papers, its seal, and the window it books."""

from datetime import date, datetime
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
    Length,
    Pattern,
    Positive,
    Section,
    Text,
    Zoned,
)
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._cargo.fields import BoxIfAny, Declaration, Name, Office, Plate, Quantity, SealIfAny
from kouan.procedures.fresh_goods_to_hk_mo.produce import CHOICES

DESTINATIONS = Choice({"HK": Text("香港", "Hong Kong"), "MO": Text("澳门", "Macao")})
_FILED = r"[0-9A-Z\u4e00-\u9fff/-]{4,30}"


class Lot(Form):
    """One lot: one kind of goods from one base or farm."""

    clause: ClassVar[str] = "order-120-vegetables#base"

    kind: Annotated[str, Text("种类", "Kind"), CHOICES]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10")]
    name: Annotated[str, Text("品名", "Name"), Length(60)]
    quantity: Annotated[Quantity, Text("数量", "Quantity")]
    unit: Annotated[str, Text("单位", "Unit"), Code("unit")]
    packages: Annotated[int, Text("件数", "Packages"), Positive()]
    base: Annotated[
        str,
        Text("备案基地或注册场编号", "Base or farm, number on file"),
        Pattern(_FILED, "4400/GA0123"),
        Clause("order-120-vegetables#base"),
    ]
    processor: Annotated[
        str | None,
        Text("备案加工企业编号", "Processor, number on file"),
        Hint(Text("蔬菜、水果、冰鲜肉必填。", "For vegetables, fruit and chilled meat.")),
        Pattern(_FILED, "4400/SC0088"),
        Clause("order-120-vegetables#processor"),
    ] = None
    gathered_on: Annotated[date, Text("采收、出栏或屠宰日期", "Harvested, taken out or slaughtered on")]
    treated_on: Annotated[
        date | None,
        Text("最后一次用药日期", "Last treated on"),
        Hint(Text("未用药的留空。", "Blank if never treated.")),
    ] = None
    interval: Annotated[
        int | None, Text("安全间隔期或休药期（天）", "Interval or withdrawal, days"), Between(0, 365)
    ] = None


class Filing(Form):
    """A vehicle of fresh goods that books its check."""

    clause: ClassVar[str] = "shenzhen-2019#33"

    exporter_uscc: Annotated[Uscc, Text("发货人代码", "Exporter, credit code"), Section(Text("发货人", "Exporter"))]
    exporter_name: Annotated[CompanyName, Text("发货人名称", "Exporter, name")]
    contact: Contact
    phone: Phone
    destination: Annotated[str, Text("供应地", "For"), DESTINATIONS]
    buyer: Annotated[Name, Text("境外收货人", "Buyer")]

    declaration: Annotated[Declaration, Text("出口报关单号", "Export declaration"), Section(Text("单证", "Papers"))]
    origin_office: Annotated[Office, Text("产地海关", "Customs at the origin")]
    exit_office: Annotated[Office, Text("出境口岸海关", "Customs at the exit")]
    certificate: Annotated[
        str, Text("产地检验检疫证书编号", "Certificate of the origin"), Length(40), Clause("hk-mo-animals#certificate")
    ]
    certificate_until: Annotated[
        date, Text("证书有效期至", "Certificate valid until"), Clause("hk-mo-animals#certificate")
    ]
    direct: Annotated[
        bool,
        Text("申请直通放行", "Direct release is asked"),
        Hint(
            Text("产地检验合格并施封，口岸核对封识后放行。", "Passed and sealed at origin; the port compares the seal.")
        ),
        Clause("direct-release#export"),
    ]
    altered: Annotated[
        bool,
        Text("须在口岸换包装、分批或拼装", "To be repacked, split or combined at the port"),
        Clause("direct-release#excluded"),
    ] = False

    lots: Annotated[list[Lot], Text("货物", "Lots"), Section(Text("货物", "Goods")), AtLeast(1, 50)]

    plate: Annotated[Plate, Text("内地车牌", "Vehicle"), Section(Text("车辆与时段", "Vehicle and window"))]
    abroad_plate: Annotated[
        str | None, Text("港澳车牌", "Plate in Hong Kong or Macao"), Pattern(r"[A-Z0-9-]{2,10}", "ZY8821")
    ] = None
    driver: Annotated[Name, Text("驾驶员", "Driver")]
    driver_phone: Annotated[str, Text("驾驶员电话", "Driver's phone"), Pattern(r"1[3-9]\d{9}", "13800138000")]
    container: Annotated[BoxIfAny, Text("箱号", "Container")] = None
    seal: Annotated[SealIfAny, Text("产地封识号", "Seal of the origin"), Clause("order-120-vegetables#seal")] = None
    temperature: Annotated[
        Decimal | None,
        Text("车厢温度（摄氏度）", "Temperature, °C"),
        Hint(Text("冰鲜肉必填。", "For chilled meat.")),
        Digits(2, 1),
    ] = None
    window_start: Annotated[datetime, Text("候检时段起", "Window, from"), Zoned()]
    window_end: Annotated[datetime, Text("候检时段止", "Window, until"), Zoned()]


class Arrival(Form):
    """The driver reports at the check; the time of the report counts."""

    clause: ClassVar[str] = "shenzhen-2019#33"

    bay: Annotated[str, Text("候检位", "Bay"), Length(20)]
    temperature: Annotated[
        Decimal | None, Text("到场车厢温度（摄氏度）", "Temperature on arrival, °C"), Digits(2, 1)
    ] = None
    remarks: Annotated[str | None, Text("途中情况", "On the way"), Length(300)] = None
