"""What can be ruled on, and what each matter needs told: classification, origin, value."""

from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Between, Choice, Clause, Code, Digits, Form, Hint, Length, Section, Text

CLASSIFICATION, ORIGIN, STATUS = "classification", "origin", "originating-status"
DUTIABLE, TAXABLE, METHOD = "dutiable-value", "taxable-value", "valuation-method"
MATTERS = Choice(
    {
        CLASSIFICATION: Text("商品归类", "Classification"),
        ORIGIN: Text("货物原产地", "Origin"),
        STATUS: Text("原产资格", "Originating status"),
        DUTIABLE: Text("完税价格相关要素（2024年11月30日以前）", "Elements of dutiable value (until 30 November 2024)"),
        TAXABLE: Text("计税价格相关要素", "Elements of the value for duty"),
        METHOD: Text("估价方法", "Method of valuation"),
    }
)
BLOCKS = {
    CLASSIFICATION: "classification",
    ORIGIN: "origin",
    STATUS: "origin",
    DUTIABLE: "value",
    TAXABLE: "value",
    METHOD: "value",
}
"""Matter → the part of the form that tells of it."""


class Classification(Form):
    """What the goods are, so that their heading can be found."""

    clause: ClassVar[str] = "customs-law#classification"

    structure: Annotated[str, Text("结构与工作原理", "Structure and principle"), Length(2000)]
    function: Annotated[str, Text("功能与用途", "Function and use"), Length(1000)]
    composition: Annotated[str | None, Text("成分与含量", "Composition"), Length(1000)] = None
    processing: Annotated[str | None, Text("加工方法与程度", "Processing"), Length(1000)] = None
    proposed_code: Annotated[
        str | None,
        Text("申请人认为的商品编号", "Commodity code in the applicant's view"),
        Section(Text("申请人意见", "The applicant's view")),
        Code("hs10"),
    ] = None
    grounds: Annotated[str | None, Text("理由", "Grounds"), Length(1000)] = None


class Material(Form):
    """A material that goes into the goods."""

    clause: ClassVar[str] = "order-236#materials"

    name: Annotated[str, Text("材料名称", "Material"), Length(100)]
    hs6: Annotated[str, Text("六位子目", "Six-digit subheading"), Code("hs6")]
    origin: Annotated[str, Text("原产国（地区）", "Origin"), Code("country")]
    share: Annotated[Decimal, Text("价值占比（%）", "Share of value, %"), Between(0, 100), Digits(3, 2)]


class Origin(Form):
    """Where the goods come to be, from what, by which working."""

    clause: ClassVar[str] = "tariff-law-2024#origin"

    country: Annotated[str, Text("生产国（地区）", "Country of production"), Code("country")]
    working: Annotated[str, Text("生产工序", "Working or processing"), Length(2000)]
    agreement: Annotated[
        str | None,
        Text("优惠贸易协定", "Trade agreement"),
        Hint(Text("申请原产资格的必填。", "Needed for originating status.")),
        Code("preferential-agreement"),
    ] = None
    materials: Annotated[list[Material], Text("所用材料", "Materials"), AtLeast(1, 100)]


ELEMENTS = Choice(
    {
        "royalty": Text("特许权使用费", "Royalties"),
        "commission": Text("佣金", "Commissions"),
        "freight": Text("运输及保险费", "Freight and insurance"),
        "relation": Text("特殊关系", "Special relation"),
        "other": Text("其他", "Other"),
    }
)


class Value(Form):
    """The deal, so that its value for duty can be told."""

    clause: ClassVar[str] = "tariff-law-2024#value"

    elements: Annotated[list[Annotated[str, ELEMENTS]], Text("申请裁定的要素", "Elements to rule on")] = []
    deal: Annotated[str, Text("交易情况", "The deal"), Length(2000)]
    price: Annotated[str, Text("价格构成", "How the price is made up"), Length(1000)]
    currency: Annotated[str, Text("币制", "Currency"), Code("currency")]
    contract: Annotated[str | None, Text("合同编号", "Contract number"), Length(60), Clause("order-236#materials")] = (
        None
    )
