"""Whose reserve, from which import, where it lies, which plants it goes to; and the report of what became of it."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Choice, Clause, Code, Form, Hint, Length, Section, Text
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._cargo.fields import Address, Declaration, Name, Office, Weight, WeightIfAny
from kouan.procedures.grain_diversion.grain import RESIDUES, USES

LEVELS = Choice(
    {
        "central": Text("中央储备", "Central reserve"),
        "provincial": Text("省级储备", "Provincial reserve"),
        "city": Text("市县级储备", "City or county reserve"),
    }
)
SALES = Choice(
    {
        "bidding": Text("公开竞价销售", "Public bidding"),
        "negotiated": Text("协议销售", "Negotiated sale"),
        "own": Text("本企业加工", "Processed by the owner"),
    }
)
CARRIAGE = Choice(
    {
        "road": Text("汽车", "Lorry"),
        "rail": Text("火车", "Rail"),
        "barge": Text("船舶", "Barge"),
        "belt": Text("皮带机或同厂区短驳", "Belt, or within the same works"),
    }
)


class Plant(Form):
    """One plant, what it makes of the grain, and when."""

    clause: ClassVar[str] = "order-177-grain#designated"

    uscc: Annotated[Uscc, Text("加工企业代码", "Plant, credit code")]
    name: Annotated[CompanyName, Text("加工企业名称", "Plant, name")]
    office: Annotated[Office, Text("加工地海关", "Customs at the plant"), Clause("order-177-grain#transfer")]
    registration: Annotated[str, Text("指定加工企业编号", "Number as designated plant"), Length(40)]
    use: Annotated[str, Text("加工用途", "Made into"), USES]
    tonnes: Annotated[Weight, Text("调入数量（吨）", "Quantity, t")]
    capacity: Annotated[Weight, Text("日加工能力（吨）", "Capacity a day, t")]
    carriage: Annotated[str, Text("运输方式", "Carried by"), CARRIAGE, Clause("order-177-grain#transport")]
    leaves_on: Annotated[date, Text("计划调出日期", "Planned to leave on")]
    done_by: Annotated[date, Text("计划加工完成日期", "Planned to be processed by")]
    residues: Annotated[str, Text("下脚料处理方式", "Residues"), RESIDUES, Clause("order-177-grain#residues")]
    gmo_licence: Annotated[
        str | None,
        Text("转基因生物加工许可证号", "Licence to process modified grain"),
        Hint(Text("转基因粮食必填。", "For genetically modified grain.")),
        Length(40),
        Clause("gmo-regulation#processing"),
    ] = None


class Filing(Form):
    """Application to turn imported reserve grain to the market."""

    clause: ClassVar[str] = "order-177-grain#diversion"

    owner_uscc: Annotated[Uscc, Text("储备企业代码", "Owner, credit code"), Section(Text("储备企业", "Owner"))]
    owner_name: Annotated[CompanyName, Text("储备企业名称", "Owner, name")]
    contact: Contact
    phone: Phone
    level: Annotated[str, Text("储备性质", "Kind of reserve"), LEVELS, Clause("reserve-grain-regulation#rotation")]
    plan: Annotated[
        str,
        Text("轮换或销售计划文号", "Plan of rotation or sale"),
        Length(60),
        Clause("reserve-grain-regulation#rotation"),
    ]
    plan_on: Annotated[date, Text("计划下达日期", "Plan of"), Clause("reserve-grain-regulation#rotation")]
    sale: Annotated[str, Text("销售方式", "How it is sold"), SALES, Clause("reserve-grain-regulation#sale")]

    declaration: Annotated[
        Declaration, Text("原进口报关单号", "Declaration of the import"), Section(Text("原进口情况", "The import"))
    ]
    permit: Annotated[str, Text("检疫许可证编号", "Quarantine permit"), Length(40), Clause("order-177-grain#permit")]
    entered_on: Annotated[date, Text("进境日期", "Entered on")]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10"), Clause("order-177-grain#scope")]
    grain: Annotated[str, Text("品种", "Grain"), Length(60)]
    origin: Annotated[str, Text("原产国（地区）", "Country of origin"), Code("country")]
    imported: Annotated[Weight, Text("原进口数量（吨）", "Quantity imported, t")]
    diverted: Annotated[
        WeightIfAny,
        Text("此前已批准变更数量（吨）", "Diverted before, t"),
        Hint(Text("首次申请留空。", "Blank the first time.")),
    ] = None
    gmo: Annotated[bool, Text("转基因粮食", "Genetically modified"), Clause("gmo-regulation#material")]
    gmo_certificate: Annotated[
        str | None,
        Text("转基因生物安全证书编号", "GMO safety certificate"),
        Length(40),
        Clause("gmo-regulation#material"),
    ] = None
    pests: Annotated[
        bool, Text("进境时截获检疫性有害生物", "Quarantine pests found on entry"), Clause("order-177-grain#residues")
    ]

    depot: Annotated[Name, Text("存放库点", "Depot"), Section(Text("现存放情况", "Where it lies"))]
    depot_address: Annotated[Address, Text("库点地址", "Address")]
    depot_office: Annotated[Office, Text("存放地海关", "Customs at the depot")]
    bins: Annotated[str, Text("仓号", "Bins"), Length(60)]
    quantity: Annotated[Weight, Text("本次变更数量（吨）", "Quantity to divert now, t")]

    plants: Annotated[
        list[Plant], Text("加工企业", "Plants"), Section(Text("变更后流向", "Where it goes")), AtLeast(1, 30)
    ]
    pledged: Annotated[
        bool,
        Text(
            "承诺：批准前不调出，不作种用，不未经加工流通",
            "Pledged: not moved before leave, not sown, not sold unprocessed",
        ),
        Section(Text("承诺", "Pledge")),
        Clause("order-177-grain#designated"),
    ]


class Movement(Form):
    """What one plant received, processed and disposed of, in tonnes."""

    clause: ClassVar[str] = "order-177-grain#records"

    uscc: Annotated[Uscc, Text("加工企业代码", "Plant, credit code")]
    shipped: Annotated[Weight, Text("调出数量（吨）", "Left the depot, t")]
    received: Annotated[Weight, Text("接收数量（吨）", "Received, t")]
    processed: Annotated[Weight, Text("加工数量（吨）", "Processed, t")]
    residues: Annotated[WeightIfAny, Text("下脚料（吨）", "Residues, t")] = None
    disposed: Annotated[WeightIfAny, Text("下脚料已处理（吨）", "Residues disposed of, t")] = None
    finished_on: Annotated[date, Text("加工完成日期", "Processed by")]


class Report(Form):
    """The report on which customs closes the lot."""

    clause: ClassVar[str] = "order-177-grain#records"

    movements: Annotated[list[Movement], Text("调运与加工情况", "Moved and processed"), AtLeast(1, 30)]
    note: Annotated[str | None, Text("说明", "Remarks"), Length(500)] = None
