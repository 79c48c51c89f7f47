"""The certificate itself: its number, its day, what its last boxes say."""

from datetime import date
from typing import Any

from kouan.blueprint import Computed, Facts
from kouan.kernel.clock import local_date
from kouan.procedures._application.months import months_after
from kouan.procedures.origin_certificate.form import COPY, COUNCIL, LATE, REPLACED, Filing
from kouan.procedures.origin_certificate.rules_goods import content, foreign

_TICKS = {LATE: "ISSUED RETROACTIVELY", COPY: "CERTIFIED TRUE COPY"}


def _ticked(filing: Filing) -> list[str]:
    """What box 17 says."""
    said = [_TICKS[filing.kind]] if filing.kind in _TICKS else []
    said += ["BACK-TO-BACK CERTIFICATE OF ORIGIN"] if filing.back_to_back else []
    return said + (["THIRD-PARTY INVOICING"] if filing.third_party else [])


def _remarks(filing: Filing) -> list[str]:
    """What box 14 says: the third party's invoice, the proof behind a back-to-back certificate, remarks."""
    said = [f"THIRD-PARTY INVOICE: {filing.invoicer}, {filing.invoicer_country}"] if filing.third_party else []
    if filing.back_to_back and filing.proof:
        proof = filing.proof
        said += [f"ORIGINAL PROOF: {proof.number}, {proof.issued_on}, {proof.issuer}, ORIGIN {proof.origin}"]
        said += [f"APPROVED EXPORTER: {proof.approved_exporter}"] if proof.approved_exporter else []
    return said + ([filing.remarks] if filing.remarks else [])


def _last_day(filing: Filing, issued: date, months: int) -> date:
    """A year from its issue; a back-to-back certificate ends no later than the proof behind it."""
    days = [issued, filing.proof.issued_on] if filing.back_to_back and filing.proof else [issued]
    return min(months_after(day, months) for day in days)


def _items(filing: Filing) -> list[dict[str, Any]]:
    rows = []
    for at, item in enumerate(filing.items, 1):
        found = content(item, foreign(filing, at))
        said = {"number": at, "hs6": item.hs6, "criterion": "+".join((item.criterion, *item.additions))}
        rows.append(said | {"origin": item.origin + (item.mark or "")} | ({"rvc": str(found)} if found else {}))
    return rows


def issue(facts: Facts) -> Computed:
    """The certificate as issued: a true copy keeps number and day of its original, everything else is new."""
    filing: Filing = facts.filing
    body = "C" if filing.body == COUNCIL else "R"
    today = local_date(facts.outcomes[f"{filing.body}-review"].at)
    number, issued = f"{body}{today:%y}{filing.office}-{facts.entropy[:8].upper() or 'SAMPLE'}", today
    if filing.kind == COPY and filing.earlier:
        number, issued = filing.earlier.number, filing.earlier.issued_on
    until = _last_day(filing, issued, int(facts.circumstances.terms.number("valid-months")))
    data: dict[str, Any] = {"number": number, "issued_on": issued.isoformat(), "valid_until": until.isoformat()}
    data |= {
        "made_out_on": today.isoformat(),
        "box_14": _remarks(filing),
        "box_17": _ticked(filing),
        "items": _items(filing),
    }
    if filing.kind == REPLACED and filing.earlier:
        data["invalidates"] = filing.earlier.number
    return Computed("issued", "", data)
