"""What the importer of bulk goods asks, what officers find on site, and what weight and laboratory come to."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Clause,
    Digits,
    Form,
    Hint,
    Length,
    Pattern,
    Refers,
    Section,
    Text,
    Zoned,
)
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._cargo.fields import Bill, Declaration, Goods, Name, Office, Weight
from kouan.procedures.sample_and_release.commodities import ITEMS, METHODS

NORMAL, ABOVE = "normal", "above"
RADIATION = Choice({NORMAL: Text("正常", "Normal"), ABOVE: Text("超标", "Above the limit")})
Share = Annotated[Decimal | None, Between(0, 100), Digits(3, 3)]


class Line(Goods):
    """Bulk goods of one line, with what the contract says of them."""

    clause: ClassVar[str] = "gacc-2018-134#goods"

    brand: Annotated[str | None, Text("矿种或油种", "Brand of ore or oil"), Length(60)] = None
    grade: Annotated[Share, Text("合同主元素含量（%）", "Main element by contract, %")] = None
    moisture: Annotated[Share, Text("合同水分（%）", "Moisture by contract, %")] = None


class Filing(Form):
    """Request to release bulk goods before they are tested."""

    clause: ClassVar[str] = "gacc-2018-134#release-first"

    consignee_uscc: Annotated[Uscc, Text("收货人代码", "Consignee, credit code"), Section(Text("收货人", "Consignee"))]
    consignee_name: Annotated[CompanyName, Text("收货人名称", "Consignee, name")]
    contact: Contact
    phone: Phone

    declaration: Annotated[Declaration, Text("进口报关单号", "Import declaration"), Section(Text("货物", "Goods"))]
    office: Annotated[Office, Text("口岸海关", "Customs at the port")]
    bill: Annotated[Bill, Text("提运单号", "Bill of lading")]
    lines: Annotated[list[Line], Text("货物", "Goods"), AtLeast(1, 20)]
    load_certificate: Annotated[
        str | None, Text("装货港品质或重量证书编号", "Certificate of the loading port"), Length(40)
    ] = None

    call: Annotated[
        str | None,
        Text("航次编号", "Vessel call"),
        Section(Text("卸货", "Discharge")),
        Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
        Refers("vessel-call"),
    ] = None
    ship: Annotated[str, Text("船名", "Ship"), Length(60)]
    terminal: Annotated[Name, Text("卸货码头", "Terminal")]
    discharges_at: Annotated[datetime, Text("计划开卸时间", "Discharge planned for"), Zoned()]
    store: Annotated[Name, Text("提离后存放地点", "Where they are kept once released")]

    quality: Annotated[
        bool,
        Text("申请出具品质证书", "A certificate of quality is asked"),
        Section(Text("检验要求", "What is asked")),
        Hint(Text("铁矿依申请检验，其他商品一律检测。", "Iron ore is tested on request, other goods always.")),
        Clause("gacc-2020-69#on-request"),
    ]
    items: Annotated[
        list[Annotated[str, ITEMS]],
        Text("申请检测的项目", "Items asked for"),
        Hint(Text("申请品质证书的填写。", "When a certificate is asked.")),
        AtLeast(0, 11),
        Clause("gacc-2020-69#on-request"),
    ] = []
    weight: Annotated[str, Text("重量鉴定方式", "How to weigh"), METHODS, Clause("gacc-2018-134#release-first")]
    pledged: Annotated[
        bool,
        Text("承诺：取得证书前不销售、不使用", "Pledged: not sold or used before the certificate"),
        Hint(Text("须检测的商品必须承诺。", "Needed for goods that are tested.")),
        Clause("gacc-2018-134#sale"),
    ] = False


class Site(Form):
    """What officers found at the ship's side or in the yard."""

    clause: ClassVar[str] = "gacc-2018-134#release-first"

    dose: Annotated[Decimal, Text("表面剂量率（微希沃特/小时）", "Dose rate, µSv/h"), Between(0), Digits(6, 3)]
    radiation: Annotated[str, Text("放射性", "Radioactivity"), RADIATION, Clause("gacc-2018-134#excluded")]
    foreign: Annotated[bool, Text("有外来夹杂物", "Foreign matter"), Clause("gacc-2018-134#excluded")]
    waste: Annotated[bool, Text("疑似或掺杂固体废物", "Suspected waste"), Clause("gacc-2018-134#excluded")]
    matches: Annotated[bool, Text("货证一致", "As in the papers"), Clause("gacc-2018-134#excluded")]
    sample: Annotated[
        str | None, Text("样品编号", "Sample number"), Hint(Text("取样的填写。", "When sampled.")), Length(40)
    ] = None
    note: Annotated[str | None, Text("现场情况", "Remarks"), Length(500)] = None


class Weighed(Form):
    """What the weighing came to."""

    clause: ClassVar[str] = "gacc-2018-134#release-first"

    weight: Annotated[Weight, Text("鉴定重量（吨）", "Weight found, t")]
    certificate: Annotated[str, Text("重量证书编号", "Certificate of weight"), Length(40)]


class Value(Form):
    """One item tested and its value."""

    clause: ClassVar[str] = "gacc-2018-134#release-first"

    item: Annotated[str, Text("项目", "Item"), ITEMS]
    value: Annotated[
        Decimal, Text("结果（%，密度为千克/立方米）", "Result, %, density in kg/m³"), Between(0), Digits(6, 4)
    ]


class Tested(Form):
    """What the laboratory found."""

    clause: ClassVar[str] = "gacc-2018-134#release-first"

    values: Annotated[list[Value], Text("检测结果", "Results"), AtLeast(1, 11)]
    certificate: Annotated[str | None, Text("品质证书编号", "Certificate of quality"), Length(40)] = None
