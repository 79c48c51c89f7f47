"""Who is on board, how each of them lands, tour groups, who stays behind and who joins. Personal data."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Clause,
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
)
from kouan.procedures._vessel import people

STAYS, TOURS, LANDS = "stays", "tours", "lands"
MOVES = Choice(
    {
        STAYS: Text("不下船", "Stays on board"),
        TOURS: Text("岸上观光后归船", "Goes ashore and comes back"),
        LANDS: Text("在本港离船入境", "Ends the cruise here"),
    }
)
RESIDENT, VISA, EXEMPT, GROUP, TRANSIT, PERMIT = "resident", "visa", "exempt", "group", "transit", "permit"
BASES = Choice(
    {
        RESIDENT: Text("中国公民（含港澳台居民）", "Citizen, or resident of Hong Kong, Macao, Taiwan"),
        VISA: Text("签证", "Visa"),
        EXEMPT: Text("免签国家", "Country exempt from visas"),
        GROUP: Text("邮轮团免签", "Visa-free cruise group"),
        TRANSIT: Text("过境免签", "Visa-free transit"),
        PERMIT: Text("临时入境许可", "Temporary entry permit"),
    }
)
AREAS = Choice(
    {
        "BJ": Text("北京", "Beijing"),
        "TJ": Text("天津", "Tianjin"),
        "HE": Text("河北", "Hebei"),
        "LN": Text("辽宁", "Liaoning"),
        "SH": Text("上海", "Shanghai"),
        "JS": Text("江苏", "Jiangsu"),
        "ZJ": Text("浙江", "Zhejiang"),
        "FJ": Text("福建", "Fujian"),
        "SD": Text("山东", "Shandong"),
        "GD": Text("广东", "Guangdong"),
        "GX": Text("广西", "Guangxi"),
        "HI": Text("海南", "Hainan"),
    }
)
CAUSES = Choice(
    {
        "medical": Text("就医", "Medical treatment"),
        "late": Text("误船", "Missed the ship"),
        "held": Text("被有关机关留置", "Kept by an authority"),
        "own-wish": Text("自行离团", "Left of their own accord"),
    }
)
GroupNumber = Annotated[str, Pattern(r"[0-9A-Z-]{2,16}", "T-01")]


class Crew(Form):
    """One line of the crew list."""

    clause: ClassVar[str] = "fal-convention#crew"

    family_name: people.FamilyName
    given_name: people.GivenName
    rank: people.Rank
    gender: people.Gender
    nationality: people.Nationality
    born: people.Born
    document_kind: people.DocumentKind
    document_number: people.DocumentNumber
    document_issuer: people.DocumentIssuer
    document_until: people.DocumentUntil
    ashore: Annotated[
        bool, Text("申请登陆", "Asks for shore leave"), Clause("border-inspection-regulation#shore-leave")
    ] = False


class Passenger(Form):
    """One line of the passenger list; its number is its place in the list."""

    clause: ClassVar[str] = "fal-convention#passengers"

    family_name: people.FamilyName
    given_name: people.GivenName
    gender: people.Gender
    nationality: people.Nationality
    born: people.Born
    document_kind: people.DocumentKind
    document_number: people.DocumentNumber
    document_issuer: people.DocumentIssuer
    document_until: people.DocumentUntil
    embarked: people.Embarked
    disembarks: people.Disembarks
    move: Annotated[str, Text("本港安排", "What they do here"), Section(Text("入境", "Landing")), MOVES]
    basis: Annotated[
        str | None,
        Text("入境依据", "Enters on"),
        Hint(Text("下船的填写。", "For those who leave the ship.")),
        BASES,
        Clause("exit-entry-law#visa"),
    ] = None
    visa: Annotated[str | None, Text("签证号码", "Visa number"), Length(20), Tag("VisaNumber")] = None
    group: Annotated[GroupNumber | None, Text("旅游团编号", "Tour group"), Clause("cruise-visa-free#group")] = None


class Group(Form):
    """A tour group that enters without visas."""

    clause: ClassVar[str] = "cruise-visa-free#group"

    number: Annotated[GroupNumber, Text("旅游团编号", "Tour group")]
    agency: Annotated[str, Text("境内接待旅行社", "Receiving travel agency"), Length(100)]
    agency_uscc: Annotated[str, Text("旅行社代码", "Agency, credit code"), Identifier("uscc"), Refers("organisation")]
    guide: Annotated[str, Text("领队或导游", "Guide"), Length(60)]
    members: Annotated[int, Text("人数", "Members"), Positive()]
    areas: Annotated[
        list[Annotated[str, AREAS]], Text("活动范围", "Where it goes"), AtLeast(1), Clause("cruise-visa-free#area")
    ]
    ends_on: Annotated[date, Text("本次邮轮出境日期", "The ship leaves China on"), Clause("cruise-visa-free#stay")]


class Missing(Form):
    """Somebody who went ashore and is not back when the ship leaves."""

    clause: ClassVar[str] = "cruise-visa-free#same-ship"

    passenger: Annotated[int, Text("旅客名单序号", "Number on the passenger list"), Positive()]
    cause: Annotated[str, Text("原因", "Cause"), CAUSES]
    permit: Annotated[
        str | None,
        Text("停留证件或许可号", "Permit to stay"),
        Hint(Text("免签团、过境和临时入境的须取得。", "Needed for groups, transit and temporary entry.")),
        Length(30),
        Clause("exit-entry-law#temporary"),
    ] = None


class Embarking(Form):
    """A passenger who joins the ship here."""

    clause: ClassVar[str] = "fal-convention#passengers"

    family_name: people.FamilyName
    given_name: people.GivenName
    gender: people.Gender
    nationality: people.Nationality
    born: people.Born
    document_kind: people.DocumentKind
    document_number: people.DocumentNumber
    document_issuer: people.DocumentIssuer
    document_until: people.DocumentUntil
    disembarks: people.Disembarks
    luggage: Annotated[int, Text("托运行李件数", "Pieces of luggage"), Between(0, 20)] = 0
