"""How a ship, its call and those who answer for it are described (FAL form 1)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from kouan.blueprint import (
    Between,
    Choice,
    Clause,
    Code,
    Digits,
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

CHINA = "CHN"
SHIPS = Choice(
    {
        "container": Text("集装箱船", "Container ship"),
        "bulk": Text("散货船", "Bulk carrier"),
        "tanker": Text("液货船", "Tanker"),
        "general": Text("杂货船", "General cargo ship"),
        "roro": Text("滚装船", "Ro-ro ship"),
        "passenger": Text("客船", "Passenger ship"),
        "other": Text("其他", "Other"),
    }
)
Metres = Annotated[Decimal, Positive(), Digits(3, 2)]
Tonnage = Annotated[int, Positive()]
CallNumber = Annotated[
    str,
    Text("航次编号", "Vessel call"),
    Section(Text("船舶", "Ship")),
    Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
    Refers("vessel-call"),
]
Imo = Annotated[str, Text("IMO 船舶编号", "IMO ship number"), Identifier("imo"), Tag("IMONumber")]
Name = Annotated[str, Text("英文船名", "Ship's name in English"), Length(60), Tag("ShipName")]
CallSign = Annotated[str, Text("呼号", "Call sign"), Pattern(r"[0-9A-Z]{3,9}", "9V2745"), Tag("CallSign")]
Flag = Annotated[str, Text("船旗国（地区）", "Flag"), Code("country"), Tag("FlagState")]
RegistryPort = Annotated[str, Text("船籍港", "Port of registry"), Length(60), Tag("PortOfRegistry")]
ShipType = Annotated[str, Text("船舶种类", "Type of ship"), SHIPS, Tag("ShipType")]
GrossTonnage = Annotated[Tonnage, Text("总吨", "Gross tonnage"), Tag("GrossTonnage")]
NetTonnage = Annotated[Tonnage, Text("净吨", "Net tonnage"), Tag("NetTonnage")]

Agent = Annotated[
    str, Text("船舶代理", "Ship's agent"), Section(Text("船长与代理", "Master and agent")), Length(100), Tag("Agent")
]
AgentUscc = Annotated[str, Text("船舶代理代码", "Agent, credit code"), Identifier("uscc"), Refers("organisation")]
Phone = Annotated[str, Text("联系电话", "Phone"), Pattern(r"\+?[0-9][0-9 \-]{6,24}", "+86 759 2208000")]
Master = Annotated[
    str,
    Text("船长", "Master"),
    Hint(Text("姓在前，与船员名单一致。", "Family name first, as on the crew list.")),
    Length(120),
    Tag("MasterName"),
]
NextPort = Annotated[str, Text("下一港", "Next port"), Code("unlocode"), Tag("NextPort")]
DuesUntil = Annotated[
    date | None, Text("吨税执照有效期至", "Tonnage dues licence valid until"), Clause("tonnage-tax-law#pay")
]
CrewCount = Annotated[
    int, Text("船员人数", "Number of crew"), Section(Text("人员", "Persons")), Between(1, 5000), Tag("NumberOfCrew")
]
PassengerCount = Annotated[int, Text("旅客人数", "Number of passengers"), Between(0, 20000), Tag("NumberOfPassengers")]
