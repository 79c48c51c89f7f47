"""The pre-loaded manifest: what is booked to leave, and the loaded manifest that follows."""

from datetime import datetime
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Clause, Code, Form, Hint, Later, Length, Pattern, Section, Tag, Text, Zoned
from kouan.procedures._manifest import conveyance as of
from kouan.procedures._manifest.cargo import Bill, Count, Kilograms


class LoadedBill(Form):
    """What of one bill is loaded."""

    clause: ClassVar[str] = "order-172#loaded"

    bill: Annotated[str, Text("提运单号", "Bill of lading"), Pattern(r"[A-Z0-9*._-]{4,40}", "COSU6284512930")]
    packages: Annotated[Count, Text("装载件数", "Packages loaded")]
    gross_weight: Annotated[Kilograms, Text("装载毛重（千克）", "Gross weight loaded, kg")]
    part: Annotated[bool, Text("分批出运", "Shipped in parts")] = False


class Loaded(Form):
    """Loaded manifest (message MT4101): released goods only, before loading starts."""

    clause: ClassVar[str] = "order-172#loaded"

    loading_starts: Annotated[datetime, Text("开始装货时间", "Loading starts"), Zoned()]
    bills: Annotated[list[LoadedBill], Text("装载的提运单", "Bills loaded"), AtLeast(1, 500)]
    remarks: Annotated[str | None, Text("备注", "Remarks"), Length(512), Tag("AdditionalInformation")] = None


class Filing(Form):
    """Pre-loaded manifest of goods that leave (message MT2101)."""

    clause: ClassVar[str] = "order-172#pre-main"

    mode: Annotated[of.Mode, Section(Text("运输工具", "Conveyance"))]
    call: of.Call = None
    imo: of.Imo = None
    conveyance: of.Name
    voyage: of.Voyage
    carrier: of.Carrier
    loading_starts: Annotated[
        datetime,
        Text("预计开始装货时间", "Loading is to start"),
        Section(Text("时间与海关", "Times and customs")),
        Zoned(),
        Tag("LoadingLocation/LoadingDateTime"),
        Clause("order-172#pre-other"),
    ]
    departure: Annotated[datetime, Text("预计离境时间", "Expected to leave"), Zoned()]
    office: Annotated[of.Office, Code("customs-district")]
    sender: of.SenderName
    sender_uscc: of.SenderUscc
    stage: of.Stage
    bills: Annotated[list[Bill], Text("提运单", "Bills"), Section(Text("提运单", "Bills")), AtLeast(1, 500)]
    loaded: Annotated[
        Loaded | None,
        Text("装载舱单", "Loaded manifest"),
        Section(Text("装载舱单", "Loaded manifest")),
        Hint(Text("海关放行以后、装货以前填写。", "Once goods are released, before loading.")),
        Later("load"),
    ] = None
