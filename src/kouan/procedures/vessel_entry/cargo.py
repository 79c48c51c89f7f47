"""What is on board: cargo in brief, dangerous goods, stores, waste (FAL forms 2, 3 and 7, waste notification)."""

from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Between,
    Choice,
    Clause,
    Code,
    Digits,
    Form,
    Identifier,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
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


class Cargo(Form):
    """One kind of cargo in sum; single bills come with the manifest."""

    clause: ClassVar[str] = "fal-convention#cargo"

    kind: Annotated[str, Text("货类", "Kind of cargo"), CARGO]
    description: Annotated[str, Text("货物概述", "Description"), Length(120), Tag("BriefCargoDescription")]
    on_board: Annotated[Tonnes, Text("在船重量（吨）", "On board, tonnes"), Tag("GrossWeight")]
    discharged: Annotated[Tonnes, Text("拟卸重量（吨）", "To discharge here, tonnes")] = Decimal(0)
    loaded: Annotated[Tonnes, Text("拟装重量（吨）", "To load here, tonnes")] = Decimal(0)
    boxes: Annotated[int | None, Text("集装箱（标准箱）", "Containers, TEU"), Between(0, 40000)] = None


class Dangerous(Form):
    """One line of the dangerous goods manifest in brief; the entry of dangerous goods has it in full."""

    clause: ClassVar[str] = "fal-convention#dangerous"

    un_number: Annotated[
        str, Text("联合国编号", "UN number"), Pattern(r"UN\d{4}", "UN1230"), Clause("imdg-code#identification")
    ]
    hazard_class: Annotated[str, Text("危险类别", "Hazard class"), Code("imdg-class"), Clause("imdg-code#class")]
    net_weight: Annotated[Quantity, Text("净重（千克）", "Net weight, kg")]
    stowage: Annotated[str, Text("积载位置", "Stowage"), Length(40)]
    discharged: Annotated[bool, Text("在本港卸下", "Discharged here")] = False
    declaration: Annotated[
        str | None,
        Text("危险货物进港申报号", "Dangerous goods declaration"),
        Length(40),
        Refers("dangerous-goods-declaration"),
        Clause("dg-ship#declare-24-hours"),
    ] = None


class Store(Form):
    """Stores of one kind."""

    clause: ClassVar[str] = "fal-convention#stores"

    name: Annotated[str, Text("船用物品", "Stores"), Length(80), Tag("ArticleName")]
    quantity: Annotated[Quantity, Text("数量", "Quantity"), Tag("Quantity")]
    unit: Annotated[str, Text("单位", "Unit"), Code("unit"), Tag("MeasurementUnit")]
    place: Annotated[str, Text("存放处", "Place on board"), Length(40), Tag("LocationOnBoard")]
    use: Annotated[str | None, Text("在港用途", "Use in port"), Length(80), Tag("OfficialUse")] = None


WASTES = Choice(
    {
        "oily": Text("含油污水（附则Ⅰ）", "Oily water (Annex I)"),
        "chemical": Text("有毒液体残余物（附则Ⅱ）", "Noxious liquid residues (Annex II)"),
        "sewage": Text("生活污水（附则Ⅳ）", "Sewage (Annex IV)"),
        "garbage": Text("船舶垃圾（附则Ⅴ）", "Garbage (Annex V)"),
        "exhaust": Text("废气清洗残余物（附则Ⅵ）", "Exhaust cleaning residues (Annex VI)"),
    }
)


class Waste(Form):
    """Waste of one kind, in cubic metres."""

    clause: ClassVar[str] = "fal-convention#waste"

    kind: Annotated[str, Text("废弃物种类", "Kind of waste"), WASTES]
    capacity: Annotated[Tonnes, Text("舱容（立方米）", "Storage capacity, m³")]
    on_board: Annotated[Tonnes, Text("在船数量（立方米）", "On board, m³")]
    landed: Annotated[Tonnes, Text("拟交付数量（立方米）", "To be landed, m³")] = Decimal(0)
    receiver: Annotated[
        str | None, Text("接收单位", "Received by"), Length(100), Section(Text("接收", "Reception"))
    ] = None
    receiver_uscc: Annotated[
        str | None, Text("接收单位代码", "Receiver, credit code"), Identifier("uscc"), Refers("organisation")
    ] = None
