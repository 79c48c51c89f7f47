"""Space on one voyage of a barge line: how many boxes of which kind, and later which boxes."""

from datetime import datetime
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
    Identifier,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Text,
    Zoned,
)
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._quayside import booking

BOXES = "boxes"
DOMESTIC, EXPORT, IMPORT, TRANSHIPMENT, ROUND = "domestic", "export", "import", "transhipment", "round"
TRADES = Choice(
    {
        DOMESTIC: Text("内贸", "Domestic"),
        EXPORT: Text("出口", "Export"),
        IMPORT: Text("进口", "Import"),
        TRANSHIPMENT: Text("国际中转", "International transhipment"),
        ROUND: Text("内贸跨境运输", "Domestic, by way of abroad"),
    }
)
FOREIGN = frozenset({EXPORT, IMPORT, TRANSHIPMENT, ROUND})
RELEASED, TRANSIT = "released", "transit"
SUPERVISIONS = Choice(
    {
        RELEASED: Text("已放行", "Released"),
        TRANSIT: Text("转关", "Customs transit"),
        "joint": Text("组合港（湾区一港通）", "Combined port"),
    }
)
Voyage = Annotated[str, Pattern(r"[0-9A-Z-]{4,24}", "HP-NS-260318B"), Refers("barge-voyage")]


class Space(Form):
    """Boxes of one kind that want space; the line's number is its place in the list."""

    clause: ClassVar[str] = "waterway-bus#mixed"

    trade: Annotated[str, Text("贸易性质", "Trade"), TRADES, Clause("waterway-bus#mixed")]
    container_type: booking.BoxType
    laden: Annotated[bool, Text("重箱", "Laden")] = True
    count: Annotated[int, Text("箱数", "Boxes"), Between(1, 200)]
    weight: Annotated[
        Decimal, Text("单箱总重上限（吨）", "Gross weight of a box at most, t"), Between(2, 36), Digits(2, 2)
    ]
    temperature: booking.Temperature = None
    un_number: booking.UnNumber = None
    hazard_class: booking.HazardClass = None


class Box(Form):
    """A box that takes up space that was confirmed."""

    clause: ClassVar[str] = "waterway-bus#supervision"

    container: booking.Box
    space: Annotated[int, Text("所属舱位行号", "Line of space"), Positive(), Hint(Text("从 1 起。", "Counted from 1."))]
    seal: Annotated[str | None, Text("封志号", "Seal"), Length(20)] = None
    supervision: Annotated[
        str | None,
        Text("监管状态", "Supervision"),
        Hint(Text("外贸箱填写。", "For foreign trade.")),
        SUPERVISIONS,
        Clause("waterway-bus#supervision"),
    ] = None
    transit: Annotated[
        str | None,
        Text("转关记录号", "Transit record"),
        Pattern(r"[0-9A-Z]{10,20}", "5141260318000021"),
        Clause("waterway-bus#supervision"),
    ] = None
    declaration: Annotated[
        str | None, Text("报关单号", "Declaration"), Identifier("declaration"), Refers("declaration")
    ] = None


class Filing(Form):
    """Request for space on a voyage of the waterborne cargo bus."""

    clause: ClassVar[str] = "guangzhou-2019#4"

    applicant_uscc: Annotated[Uscc, Text("申请单位代码", "Applicant, credit code"), Section(Text("申请", "Request"))]
    applicant_name: Annotated[CompanyName, Text("申请单位名称", "Applicant, name")]
    contact: Contact
    phone: Phone

    voyage: Annotated[
        Voyage, Text("驳船航次号", "Barge voyage"), Section(Text("航次", "Voyage")), Clause("waterway-bus#lines")
    ]
    line: Annotated[str, Text("航线", "Line"), Length(60), Clause("waterway-bus#lines")]
    from_port: Annotated[str, Text("装货港", "Loads at"), Code("unlocode")]
    from_terminal: Annotated[str, Text("装货码头", "Terminal of loading"), Length(60)]
    to_port: Annotated[str, Text("卸货港", "Discharges at"), Code("unlocode")]
    to_terminal: Annotated[str, Text("卸货码头", "Terminal of discharge"), Length(60)]
    loads_at: Annotated[datetime, Text("计划装船时间", "Loads at about"), Zoned()]
    arrives_at: Annotated[datetime, Text("计划到达时间", "Arrives at about"), Zoned()]
    next_will_do: Annotated[
        bool, Text("本班无舱可顺延下一班", "The next sailing will do"), Clause("waterway-bus#space")
    ] = False
    call: Annotated[
        str | None,
        Text("衔接的大船航次", "Call of the ship it meets"),
        Hint(Text("换装大船的填写。", "When the boxes go on by ship.")),
        Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
        Refers("vessel-call"),
    ] = None

    spaces: Annotated[
        list[Space], Text("舱位需求", "Space wanted"), Section(Text("舱位与箱", "Space and boxes")), AtLeast(1, 30)
    ]
    boxes: Annotated[
        list[Box],
        Text("箱号", "Boxes"),
        Hint(Text("舱位确认以后填写。", "Once the space is confirmed.")),
        AtLeast(0, 400),
        Clause("waterway-bus#closing"),
    ] = []
