"""The original manifest: what comes in, on which conveyance, under which bills."""

from datetime import datetime
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Clause, Code, Form, Hint, Section, Tag, Text, Zoned
from kouan.procedures._manifest import conveyance as of
from kouan.procedures._manifest.cargo import Bill


class Filing(Form):
    """Original manifest of goods that enter (message MT1101, by road MT1401)."""

    clause: ClassVar[str] = "order-172#original-time"

    mode: Annotated[of.Mode, Section(Text("运输工具", "Conveyance"))]
    call: of.Call = None
    imo: of.Imo = None
    conveyance: of.Name
    voyage: of.Voyage
    carrier: of.Carrier
    loading_starts: Annotated[
        datetime | None,
        Text("境外开始装船时间", "Loading abroad starts"),
        Section(Text("时间与海关", "Times and customs")),
        Hint(Text("集装箱船必填，时限由此起算。", "For container ships: the time limit is counted from it.")),
        Zoned(),
        Tag("LoadingLocation/LoadingDateTime"),
    ] = None
    first_arrival: Annotated[
        datetime,
        Text("预计抵达境内第一目的港（站）时间", "Expected at the first port or station in China"),
        Zoned(),
        Tag("UnloadingLocation/ArrivalDateTime"),
    ]
    arrival: Annotated[
        datetime,
        Text("预计抵达卸货港时间", "Expected at the port of discharge"),
        Zoned(),
        Clause("order-172#original-complete"),
    ]
    office: Annotated[of.Office, Code("customs-district")]
    sender: of.SenderName
    sender_uscc: of.SenderUscc
    stage: of.Stage
    bills: Annotated[list[Bill], Text("提运单", "Bills"), Section(Text("提运单", "Bills")), AtLeast(1, 500)]
