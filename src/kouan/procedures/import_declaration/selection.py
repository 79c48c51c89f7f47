"""Which imports are opened and which are read."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Computed, Facts, Text
from kouan.procedures._declaration.kinds import is_perishable
from kouan.procedures._declaration.rates import is_under
from kouan.procedures._declaration.selection import (
    DANGEROUS,
    LICENCES,
    Reason,
    is_discredited,
    is_on_record,
    selected,
)
from kouan.procedures.import_declaration.form import ImportDeclaration

QUARANTINE = "A"
"""Supervision condition of goods under inspection and quarantine at entry."""


def _claims_preference(filing: ImportDeclaration, _level: str) -> bool:
    return any(line.agreement for line in filing.lines)


def _has_special_price(filing: ImportDeclaration, _level: str) -> bool:
    return bool(filing.price_influence or filing.royalty or filing.provisional_price)


_REASONS: tuple[Reason, ...] = (
    LICENCES,
    DANGEROUS,
    (Text("申请协定税率", "an agreement rate is claimed"), _claims_preference),
    (Text("减免税或保税", "relief or bonded"), is_on_record),
    (Text("价格有特殊情况", "special circumstances of price"), _has_special_price),
    (Text("收货人失信", "the consignee is discredited"), is_discredited),
)


def under_quarantine(filing: ImportDeclaration, on: Circumstances) -> bool:
    """Whether the declarant says so or the tariff's conditions do."""
    if filing.involves_inspection or filing.inspection_office:
        return True
    return any(is_under(QUARANTINE, line, on) for line in filing.lines)


def _factors(filing: ImportDeclaration, on: Circumstances) -> Iterator[str]:
    if under_quarantine(filing, on):
        yield "quarantine"
    if any(map(is_perishable, filing.lines)):
        yield "perishable"


def select(facts: Facts) -> Computed:
    """Inspect, review or let through."""
    filing: ImportDeclaration = facts.filing
    return selected(facts, filing.consignee_uscc, _factors(filing, facts.circumstances), _REASONS)
