"""The certificate itself: its number, its day, what its last boxes say."""

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
    until = months_after(issued, int(facts.circumstances.terms.number("valid-months")))
    data: dict[str, Any] = {"number": number, "issued_on": issued.isoformat(), "valid_until": until.isoformat()}
    data |= {"made_out_on": today.isoformat(), "box_17": _ticked(filing), "items": _items(filing)}
    if filing.kind == REPLACED and filing.earlier:
        data["invalidates"] = filing.earlier.number
    return Computed("issued", "", data)
