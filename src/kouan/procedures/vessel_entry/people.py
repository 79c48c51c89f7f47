"""Who is on board: crew, passengers, and what the crew brings (FAL forms 4, 5 and 6). Personal data."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import Code, Digits, Form, Hint, Length, Positive, Tag, Text
from kouan.procedures._vessel import people


class Crew(Form):
    """One line of the crew list; its number is its place in the list."""

    clause: ClassVar[str] = "fal-convention#crew"

    family_name: people.FamilyName
    given_name: people.GivenName
    rank: people.Rank
    gender: people.Gender
    nationality: people.Nationality
    born: people.Born
    birthplace: people.Birthplace = None
    document_kind: people.DocumentKind
    document_number: people.DocumentNumber
    document_issuer: people.DocumentIssuer
    document_until: people.DocumentUntil
    joined: Annotated[date | None, Text("上船日期", "Joined the ship")] = None
    leaves_here: Annotated[bool, Text("在本港离船", "Leaves the ship here")] = False


class Passenger(Form):
    """One line of the passenger list."""

    clause: ClassVar[str] = "fal-convention#passengers"

    family_name: people.FamilyName
    given_name: people.GivenName
    gender: people.Gender
    nationality: people.Nationality
    born: people.Born
    birthplace: people.Birthplace = None
    document_kind: people.DocumentKind
    document_number: people.DocumentNumber
    document_issuer: people.DocumentIssuer
    document_until: people.DocumentUntil
    embarked: people.Embarked
    disembarks: people.Disembarks
    transit: Annotated[bool, Text("过境（不入境）", "In transit, does not land"), Tag("InTransit")] = False
    visa: Annotated[str | None, Text("签证号码", "Visa number"), Length(20), Tag("VisaNumber")] = None


class Effect(Form):
    """Dutiable or restricted effects of one of the crew."""

    clause: ClassVar[str] = "fal-convention#effects"

    crew_number: Annotated[
        int, Text("船员名单序号", "Number on the crew list"), Positive(), Hint(Text("从 1 起。", "Counted from 1."))
    ]
    name: Annotated[str, Text("物品", "Effects"), Length(80)]
    quantity: Annotated[Decimal, Text("数量", "Quantity"), Positive(), Digits(8, 3)]
    unit: Annotated[str, Text("单位", "Unit"), Code("unit")]
