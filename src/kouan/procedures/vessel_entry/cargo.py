"""What is on board on arrival: cargo in brief, dangerous goods, waste (FAL forms 2 and 7, waste notification)."""

from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import Choice, Form, Identifier, Length, Refers, Section, Tag, Text
from kouan.procedures._vessel import cargo
from kouan.procedures._vessel.cargo import Tonnes


class Cargo(Form):
    """One kind of cargo in sum; single bills come with the manifest."""

    clause: ClassVar[str] = "fal-convention#cargo"

    kind: cargo.Kind
    description: cargo.Description
    on_board: Annotated[Tonnes, Text("在船重量（吨）", "On board, tonnes"), Tag("GrossWeight")]
    discharged: Annotated[Tonnes, Text("拟卸重量（吨）", "To discharge here, tonnes")] = Decimal(0)
    loaded: Annotated[Tonnes, Text("拟装重量（吨）", "To load here, tonnes")] = Decimal(0)
    boxes: cargo.Boxes = None


class Dangerous(Form):
    """One line of the dangerous goods manifest in brief; the entry of dangerous goods has it in full."""

    clause: ClassVar[str] = "fal-convention#dangerous"

    un_number: cargo.UnNumber
    hazard_class: cargo.HazardClass
    net_weight: cargo.NetWeight
    stowage: cargo.Stowage
    discharged: Annotated[bool, Text("在本港卸下", "Discharged here")] = False
    declaration: Annotated[str | None, *cargo.declaration("危险货物进港申报号", "Dangerous goods declaration")] = None


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
