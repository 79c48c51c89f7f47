"""The operator, the area, the lots; later the boxes that go out, what lies in them, and when they left."""

from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Clause, Form, Hint, Later, Length, Pattern, Section, Text
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._cargo.fields import Name, Office
from kouan.procedures.consolidation_transhipment.cargo import DEPART, STUFF, Box, Departure, Load, Lot


class Filing(Form):
    """One consolidation: lots unpacked and packed anew in the consolidation area."""

    clause: ClassVar[str] = "gacc-2018-120#area"

    operator_uscc: Annotated[
        Uscc, Text("集拼经营企业代码", "Operator, credit code"), Section(Text("集拼经营企业", "Operator"))
    ]
    operator_name: Annotated[CompanyName, Text("集拼经营企业名称", "Operator, name")]
    contact: Contact
    phone: Phone
    office: Annotated[Office, Text("进境地海关", "Customs at the port of entry")]
    area: Annotated[Name, Text("集拼作业区", "Consolidation area"), Clause("gacc-2018-120#area")]
    area_code: Annotated[
        str,
        Text("监管作业场所编码", "Site code of customs"),
        Pattern(r"[0-9A-Z]{6,20}", "CNSHK530123"),
        Clause("gacc-2018-120#area"),
    ]
    linked: Annotated[
        bool, Text("作业区系统已与海关联网", "The area's system is linked with customs"), Clause("gacc-2018-120#system")
    ]

    lots: Annotated[
        list[Lot],
        Text("货物", "Lots"),
        Section(Text("进区货物", "What comes in")),
        Hint(Text("至少有一票国际转运货物。", "At least one lot is transhipment cargo.")),
        AtLeast(1, 500),
    ]

    boxes: Annotated[
        list[Box],
        Text("出境集装箱", "Containers that leave"),
        Section(Text("拼箱（拆箱以后填写）", "Packing, after unpacking")),
        AtLeast(0, 100),
        Later(STUFF),
    ] = []
    loads: Annotated[list[Load], Text("装箱明细", "What lies in them"), AtLeast(0, 2000), Later(STUFF)] = []

    departures: Annotated[
        list[Departure],
        Text("离境情况", "Departures"),
        Section(Text("离境（装船以后填写）", "Departure, after loading")),
        AtLeast(0, 100),
        Later(DEPART),
    ] = []
    note: Annotated[str | None, Text("说明", "Remarks"), Length(500)] = None
