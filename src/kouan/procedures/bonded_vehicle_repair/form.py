"""What the repair firm says: itself, its account, the batch that comes in, and at the end how each vehicle left."""

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
from kouan.procedures._application import applicant

ENGINE, LEAD = "engine", "lead-battery"
WORK = Choice(
    {
        "test": Text("检测", "Testing"),
        ENGINE: Text("发动机与传动", "Engine and drive"),
        "traction-battery": Text("动力蓄电池", "Traction battery"),
        LEAD: Text("铅蓄电池", "Lead battery"),
        "body": Text("车身与涂装", "Body and paint"),
        "chassis": Text("底盘与制动", "Chassis and brakes"),
        "electronics": Text("电子电器", "Electronics"),
    }
)
REPAIRED = "repaired"
OUTCOMES = Choice(
    {REPAIRED: Text("修复出境", "Left repaired"), "unrepaired": Text("未能修复，原状出境", "Left as it came")}
)
Count = Annotated[int, Between(0, 100000)]
Declaration = Annotated[str, Identifier("declaration"), Refers("declaration")]


class Vehicle(Form):
    """One used vehicle: as it comes in and, when the batch is closed, how it left."""

    clause: ClassVar[str] = "mofcom-2020-16#system"

    vin: Annotated[
        str,
        Text("车辆识别代号", "Vehicle identification number"),
        Pattern(r"[A-HJ-NPR-Z0-9]{17}", "1M8GDM9AXKP042788"),
        Clause("gacc-2019-18#line-vehicle"),
    ]
    model: Annotated[str, Text("品牌型号", "Make and model"), Length(80)]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10")]
    registered_on: Annotated[date, Text("境外初次登记日期", "First registered abroad")]
    mileage: Annotated[int, Text("行驶里程（千米）", "Mileage, km"), Between(0, 3000000)]
    value: Annotated[Decimal, Text("申报价值", "Declared value"), Positive(), Digits(10, 2)]
    fault: Annotated[str, Text("故障与维修要求", "Fault and what is to be done"), Length(300)]
    work: Annotated[list[Annotated[str, WORK]], Text("维修项目", "Work"), AtLeast(1)]

    outcome: Annotated[str | None, Text("维修结果", "Outcome"), OUTCOMES, Section(Text("出区", "Leaving"))] = None
    exit_declaration: Annotated[
        str | None,
        Text("复运出境报关单号", "Declaration of return abroad"),
        Identifier("declaration"),
        Refers("declaration"),
        Clause("mofcom-2020-16#return"),
    ] = None
    left_on: Annotated[date | None, Text("出境日期", "Left on"), Clause("mofcom-2020-16#return")] = None


class Part(Form):
    """Parts of one kind taken out of the vehicles, and where they went."""

    clause: ClassVar[str] = "mofcom-2020-16#parts"

    name: Annotated[str, Text("旧件名称", "Part taken out"), Length(80)]
    replaced: Annotated[int, Text("换下数量", "Taken out"), Between(1, 100000)]
    returned: Annotated[Count, Text("复运出境", "Sent back abroad")] = 0
    destroyed: Annotated[Count, Text("监督销毁", "Destroyed under supervision")] = 0
    transferred: Annotated[
        Count, Text("危险废物转移", "Handed over as hazardous waste"), Clause("mofcom-2020-16#waste")
    ] = 0
    manifest: Annotated[
        str | None, Text("转移联单号", "Transfer manifest"), Length(40), Clause("mofcom-2020-16#waste")
    ] = None


class Filing(Form):
    """A batch of used vehicles repaired in bond."""

    clause: ClassVar[str] = "mofcom-2020-16#system"

    firm_uscc: Annotated[
        applicant.Uscc, Text("维修企业代码", "Repair firm, credit code"), Section(Text("维修企业", "Repair firm"))
    ]
    firm_name: Annotated[applicant.CompanyName, Text("维修企业名称", "Repair firm, name")]
    customs_code: Annotated[str, Text("海关编码", "Customs code"), Identifier("customs-code")]
    contact: applicant.Contact
    phone: applicant.Phone
    office: Annotated[str, Text("主管海关", "Competent customs"), Code("customs-district")]
    account: Annotated[
        str,
        Text("保税维修账册号", "Bonded repair account"),
        Hint(Text("H 开头的 12 位特殊区域账册。", "Twelve characters that begin with H, the account of a zone.")),
        Pattern(r"[A-Z][0-9A-Z]{11}", "H51431A00016"),
        Clause("customs-numbers#record-12"),
    ]
    leave: Annotated[
        str, Text("先行先试批准文号", "Leave for the pilot, number"), Length(60), Clause("mofcom-2020-16#scope")
    ]

    owner: Annotated[str, Text("境外委托方", "Principal abroad"), Section(Text("本批车辆", "This batch")), Length(100)]
    owner_country: Annotated[str, Text("委托方国别（地区）", "Principal's country or region"), Code("country")]
    contract: Annotated[str, Text("维修合同号", "Repair contract"), Length(40)]
    entry_declaration: Annotated[Declaration, Text("进区报关单号", "Declaration of entry")]
    entered_on: Annotated[date, Text("进区日期", "Entered on")]
    returns_on: Annotated[date, Text("计划复运出境日期", "Planned return abroad"), Clause("mofcom-2020-16#return")]
    currency: Annotated[str, Text("币制", "Currency"), Code("currency")]
    vehicles: Annotated[list[Vehicle], Text("车辆", "Vehicles"), AtLeast(1, 50)]

    hazardous: Annotated[
        bool,
        Text("产生危险废物", "Hazardous waste arises"),
        Section(Text("环保", "Environment")),
        Hint(Text("废机油、废铅蓄电池等。", "Waste oil, lead batteries and the like.")),
        Clause("mofcom-2020-16#waste"),
    ]
    contractor: Annotated[
        str | None, Text("危险废物处置单位", "Firm that disposes of it"), Length(100), Clause("mofcom-2020-16#waste")
    ] = None
    contractor_permit: Annotated[
        str | None, Text("危险废物经营许可证号", "Its permit"), Length(40), Clause("mofcom-2020-16#waste")
    ] = None

    parts: Annotated[
        list[Part], Text("换下的旧件", "Parts taken out"), Section(Text("结案", "Closing")), AtLeast(0, 200)
    ] = []
