"""The exhibits, what becomes of them, and longer stays."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import Choice, Clause, Code, Digits, Form, Hint, Identifier, Length, Positive, Refers, Text

EXHIBIT = "exhibit"
USES = Choice(
    {
        EXHIBIT: Text("展览品", "Exhibit"),
        "demonstration": Text("展示中消耗的用品", "Used up in demonstration"),
        "giveaway": Text("免费散发的宣传品、小样", "Leaflets and samples given away"),
        "building": Text("展台搭建材料", "Material for the stand"),
    }
)
RETURNED, IMPORTED = "returned", "imported"
FATES = Choice(
    {
        RETURNED: Text("复运出境", "Taken out again"),
        IMPORTED: Text("转为正式进口", "Imported for good"),
        "used": Text("展示消耗或免费散发", "Used up or given away"),
        "abandoned": Text("放弃交海关处理", "Abandoned to customs"),
        "destroyed": Text("在海关监管下销毁", "Destroyed under customs"),
        "lost": Text("因不可抗力灭失", "Lost by force majeure"),
    }
)
DECLARED = frozenset({RETURNED, IMPORTED})
"""Fates that need a declaration of their own."""
SUPPLIES_ONLY = "used"
NOT_FREE = frozenset({"22", "24", "27"})
"""Chapters of drink, tobacco and fuel, which are not free of duty when used or given away."""


class Exhibit(Form):
    """One line of the list of exhibits (展览品清单)."""

    clause: ClassVar[str] = "order-233#exhibition"

    number: Annotated[int, Text("序号", "Number"), Positive()]
    exhibitor: Annotated[str, Text("境外参展商", "Exhibitor"), Length(100)]
    stand: Annotated[str | None, Text("展位号", "Stand"), Length(20)] = None
    use: Annotated[str, Text("用途", "Use"), USES, Clause("order-233#supplies")]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10")]
    name: Annotated[str, Text("品名", "Name"), Length(120)]
    model: Annotated[str | None, Text("规格型号、编号", "Model and serial number"), Length(120)] = None
    origin: Annotated[str, Text("原产国（地区）", "Origin"), Code("country")]
    quantity: Annotated[Decimal, Text("数量", "Quantity"), Positive(), Digits(10, 3)]
    unit: Annotated[str, Text("单位", "Unit"), Code("unit")]
    value: Annotated[Decimal, Text("价值", "Value"), Positive(), Digits(14, 2)]
    currency: Annotated[str, Text("币制", "Currency"), Code("currency")]


class Extension(Form):
    """A longer stay: another six months at most."""

    clause: ClassVar[str] = "order-233#extend"

    reason: Annotated[str, Text("延期理由", "Why longer"), Length(300)]
    next_fair: Annotated[str | None, Text("后续展会", "Fair that follows"), Length(100)] = None
    guaranteed_until: Annotated[
        date | None,
        Text("担保延至", "Guarantee extended to"),
        Hint(Text("有担保期限的填写。", "Where the guarantee has an end.")),
        Clause("order-233#guarantee"),
    ] = None


class Closing(Form):
    """What became of a quantity of one exhibit."""

    clause: ClassVar[str] = "order-233#close"

    number: Annotated[int, Text("展览品序号", "Number of the exhibit"), Positive()]
    fate: Annotated[str, Text("去向", "What became of it"), FATES]
    quantity: Annotated[Decimal, Text("数量", "Quantity"), Positive(), Digits(10, 3)]
    done_on: Annotated[date, Text("日期", "Day")]
    declaration: Annotated[
        str | None,
        Text("复出境或进口报关单号", "Declaration of exit or import"),
        Identifier("declaration"),
        Refers("declaration", "closing"),
    ] = None
