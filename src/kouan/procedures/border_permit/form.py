"""The application: which permit, for how long, for whom, at which ship or in which area."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
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
    Text,
    Zoned,
)
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._vessel.people import GENDERS

BOARDING, ALONGSIDE, AREA = "boarding", "alongside", "area"
KINDS = Choice(
    {
        BOARDING: Text("登轮许可", "To board foreign ships"),
        ALONGSIDE: Text("搭靠外轮许可", "To lie alongside foreign ships"),
        AREA: Text("口岸限定区域通行许可", "To enter the restricted area of the port"),
    }
)
ONCE, LONG = "once", "long"
TERMS = Choice({ONCE: Text("临时", "For once"), LONG: Text("长期", "For long")})
NEW, RENEWAL = "new", "renewal"
OCCASIONS = Choice({NEW: Text("新办", "New"), RENEWAL: Text("延续", "Renewal")})
VISIT, FAMILY = "visit", "family"
PURPOSES = Choice(
    {
        "agency": Text("船舶代理业务", "Agency of the ship"),
        "cargo": Text("装卸、理货", "Cargo work and tally"),
        "repair": Text("维修保养", "Repair"),
        "supply": Text("物料、燃油、淡水供应", "Supply of stores, fuel and water"),
        "survey": Text("检验、计量、公估", "Survey and measurement"),
        "waste": Text("污染物接收、清洗舱", "Reception of waste, tank cleaning"),
        "rescue": Text("救助、应急", "Rescue and emergency"),
        "building": Text("口岸设施施工和维护", "Works on the port's facilities"),
        VISIT: Text("参观访问", "Visit"),
        FAMILY: Text("探望船员", "Family of the crew"),
    }
)
RESIDENT = "resident"
DOCUMENTS = Choice(
    {
        RESIDENT: Text("居民身份证", "Resident identity card"),
        "home-return": Text("港澳居民来往内地通行证", "Mainland travel permit of a Hong Kong or Macao resident"),
        "taiwan": Text("台湾居民来往大陆通行证", "Mainland travel permit of a Taiwan resident"),
        "passport": Text("护照", "Passport"),
    }
)
AREAS = Choice(
    {
        "berths": Text("码头前沿和泊位", "Quays and berths"),
        "anchorage": Text("锚地", "Anchorage"),
        "halls": Text("旅客检查区", "Passenger halls"),
        "lanes": Text("车辆检查通道", "Vehicle lanes"),
        "yard": Text("查验场", "Inspection yard"),
    }
)


class Person(Form):
    """Somebody who is to go on board, come with the ship or enter the area. Personal data."""

    clause: ClassVar[str] = "border-inspection-regulation#on-board"

    name: Annotated[str, Text("姓名", "Name"), Section(Text("人员", "Person")), Length(60)]
    gender: Annotated[str, Text("性别", "Sex"), GENDERS]
    nationality: Annotated[str, Text("国籍", "Nationality"), Code("country")]
    document_kind: Annotated[str, Text("证件种类", "Kind of document"), DOCUMENTS]
    document_number: Annotated[
        str, Text("证件号码", "Document number"), Pattern(r"[0-9A-Z]{6,18}", "11010519491231002X")
    ]
    document_until: Annotated[
        date | None,
        Text("证件有效期至", "Document valid until"),
        Hint(Text("长期有效的居民身份证不填。", "Blank for an identity card without end.")),
    ] = None
    job: Annotated[str, Text("职务或工种", "Job"), Length(40)]
    phone: Annotated[str | None, Text("手机", "Phone"), Pattern(r"\+?[0-9][0-9 \-]{6,24}", "13800138000")] = None


class Vehicle(Form):
    """A vehicle that is to enter the area."""

    clause: ClassVar[str] = "border-permit-guides#area"

    plate: Annotated[
        str,
        Text("号牌", "Plate"),
        Pattern(r"[\u4e00-\u9fff][A-HJ-NP-Z][0-9A-HJ-NP-Z]{4,6}[港澳]?", "粤G12345"),
        Refers("vehicle"),
    ]
    use: Annotated[str, Text("用途", "Use"), Length(40)]


class Filing(Form):
    """Application for a border inspection permit."""

    clause: ClassVar[str] = "exit-entry-law#ship-permits"

    kind: Annotated[
        str, Text("许可事项", "Permit"), Section(Text("申请", "Application")), KINDS, Clause("guangzhou-2019#28")
    ]
    term: Annotated[str, Text("期限类型", "Term"), TERMS, Clause("border-permit-guides#long")]
    occasion: Annotated[str, Text("办理类型", "Occasion"), OCCASIONS] = NEW
    earlier: Annotated[
        str | None,
        Text("原许可证件号", "Earlier permit"),
        Hint(Text("延续的填写。", "For a renewal.")),
        Pattern(r"[0-9A-Z-]{6,24}", "DL26-4C1D22AA"),
        Clause("administrative-licensing-law#renew"),
    ] = None
    earlier_until: Annotated[
        date | None, Text("原许可有效期至", "Earlier permit valid until"), Clause("administrative-licensing-law#renew")
    ] = None
    applicant_uscc: Annotated[Uscc, Text("申请单位代码", "Applicant, credit code")]
    applicant_name: Annotated[CompanyName, Text("申请单位名称", "Applicant, name")]
    contact: Contact
    phone: Phone

    purpose: Annotated[str, Text("事由", "Purpose"), Section(Text("事由与期间", "Purpose and period")), PURPOSES]
    details: Annotated[str, Text("事由说明", "Details"), Length(300)]
    begins: Annotated[datetime, Text("开始时间", "From"), Zoned()]
    ends: Annotated[datetime, Text("结束时间", "Until"), Zoned()]

    call: Annotated[
        str | None,
        Text("外轮航次编号", "Call of the foreign ship"),
        Section(Text("外国船舶（临时登轮、搭靠填写）", "Foreign ship, for a permit for once")),
        Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000318"),
        Refers("vessel-call"),
    ] = None
    imo: Annotated[str | None, Text("IMO 船舶编号", "IMO ship number"), Identifier("imo")] = None
    ship: Annotated[str | None, Text("英文船名", "Ship's name in English"), Length(60)] = None
    flag: Annotated[str | None, Text("船旗国（地区）", "Flag"), Code("country")] = None
    berth: Annotated[str | None, Text("停泊地点", "Where she lies"), Length(40)] = None

    own_ship: Annotated[
        str | None,
        Text("搭靠船舶名称", "Ship that comes alongside"),
        Section(Text("搭靠船舶（搭靠填写）", "Ship that comes alongside")),
        Length(60),
        Clause("border-permit-guides#alongside-applicant"),
    ] = None
    own_number: Annotated[
        str | None,
        Text("船舶识别号", "Ship identification"),
        Pattern(r"CN[0-9]{11}", "CN20150012345"),
        Refers("barge"),
    ] = None
    own_crew: Annotated[int | None, Text("船员人数", "Number of crew"), Between(1, 100)] = None

    areas: Annotated[
        list[Annotated[str, AREAS]],
        Text("申请进入的区域", "Areas to enter"),
        Section(Text("限定区域（区域通行填写）", "Restricted area")),
        Clause("exit-entry-law#port-area"),
    ] = []
    vehicles: Annotated[list[Vehicle], Text("车辆", "Vehicles"), AtLeast(0, 50)] = []

    persons: Annotated[
        list[Person],
        Text("人员名单", "Persons"),
        Section(Text("人员", "Persons")),
        Hint(Text("搭靠的填搭靠船舶的船员。", "For lying alongside, the crew of the ship that comes.")),
        AtLeast(1, 200),
        Clause("border-inspection-regulation#on-board"),
    ]
