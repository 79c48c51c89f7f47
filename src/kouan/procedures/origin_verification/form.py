"""What customs writes down when it doubts a proof of origin: the import, the proof, the doubts, whom it will ask."""

from datetime import date
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
)
from kouan.procedures._application.applicant import CompanyName, Uscc

CERTIFICATE, DECLARATION = "certificate", "declaration"
PROOFS = Choice(
    {
        CERTIFICATE: Text("原产地证书", "Certificate of origin"),
        DECLARATION: Text("经核准出口商的原产地声明", "Declaration of an approved exporter"),
    }
)
DOUBTS = Choice(
    {
        "form": Text("格式、编号或栏目不符", "Form, number or boxes are not as they should be"),
        "seal": Text("签名或印章与备案不符", "Signature or seal differs from the specimen"),
        "record": Text("联网数据查无或不一致", "Not in the exchanged data, or different there"),
        "goods": Text("证书与实货、发票不符", "Certificate, goods and invoice differ"),
        "criterion": Text("原产标准适用存疑", "The criterion claimed is in doubt"),
        "value": Text("区域价值成分存疑", "The value content is in doubt"),
        "transport": Text("未直接运输", "Not transported directly"),
        "capacity": Text("产能与出口量不符", "More is exported than can be made"),
    }
)
IMPORTER, ABROAD, VISIT = "importer", "abroad", "visit"
ROUTES = Choice(
    {
        IMPORTER: Text("书面要求进口商补充信息", "Write to the importer"),
        ABROAD: Text("书面请出口方签证机构、出口商或生产商答复", "Write to issuing body, exporter or producer"),
        VISIT: Text("实地核查", "Visit the premises"),
    }
)
Rate = Annotated[Decimal, Between(0, 200), Digits(3, 2)]
Amount = Annotated[Decimal, Positive(), Digits(13, 2)]


class Line(Form):
    """A line of the declaration that claims the preference."""

    clause: ClassVar[str] = "rcep#verification"

    number: Annotated[int, Text("报关单项号", "Line of the declaration"), Between(1, 50)]
    hs6: Annotated[str, Text("六位子目", "Subheading"), Code("hs6")]
    goods: Annotated[str, Text("货物名称", "Goods"), Length(120)]
    value: Annotated[Amount, Text("计税价格（元）", "Dutiable value, CNY")]
    ordinary: Annotated[Rate, Text("不享惠时税率（%）", "Rate without the preference, %")]
    claimed: Annotated[Rate, Text("申报的协定税率（%）", "Agreement rate claimed, %")]

    @property
    def difference(self) -> Decimal:
        """Duty that the preference saves, in yuan."""
        return (self.value * (self.ordinary - self.claimed) / 100).quantize(Decimal("0.01"))


class Filing(Form):
    """Opening a verification of origin."""

    clause: ClassVar[str] = "rcep#verification"

    importer_uscc: Annotated[Uscc, Text("进口商代码", "Importer, credit code"), Section(Text("进口", "The import"))]
    importer_name: Annotated[CompanyName, Text("进口商名称", "Importer, name")]
    declaration: Annotated[
        str, Text("进口报关单号", "Import declaration"), Identifier("declaration"), Refers("declaration")
    ]
    declared_on: Annotated[date, Text("申报日期", "Declared on")]
    bill: Annotated[
        str | None,
        Text("提运单号", "Bill of lading"),
        Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"),
        Refers("bill"),
    ] = None
    released: Annotated[
        bool,
        Text("货物已放行", "The goods are released"),
        Hint(Text("未放行的凭保证金或保函放行。", "If not, they go on a deposit or guarantee.")),
        Clause("rcep#suspension"),
    ]
    lines: Annotated[list[Line], Text("享惠货物", "Goods that claim the preference"), AtLeast(1, 50)]

    proof: Annotated[str, Text("证明种类", "Kind of proof"), Section(Text("原产地证明", "Proof of origin")), PROOFS]
    number: Annotated[
        str, Text("证明编号", "Number"), Pattern(r"[0-9A-Z/-]{6,35}", "RC266701000123"), Refers("origin-proof")
    ]
    issued_on: Annotated[date, Text("签发或出具日期", "Issued on"), Clause("rcep#validity")]
    member: Annotated[str, Text("出口方", "Exporting member"), Code("rcep-member"), Clause("rcep#members")]
    issuer: Annotated[str | None, Text("签证机构", "Issuing body"), Length(150)] = None
    approved: Annotated[
        str | None, Text("经核准出口商编号", "Approved exporter's number"), Length(40), Clause("order-255#proof")
    ] = None
    exporter: Annotated[str, Text("出口商", "Exporter"), Length(200)]
    producer: Annotated[str | None, Text("生产商", "Producer"), Length(200)] = None
    premises: Annotated[
        str | None, Text("拟核查的地址", "Premises to visit"), Length(250), Clause("rcep#visit-consent-30")
    ] = None

    doubts: Annotated[
        list[Annotated[str, DOUBTS]],
        Text("疑点", "Doubts"),
        Section(Text("疑点与核查方式", "Doubts, and whom to ask")),
        AtLeast(1, 8),
        Clause("zhanjiang-2022#12"),
    ]
    details: Annotated[str, Text("疑点说明", "What is in doubt"), Length(1000, 10)]
    routes: Annotated[
        list[Annotated[str, ROUTES]], Text("核查方式", "Whom to ask"), AtLeast(1, 3), Clause("rcep#verification")
    ]

    @property
    def difference(self) -> Decimal:
        """Duty in question, in yuan."""
        return sum((line.difference for line in self.lines), Decimal(0))
