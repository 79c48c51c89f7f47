"""Goods lines, containers, licences and further packages of a declaration."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
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
from kouan.procedures._declaration.words import AT_COMPLETION, PACKING_GROUPS, PROOFS, Mass
from kouan.procedures._licence.words import OBJECT as LICENCE

Quantity = Annotated[Decimal | None, Positive(), Digits(14, 5)]


class LineLicence(Form):
    """A product licence (许可、审批或备案) of one line."""

    clause: ClassVar[str] = "gacc-2019-18#line-licence"

    kind: Annotated[str, Text("许可证类别", "Kind of licence"), Pattern(r"\d{3}", "411"), Tag("LicTypeCode")]
    number: Annotated[str, Text("许可证编号", "Licence number"), Length(40), Tag("LicenceNo")]
    line: Annotated[int | None, Text("核销明细序号", "Line written off"), Positive(), Tag("LicWrtofDetailNo")] = None
    quantity: Annotated[Quantity, Text("核销数量", "Quantity written off"), Tag("LicWrtofQty")] = None
    unit: Annotated[str | None, Text("核销单位", "Unit"), Code("unit"), Tag("LicWrtofQtyUnit")] = None


class GoodsLine(Form):
    """One line of goods; its number is its place in the list."""

    clause: ClassVar[str] = "gacc-2019-18#line-hs"

    filing_item: Annotated[
        int | None,
        Text("备案序号", "Item in the filing"),
        Section(Text("商品", "Goods")),
        Positive(),
        Tag("ContrItem"),
        Clause("gacc-2019-18#line-number"),
    ] = None
    hs_code: Annotated[
        str,
        Text("商品编号", "Commodity code"),
        Hint(
            Text(
                "10 位；概要申报可在六位后补四个 0。", "Ten digits; in a summary, six digits followed by 0000 will do."
            )
        ),
        Code("hs10"),
        Tag("CodeTS"),
    ]
    ciq_code: Annotated[
        str | None,
        Text("检验检疫编码", "Inspection code"),
        Hint(Text("13 位编码的后三位。", "The last three of thirteen digits.")),
        Pattern(r"\d{3}", "101"),
        Tag("CiqCode"),
    ] = None
    ciq_name: Annotated[str | None, Text("检验检疫名称", "Inspection name"), Length(100), Tag("CiqName")] = None
    name: Annotated[str, Text("商品名称", "Name of goods"), Length(255), Tag("GName"), Clause("gacc-2019-18#line-name")]
    english_name: Annotated[str | None, Text("商品英文名称", "Name in English"), Length(100), Tag("DeclGoodsEname")] = (
        None
    )
    elements: Annotated[
        str | None,
        Text("规格型号（申报要素）", "Declaration elements"),
        Hint(
            Text(
                "各要素用 | 隔开，前两项依次为品牌类型、出口享惠情况；进口的第二项填 3。",
                "Elements parted by |, the first two being brand type and export preference (3 on import).",
            )
        ),
        AT_COMPLETION,
        Length(255),
        Tag("GModel"),
        Clause("gacc-2019-18#line-elements"),
    ] = None
    quantity: Annotated[
        Decimal,
        Text("成交数量", "Quantity"),
        Section(Text("数量与价格", "Quantity and price")),
        Positive(),
        Digits(14, 5),
        Tag("GQty"),
        Clause("gacc-2019-18#line-quantity"),
    ]
    unit: Annotated[str, Text("成交单位", "Unit"), Code("unit"), Tag("GUnit"), Clause("gacc-2019-18#line-quantity")]
    legal_quantity: Annotated[
        Quantity,
        Text("法定第一数量", "First legal quantity"),
        AT_COMPLETION,
        Tag("FirstQty"),
        Clause("gacc-2019-18#line-legal-quantity"),
    ] = None
    legal_unit: Annotated[
        str | None,
        Text("法定第一单位", "First legal unit"),
        AT_COMPLETION,
        Code("unit"),
        Tag("FirstUnit"),
        Clause("gacc-2019-18#line-legal-quantity"),
    ] = None
    second_quantity: Annotated[
        Quantity,
        Text("法定第二数量", "Second legal quantity"),
        Tag("SecondQty"),
        Clause("gacc-2019-18#line-second-quantity"),
    ] = None
    second_unit: Annotated[
        str | None,
        Text("法定第二单位", "Second legal unit"),
        Code("unit"),
        Tag("SecondUnit"),
        Clause("gacc-2019-18#line-second-quantity"),
    ] = None
    unit_price: Annotated[
        Decimal | None,
        Text("单价", "Unit price"),
        AT_COMPLETION,
        Positive(),
        Digits(14, 5),
        Tag("DeclPrice"),
        Clause("gacc-2019-18#line-price"),
    ] = None
    total: Annotated[
        Decimal, Text("总价", "Total"), Positive(), Digits(15, 2), Tag("DeclTotal"), Clause("gacc-2019-18#line-price")
    ]
    currency: Annotated[
        str, Text("币制", "Currency"), Code("currency"), Tag("TradeCurr"), Clause("gacc-2019-18#line-currency")
    ]
    net_weight: Annotated[
        Mass,
        Text("本项净重（千克）", "Net weight of the line, kg"),
        Hint(Text("可不填；填就每项都填。", "Optional; if one line has it, all have.")),
        Clause("gacc-2019-18#head-24"),
    ] = None
    origin: Annotated[
        str,
        Text("原产国（地区）", "Country of origin"),
        Section(Text("产地与去向", "Origin and destination")),
        Code("country"),
        Tag("OriginCountry"),
        Clause("gacc-2019-18#line-origin"),
    ]
    destination: Annotated[
        str | None,
        Text("最终目的国（地区）", "Country of destination"),
        AT_COMPLETION,
        Code("country"),
        Tag("DestinationCountry"),
        Clause("gacc-2019-18#line-destination"),
    ] = None
    district: Annotated[
        str | None,
        Text("境内目的地/货源地", "Domestic destination or source"),
        Hint(Text("5 位国内地区代码。", "The five-digit domestic district.")),
        AT_COMPLETION,
        Pattern(r"\d{4}[0-9A-Z]", "44089"),
        Tag("DistrictCode"),
        Clause("gacc-2019-18#line-district"),
    ] = None
    division: Annotated[
        str | None,
        Text("目的地/产地行政区划", "Administrative division"),
        Pattern(r"\d{6}", "440800"),
        Tag("DestCode"),
        Clause("gacc-2019-18#line-district"),
    ] = None
    duty_mode: Annotated[
        str | None,
        Text("征免", "Duty treatment"),
        AT_COMPLETION,
        Code("duty-mode"),
        Tag("DutyMode"),
        Clause("gacc-2019-18#line-duty-mode"),
    ] = None
    agreement: Annotated[
        str | None,
        Text("优惠贸易协定", "Trade agreement"),
        Section(Text("协定享惠", "Preference")),
        Code("preferential-agreement"),
        Clause("gacc-2019-18#line-agreement"),
    ] = None
    proof_kind: Annotated[
        str | None,
        Text("原产地证明类型", "Kind of proof"),
        PROOFS,
        Tag("CertType"),
        Clause("gacc-2019-18#line-agreement"),
    ] = None
    proof_number: Annotated[
        str | None,
        Text("原产地证明编号", "Number of proof"),
        Length(32),
        Tag("EcoCertNo"),
        Clause("gacc-2019-18#line-agreement"),
    ] = None
    proof_line: Annotated[
        int | None,
        Text("原产地证明项号", "Line of proof"),
        Positive(),
        Tag("EcoGNo"),
        Clause("gacc-2019-18#line-agreement"),
    ] = None
    proof_origin: Annotated[
        str | None,
        Text("优惠贸易协定项下原产地", "Origin under the agreement"),
        Code("country"),
        Clause("gacc-2019-18#line-agreement"),
    ] = None
    purpose: Annotated[
        str | None,
        Text("用途", "Purpose"),
        Section(Text("检验检疫与产品", "Inspection and product")),
        Code("purpose"),
        Tag("Purpose"),
        Clause("gacc-2019-18#line-purpose"),
    ] = None
    attributes: Annotated[
        list[Annotated[str, Code("goods-attribute")]],
        Text("货物属性", "Goods attributes"),
        Tag("GoodsAttr"),
        Clause("gacc-2019-18#line-goods-attribute"),
    ] = []
    ingredients: Annotated[str | None, Text("成份/原料", "Ingredients"), Length(400), Tag("Stuff")] = None
    produced_on: Annotated[date | None, Text("生产日期", "Date of production"), Tag("ProduceDate")] = None
    batch: Annotated[str | None, Text("生产批号", "Batch"), Length(60), Tag("ProdBatchNo")] = None
    valid_until: Annotated[date | None, Text("产品有效期", "Valid until"), Tag("ProdValidDt")] = None
    manufacturer: Annotated[
        str | None, Text("境外生产企业", "Overseas manufacturer"), Length(100), Tag("EngManEntCnm")
    ] = None
    manufacturer_number: Annotated[
        str | None, Text("生产单位注册号", "Manufacturer's registration"), Length(20), Tag("MnufctrRegNo")
    ] = None
    brand: Annotated[str | None, Text("货物品牌", "Brand"), Length(60), Tag("GoodsBrand")] = None
    model: Annotated[str | None, Text("货物型号", "Model"), Length(60), Tag("GoodsModel")] = None
    not_dangerous: Annotated[
        bool | None,
        Text("非危险化学品", "Not a dangerous chemical"),
        Section(Text("危险货物", "Dangerous goods")),
        Tag("NoDangFlag"),
        Clause("gacc-2019-18#line-dangerous"),
    ] = None
    un_number: Annotated[
        str | None,
        Text("联合国编号", "UN number"),
        Pattern(r"UN\d{4}", "UN1866"),
        Tag("Uncode"),
        Clause("gacc-2019-18#line-dangerous"),
    ] = None
    dangerous_name: Annotated[
        str | None,
        Text("危险货物名称", "Dangerous goods name"),
        Length(80),
        Tag("DangName"),
        Clause("gacc-2019-18#line-dangerous"),
    ] = None
    packing_group: Annotated[
        str | None,
        Text("危包类别", "Packing group"),
        PACKING_GROUPS,
        Tag("DangPackType"),
        Clause("gacc-2019-18#line-dangerous"),
    ] = None
    packing: Annotated[
        str | None, Text("危包规格", "Packing"), Length(24), Tag("DangPackSpec"), Clause("gacc-2019-18#line-dangerous")
    ] = None
    licences: Annotated[
        list[LineLicence], Text("产品资质", "Product licences"), Clause("gacc-2019-18#line-licence")
    ] = []


class Container(Form):
    """One box and which lines lie in it."""

    clause: ClassVar[str] = "gacc-2019-18#container-number"

    number: Annotated[
        str, Text("集装箱号", "Container"), Identifier("container"), Refers("container"), Tag("ContainerId")
    ]
    type: Annotated[
        str,
        Text("集装箱规格", "Container type"),
        Code("container-type"),
        Tag("ContainerMd"),
        Clause("gacc-2019-18#container-type"),
    ]
    lines: Annotated[
        str | None,
        Text("商品项号关系", "Lines in it"),
        Hint(Text("箱内商品的项号，用逗号隔开。", "The line numbers in the box, parted by commas.")),
        AT_COMPLETION,
        Pattern(r"[1-9]\d?(,[1-9]\d?)*", "1,2"),
        Tag("GoodsNo"),
        Clause("gacc-2019-18#container-items"),
    ] = None
    shared: Annotated[bool, Text("拼箱", "Shared with other consignments"), Tag("LclFlag")] = False
    goods_weight: Annotated[Mass, Text("箱货重量（千克）", "Weight of goods, kg"), Tag("GoodsContaWt")] = None
    tare: Annotated[Mass, Text("自重（千克）", "Tare, kg"), Tag("ContainerWt")] = None


class Licence(Form):
    """A supervision document (监管证件) by its code and number."""

    clause: ClassVar[str] = "gacc-2019-18#head-27"

    kind: Annotated[str, Text("单证代码", "Document code"), Code("licence"), Tag("DocuCode")]
    number: Annotated[str, Text("单证编号", "Document number"), Length(40), Refers(LICENCE), Tag("CertCode")]


class OtherPackage(Form):
    """Packing besides the main kind."""

    clause: ClassVar[str] = "gacc-2019-18#head-22"

    type: Annotated[str, Text("包装种类", "Kind of packing"), Code("package-type"), Tag("PackType")]
    quantity: Annotated[int | None, Text("件数", "Number"), Positive(), Tag("PackQty")] = None


MOST_LINES = 50
Lines = Annotated[
    list[GoodsLine],
    Text("商品表体", "Goods lines"),
    Section(Text("商品", "Goods")),
    AtLeast(1, MOST_LINES),
    Clause("gacc-2019-18#line-limit"),
]
Containers = Annotated[
    list[Container],
    Text("集装箱", "Containers"),
    Section(Text("集装箱", "Containers")),
    Clause("gacc-2019-18#container-number"),
]
Licences = Annotated[list[Licence], Text("随附监管证件", "Supervision documents"), Clause("gacc-2019-18#head-27")]
OtherPackages = Annotated[list[OtherPackage], Text("其他包装", "Other packing"), Clause("gacc-2019-18#head-22")]
