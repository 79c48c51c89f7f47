"""What the shared rules read of a declaration; import and export forms both have these fields."""

from decimal import Decimal
from typing import Protocol

from kouan.procedures._declaration.goods import Container, GoodsLine, Licence, OtherPackage
from kouan.procedures._declaration.worth import Cost


class Declaration(Protocol):
    """An import or export declaration."""

    clearance: str
    receiving_customs: str
    border_customs: str
    filing_number: str | None
    owner_uscc: str | None
    transport_mode: str
    conveyance: str | None
    voyage: str | None
    bill_number: str | None
    supervision_mode: str
    levy_nature: str | None
    licence_number: str | None
    delivery_terms: str | None
    freight: Cost | None
    insurance: Cost | None
    other_cost: Cost | None
    package_type: str | None
    packages: int | None
    other_packages: list[OtherPackage]
    gross_weight: Decimal | None
    net_weight: Decimal | None
    related_filing: str | None
    related_declaration: str | None
    lines: list[GoodsLine]
    containers: list[Container]
    licences: list[Licence]
