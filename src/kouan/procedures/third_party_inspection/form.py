"""The report of a listed body, line by line and item by item, with the declaration that it is for."""

from datetime import date
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
    Positive,
    Section,
    Text,
)
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._cargo.fields import Declaration, Goods, Name, Office
from kouan.procedures.third_party_inspection.textiles import CLASSES, ITEMS, WEARERS

STANDARDS = Choice(
    {
        "17020": Text("ISO/IEC 17020（检验机构）", "ISO/IEC 17020, inspection body"),
        "17025": Text("ISO/IEC 17025（检测实验室）", "ISO/IEC 17025, testing laboratory"),
    }
)


class Line(Goods):
    """Garments of one line of the declaration, as the report describes them."""

    clause: ClassVar[str] = "order-259#report"

    style: Annotated[str, Text("款号", "Style"), Length(60)]
    batch: Annotated[str | None, Text("批号", "Batch"), Length(60)] = None
    composition: Annotated[str, Text("纤维成分", "Fibres"), Length(200)]
    wearer: Annotated[str, Text("穿着对象", "For whom"), WEARERS, Clause("gb-18401#classes")]
    safety_class: Annotated[str, Text("安全类别", "Safety class"), CLASSES, Clause("gb-18401#classes")]


class Test(Form):
    """One item tested on one line."""

    clause: ClassVar[str] = "gacc-2022-120#items"

    line: Annotated[int, Text("报关单项号", "Line of the declaration"), Positive()]
    item: Annotated[str, Text("检验项目", "Item"), ITEMS]
    method: Annotated[
        str,
        Text("检验方法", "Method"),
        Hint(Text("标准号，如 GB/T 2912.1-2009。", "The standard, as GB/T 2912.1-2009.")),
        Length(60),
    ]
    value: Annotated[
        Decimal | None,
        Text("实测值", "Value measured"),
        Hint(Text("甲醛（毫克/千克）和 pH 值必填。", "For formaldehyde, mg/kg, and for pH.")),
        Between(0),
        Digits(6, 2),
    ] = None
    passed: Annotated[bool, Text("合格", "Passed")]


class Filing(Form):
    """Request that customs accept the result of a listed body."""

    clause: ClassVar[str] = "order-259#commission"

    consignee_uscc: Annotated[Uscc, Text("收货人代码", "Consignee, credit code"), Section(Text("收货人", "Consignee"))]
    consignee_name: Annotated[CompanyName, Text("收货人名称", "Consignee, name")]
    contact: Contact
    phone: Phone

    declaration: Annotated[
        Declaration, Text("进口报关单号", "Import declaration"), Section(Text("报关单", "Declaration"))
    ]
    office: Annotated[Office, Text("申报地海关", "Customs office")]

    body_code: Annotated[
        str,
        Text("采信机构代码", "Code of the body"),
        Section(Text("采信机构", "Body")),
        Hint(Text("海关总署公布的采信机构目录中的代码。", "As in the list that customs publishes.")),
        Pattern(r"[A-Z]\d{9}", "A142220024"),
        Clause("order-259#list"),
    ]
    body_name: Annotated[Name, Text("采信机构名称", "Name of the body"), Clause("order-259#list")]
    standard: Annotated[str, Text("认可依据", "Accredited to"), STANDARDS, Clause("order-259#list")]
    accreditation: Annotated[str, Text("认可证书编号", "Accreditation number"), Length(40), Clause("order-259#list")]

    report: Annotated[
        str,
        Text("检验报告编号", "Report number"),
        Section(Text("检验报告", "Report")),
        Length(40),
        Clause("order-259#report"),
    ]
    issued_on: Annotated[date, Text("签发日期", "Signed on"), Clause("gacc-2022-120#one-year")]
    signatory: Annotated[str, Text("授权签字人", "Signatory"), Length(40), Clause("order-259#report")]
    sampled_on: Annotated[date, Text("抽样日期", "Sampled on"), Clause("order-259#report")]
    sampled_at: Annotated[Name, Text("抽样地点", "Sampled at"), Clause("order-259#report")]
    pieces: Annotated[int, Text("抽样件数", "Pieces sampled"), Positive(), Clause("order-259#report")]
    photographs: Annotated[int, Text("商品照片张数", "Photographs"), Positive(), Clause("gacc-2022-120#photographs")]

    lines: Annotated[
        list[Line], Text("商品", "Goods"), Section(Text("商品与结果", "Goods and results")), AtLeast(1, 50)
    ]
    tests: Annotated[list[Test], Text("检验结果", "Results"), AtLeast(1, 500), Clause("gacc-2022-120#items")]
