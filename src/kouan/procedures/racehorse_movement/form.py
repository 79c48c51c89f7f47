"""One batch of horses: its journey, floats, horses, people and supplies."""

from datetime import date, datetime
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
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Text,
    Zoned,
)
from kouan.procedures._application.applicant import Contact, Phone, Uscc
from kouan.procedures._road import vehicles

INBOUND, OUTBOUND = "inbound", "outbound"
DIRECTIONS = Choice(
    {INBOUND: Text("香港至从化", "Hong Kong to Conghua"), OUTBOUND: Text("从化至香港", "Conghua to Hong Kong")}
)
FEED, MEDICINE = "feed", "medicine"
SUPPLIES = Choice(
    {
        FEED: Text("饲料饲草", "Feed and forage"),
        MEDICINE: Text("马用药品和疫苗", "Medicines and vaccines"),
        "bedding": Text("垫料", "Bedding"),
        "sample": Text("检测样品", "Samples for testing"),
        "gear": Text("马具器械", "Tack and instruments"),
    }
)
SEXES = Choice({"G": Text("阉马", "Gelding"), "H": Text("公马", "Entire"), "M": Text("雌马", "Mare")})
JOBS = Choice(
    {
        "vet": Text("兽医", "Veterinary surgeon"),
        "groom": Text("马务员", "Groom"),
        "rider": Text("策骑员", "Rider"),
        "escort": Text("押运", "Escort"),
    }
)


class Float(Form):
    """A horse float; its number is its place in the list."""

    clause: ClassVar[str] = "conghua-zone#sealed"

    mainland_plate: Annotated[vehicles.MainlandPlate, Text("内地号牌", "Mainland plate")]
    home_plate: Annotated[vehicles.HomePlate, Text("香港号牌", "Hong Kong plate")]
    stalls: Annotated[int, Text("马位", "Stalls"), Between(1, 12)]
    tracker: Annotated[str, Text("卫星定位终端号", "Positioning device"), Length(30, 4)]
    seal: Annotated[vehicles.Seal, Text("封志号", "Seal")]
    disinfected_at: Annotated[datetime, Text("消毒时间", "Disinfected at"), Zoned(), Clause("conghua-zone#sealed")]
    driver: Annotated[vehicles.Name, Text("驾驶人", "Driver")]
    document_kind: vehicles.DocumentKind
    document_number: vehicles.DocumentNumber
    document_until: vehicles.DocumentUntil


class Horse(Form):
    """A horse of the batch, known by its microchip."""

    clause: ClassVar[str] = "animal-plant-quarantine-law#declare"

    name: Annotated[str, Text("马名", "Horse"), Section(Text("马匹", "Horse")), Length(40)]
    brand: Annotated[str, Text("烙号", "Brand"), Pattern(r"[A-Z][0-9]{3}", "J287")]
    chip: Annotated[str, Text("芯片号", "Microchip"), Pattern(r"[0-9]{15}", "985101045512378"), Refers("horse")]
    passport: Annotated[str, Text("马匹护照号", "Horse passport"), Length(20, 4)]
    sex: Annotated[str, Text("性别", "Sex"), SEXES]
    float_number: Annotated[
        int, Text("所在车辆序号", "Float number"), Positive(), Hint(Text("从 1 起。", "Counted from 1."))
    ]
    vaccinated_on: Annotated[
        date, Text("最近马流感免疫日期", "Last influenza vaccination"), Section(Text("健康", "Health")),
        Clause("conghua-zone#vaccination"),
    ]  # fmt: skip
    tested_on: Annotated[
        date | None, Text("最近疫病检测日期", "Last tested for listed diseases"), Clause("conghua-zone#monitoring")
    ] = None
    temperature: Annotated[
        Decimal, Text("起运前体温（℃）", "Temperature before leaving, °C"), Between(35, 43), Digits(2, 1)
    ]


class Companion(Form):
    """Somebody who travels with the horses. Personal data."""

    clause: ClassVar[str] = "border-inspection-regulation#vehicle-persons"

    name: Annotated[vehicles.Name, Text("姓名", "Name")]
    job: Annotated[str, Text("职务", "Job"), JOBS]
    document_number: Annotated[str, Text("证件号码", "Document number"), Pattern(r"[0-9A-Z]{6,12}", "H12345678")]
    document_until: Annotated[date, Text("证件有效期至", "Document valid until")]


class Supply(Form):
    """Feed, medicines and other things for the horses' own use."""

    clause: ClassVar[str] = "conghua-zone#supplies"

    kind: Annotated[str, Text("种类", "Kind"), SUPPLIES]
    name: Annotated[str, Text("品名", "Name"), Length(80)]
    quantity: Annotated[Decimal, Text("数量", "Quantity"), Positive(), Digits(8, 2)]
    unit: Annotated[str, Text("单位", "Unit"), Code("unit")]
    permit: Annotated[
        str | None,
        Text("许可或清单编号", "Permit or list"),
        Hint(Text("饲料和药品填写。", "For feed and medicines.")),
        Length(40),
    ] = None


class Filing(Form):
    """Movement of one batch of race horses between Hong Kong and Conghua."""

    clause: ClassVar[str] = "shenzhen-2019#36"

    direction: Annotated[
        str, Text("往返方向", "Direction"), Section(Text("批次与行程", "Batch and journey")), DIRECTIONS
    ]
    club_uscc: Annotated[Uscc, Text("马场经营单位代码", "Stables, credit code")]
    club: Annotated[str, Text("马场经营单位", "Stables"), Length(100)]
    contact: Contact
    phone: Phone
    approval: Annotated[
        str, Text("检疫审批编号", "Standing approval"), Length(40), Refers("quarantine-approval"),
        Clause("conghua-zone#approval"),
    ]  # fmt: skip
    approval_until: Annotated[date, Text("审批有效期至", "Approval valid until"), Clause("conghua-zone#approval")]
    port: Annotated[vehicles.LandPort, Text("过境口岸", "Land port"), Clause("conghua-zone#port")]
    spare_reason: Annotated[
        str | None,
        Text("使用备用口岸的原因", "Why the spare port"),
        Hint(Text("走备用口岸时填写。", "When the spare port is used.")),
        Length(200),
    ] = None
    departs_at: Annotated[vehicles.Moment, Text("起运时间", "Sets out at")]
    port_at: Annotated[vehicles.Moment, Text("预计到达口岸", "At the port")]
    arrives_at: Annotated[vehicles.Moment, Text("预计到达马场", "At the stables")]
    race_at: Annotated[
        datetime | None,
        Text("最近参赛时间", "Next race"),
        Hint(Text("返港参赛的填写。", "For horses that go back to race.")),
        Zoned(),
        Clause("conghua-zone#race-48"),
    ] = None

    certificate: Annotated[
        str | None,
        Text("动物卫生证书编号", "Health certificate"),
        Section(Text("证书与疫情", "Certificate and disease")),
        Hint(Text("进境填香港渔护署证书；出境由海关出具，不填。", "Inbound, of the Hong Kong department.")),
        Length(40),
        Clause("conghua-zone#certificate"),
    ] = None
    certified_on: Annotated[date | None, Text("证书签发日期", "Issued on"), Clause("conghua-zone#certificate")] = None
    suspicion: Annotated[
        bool,
        Text("马场有马属动物疫病疑似病例", "A suspected equine disease at the stables"),
        Clause("conghua-zone#monitoring"),
    ]

    floats: Annotated[
        list[Float],
        Text("运马车", "Floats"),
        Section(Text("车辆、马匹与人员", "Floats, horses, people")),
        AtLeast(1, 10),
    ]
    horses: Annotated[list[Horse], Text("马匹", "Horses"), AtLeast(1, 80)]
    companions: Annotated[list[Companion], Text("随车人员", "People with the horses"), AtLeast(1, 30)]
    supplies: Annotated[
        list[Supply], Text("随车自用物资", "Supplies"), AtLeast(0, 100), Clause("conghua-zone#supplies")
    ] = []
