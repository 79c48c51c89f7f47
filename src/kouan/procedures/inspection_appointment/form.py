"""What the goods' side books: which goods, where, when, who attends; and what customs and the port say to it."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Clause,
    Code,
    Form,
    Hint,
    Identifier,
    Length,
    Pattern,
    Refers,
    Section,
    Text,
    Zoned,
)
from kouan.procedures._application import applicant

INSPECTION, CLEARANCE = "inspection", "clearance"
KINDS = Choice(
    {
        INSPECTION: Text("预约查验（工作时间内）", "Inspection, within office hours"),
        CLEARANCE: Text("预约通关（工作时间外）", "Clearance, outside office hours"),
    }
)
DIRECTIONS = Choice({"import": Text("进口", "Import"), "export": Text("出口", "Export")})
INSPECT = "inspect"
WORK = Choice(
    {
        "documents": Text("审单", "Documents"),
        INSPECT: Text("查验", "Inspection"),
        "quarantine": Text("检疫", "Quarantine"),
        "release": Text("放行", "Release"),
    }
)
REASONS = Choice(
    {
        "fresh": Text("鲜活、冷冻、易腐货物", "Live, frozen or spoilable goods"),
        "ship": Text("赶船期、班期", "To make the ship"),
        "line": Text("生产线停工待料", "A production line waits"),
        "aid": Text("抢险救灾、应急物资", "Relief and emergency goods"),
        "other": Text("其他紧急情况", "Another emergency"),
    }
)
ENTRUSTED = "entrusted"
ATTENDANCE = Choice(
    {
        "own": Text("本企业人员到场", "Own staff"),
        "broker": Text("报关企业到场", "The broker"),
        ENTRUSTED: Text("不到场，委托场所经营人", "Nobody, the site operator is entrusted"),
    }
)
GEAR = Choice(
    {
        "forklift": Text("叉车", "Forklift"),
        "strip": Text("掏箱", "Stripping"),
        "weigh": Text("过磅", "Weighing"),
        "cold": Text("冷库查验平台", "Cold platform"),
    }
)
Moment = Annotated[datetime, Zoned()]


class Filing(Form):
    """An appointment."""

    clause: ClassVar[str] = "zhanjiang-2022#2"

    applicant_uscc: Annotated[
        applicant.Uscc, Text("收发货人代码", "Consignee or shipper, credit code"), Section(Text("申请人", "Applicant"))
    ]
    applicant_name: Annotated[applicant.CompanyName, Text("收发货人名称", "Consignee or shipper, name")]
    contact: applicant.Contact
    phone: applicant.Phone

    kind: Annotated[str, Text("预约事项", "What is booked"), Section(Text("预约", "Appointment")), KINDS]
    office: Annotated[str, Text("办理海关", "Customs office"), Code("customs-district")]
    site: Annotated[str, Text("查验场地", "Site"), Length(60), Clause("zhanjiang-2022#3")]
    window_start: Annotated[Moment, Text("预约时段起", "Window, from"), Clause("order-138#notice")]
    window_end: Annotated[Moment, Text("预约时段止", "Window, until")]
    work: Annotated[list[Annotated[str, WORK]], Text("需要办理的作业", "Work needed"), AtLeast(1, 4)]
    reason: Annotated[
        str | None,
        Text("工作时间外办理的理由", "Why outside office hours"),
        Hint(Text("预约通关的填写。", "For clearance outside office hours.")),
        REASONS,
        Clause("zhanjiang-2022#2"),
    ] = None
    explanation: Annotated[str | None, Text("情况说明", "Explanation"), Length(500)] = None

    direction: Annotated[str, Text("进出口", "Direction"), Section(Text("货物", "Goods")), DIRECTIONS]
    declaration: Annotated[
        str,
        Text("报关单号", "Declaration"),
        Identifier("declaration"),
        Refers("declaration"),
        Clause("order-138#notice"),
    ]
    bill: Annotated[
        str, Text("提运单号", "Bill of lading"), Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"), Refers("bill")
    ]
    boxes: Annotated[
        list[Annotated[str, Identifier("container"), Refers("container")]],
        Text("集装箱", "Containers"),
        Hint(Text("需要查验的箱子，同一提运单集中一次查。", "Those to be inspected; of one bill all at once.")),
        AtLeast(0, 50),
        Clause("zhanjiang-2022#3"),
    ] = []
    goods: Annotated[str, Text("货名", "Goods"), Length(120)]
    perishable: Annotated[bool, Text("鲜活易腐", "Perishable"), Clause("order-138#priority")] = False
    un_number: Annotated[
        str | None,
        Text("联合国编号", "UN number"),
        Hint(Text("危险货物填写。", "For dangerous goods.")),
        Pattern(r"UN\d{4}", "UN1230"),
        Clause("dg-port#consignor-info"),
    ] = None
    gear: Annotated[list[Annotated[str, GEAR]], Text("需要的机力", "Gear needed"), AtLeast(0, 4)] = []

    attendance: Annotated[
        str,
        Text("到场方式", "Attendance"),
        Section(Text("到场", "Attendance")),
        ATTENDANCE,
        Clause("order-138#present"),
    ]
    attendee: Annotated[str | None, Text("到场人员", "Who attends"), Length(40), Clause("order-138#present")] = None
    attendee_phone: Annotated[
        str | None, Text("到场人员电话", "Attendee's phone"), Pattern(r"1[3-9]\d{9}", "13800138000")
    ] = None


class Proposal(Form):
    """Another window that customs or the port can offer; blank where the one asked for is agreed to."""

    clause: ClassVar[str] = "order-138#notice"

    offered_start: Annotated[datetime | None, Text("可约时段起", "Window offered, from"), Zoned()] = None
    offered_end: Annotated[datetime | None, Text("可约时段止", "Window offered, until"), Zoned()] = None


class Agreement(Form):
    """What the applicant says to another window."""

    clause: ClassVar[str] = "order-138#notice"

    agrees: Annotated[bool, Text("接受改约时段", "Agrees to the window offered")]


class Record(Form):
    """The record of the inspection."""

    clause: ClassVar[str] = "order-138#two-officers"

    officer: Annotated[str, Text("查验关员一", "First officer"), Length(40)]
    second_officer: Annotated[str, Text("查验关员二", "Second officer"), Length(40)]
    began: Annotated[Moment, Text("开始时间", "Began")]
    ended: Annotated[Moment, Text("结束时间", "Ended")]
    found: Annotated[bool, Text("发现问题", "Something was found")]
    opened: Annotated[int, Text("开箱数", "Containers opened"), Between(0, 50)] = 0
    note: Annotated[str | None, Text("查验情况", "What was seen"), Length(500)] = None
    signed_on: Annotated[date, Text("当事人签字日期", "Signed by the party on"), Clause("order-138#two-officers")]


class Booked(Form):
    """The window that stands."""

    clause: ClassVar[str] = "order-138#notice"

    window_start: Annotated[Moment, Text("成立的时段起", "Window, from")]
    window_end: Annotated[Moment, Text("成立的时段止", "Window, until")]


class Times(Form):
    """How long it took."""

    clause: ClassVar[str] = "zhanjiang-2022#3"

    minutes: Annotated[int, Text("查验用时（分钟）", "Minutes it took")]
    after_window_began: Annotated[int, Text("时段开始后等候（分钟）", "Minutes after the window began")]
