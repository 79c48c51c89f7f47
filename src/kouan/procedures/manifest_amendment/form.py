"""What the sender wants changed in a manifest that customs has accepted, on which ground, with what proof."""

from datetime import datetime
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
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
    Tag,
    Text,
    Zoned,
)
from kouan.procedures._manifest import conveyance as of
from kouan.procedures._manifest.cargo import Bill

ORIGINAL = "original"
KINDS = Choice(
    {
        ORIGINAL: Text("原始舱单", "Original manifest"),
        "pre-loaded": Text("预配舱单", "Pre-loaded manifest"),
        "loaded": Text("装载舱单", "Loaded manifest"),
    }
)
ADD, DELETE, CHANGE = "2", "3", "5"
FUNCTIONS = Choice({ADD: Text("增补", "Add"), DELETE: Text("删除", "Delete"), CHANGE: Text("修改", "Change")})
DIRECT, SHUT_OUT, BULK, PENALTY = "direct", "shut-out", "bulk", "penalty"
GROUNDS = Choice(
    {
        DIRECT: Text("传输时限以前且货物尚未申报", "Before the time limit, goods not declared"),
        "force-majeure": Text("不可抗力造成灭失、短损", "Loss or shortage by force majeure"),
        SHUT_OUT: Text("装运、配载原因退关或变更运输工具", "Shut out or moved to another conveyance"),
        BULK: Text("散货溢短装在规定范围内", "Bulk over or short within tolerance"),
        "error": Text("其他客观原因造成传输错误", "Sent wrongly for another objective reason"),
        PENALTY: Text("违规案件处罚后变更", "After a penalty was decided"),
    }
)
PACKAGES, WEIGHT, CONTAINER, CONVEYANCE = "packages", "gross-weight", "container", "conveyance"
ITEMS = Choice(
    {
        PACKAGES: Text("件数", "Packages"),
        WEIGHT: Text("毛重（千克）", "Gross weight, kg"),
        "package-type": Text("包装种类", "Kind of package"),
        "goods": Text("货物描述", "Description of goods"),
        "shipper": Text("发货人", "Shipper"),
        "consignee": Text("收货人", "Consignee"),
        "notify": Text("通知人", "Party to notify"),
        "port": Text("装货港或卸货港", "Port of loading or discharge"),
        "seal": Text("封志号", "Seal"),
        CONTAINER: Text("集装箱号", "Container number"),
        CONVEYANCE: Text("运输工具名称", "Name of the conveyance"),
    }
)


class Change(Form):
    """One item of the bill, as it is and as it should be."""

    clause: ClassVar[str] = "order-172#change"

    item: Annotated[str, Text("变更项目", "Item"), ITEMS]
    box: Annotated[
        str | None,
        Text("箱号", "Container"),
        Hint(Text("变更某一集装箱的数据时填写。", "When data of one container change.")),
        Identifier("container"),
        Refers("container"),
    ] = None
    before: Annotated[str, Text("变更前", "Before"), Length(400)]
    after: Annotated[str, Text("变更后", "After"), Length(400)]


class Filing(Form):
    """Request to add to, change or delete from an accepted manifest."""

    clause: ClassVar[str] = "order-172#change"

    kind: Annotated[str, Text("舱单种类", "Manifest"), Section(Text("舱单", "Manifest")), KINDS]
    function: Annotated[
        str, Text("变更类型", "What to do"), FUNCTIONS, Tag("Head/FunctionCode"), Clause("wco-manifest#function-code")
    ]
    office: Annotated[of.Office, Code("customs-district")]
    call: of.Call = None
    conveyance: of.Name
    voyage: of.Voyage
    bill: Annotated[
        str,
        Text("提运单号", "Bill of lading"),
        Pattern(r"[A-Z0-9*._-]{4,40}", "COSU6284512930"),
        Refers("bill"),
        Tag("TransportContractDocument/ID"),
    ]

    ground: Annotated[
        str,
        Text("变更依据", "Ground"),
        Section(Text("依据与原因", "Ground and reason")),
        GROUNDS,
        Clause("order-172#change-grounds"),
    ]
    reason_code: Annotated[
        str,
        Text("变更原因代码", "Reason code"),
        Hint(Text("海关代码集 CC001：001 至 013、015、999。", "Customs code set CC001: 001 to 013, 015, 999.")),
        Pattern(r"00[1-9]|01[0-3]|015|999", "001"),
        Tag("Amendment/ChangeReasonCode"),
        Clause("wco-manifest#change-reason"),
    ]
    time_limit: Annotated[
        datetime,
        Text("该舱单的传输时限", "Time limit of this manifest"),
        Zoned(),
        Clause("order-172#change-direct"),
    ]
    declared: Annotated[bool, Text("货物已申报", "The goods have been declared"), Clause("order-172#change-direct")]
    declaration: Annotated[
        str | None, Text("报关单号", "Declaration"), Identifier("declaration"), Refers("declaration")
    ] = None
    penalty: Annotated[
        str | None, Text("处罚决定书编号", "Penalty decision"), Length(60), Clause("order-172#change-grounds")
    ] = None
    details: Annotated[str | None, Text("情况说明", "Details"), Length(500)] = None
    changes: Annotated[
        list[Change], Text("变更内容", "Changes"), Section(Text("变更内容", "Changes")), AtLeast(0, 50)
    ] = []
    bills: Annotated[
        list[Bill],
        Text("增补的提运单", "Bill to be added"),
        Section(Text("增补的提运单", "Bill to be added")),
        Hint(Text("增补时填写，一次一票。", "When a bill is added, one at a time.")),
        AtLeast(0, 1),
    ] = []

    sender: Annotated[of.SenderName, Section(Text("传输人", "Sender"))]
    sender_uscc: of.SenderUscc
    contact: Annotated[str, Text("联系人", "Contact"), Length(40)]
    phone: Annotated[str, Text("联系电话", "Phone"), Pattern(r"\+?[0-9][0-9 \-]{6,24}", "0759-2208000")]
