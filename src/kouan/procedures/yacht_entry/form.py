"""A yacht's papers, who is on board, and the guarantee under which it comes."""

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
    Identifier,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Tag,
    Text,
    Zoned,
)
from kouan.procedures._vessel import people
from kouan.procedures._vessel.cargo import Store

CASH, BANK, INSURANCE, GENERAL = "cash", "bank", "insurance", "general"
GUARANTEES = Choice(
    {
        CASH: Text("保证金", "Cash deposit"),
        BANK: Text("银行保函", "Bank guarantee"),
        INSURANCE: Text("关税保证保险", "Duty guarantee insurance"),
        GENERAL: Text("游艇俱乐部总担保", "General guarantee of the club"),
    }
)
Amount = Annotated[Decimal, Positive(), Digits(12, 2)]
Metres = Annotated[Decimal, Positive(), Digits(3, 2)]


class Person(Form):
    """Somebody on board."""

    clause: ClassVar[str] = "border-inspection-regulation#lists"

    family_name: people.FamilyName
    given_name: people.GivenName
    gender: people.Gender
    nationality: people.Nationality
    born: people.Born
    document_kind: people.DocumentKind
    document_number: people.DocumentNumber
    document_issuer: people.DocumentIssuer
    document_until: people.DocumentUntil
    skipper: Annotated[bool, Text("驾驶人", "Skipper")] = False


class Guarantee(Form):
    """What stands in for the taxes as long as the yacht is here."""

    clause: ClassVar[str] = "customs-law#guarantor"

    kind: Annotated[str, Text("担保方式", "Kind of guarantee"), GUARANTEES]
    number: Annotated[str, Text("担保编号", "Number"), Length(40), Refers("guarantee")]
    guarantor: Annotated[
        str | None,
        Text("担保人", "Guarantor"),
        Hint(Text("保证金以外的填写。", "For all but a cash deposit.")),
        Length(100),
    ] = None
    amount: Annotated[Amount, Text("担保金额（人民币元）", "Amount, yuan")]
    valid_until: Annotated[
        date | None, Text("担保有效期至", "Valid until"), Hint(Text("保证金不填。", "Not for a cash deposit."))
    ] = None


class Filing(Form):
    """Entry of a yacht for a stay."""

    clause: ClassVar[str] = "shenzhen-2019#37"

    yacht: Annotated[str, Text("游艇名称", "Yacht"), Section(Text("游艇", "Yacht")), Length(60)]
    registration: Annotated[str, Text("船舶登记号", "Registration"), Length(30), Refers("yacht")]
    mmsi: Annotated[str, Text("海上移动识别码（MMSI）", "MMSI"), Pattern(r"[2-7][0-9]{8}", "477123400"), Tag("MMSI")]
    flag: Annotated[str, Text("登记地", "Registered in"), Code("country"), Tag("FlagState")]
    length: Annotated[Metres, Text("总长（米）", "Length overall, m")]
    berths: Annotated[int, Text("核定乘员", "Persons allowed on board"), Between(1, 60)]
    value: Annotated[Amount, Text("游艇价值（人民币元）", "Value of the yacht, yuan"), Clause("customs-law#guarantee")]
    safety_until: Annotated[date, Text("安全证书有效期至", "Safety certificate valid until")]
    insured_until: Annotated[date, Text("第三者责任险有效期至", "Liability insurance valid until")]
    owner: Annotated[str, Text("所有人", "Owner"), Length(100)]

    club_uscc: Annotated[
        str,
        Text("游艇俱乐部代码", "Yacht club, credit code"),
        Section(Text("俱乐部与行程", "Club and voyage")),
        Identifier("uscc"),
        Refers("organisation"),
    ]
    club: Annotated[str, Text("游艇俱乐部", "Yacht club"), Length(100)]
    phone: Annotated[str, Text("联系电话", "Phone"), Pattern(r"\+?[0-9][0-9 \-]{6,24}", "0759-2208000")]
    marina: Annotated[
        str,
        Text("停泊的开放游艇码头", "Open marina"),
        Hint(Text("只能停靠对外开放的游艇码头。", "Only marinas open to foreign yachts.")),
        Length(60),
    ]
    last_port: Annotated[str, Text("出发港", "Coming from"), Code("unlocode"), Tag("LastPort")]
    eta: Annotated[datetime, Text("预计抵达时间", "Expected arrival"), Zoned(), Tag("ETA")]
    leaves: Annotated[datetime, Text("计划离境时间", "Leaves again"), Zoned(), Clause("customs-law#temporary")]
    area: Annotated[str, Text("巡游水域", "Waters to cruise in"), Length(120)]

    persons: Annotated[
        list[Person], Text("船上人员", "Persons on board"), Section(Text("人员", "Persons")), AtLeast(1, 60)
    ]
    licence: Annotated[str, Text("驾驶证书编号", "Skipper's certificate"), Length(40)]
    licence_until: Annotated[date, Text("驾驶证书有效期至", "Certificate valid until")]
    ill: Annotated[bool, Text("有人患病或有传染病症状", "Somebody is ill"), Clause("border-health-law#declare")]
    animals: Annotated[
        bool,
        Text("携带动植物及其产品（含宠物）", "Animals, plants or products of them, pets too"),
        Clause("animal-plant-quarantine-law#declare"),
    ]
    stores: Annotated[list[Store], Text("烟酒等船用物品", "Stores such as tobacco and spirits")] = []

    guarantee: Annotated[
        Guarantee,
        Text("海关担保", "Guarantee to customs"),
        Section(Text("担保", "Guarantee")),
        Clause("shenzhen-2019#37"),
    ]


class Departure(Form):
    """The yacht has left."""

    clause: ClassVar[str] = "customs-law#temporary"

    left_at: Annotated[datetime, Text("离境时间", "Left at"), Zoned()]
    next_port: Annotated[str, Text("前往港", "Gone to"), Code("unlocode")]
