"""The goods of a certificate (boxes 6 to 13) and what they are made of."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Between, Choice, Clause, Code, Digits, Form, Hint, Length, Positive, Section, Text

WHOLLY, EXCLUSIVELY, CHANGE, VALUE, REACTION = "WO", "PE", "CTC", "RVC", "CR"
CRITERIA = Choice(
    {
        WHOLLY: Text("完全获得或生产", "Wholly obtained or produced"),
        EXCLUSIVELY: Text("仅用原产材料生产", "Produced exclusively from originating materials"),
        CHANGE: Text("税则归类改变", "Change in tariff classification"),
        VALUE: Text("区域价值成分", "Regional value content"),
        REACTION: Text("化学反应", "Chemical reaction"),
    }
)
CUMULATED, TOLERATED = "ACU", "DMI"
ADDITIONS = Choice({CUMULATED: Text("累积", "Cumulation"), TOLERATED: Text("微小含量", "De minimis")})
LEVELS = {"CC": 2, "CTH": 4, "CTSH": 6}
"""Change of tariff classification → how many digits of the code must differ."""
CHANGES = Choice(
    {
        "CC": Text("章改变", "Change of chapter"),
        "CTH": Text("品目改变", "Change of heading"),
        "CTSH": Text("子目改变", "Change of subheading"),
    }
)
MARKS = Choice(
    {
        "*": Text("提供原产材料的成员方中最高税率", "Highest rate among members that gave originating materials"),
        "**": Text("所有成员方中最高税率", "Highest rate among all members"),
    }
)
Amount = Annotated[Decimal, Digits(13, 2)]


class Item(Form):
    """One item of the certificate; its number (box 6) is its place in the list."""

    clause: ClassVar[str] = "rcep#data"

    marks: Annotated[
        str, Text("唛头及编号（7）", "Marks and numbers (7)"), Section(Text("货物", "Goods")), Length(200)
    ] = "N/M"
    packages: Annotated[int, Text("包装件数（8）", "Number of packages (8)"), Positive()]
    package_type: Annotated[str, Text("包装种类（8）", "Kind of packages (8)"), Code("package-type")]
    description: Annotated[
        str,
        Text("货物描述，英文（8）", "Description of goods, in English (8)"),
        Hint(Text("应详细到足以核对税号和发票。", "Enough to be matched with invoice and code.")),
        Length(500, 3),
    ]
    producer: Annotated[str | None, Text("本项生产商（8）", "Producer of this item (8)"), Length(200)] = None
    hs6: Annotated[str, Text("六位子目（9）", "Subheading (9)"), Code("hs6")]
    criterion: Annotated[
        str,
        Text("原产标准（10）", "Origin criterion (10)"),
        Section(Text("原产", "Origin")),
        CRITERIA,
        Clause("rcep#originating"),
    ]
    additions: Annotated[
        list[Annotated[str, ADDITIONS]], Text("适用的补充规则（10）", "Rules applied besides (10)"), AtLeast(0, 2)
    ] = []
    change: Annotated[
        str | None,
        Text("归类改变的级别", "Level of the change"),
        Hint(Text("产品特定规则要求的级别；标准为税则归类改变时必填。", "As the product rule asks; needed for CTC.")),
        CHANGES,
    ] = None
    origin: Annotated[
        str, Text("RCEP 原产国（11）", "RCEP country of origin (11)"), Code("rcep-member"), Clause("rcep#differentials")
    ]
    mark: Annotated[str | None, Text("原产国后的星号（11）", "Asterisk (11)"), MARKS, Clause("rcep#mark")] = None
    listed: Annotated[
        bool,
        Text("进口方关税差异附录所列货物", "Listed by the importing member for tariff differentials"),
        Clause("rcep#differentials"),
    ] = False
    domestic_share: Annotated[
        Decimal | None,
        Text("出口方增值占比（%）", "Value added in the exporting member, %"),
        Hint(Text("附录所列货物必填。", "Needed for listed goods.")),
        Between(0, 100),
        Digits(3, 2),
        Clause("rcep#differentials"),
    ] = None
    quantity: Annotated[
        Decimal, Text("数量（12）", "Quantity (12)"), Section(Text("数量与价值", "Quantity and value")), Positive(),
        Digits(12, 4),
    ]  # fmt: skip
    unit: Annotated[str, Text("计量单位（12）", "Unit (12)"), Code("unit")]
    fob: Annotated[
        Decimal | None,
        Text("离岸价（美元）（12）", "FOB value, USD (12)"),
        Hint(Text("区域价值成分或微小含量的必填。", "Needed for RVC and de minimis.")),
        Positive(),
        Digits(13, 2),
        Clause("rcep#box-12"),
    ] = None
    invoice: Annotated[str, Text("发票号（13）", "Invoice number (13)"), Length(40)]
    invoiced_on: Annotated[date, Text("发票日期（13）", "Date of invoice (13)")]


class Material(Form):
    """A material that went into an item and is not originating, or is brought in by cumulation."""

    clause: ClassVar[str] = "origin-issuing#costs"

    item: Annotated[int, Text("用于第几项", "Used in item number"), Positive()]
    name: Annotated[str, Text("材料名称", "Material"), Length(100)]
    hs6: Annotated[str, Text("六位子目", "Subheading"), Code("hs6")]
    country: Annotated[str, Text("原产国（地区）", "Country of origin"), Code("country")]
    originating: Annotated[
        bool, Text("具备 RCEP 原产资格（累积）", "Originating under RCEP (cumulation)"), Clause("rcep#cumulation")
    ] = False
    value: Annotated[Amount, Text("价值（美元）", "Value, USD"), Positive(), Clause("rcep#value-content")]
