"""What the shared rules read of a ship's papers; each form that is judged by them has these."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol


class Person(Protocol):
    """A line of a list of persons."""

    family_name: str
    given_name: str
    born: date
    document_number: str
    document_issuer: str
    document_until: date


class Seafarer(Person, Protocol):
    """A line of a crew list."""

    rank: str


class Goods(Protocol):
    """A line of dangerous goods."""

    un_number: str
    hazard_class: str
    declaration: str | None


class Papers(Protocol):
    """A ship's papers on entry or exit."""

    call: str
    imo: str
    flag: str
    gross_tonnage: int
    net_tonnage: int
    berth: str | None
    pilot: bool
    master: str
    crew_count: int
    passenger_count: int
    dues_until: date | None

    @property
    def crew(self) -> Sequence[Seafarer]:
        """The crew list."""

    @property
    def passengers(self) -> Sequence[Person]:
        """The passenger list."""

    @property
    def crossing(self) -> datetime:
        """When the ship enters or leaves."""


class Load(Protocol):
    """Cargo of one kind in sum."""

    on_board: Decimal


class Cargoes(Protocol):
    """What a ship's papers say of its cargo."""

    in_ballast: bool
    carries_dangerous: bool

    @property
    def cargo(self) -> Sequence[Load]:
        """The cargo in brief."""

    @property
    def dangerous(self) -> Sequence[Goods]:
        """The dangerous goods manifest."""
