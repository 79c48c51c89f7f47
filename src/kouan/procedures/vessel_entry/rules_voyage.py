"""Demands on ship and voyage: the call, times, pilot, certificates, dues."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.spans import hours
from kouan.procedures._vessel import voyage
from kouan.procedures._vessel.rules import SHIP_RULES
from kouan.procedures.vessel_entry.form import Certificate, Filing


def _arrival(filing: Filing, on: Circumstances) -> datetime:
    known: str | None = on.known("vessel-call", filing.call, "arrived_at")
    return datetime.fromisoformat(known) if known else filing.eta


@rule("formalities-late", basis="vessel-entry#formalities-24-hours", severity="warning")
def formalities_are_done_in_a_day(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在抵港后 {hours} 小时内办理进口岸手续。 | Entry formalities are due within {hours} hours of arrival."""
    after = hours(on, "formalities-within")
    if on.at - _arrival(filing, on) > after:
        yield "eta", {"hours": int(after / timedelta(hours=1))}


@rule("certificate-expired", basis="vessel-entry#documents", severity="warning", each="certificates")
def certificates_are_valid_on_arrival(certificate: Certificate, filing: Filing) -> Iterator[Finding]:
    """{name}抵港时已过期，应在抵港前换发。 | {name} will have expired on arrival; it is to be renewed before."""
    if certificate.valid_until < local_date(filing.eta):
        yield "valid_until", {"name": certificate.name}


VOYAGE_RULES: tuple[Rule, ...] = (
    *SHIP_RULES,
    *voyage.VOYAGE_RULES,
    formalities_are_done_in_a_day,
    certificates_are_valid_on_arrival,
)
