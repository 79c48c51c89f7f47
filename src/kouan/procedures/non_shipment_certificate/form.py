"""What the exporter says: which declaration, which boxes, why they were not shipped, and the terminal's proof."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
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
)

YARD = "yard"
WHEREABOUTS = Choice(
    {
        YARD: Text("仍在码头或监管场所", "Still at the terminal or supervised place"),
        "out": Text("已提离", "Taken out"),
        "rolled": Text("改配他船", "Booked on another ship"),
        "lost": Text("灭失", "Lost"),
    }
)
OTHER = "other"
REASONS = Choice(
    {
        "rolled": Text("船公司甩货或改配", "Left behind or rolled by the carrier"),
        "cancelled": Text("合同取消或买方要求", "Contract cancelled or at the buyer's wish"),
        "late": Text("未赶上截关或船期", "Missed the closing or the ship"),
        "quality": Text("质量或包装不合要求", "Quality or packing not as required"),
        "lost": Text("货物灭失或短装", "Lost or short"),
        OTHER: Text("其他", "Other"),
    }
)
TAX = "tax"
USES = Choice(
    {
        "withdraw": Text("撤销报关单", "To withdraw the declaration"),
        "amend": Text("修改报关单", "To amend the declaration"),
        TAX: Text("办理税务手续", "For tax"),
    }
)


class Box(Form):
    """One container that was not shipped and where it is."""

    clause: ClassVar[str] = "non-shipment#content"

    number: Annotated[str, Text("箱号", "Container"), Identifier("container"), Refers("container")]
    whereabouts: Annotated[str, Text("现在何处", "Where it is now"), WHEREABOUTS]


class Line(Form):
    """Goods of one line of the declaration that were not shipped."""

    clause: ClassVar[str] = "non-shipment#content"

    number: Annotated[int, Text("报关单项号", "Line of the declaration"), Positive()]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10")]
    name: Annotated[str, Text("商品名称", "Name of goods"), Length(255)]
    quantity: Annotated[Decimal, Text("未出运数量", "Quantity not shipped"), Positive(), Digits(14, 5)]
    unit: Annotated[str, Text("单位", "Unit"), Code("unit")]


class Filing(Form):
    """Application for a certificate that declared goods were not shipped."""

    clause: ClassVar[str] = "non-shipment#content"

    declaration: Annotated[
        str,
        Text("出口报关单号", "Export declaration"),
        Section(Text("报关单", "Declaration")),
        Identifier("declaration"),
        Refers("declaration"),
    ]
    declared_on: Annotated[date, Text("申报日期", "Declared on")]
    office: Annotated[
        str, Text("放行地海关", "Customs office of release"), Code("customs-district"), Clause("non-shipment#who")
    ]
    exporter_uscc: Annotated[
        str,
        Text("境内发货人代码", "Exporter, credit code"),
        Identifier("uscc"),
        Refers("organisation"),
        Clause("non-shipment#who"),
    ]
    exporter_name: Annotated[str, Text("境内发货人名称", "Exporter, name"), Length(70)]
    contact: Annotated[str, Text("联系人", "Contact"), Length(40)]
    phone: Annotated[str, Text("联系电话", "Phone"), Pattern(r"\+?[0-9][0-9 \-]{6,24}", "0759-2208000")]

    bill: Annotated[
        str,
        Text("提运单号", "Bill of lading"),
        Section(Text("运输", "Transport")),
        Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"),
        Refers("bill"),
    ]
    ship: Annotated[str, Text("原定船名", "Ship booked"), Length(60)]
    voyage: Annotated[str, Text("原定航次", "Voyage booked"), Length(32)]
    departure: Annotated[date, Text("船舶离港日期", "Day the ship left"), Clause("non-shipment#when")]

    in_boxes: Annotated[bool, Text("集装箱运输", "In containers"), Section(Text("未出运货物", "Goods not shipped"))] = (
        True
    )
    boxes: Annotated[list[Box], Text("集装箱", "Containers"), AtLeast(0, 200)] = []
    whole: Annotated[
        bool,
        Text("全部未出运", "Nothing was shipped"),
        Hint(Text("只有部分未出运的，逐项填写未出运货物。", "When only a part stayed behind, list it line by line.")),
    ]
    lines: Annotated[list[Line], Text("部分未出运的货物", "Goods left behind, by line"), AtLeast(0, 50)] = []

    reason: Annotated[
        str, Text("未出运原因", "Why it was not shipped"), Section(Text("原因与证明", "Reason and proof")), REASONS
    ]
    details: Annotated[str | None, Text("情况说明", "Details"), Length(500)] = None
    use: Annotated[
        list[Annotated[str, USES]],
        Text("证明用途", "What the certificate is for"),
        AtLeast(1),
        Clause("order-220#non-shipment"),
    ]
    rebated: Annotated[
        bool,
        Text("已办理出口退税", "The rebate has been claimed"),
        Hint(Text("已退税的须先补缴。", "A rebate already paid is paid back first.")),
    ] = False
    repayment: Annotated[str | None, Text("补税凭证编号", "Proof of repayment"), Length(40)] = None
    terminal: Annotated[
        str, Text("出具证明的码头或监管场所", "Terminal that gave the proof"), Length(100), Clause("non-shipment#proof")
    ]
    proof: Annotated[str, Text("码头证明编号", "Terminal's proof, number"), Length(40), Clause("non-shipment#proof")]
    proof_on: Annotated[date, Text("码头证明日期", "Terminal's proof, date"), Clause("non-shipment#proof")]
