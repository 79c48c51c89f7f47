"""The manifest entry of one bill (舱单): who, what, and in which boxes."""

from decimal import Decimal
from typing import Annotated

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Digits,
    Form,
    Hint,
    Identifier,
    Length,
    Pattern,
    Refers,
    Section,
    Text,
)
from kouan.modules.consignments.forms.report import Report
from kouan.modules.consignments.words import CARGO, DIRECTIONS

_COUNT = Between(0, 99_999_999)
_PORT = Pattern(r"[A-Z]{2}[A-Z0-9]{3}", "CNSHA")


class ManifestBox(Form):
    """One container of the bill."""

    container: Annotated[str, Text("箱号", "Container number"), Identifier("container"), Refers("container")]
    iso_type: Annotated[str | None, Text("箱型代码", "Size and type"), Pattern(r"[A-Z0-9]{4}", "45G1")] = None
    seal: Annotated[str | None, Text("铅封号", "Seal"), Length(40)] = None
    packages: Annotated[int, Text("件数", "Packages"), _COUNT] = 0
    gross_weight: Annotated[Decimal, Text("毛重（千克）", "Gross weight, kg"), Digits(11, 3), Between(0)] = Decimal(0)


class Manifest(Report):
    """A bill as the carrier's side sends it. Sent again with changes, it amends what was sent before."""

    clause = "order-172#senders"

    bill: Annotated[
        str,
        Text("提运单号", "Bill of lading"),
        Pattern(r"[A-Z0-9*._-]{4,40}", "COSU6123456780"),
        Section(Text("提单", "Bill")),
    ]
    call: Annotated[str, Text("航次编号", "Call number"), Refers("vessel-call"), Length(32)]
    direction: Annotated[str, Text("进出口", "Direction"), Choice(DIRECTIONS)]
    cargo: Annotated[str, Text("货物形态", "Kind of cargo"), Choice(CARGO)] = "container"
    consignee: Annotated[
        str | None,
        Text("境内收货人代码", "Consignee's credit code"),
        Identifier("uscc"),
        Refers("organisation"),
        Section(Text("收发货人", "Consignee and shipper")),
    ] = None
    consignee_name: Annotated[str | None, Text("收货人名称", "Consignee"), Length(200)] = None
    shipper: Annotated[
        str | None, Text("境内发货人代码", "Shipper's credit code"), Identifier("uscc"), Refers("organisation")
    ] = None
    shipper_name: Annotated[str | None, Text("发货人名称", "Shipper"), Length(200)] = None
    goods: Annotated[
        str | None, Text("货物描述", "Description of goods"), Length(400), Section(Text("货物", "Goods"))
    ] = None
    packages: Annotated[int, Text("件数", "Packages"), _COUNT]
    gross_weight: Annotated[Decimal, Text("毛重（千克）", "Gross weight, kg"), Digits(11, 3), Between(0)]
    load_port: Annotated[str | None, Text("装货港", "Port of loading"), _PORT] = None
    discharge_port: Annotated[str | None, Text("卸货港", "Port of discharge"), _PORT] = None
    carrier_hold: Annotated[bool, Text("运费或换单未结，船公司扣货", "Carrier holds for freight or delivery order")] = (
        False
    )
    boxes: Annotated[
        list[ManifestBox],
        Text("集装箱", "Containers"),
        AtLeast(0, 999),
        Hint(Text("散货留空。", "Leave empty for bulk.")),
    ] = []
    reason: Annotated[
        str | None,
        Text("变更原因", "Reason for the change"),
        Length(200),
        Hint(Text("变更已发送的舱单时填写。", "When a manifest already sent is changed.")),
    ] = None
