"""Lots that come in, boxes that go out, and which packages of which lot lie in which box."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Between,
    Choice,
    Clause,
    Code,
    Digits,
    Form,
    Hint,
    Identifier,
    Later,
    Length,
    Pattern,
    Positive,
    Refers,
    Text,
)
from kouan.procedures._cargo.fields import DeclarationIfAny, Name, Seal, Weight

DEVAN, STUFF, DEPART = "devan", "stuff", "depart"
INBOUND, OUTBOUND = "inbound", "outbound"
TRANSIT, IMPORT, EXPORT = "transit", "import", "export"
KINDS = Choice(
    {
        TRANSIT: Text("国际转运货物", "Transhipment cargo"),
        IMPORT: Text("拼箱进境的进口货物", "Imports in the same boxes"),
        EXPORT: Text("拼箱出境的出口货物", "Exports to join them"),
    }
)
FROM_ABROAD = frozenset({TRANSIT, IMPORT})
GOING_ABROAD = frozenset({TRANSIT, EXPORT})
_BILL = Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930")


class Lot(Form):
    """One lot under one house bill (分提单)."""

    clause: ClassVar[str] = "gacc-2018-120#kinds"

    number: Annotated[int, Text("货物序号", "Lot"), Positive()]
    kind: Annotated[str, Text("货物种类", "Kind"), KINDS]
    bill: Annotated[str, Text("分提单号", "House bill"), _BILL, Refers("bill", INBOUND)]
    box: Annotated[
        str | None,
        Text("进境箱号", "Container it came in"),
        Hint(
            Text(
                "转运和进口货物必填，出口货物散货进区的留空。",
                "For cargo from abroad; blank for exports that come loose.",
            )
        ),
        Identifier("container"),
        Refers("container", INBOUND),
    ] = None
    entered_on: Annotated[
        date | None,
        Text("运输工具申报进境日期", "Conveyance declared entry on"),
        Hint(
            Text("转运和进口货物必填，三个月从这一天起算。", "For cargo from abroad; three months count from this day.")
        ),
        Clause("gacc-2018-120#three-months"),
    ] = None
    name: Annotated[str, Text("货名", "Goods"), Length(120)]
    hs6: Annotated[str | None, Text("商品编号（前六位）", "HS code, six digits"), Code("hs6")] = None
    packages: Annotated[int, Text("舱单件数", "Packages by manifest"), Positive()]
    gross_weight: Annotated[Weight, Text("毛重（千克）", "Gross weight, kg")]
    volume: Annotated[Decimal | None, Text("体积（立方米）", "Volume, m³"), Positive(), Digits(6, 3)] = None
    destination: Annotated[
        str | None,
        Text("目的港", "Port of destination"),
        Hint(Text("转运和出口货物必填。", "For what goes abroad.")),
        Code("unlocode"),
    ] = None
    un_number: Annotated[
        str | None,
        Text("联合国编号", "UN number"),
        Hint(Text("危险货物填写。", "For dangerous goods.")),
        Pattern(r"UN\d{4}", "UN1866"),
        Clause("dg-port#report-24-hours"),
    ] = None
    counted: Annotated[
        int | None,
        Text("拆箱实收件数", "Packages counted"),
        Hint(Text("拆箱理货以后填写。", "After unpacking.")),
        Between(0),
        Later(DEVAN),
        Clause("gacc-2018-120#manifest"),
    ] = None
    declaration: Annotated[
        DeclarationIfAny,
        Text("报关单号", "Declaration"),
        Hint(Text("出口货物在装箱时、进口货物在核销时填写。", "Of exports when packed, of imports at the end.")),
        Clause("gacc-2018-120#own-formalities"),
    ] = None

    @property
    def available(self) -> int:
        """Packages that can be packed: those counted, or those of the manifest until they are."""
        return self.packages if self.counted is None else self.counted


class Box(Form):
    """One container that leaves."""

    clause: ClassVar[str] = "gacc-2018-120#manifest"

    container: Annotated[str, Text("出境箱号", "Container"), Identifier("container"), Refers("container", OUTBOUND)]
    type: Annotated[str, Text("箱型", "Type"), Code("container-type")]
    seal: Annotated[Seal, Text("封志号", "Seal")]
    bill: Annotated[str, Text("总提单号", "Master bill"), _BILL, Refers("bill", OUTBOUND)]
    call: Annotated[
        str,
        Text("出境航次编号", "Call of the ship it leaves on"),
        Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
        Refers("vessel-call", OUTBOUND),
    ]
    port: Annotated[str, Text("卸货港", "Port of discharge"), Code("unlocode")]


class Load(Form):
    """Packages of one lot in one container."""

    clause: ClassVar[str] = "gacc-2018-120#manifest"

    container: Annotated[str, Text("出境箱号", "Container"), Identifier("container")]
    lot: Annotated[int, Text("货物序号", "Lot"), Positive()]
    packages: Annotated[int, Text("件数", "Packages"), Positive()]
    gross_weight: Annotated[Weight, Text("毛重（千克）", "Gross weight, kg")]


class Departure(Form):
    """One container that has left."""

    clause: ClassVar[str] = "gacc-2018-120#three-months"

    container: Annotated[str, Text("出境箱号", "Container"), Identifier("container")]
    ship: Annotated[Name, Text("船名航次", "Ship and voyage")]
    departed_on: Annotated[date, Text("离境日期", "Left on")]
