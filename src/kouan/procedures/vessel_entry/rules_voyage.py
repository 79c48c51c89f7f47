"""Demands on ship and voyage: the call, times, pilot, certificates, dues."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures.vessel_entry.form import Certificate, Filing

CHINA = "CHN"


def ahead(on: Circumstances, term: str) -> timedelta:
    """A time in hours that the terms set."""
    return timedelta(hours=int(on.terms.number(term)))


@rule("call-unknown", basis="port-law#ship-notice")
def the_call_is_announced(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """航次 {call} 没有船期预报，请先预报航次。 | Call {call} has not been announced; announce it first."""
    facts = on.objects.get(("vessel-call", filing.call))
    if facts is not None and not facts:
        yield "call", {"call": filing.call}


@rule("call-ship", basis="port-law#ship-notice")
def the_call_is_this_ship(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """IMO 编号与航次 {call} 预报的船舶 {imo} 不符。 | The IMO number differs from {imo}, announced for call {call}."""
    imo = on.known("vessel-call", filing.call, "imo", filing.imo)
    if imo != filing.imo:
        yield "imo", {"call": filing.call, "imo": imo}


@rule("net-tonnage", basis="tonnage-tax-law#pay")
def net_tonnage_is_not_above_gross(filing: Filing) -> Iterator[Finding]:
    """净吨不能大于总吨。 | Net tonnage cannot be above gross tonnage."""
    if filing.net_tonnage > filing.gross_tonnage:
        yield "net_tonnage"


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


@rule("pilot-needed", basis="maritime-traffic-law#pilotage")
def foreign_ships_take_a_pilot(filing: Filing) -> Iterator[Finding]:
    """外国籍船舶靠泊须申请引航。 | A foreign ship that berths must ask for a pilot."""
    if filing.flag != CHINA and filing.berth and not filing.pilot:
        yield "pilot"


@rule("dues-unpaid", basis="tonnage-tax-law#pay", severity="warning")
def tonnage_dues_are_paid(filing: Filing) -> Iterator[Finding]:
    """抵港时没有有效的吨税执照，须向海关申报缴纳。
    | No valid tonnage dues licence on arrival: dues must be paid to customs.
    """
    if filing.dues_until is None or filing.dues_until < local_date(filing.eta):
        yield "dues_until"


@rule("certificate-expired", basis="vessel-entry#documents", severity="warning", each="certificates")
def certificates_are_valid_on_arrival(certificate: Certificate, filing: Filing) -> Iterator[Finding]:
    """{name}抵港时已过期。 | {name} will have expired on arrival."""
    if certificate.valid_until < local_date(filing.eta):
        yield "valid_until", {"name": certificate.name}


VOYAGE_RULES: tuple[Rule, ...] = (
    the_call_is_announced,
    the_call_is_this_ship,
    net_tonnage_is_not_above_gross,
    arrival_follows_departure,
    leaving_follows_arrival,
    applied_seven_days_ahead,
    formalities_are_done_in_a_day,
    foreign_ships_take_a_pilot,
    tonnage_dues_are_paid,
    certificates_are_valid_on_arrival,
)
