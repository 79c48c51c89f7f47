"""Who brings what in or out, what for, on which approvals; and the report of where it went."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Choice, Clause, Code, Form, Hint, Length, Section, Text, Zoned
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._cargo.fields import Address, BillIfAny, DeclarationIfAny, Name, Office
from kouan.procedures.biological_materials.articles import Article

APPLY, USE = "apply", "use"
PATHS = Choice(
    {
        APPLY: Text("申请卫生检疫审批", "Approval applied for"),
        USE: Text("凭有效审批单进出境", "An approval used"),
    }
)
IN, OUT = "in", "out"
DIRECTIONS = Choice({IN: Text("入境", "Entering"), OUT: Text("出境", "Leaving")})
HUMAN_USE = frozenset({"treatment", "prevention", "diagnosis"})
PURPOSES = Choice(
    {
        "research": Text("科研", "Research"),
        "trial": Text("临床试验", "Clinical trial"),
        "treatment": Text("治疗", "Treatment"),
        "prevention": Text("预防", "Prevention"),
        "diagnosis": Text("诊断", "Diagnosis"),
        "production": Text("生产", "Production"),
        "reference": Text("质控或参比", "Quality control or reference"),
        "registration": Text("注册检验", "Tests for registration"),
    }
)
NO_LEVEL = "0"
LEVELS = Choice(
    {
        NO_LEVEL: Text("无", "None"),
        "1": Text("一级（BSL-1）", "BSL-1"),
        "2": Text("二级（BSL-2）", "BSL-2"),
        "3": Text("三级（BSL-3）", "BSL-3"),
        "4": Text("四级（BSL-4）", "BSL-4"),
    }
)
Approval = Annotated[str | None, Length(60)]


class Filing(Form):
    """Biological materials entering or leaving: the approval, or its use."""

    clause: ClassVar[str] = "special-articles#approval"

    path: Annotated[str, Text("办理事项", "What is asked"), Section(Text("事项", "Matter")), PATHS]
    direction: Annotated[str, Text("方向", "Direction"), DIRECTIONS]
    purpose: Annotated[str, Text("用途", "Purpose"), PURPOSES]
    country: Annotated[str, Text("来自或运往国家（地区）", "From or to"), Code("country")]
    partner: Annotated[Name, Text("境外单位", "Party abroad")]

    unit_uscc: Annotated[Uscc, Text("申请单位代码", "Applicant, credit code"), Section(Text("申请单位", "Applicant"))]
    unit_name: Annotated[CompanyName, Text("申请单位名称", "Applicant, name")]
    contact: Contact
    phone: Phone
    office: Annotated[Office, Text("目的地或启运地海关", "Customs at destination or departure")]
    first_time: Annotated[bool, Text("首次申请", "First application"), Clause("special-articles#first-time")] = False
    place: Annotated[Address, Text("使用或储存地点", "Where it is used or kept")]
    level: Annotated[
        str,
        Text("实验室生物安全等级", "Biosafety level of the laboratory"),
        LEVELS,
        Clause("pathogen-laboratories#levels"),
    ]

    articles: Annotated[list[Article], Text("物品", "Articles"), Section(Text("物品", "Articles")), AtLeast(1, 100)]

    health_approval: Annotated[
        Approval,
        Text("卫生健康主管部门批准文号", "Approval of the health authority"),
        Section(Text("批准文件", "Approvals")),
        Clause("special-articles#pathogens"),
    ] = None
    registration: Annotated[
        Approval, Text("药品或医疗器械注册证号", "Registration as drug or device"), Clause("special-articles#drugs")
    ] = None
    genetic_approval: Annotated[
        Approval,
        Text("人类遗传资源出境证明编号", "Certificate on human genetic material"),
        Clause("genetic-resources#export"),
    ] = None
    quarantine_permit: Annotated[
        Approval, Text("动植物检疫许可证编号", "Animal quarantine permit"), Clause("animal-plant-quarantine-law#permit")
    ] = None

    permit: Annotated[
        str | None,
        Text("特殊物品审批单编号", "Number of the approval"),
        Section(Text("进出境（凭审批单时填写）", "Crossing, when an approval is used")),
        Length(40),
        Clause("special-articles#batches"),
    ] = None
    permit_until: Annotated[
        date | None, Text("审批单有效期至", "Approval valid until"), Clause("special-articles#validity")
    ] = None
    declaration: Annotated[DeclarationIfAny, Text("报关单号", "Declaration")] = None
    bill: Annotated[BillIfAny, Text("提运单号", "Bill")] = None
    crosses_at: Annotated[
        datetime | None,
        Text("预计进出境时间", "Expected to cross at"),
        Hint(Text("便于安排即到即检。", "So that the check can be ready.")),
        Zoned(),
    ] = None

    pledged: Annotated[
        bool,
        Text("承诺：按批准用途使用，落实生物安全责任", "Pledged: used as approved, and biosafety answered for"),
        Section(Text("承诺", "Pledge")),
    ]


class Receipt(Form):
    """Where the articles went, for the supervision that follows."""

    clause: ClassVar[str] = "special-articles#thirty-days"

    received_on: Annotated[date, Text("接收日期", "Received on")]
    stored_at: Annotated[Address, Text("储存地点", "Kept at")]
    keeper: Annotated[Name, Text("保管人", "Keeper")]
    complete: Annotated[bool, Text("品名、批号、数量相符", "Names, batches and quantities as declared")]
    unbroken: Annotated[bool, Text("温度记录全程达标", "Temperature kept all the way")]
    explained: Annotated[str | None, Text("异常说明", "What is wrong"), Length(500)] = None
