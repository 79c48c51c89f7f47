"""Which exports are opened and which are read."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Computed, Facts, Text
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.kinds import is_perishable
from kouan.procedures._declaration.rates import rates_of
from kouan.procedures._declaration.selection import DISCREDITED, credit_of, rate_for, selected
from kouan.procedures.export_declaration.form import ExportDeclaration

LEDGER = "B"
_REASONS = {
    "licences": Text("有监管证件", "supervision documents"),
    "dangerous": Text("有危险货物", "dangerous goods"),
    "processing": Text("加工贸易或保税", "processing trade or bonded"),
    "discredited": Text("发货人失信", "the consignor is discredited"),
    "leave": Text("装货前 24 小时内特准申报", "declared by special leave within 24 hours of loading"),
}


def needs_ledger(line: GoodsLine, on: Circumstances) -> bool:
    """Whether the tariff puts these goods under inspection and quarantine on export (电子底账)."""
    rates = rates_of(line, on)
    return rates is not None and LEDGER in rates.licences


def _factors(filing: ExportDeclaration, on: Circumstances) -> Iterator[str]:
    if any(needs_ledger(line, on) for line in filing.lines):
        yield "quarantine"
    if any(map(is_perishable, filing.lines)):
        yield "perishable"


def _must_be_read(filing: ExportDeclaration, level: str) -> Iterator[str]:
    if filing.licences or filing.licence_number:
        yield "licences"
    if any(line.un_number for line in filing.lines):
        yield "dangerous"
    if filing.filing_number:
        yield "processing"
    if level in DISCREDITED:
        yield "discredited"
    if filing.late_approval:
        yield "leave"


def select(facts: Facts) -> Computed:
    """Inspect, review or let through."""
    filing, on = facts.filing, facts.circumstances
    level = credit_of(filing.consignor_uscc, on)
    rate = rate_for(level, on, *_factors(filing, on))
    return selected(facts, rate, (_REASONS[reason] for reason in _must_be_read(filing, level)))
