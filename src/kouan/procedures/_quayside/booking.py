"""How a box, its ship, its truck and the window at the quay are described."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from kouan.blueprint import (
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
    Text,
    Zoned,
)

PAID, SECURED, FREE, OPEN = "paid", "secured", "free", "open"
DUTY = Choice(
    {
        PAID: Text("已缴清", "Paid"),
        SECURED: Text("已提供担保", "Secured by a guarantee"),
        FREE: Text("无应缴税款", "Nothing is due"),
        OPEN: Text("尚未缴清或担保", "Neither paid nor secured yet"),
    }
)

Organisation = Annotated[str, Identifier("uscc"), Refers("organisation")]
Name = Annotated[str, Length(70)]
Phone = Annotated[str, Pattern(r"\+?[0-9][0-9 \-]{6,24}", "0759-2208000")]
Declaration = Annotated[str, Identifier("declaration"), Refers("declaration")]
DeclaredAt = Annotated[datetime, Text("申报时间", "Declared at"), Zoned()]
Duty = Annotated[str, Text("税款", "Duty"), DUTY]
Guarantee = Annotated[
    str | None,
    Text("担保备案编号", "Guarantee, record number"),
    Hint(Text("已提供担保的填写。", "When duty is secured.")),
    Length(40),
]

Call = Annotated[
    str,
    Text("航次编号", "Vessel call"),
    Section(Text("船舶与集装箱", "Ship and container")),
    Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
    Refers("vessel-call"),
]
Bill = Annotated[str, Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"), Refers("bill")]
Box = Annotated[str, Text("箱号", "Container"), Identifier("container"), Refers("container")]
BoxType = Annotated[str, Text("箱型", "Type of container"), Code("container-type")]
Weight = Annotated[Decimal, Positive(), Digits(6, 2)]
Temperature = Annotated[
    Decimal | None,
    Text("设定温度（摄氏度）", "Set temperature, °C"),
    Hint(Text("冷藏箱填写。", "For reefers.")),
    Digits(2, 1),
]
Perishable = Annotated[bool, Text("鲜活易腐", "Perishable")]
UnNumber = Annotated[
    str | None,
    Text("联合国编号", "UN number"),
    Hint(Text("危险货物填写。", "For dangerous goods.")),
    Pattern(r"UN\d{4}", "UN1230"),
    Clause("dg-port#report-24-hours"),
]
HazardClass = Annotated[
    str | None, Text("危险类别", "Hazard class"), Code("imdg-class"), Clause("dg-port#report-24-hours")
]

Haulier = Annotated[
    str,
    Text("集卡企业代码", "Haulier, credit code"),
    Section(Text("车辆与时段", "Truck and window")),
    Identifier("uscc"),
]
HaulierName = Annotated[str, Text("集卡企业名称", "Haulier, name"), Length(70)]
Truck = Annotated[str, Text("车牌", "Truck"), Pattern(r"[\u4e00-\u9fffA-Z0-9·-]{5,12}", "粤G12345")]
Driver = Annotated[str, Text("驾驶员", "Driver"), Length(40)]
DriverPhone = Annotated[str, Text("驾驶员电话", "Driver's phone"), Pattern(r"1[3-9]\d{9}", "13800138000")]
WindowStart = Annotated[datetime, Text("预约时段起", "Window, from"), Zoned()]
WindowEnd = Annotated[datetime, Text("预约时段止", "Window, until"), Zoned()]
