"""What the ship's agent enters once: the declaration to maritime and the work report to the port."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
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
from kouan.procedures.dangerous_goods_entry.goods import Goods

Phone = Pattern(r"\+?[0-9][0-9 \-]{6,24}", "+86 759 2208000")


class Work(Form):
    """The port work report (港口危险货物作业报告): where, when and by whom goods are handled."""

    clause: ClassVar[str] = "dg-port#report-24-hours"

    operator: Annotated[str, Text("作业单位名称", "Operator"), Length(100)]
    operator_uscc: Annotated[
        str, Text("作业单位代码", "Operator, credit code"), Identifier("uscc"), Refers("organisation")
    ]
    permit: Annotated[
        str, Text("危险货物作业附证编号", "Dangerous goods permit"), Length(40), Clause("dg-port#operator")
    ]
    permit_until: Annotated[date, Text("附证有效期至", "Permit valid until"), Clause("dg-port#operator")]
    classes: Annotated[
        list[Annotated[str, Code("imdg-class")]],
        Text("附证许可的类别", "Classes the permit allows"),
        AtLeast(1),
        Clause("dg-port#operator"),
    ]
    berth: Annotated[str, Text("作业泊位或锚地", "Berth or anchorage"), Length(40)]
    starts: Annotated[datetime, Text("作业开始", "Work starts"), Zoned()]
    ends: Annotated[datetime, Text("作业结束", "Work ends"), Zoned()]
    measures: Annotated[
        str, Text("安全与应急措施", "Safety and emergency measures"), Length(400), Clause("dg-port#emergency")
    ]


class Filing(Form):
    """Declaration of a ship that enters with dangerous goods."""

    clause: ClassVar[str] = "dg-ship#content"

    call: Annotated[
        str,
        Text("航次编号", "Vessel call"),
        Section(Text("船舶与航次", "Ship and voyage")),
        Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
        Refers("vessel-call"),
    ]
    imo: Annotated[str, Text("IMO 船舶编号", "IMO ship number"), Identifier("imo"), Clause("imo-number#check-digit")]
    ship: Annotated[str, Text("船名", "Ship"), Length(60)]
    flag: Annotated[str, Text("船旗国（地区）", "Flag"), Code("country")]
    voyage: Annotated[str, Text("航次号", "Voyage"), Length(32)]
    last_port: Annotated[str, Text("上一港", "Last port"), Code("unlocode")]
    last_departure: Annotated[
        datetime,
        Text("离开上一港时间", "Left the last port"),
        Hint(Text("尚未离开的填预计时间。", "Expected, when it has not left yet.")),
        Zoned(),
    ]
    eta: Annotated[datetime, Text("预计抵港时间", "Expected arrival"), Zoned()]
    fixed_until: Annotated[
        date | None,
        Text("定期申报截止日", "Declared for a period, until"),
        Hint(Text("定船舶、定航线、定货种的才填。", "Only for the same ship, route and goods.")),
        Clause("dg-ship#fixed-route"),
    ] = None

    declarer: Annotated[
        str, Text("申报人员", "Declarer"), Section(Text("申报与应急", "Declarer and emergency")), Length(40)
    ]
    declarer_certificate: Annotated[
        str, Text("申报员证书编号", "Declarer's certificate"), Length(40), Clause("dg-ship#declarer")
    ]
    emergency_contact: Annotated[
        str, Text("24 小时应急联系人", "Emergency contact, 24 hours"), Length(60), Clause("dg-ship#emergency")
    ]
    emergency_phone: Annotated[str, Text("应急联系电话", "Emergency phone"), Phone, Clause("dg-ship#emergency")]

    goods: Annotated[
        list[Goods],
        Text("危险货物", "Dangerous goods"),
        Section(Text("危险货物", "Dangerous goods")),
        AtLeast(1, 200),
    ]
    work: Annotated[
        Work | None,
        Text("港口作业报告", "Port work report"),
        Hint(Text("在港装卸或过驳的必填。", "Needed when goods are loaded, discharged or transferred here.")),
        Clause("dg-port#report-24-hours"),
    ] = None
