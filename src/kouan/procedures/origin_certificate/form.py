"""The application for a certificate of origin under RCEP, in the order of its boxes."""

from datetime import date
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
    Positive,
    Refers,
    Section,
    Text,
)
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures.origin_certificate.goods import Amount, Item, Material

CUSTOMS, COUNCIL = "customs", "ccpit"
BODIES = Choice({CUSTOMS: Text("海关", "Customs"), COUNCIL: Text("贸促会", "Trade promotion council")})
EXPORTER, AGENT = "exporter", "agent"
APPLICANTS = Choice(
    {
        EXPORTER: Text("出口商", "Exporter"),
        "producer": Text("生产商", "Producer"),
        AGENT: Text("代理人", "Agent"),
    }
)
ORDINARY, LATE, COPY, REPLACED = "ordinary", "retroactive", "copy", "replacement"
KINDS = Choice(
    {
        ORDINARY: Text("装运前签发", "Issued by shipment"),
        LATE: Text("补发", "Issued retroactively"),
        COPY: Text("经认证的真实副本", "Certified true copy"),
        REPLACED: Text("更正后重新签发", "Issued anew for a wrong one"),
    }
)
NAMED, PER_ITEM = "named", "see-box-8"
PRODUCERS = Choice(
    {
        NAMED: Text("填写名称", "Named"),
        PER_ITEM: Text("见第 8 栏（SEE BOX 8）", "See box 8"),
        "confidential": Text("应要求提供（CONFIDENTIAL）", "Confidential"),
        "not-available": Text("不详（NOT AVAILABLE）", "Not available"),
    }
)
MODES = Choice({"sea": Text("海运", "Sea"), "air": Text("空运", "Air"), "land": Text("陆运", "Land")})
CertificateNumber = Annotated[str, Pattern(r"[0-9A-Z/-]{6,35}", "RC266701000123")]


class Earlier(Form):
    """The certificate that a copy repeats or a new one takes the place of."""

    clause: ClassVar[str] = "rcep#true-copy"

    number: Annotated[CertificateNumber, Text("原证编号", "Number of the original")]
    issued_on: Annotated[date, Text("原证签发日期", "Issued on")]


class Proof(Form):
    """The original proof of origin behind a back-to-back certificate (box 14)."""

    clause: ClassVar[str] = "rcep#back-to-back"

    number: Annotated[CertificateNumber, Text("初始原产地证明编号", "Number of the original proof")]
    issued_on: Annotated[date, Text("签发日期", "Issued on")]
    issuer: Annotated[str, Text("签发国", "Issued in"), Code("rcep-member")]
    origin: Annotated[str, Text("RCEP 原产国", "RCEP country of origin"), Code("rcep-member")]
    approved_exporter: Annotated[
        str | None, Text("经核准出口商编号", "Approved exporter's number"), Length(40), Clause("order-255#proof")
    ] = None


class Filing(Form):
    """Application for an RCEP certificate of origin."""

    clause: ClassVar[str] = "rcep#data"

    body: Annotated[
        str, Text("签证机构", "Issuing body"), Section(Text("申请", "Application")), BODIES,
        Clause("origin-issuing#bodies"),
    ]  # fmt: skip
    office: Annotated[str, Text("签证地海关关区", "Customs district of issue"), Code("customs-district")]
    kind: Annotated[str, Text("证书类型", "Kind of certificate"), KINDS, Clause("rcep#certificate")] = ORDINARY
    applying_as: Annotated[str, Text("申请人身份", "Applies as"), APPLICANTS, Clause("rcep#certificate")]
    applicant_uscc: Annotated[Uscc, Text("申请人代码", "Applicant, credit code")]
    applicant_name: Annotated[CompanyName, Text("申请人名称", "Applicant, name")]
    contact: Contact
    phone: Phone

    exporter_uscc: Annotated[Uscc, Text("出口商代码", "Exporter, credit code"), Section(Text("各方", "Parties"))]
    exporter_name: Annotated[str, Text("出口商英文名称（1）", "Exporter, name in English (1)"), Length(150)]
    exporter_address: Annotated[str, Text("出口商英文地址（1）", "Exporter, address in English (1)"), Length(250)]
    consignee_name: Annotated[str, Text("进口商或收货人（2）", "Importer or consignee (2)"), Length(150)]
    consignee_address: Annotated[str, Text("进口商地址（2）", "Address of the importer (2)"), Length(250)]
    destination: Annotated[
        str, Text("进口方（2）", "Importing member (2)"), Code("rcep-member"), Clause("rcep#members")
    ]
    producer_shown: Annotated[
        str, Text("生产商的填写方式（3）", "How the producer is shown (3)"), PRODUCERS, Clause("rcep#box-3")
    ] = NAMED
    producer_name: Annotated[
        str | None, Text("生产商英文名称和地址（3）", "Producer, name and address in English (3)"), Length(300)
    ] = None
    surveyed: Annotated[
        bool,
        Text("本产品已作原产地调查", "These goods have been surveyed at the producer"),
        Clause("origin-issuing#survey"),
    ] = False

    mode: Annotated[str, Text("运输方式（4）", "Means of transport (4)"), Section(Text("运输", "Transport")), MODES]
    conveyance: Annotated[
        str | None, Text("船名航次、航班或车次（4）", "Ship and voyage, flight or train (4)"), Length(80)
    ] = None
    departure: Annotated[date, Text("离港日期（4）", "Departure date (4)"), Clause("rcep#retroactive")]
    loading: Annotated[str, Text("装货港（4）", "Port of loading (4)"), Code("unlocode")]
    discharge: Annotated[str, Text("卸货港（4）", "Port of discharge (4)"), Code("unlocode")]
    bill: Annotated[
        str | None, Text("提运单号", "Bill of lading"), Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"),
        Refers("bill"),
    ] = None  # fmt: skip
    declaration: Annotated[
        str | None, Text("出口报关单号", "Export declaration"), Identifier("declaration"), Refers("declaration")
    ] = None

    total: Annotated[
        Amount,
        Text("全部货物离岸价（美元）", "FOB value of all goods, USD"),
        Section(Text("货物与材料", "Goods and materials")),
        Positive(),
    ]
    items: Annotated[list[Item], Text("货物", "Items"), AtLeast(1, 50)]
    materials: Annotated[
        list[Material],
        Text("非原产或累积的材料", "Materials, non-originating or cumulated"),
        AtLeast(0, 200),
        Clause("origin-issuing#costs"),
    ] = []

    late_reason: Annotated[
        str | None,
        Text("装运前未申请的原因", "Why it was not asked for by shipment"),
        Section(Text("特别情形（14、17）", "Special cases (14, 17)")),
        Length(300),
        Clause("rcep#retroactive"),
    ] = None
    earlier: Annotated[
        Earlier | None,
        Text("原证", "The original certificate"),
        Hint(Text("副本和更正的必填。", "Needed for a copy or a replacement.")),
        Clause("rcep#correction"),
    ] = None
    back_to_back: Annotated[bool, Text("背对背原产地证书", "Back-to-back certificate"), Clause("rcep#back-to-back")] = (
        False
    )
    proof: Annotated[Proof | None, Text("初始原产地证明", "Original proof of origin"), Clause("rcep#back-to-back")] = (
        None
    )
    third_party: Annotated[bool, Text("第三方发票", "Third-party invoicing"), Clause("rcep#third-party-invoice")] = (
        False
    )
    invoicer: Annotated[
        str | None, Text("开具发票的公司", "Company that issued the invoice"), Length(150),
        Clause("rcep#third-party-invoice"),
    ] = None  # fmt: skip
    invoicer_country: Annotated[
        str | None, Text("该公司所在国（地区）", "Its country"), Code("country"), Clause("rcep#third-party-invoice")
    ] = None
    remarks: Annotated[str | None, Text("备注（14）", "Remarks (14)"), Length(300)] = None
