"""What the importer files before the ship arrives: product and papers, plant, where it is checked, the reefers."""

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
    Refers,
    Section,
    Text,
    Zoned,
)
from kouan.procedures._application import applicant
from kouan.procedures.cold_chain_import.cargo import KINDS, Batch, Degrees, Reefer

ABROAD, HERE = "plant-abroad", "plant-here"
PLACES = Choice(
    {
        ABROAD: Text("境外工厂装运前预检（互认）", "At the plant abroad before shipment, recognised"),
        HERE: Text("运到境内工厂、冷库查验", "At the plant or cold store here"),
    }
)
Number = Annotated[str, Length(60)]


class Filing(Form):
    """Cold-chain goods checked at the plant and not at the port."""

    clause: ClassVar[str] = "guangzhou-2019#24"

    importer_uscc: Annotated[
        applicant.Uscc, Text("进口企业代码", "Importer, credit code"), Section(Text("进口企业", "Importer"))
    ]
    importer_name: Annotated[applicant.CompanyName, Text("进口企业名称", "Importer, name")]
    contact: applicant.Contact
    phone: applicant.Phone
    record: Annotated[
        Number, Text("进口商备案编号", "Record number as food importer"), Clause("food-safety-law#overseas")
    ]

    kind: Annotated[str, Text("货物类别", "Kind of goods"), Section(Text("货物", "Goods")), KINDS]
    origin: Annotated[str, Text("原产国（地区）", "Origin"), Code("country")]
    batches: Annotated[list[Batch], Text("批次", "Batches"), AtLeast(1, 100)]
    permit: Annotated[
        str | None,
        Text("进境动植物检疫许可证号", "Quarantine permit"),
        Hint(Text("肉类和水果须填。", "For meat and fruit.")),
        Length(40),
        Clause("animal-plant-quarantine-law#permit"),
    ] = None
    permit_until: Annotated[date | None, Text("许可证有效期至", "Permit valid until")] = None
    permit_left: Annotated[
        Decimal | None,
        Text("许可证剩余数量（千克）", "Left on the permit, kg"),
        Positive(),
        Digits(10, 2),
        Clause("animal-plant-quarantine-law#permit"),
    ] = None
    certificate: Annotated[
        Number, Text("输出国官方证书号", "Official certificate"), Clause("animal-plant-quarantine-law#declare")
    ]
    certified_on: Annotated[date, Text("证书签发日期", "Certificate issued on")]
    cold_treatment: Annotated[
        bool,
        Text("途中冷处理", "Cold treatment on the way"),
        Hint(Text("水果按检疫议定书。", "Fruit, by its protocol.")),
    ] = False
    treated_at: Annotated[
        Decimal | None, Text("冷处理温度上限（摄氏度）", "Treated at no more than, °C"), Between(-60, 40), Digits(2, 1)
    ] = None
    treated_days: Annotated[int | None, Text("冷处理天数", "Days of treatment"), Between(1, 90)] = None

    plant: Annotated[
        Number,
        Text("境外工厂注册编号", "Plant abroad, registration"),
        Section(Text("境外工厂", "Plant abroad")),
        Hint(Text("水果填果园和包装厂注册号。", "For fruit, orchard and packing house.")),
        Clause("order-248#register"),
    ]
    plant_name: Annotated[str, Text("境外工厂名称", "Plant abroad, name"), Length(120)]
    plant_country: Annotated[str, Text("工厂所在国（地区）", "Plant's country"), Code("country")]
    registered_from: Annotated[date, Text("注册生效日期", "Registered from"), Clause("order-248#term")]
    registered_until: Annotated[date, Text("注册有效期至", "Registered until"), Clause("order-248#term")]

    place: Annotated[
        str, Text("查验地点", "Where it is checked"), Section(Text("查验前移", "Checked at the plant")), PLACES
    ]
    recognition: Annotated[
        str | None,
        Text("互认协议或预检机构编号", "Recognition or pre-inspection body"),
        Hint(Text("境外预检的填写。", "For checks abroad.")),
        Length(60),
        Clause("order-249#evaluation"),
    ] = None
    preinspected_on: Annotated[date | None, Text("预检日期", "Pre-inspected on"), Clause("order-249#evaluation")] = None
    report: Annotated[str | None, Text("预检报告编号", "Report of pre-inspection"), Length(60)] = None
    store: Annotated[
        str | None,
        Text("境内工厂、冷库名称", "Plant or cold store here"),
        Hint(Text("境内查验的填写。", "For checks here.")),
        Length(120),
        Clause("gacc-2019-160#destination-check"),
    ] = None
    store_record: Annotated[
        str | None,
        Text("冷库或加工厂备案编号", "Its record number"),
        Length(60),
        Clause("gacc-2019-160#destination-check"),
    ] = None
    store_office: Annotated[str | None, Text("目的地海关", "Customs of the destination"), Code("customs-district")] = (
        None
    )

    call: Annotated[
        str,
        Text("航次编号", "Vessel call"),
        Section(Text("运输", "Transport")),
        Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
        Refers("vessel-call"),
    ]
    bill: Annotated[
        str, Text("提单号", "Bill of lading"), Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"), Refers("bill")
    ]
    loaded_on: Annotated[date, Text("装运日期", "Loaded on"), Clause("animal-plant-quarantine-law#declare")]
    arrives: Annotated[datetime, Text("预计抵港时间", "Expected to arrive"), Zoned()]
    site: Annotated[Number, Text("指定监管场地", "Designated site"), Clause("order-249#site")]
    site_for: Annotated[
        list[Annotated[str, KINDS]],
        Text("场地获准类别", "What the site is designated for"),
        AtLeast(1, 3),
        Clause("order-249#site"),
    ]
    reefers: Annotated[list[Reefer], Text("冷藏箱", "Reefers"), Section(Text("冷藏箱", "Reefers")), AtLeast(1, 100)]


class AtPlant(Form):
    """How the goods came to the plant or cold store here."""

    clause: ClassVar[str] = "gacc-2019-160#destination-check"

    arrived_at: Annotated[datetime, Text("到厂（库）时间", "Arrived at the plant"), Zoned()]
    seals_whole: Annotated[bool, Text("封志完好", "Seals whole")]
    product_at: Annotated[Degrees, Text("开箱货温（摄氏度）", "Product temperature on opening, °C")]
