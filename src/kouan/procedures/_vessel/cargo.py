"""How cargo, dangerous goods and stores on board are described in brief (FAL forms 2, 3 and 7)."""

from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Between,
    Choice,
    Clause,
    Code,
    Digits,
    Form,
    Length,
    Pattern,
    Positive,
    Refers,
    Tag,
    Text,
)

Tonnes = Annotated[Decimal, Between(0), Digits(9, 3)]
Quantity = Annotated[Decimal, Positive(), Digits(9, 3)]
CARGO = Choice(
    {
        "container": Text("集装箱", "Containers"),
        "dry-bulk": Text("干散货", "Dry bulk"),
        "liquid-bulk": Text("液体散货", "Liquid bulk"),
        "general": Text("件杂货", "General cargo"),
        "roro": Text("滚装", "Roll-on roll-off"),
    }
)
Kind = Annotated[str, Text("货类", "Kind of cargo"), CARGO]
Description = Annotated[str, Text("货物概述", "Description"), Length(120), Tag("BriefCargoDescription")]
Boxes = Annotated[int | None, Text("集装箱（标准箱）", "Containers, TEU"), Between(0, 40000)]

UnNumber = Annotated[
    str, Text("联合国编号", "UN number"), Pattern(r"UN\d{4}", "UN1230"), Clause("imdg-code#identification")
]
HazardClass = Annotated[str, Text("危险类别", "Hazard class"), Code("imdg-class"), Clause("imdg-code#class")]
NetWeight = Annotated[Quantity, Text("净重（千克）", "Net weight, kg")]
Stowage = Annotated[str, Text("积载位置", "Stowage"), Length(40)]


class Store(Form):
    """Stores of one kind."""

    clause: ClassVar[str] = "fal-convention#stores"

    name: Annotated[str, Text("船用物品", "Stores"), Length(80), Tag("ArticleName")]
    quantity: Annotated[Quantity, Text("数量", "Quantity"), Tag("Quantity")]
    unit: Annotated[str, Text("单位", "Unit"), Code("unit"), Tag("MeasurementUnit")]
    place: Annotated[str, Text("存放处", "Place on board"), Length(40), Tag("LocationOnBoard")]
    use: Annotated[str | None, Text("在港用途", "Use in port"), Length(80), Tag("OfficialUse")] = None


def declaration(zh: str, en: str) -> tuple[object, ...]:
    """What is said of the number of a dangerous goods declaration, with the label of one direction."""
    return Text(zh, en), Length(40), Refers("dangerous-goods-declaration"), Clause("dg-ship#declare-24-hours")
