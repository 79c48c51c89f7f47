"""Who leaves with the ship: crew and passengers (FAL forms 5 and 6). Personal data."""

from typing import Annotated, ClassVar

from kouan.blueprint import Form, Text
from kouan.procedures._vessel import people


class Crew(Form):
    """One line of the crew list on departure."""

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
    joined_here: Annotated[bool, Text("在本港上船", "Joined the ship here")] = False


class Passenger(Form):
    """One line of the passenger list on departure."""

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
