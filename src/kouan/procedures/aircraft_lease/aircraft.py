"""An aircraft: type, serial number, registration, engines."""

from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Clause,
    Code,
    Digits,
    Form,
    Hint,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Text,
)

CONDITIONS = Choice({"new": Text("新机", "New"), "used": Text("旧机", "Used")})
WEIGHTS = {"880220": (0, 2000), "880230": (2000, 15000), "880240": (15000, 1000000)}
"""Subheading of aeroplanes → above and up to which unladen weight, kilograms (Harmonized System)."""


class Engine(Form):
    """One engine."""

    clause: ClassVar[str] = "guangzhou-2019#27"

    kind: Annotated[str, Text("发动机型号", "Engine type"), Length(40)]
    serial: Annotated[
        str, Text("发动机序号", "Engine serial number"), Pattern(r"[A-Z0-9-]{3,20}", "V18114"), Length(20)
    ]


class Aircraft(Form):
    """The aircraft leased."""

    clause: ClassVar[str] = "guangzhou-2019#27"

    kind: Annotated[str, Text("机型", "Type"), Section(Text("飞机", "Aircraft")), Length(40)]
    serial: Annotated[
        str,
        Text("制造序号（MSN）", "Manufacturer's serial number"),
        Hint(Text("同一架飞机的进口、租金和期满都用这个号码。", "Entry, rents and end of lease all go by it.")),
        Pattern(r"[A-Z0-9-]{3,16}", "10427"),
        Refers("aircraft"),
    ]
    registration: Annotated[str | None, Text("国籍登记号", "Registration"), Pattern(r"B-[0-9A-Z]{4}", "B-32KP")] = None
    airworthiness: Annotated[str | None, Text("适航证编号", "Airworthiness certificate"), Length(40)] = None
    maker: Annotated[str, Text("制造商", "Maker"), Length(60)]
    origin: Annotated[str, Text("原产国（地区）", "Origin"), Code("country")]
    made: Annotated[int, Text("出厂年份", "Year made"), Between(1950, 2100)]
    condition: Annotated[str, Text("新旧", "Condition"), CONDITIONS]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10"), Clause("hs-convention#six-digits")]
    empty_weight: Annotated[
        Decimal,
        Text("空载重量（千克）", "Unladen weight, kg"),
        Positive(),
        Digits(6, 1),
        Clause("mof-2013-53#large-aircraft"),
    ]
    value: Annotated[Decimal, Text("飞机价值", "Value of the aircraft"), Positive(), Digits(12, 2)]
    engines: Annotated[list[Engine], Text("发动机", "Engines"), AtLeast(1, 6)]
