"""What the consignee asks: to take goods away before the results are there, or to have them checked elsewhere."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Choice, Clause, Digits, Form, Hint, Length, Pattern, Positive, Section, Text, Zoned
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._cargo.fields import (
    Address,
    Bill,
    BoxIfAny,
    Declaration,
    Goods,
    Name,
    Office,
    Plate,
    SealIfAny,
    Weight,
)

PREMISES, TRANSFER = "premises", "transfer"
KINDS = Choice(
    {
        PREMISES: Text("附条件提离", "Conditional release"),
        TRANSFER: Text("转场检查", "Check at another site"),
    }
)
LABORATORY, CONFORMITY = "laboratory", "conformity"
REASONS = Choice(
    {
        LABORATORY: Text("已取样送检，结果未出", "Sampled, results awaited"),
        CONFORMITY: Text("合格评定尚未办结", "Conformity not assessed yet"),
        "equipment": Text("口岸没有检查所需设施设备", "The port lacks the equipment"),
        "environment": Text("须在洁净、恒温、避光或真空条件下开拆", "To be opened in a clean room, vacuum or the dark"),
        "size": Text("超大、超重或成套设备，口岸不便开拆", "Too large or heavy, or a complete plant"),
        "cold": Text("须在冷库内开箱检查", "To be opened in a cold store"),
    }
)
REASONS_OF = {
    PREMISES: frozenset({LABORATORY, CONFORMITY}),
    TRANSFER: frozenset({"equipment", "environment", "size", "cold"}),
}
CHECKS = Choice(
    {
        "commodity": Text("商品检验", "Commodity inspection"),
        "food": Text("食品安全", "Food safety"),
        "plant": Text("植物检疫", "Plant quarantine"),
        "animal": Text("动物检疫", "Animal quarantine"),
        "health": Text("卫生检疫", "Health quarantine"),
    }
)
SUPERVISED = frozenset({"supervised", "zone"})
SITES = Choice(
    {
        "own": Text("收货人自有场所", "The consignee's own premises"),
        "rented": Text("收货人租用的仓库", "A store that the consignee rents"),
        "supervised": Text("海关监管作业场所", "A site under customs"),
        "zone": Text("综合保税区等特殊监管区域", "A special customs zone"),
    }
)


class Line(Goods):
    """A line of the declaration and the check that it still waits for."""

    clause: ClassVar[str] = "gacc-2019-160#stages"

    check: Annotated[str, Text("待完成的检查", "Check still to come"), CHECKS]


class Load(Form):
    """What leaves on one vehicle: a container, or loose goods."""

    clause: ClassVar[str] = "gacc-2019-160#transfer-check"

    container: Annotated[
        BoxIfAny, Text("箱号", "Container"), Hint(Text("散件货物留空。", "Blank for loose goods."))
    ] = None
    plate: Annotated[Plate, Text("车牌", "Vehicle")]
    seal: Annotated[
        SealIfAny,
        Text("封志号", "Seal"),
        Hint(Text("转场检查必填：全程施封，不得开拆。", "For a check elsewhere: sealed all the way, not opened.")),
    ] = None
    packages: Annotated[int, Text("件数", "Packages"), Positive()]
    gross_weight: Annotated[Weight, Text("毛重（千克）", "Gross weight, kg")]


class Filing(Form):
    """Application of an importer under entry control in two stages."""

    clause: ClassVar[str] = "gacc-2019-160#stages"

    kind: Annotated[str, Text("申请事项", "What is asked"), Section(Text("申请", "Application")), KINDS]
    reason: Annotated[str, Text("申请理由", "Reason"), REASONS]
    details: Annotated[str | None, Text("情况说明", "Details"), Length(500)] = None

    consignee_uscc: Annotated[Uscc, Text("收货人代码", "Consignee, credit code"), Section(Text("收货人", "Consignee"))]
    consignee_name: Annotated[CompanyName, Text("收货人名称", "Consignee, name")]
    contact: Contact
    phone: Phone

    declaration: Annotated[Declaration, Text("进口报关单号", "Import declaration"), Section(Text("货物", "Goods"))]
    office: Annotated[Office, Text("口岸海关", "Customs at the port")]
    bill: Annotated[Bill, Text("提运单号", "Bill of lading")]
    lines: Annotated[list[Line], Text("待检货物", "Goods still to be checked"), AtLeast(1, 50)]
    sampled_on: Annotated[
        date | None, Text("口岸取样日期", "Sampled at the port on"), Clause("gacc-2019-160#conditional-release")
    ] = None
    sample_number: Annotated[
        str | None, Text("取样凭证编号", "Sampling note"), Length(40), Clause("gacc-2019-160#conditional-release")
    ] = None

    site_kind: Annotated[str, Text("场所性质", "Kind of site"), Section(Text("存放或检查场所", "Where it goes")), SITES]
    site_name: Annotated[Name, Text("场所名称", "Name")]
    site_address: Annotated[Address, Text("地址", "Address")]
    site_code: Annotated[
        str | None,
        Text("监管作业场所编码", "Site code of customs"),
        Hint(Text("海关监管作业场所和特殊监管区域必填。", "For sites under customs and special zones.")),
        Pattern(r"[0-9A-Z]{6,20}", "CNZJG670121"),
        Clause("customs-law#warehouse"),
    ] = None
    site_office: Annotated[Office, Text("属地海关", "Customs at the site")]
    verified_before: Annotated[
        bool,
        Text("该场所已经海关核实", "Customs has verified the site before"),
        Hint(Text("首次使用的场所由属地海关核实。", "A site used for the first time is verified.")),
    ]
    separate: Annotated[
        bool,
        Text("专区存放并有待检标识", "Kept apart and marked as unchecked"),
        Clause("gacc-2019-160#conditional-release"),
    ]
    keeper: Annotated[Name, Text("保管负责人", "Keeper")]
    cold: Annotated[bool, Text("冷藏冷冻货物", "Chilled or frozen")] = False
    temperature: Annotated[Decimal | None, Text("存放温度（摄氏度）", "Storage temperature, °C"), Digits(2, 1)] = None

    loads: Annotated[list[Load], Text("运输单元", "Loads"), Section(Text("运输", "Transport")), AtLeast(1, 200)]
    leaves_at: Annotated[datetime, Text("计划提离时间", "Planned to leave at"), Zoned()]
    arrives_at: Annotated[datetime, Text("计划运抵时间", "Planned to arrive at"), Zoned()]

    pledged: Annotated[
        bool,
        Text("承诺：海关通知准许前不开拆、不销售、不使用", "Pledged: not opened, sold or used before customs says so"),
        Section(Text("承诺", "Pledge")),
        Clause("gacc-2019-160#permit-sale"),
    ]
