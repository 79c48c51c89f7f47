"""Demands on ship and voyage: the call, times, pilot, certificates, dues."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._vessel.rules import SHIP_RULES
from kouan.procedures.vessel_entry.form import Certificate, Filing


def ahead(on: Circumstances, term: str) -> timedelta:
    """A time in hours that the terms set."""
    return timedelta(hours=int(on.terms.number(term)))


@rule("arrival-after-departure", basis="fal-convention#general")
def arrival_follows_departure(filing: Filing) -> Iterator[Finding]:
    """预计抵港时间应晚于离开上一港时间。 | The ship must arrive after it leaves the last port."""
    if filing.eta <= filing.last_departure:
        yield "eta"


@rule("leaves-before-arrival", basis="fal-convention#general")
def leaving_follows_arrival(filing: Filing) -> Iterator[Finding]:
    """预计离港时间应晚于预计抵港时间。 | The ship must leave after it arrives."""
    if filing.etd <= filing.eta:
        yield "etd"


@rule("applied-late", basis="vessel-entry#seven-days", severity="warning")
def applied_seven_days_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """
    应在抵港 {days} 日前申请；航程不足的，在离开上一港时申请。
    | Apply {days} days before arrival, or on leaving the last port when the voyage is shorter.
    """
    lead = ahead(on, "apply-ahead")
    if filing.last_departure < filing.eta and on.at < filing.eta:
        latest = max(filing.eta - lead, filing.last_departure)
        if on.at > latest:
            yield "eta", {"days": lead.days}


def _arrival(filing: Filing, on: Circumstances) -> datetime:
    known: str | None = on.known("vessel-call", filing.call, "arrived_at")
    return datetime.fromisoformat(known) if known else filing.eta


@rule("formalities-late", basis="vessel-entry#formalities-24-hours", severity="warning")
def formalities_are_done_in_a_day(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在抵港后 {hours} 小时内办理进口岸手续。 | Entry formalities are due within {hours} hours of arrival."""
    after = ahead(on, "formalities-within")
    if on.at - _arrival(filing, on) > after:
        yield "eta", {"hours": int(after / timedelta(hours=1))}


@rule("certificate-expired", basis="vessel-entry#documents", severity="warning", each="certificates")
def certificates_are_valid_on_arrival(certificate: Certificate, filing: Filing) -> Iterator[Finding]:
    """{name}抵港时已过期。 | {name} will have expired on arrival."""
    if certificate.valid_until < local_date(filing.eta):
        yield "valid_until", {"name": certificate.name}


VOYAGE_RULES: tuple[Rule, ...] = (
    *SHIP_RULES,
    arrival_follows_departure,
    leaving_follows_arrival,
    applied_seven_days_ahead,
    formalities_are_done_in_a_day,
    certificates_are_valid_on_arrival,
)
