"""Demands on the times of a voyage, shared by all entries."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._application.spans import hours


class Voyage(Protocol):
    """Times of a ship that comes from another port."""

    last_departure: datetime
    eta: datetime
    etd: datetime


@rule("arrival-after-departure", basis="fal-convention#general")
def arrival_follows_departure(filing: Voyage) -> Iterator[Finding]:
    """预计抵港时间应晚于离开上一港时间。 | The ship must arrive after it leaves the last port."""
    if filing.eta <= filing.last_departure:
        yield "eta"


@rule("leaves-before-arrival", basis="fal-convention#general")
def leaving_follows_arrival(filing: Voyage) -> Iterator[Finding]:
    """预计离港时间应晚于预计抵港时间。 | The ship must leave after it arrives."""
    if filing.etd <= filing.eta:
        yield "etd"


@rule("applied-late", basis="vessel-entry#seven-days", severity="warning")
def applied_seven_days_ahead(filing: Voyage, on: Circumstances) -> Iterator[Finding]:
    """
    应在抵港 {days} 日前申请；航程不足的，在离开上一港时申请。
    | Apply {days} days before arrival, or on leaving the last port when the voyage is shorter.
    """
    lead = hours(on, "apply-ahead")
    if filing.last_departure < filing.eta and on.at < filing.eta:
        latest = max(filing.eta - lead, filing.last_departure)
        if on.at > latest:
            yield "eta", {"days": lead.days}


VOYAGE_RULES: tuple[Rule, ...] = (arrival_follows_departure, leaving_follows_arrival, applied_seven_days_ahead)
