"""Which exports are opened and which are read."""

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
from kouan.procedures.export_declaration.form import ExportDeclaration

LEDGER = "B"
"""Supervision condition of goods that are inspected where they are made, before they leave (电子底账)."""


def _has_leave(filing: ExportDeclaration, _level: str) -> bool:
    return bool(filing.late_approval)


_REASONS: tuple[Reason, ...] = (
    LICENCES,
    DANGEROUS,
    (Text("加工贸易或保税", "processing trade or bonded"), is_on_record),
    (Text("发货人失信", "the consignor is discredited"), is_discredited),
    (Text("装货前 24 小时内特准申报", "declared by special leave within 24 hours of loading"), _has_leave),
)


def _factors(filing: ExportDeclaration, on: Circumstances) -> Iterator[str]:
    if any(is_under(LEDGER, line, on) for line in filing.lines):
        yield "quarantine"
    if any(map(is_perishable, filing.lines)):
        yield "perishable"


def select(facts: Facts) -> Computed:
    """Inspect, review or let through."""
    filing: ExportDeclaration = facts.filing
    return selected(facts, filing.consignor_uscc, _factors(filing, facts.circumstances), _REASONS)
