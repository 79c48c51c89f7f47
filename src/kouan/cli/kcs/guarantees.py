"""The synthetic guarantees: a summary declaration releases goods before duty is paid, and so names one that exists."""

from datetime import datetime, timedelta
from typing import Any

from kouan.blueprint import Attached
from kouan.cli.kcs import firms
from kouan.kernel.clock import local_date
from kouan.modules.balances.public import visible_balances
from kouan.modules.cases.public import file_case, upload

CODE, KIND = "duty-guarantee", "guarantee"
_PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
# More than any importer of the source declares; no amount of it is a fact.
_AMOUNT = "9000000000.00"
_OFFICE, _CUSTOMS_CODE = "6701", "6701910001"
# Rows come in no order of time; the source spans eighteen months.
_BEFORE, _VALID = timedelta(days=400), timedelta(days=10 * 365)


class Guarantees:
    """One for each importer, of the synthetic bank, handed in well before it declares."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}
        self._papers: tuple[Attached, ...] = ()

    def of(self, importer: str, at: datetime) -> str:
        """The number of an importer's guarantee."""
        if importer not in self._numbers:
            self._numbers[importer] = _known(importer) or self._given(importer, at - _BEFORE)
        return self._numbers[importer]

    def _given(self, importer: str, at: datetime) -> str:
        bank = firms.bank()
        if not self._papers:
            stored = upload(bank, "instrument.pdf", _PAPER)
            self._papers = (Attached("instrument", stored.file, stored.name),)
        view = file_case(bank, CODE, _letter(importer, at), self._papers, at=at, demo=True)
        return str(view["number"])


def _known(importer: str) -> str:
    clerk = firms.clerk(importer, "")
    return visible_balances(clerk, KIND).values_list("number", flat=True).first() or ""


def _letter(importer: str, at: datetime) -> dict[str, Any]:
    begins, bank, name = local_date(at), firms.bank(), firms.consignee_name(importer).zh
    return {
        "filed_by": "guarantor",
        "firm_uscc": firms.uscc_of(importer),
        "firm_name": name,
        "customs_code": _CUSTOMS_CODE,
        "office": _OFFICE,
        "contact": bank.person_name.zh,
        "phone": "000-00000000",
        "method": "e-letter",
        "uses": ["term"],
        "rolling": True,
        "amount": _AMOUNT,
        "valid_from": begins.isoformat(),
        "valid_to": (begins + _VALID).isoformat(),
        "instrument": f"KCS-{importer}",
        "issued_on": begins.isoformat(),
        "guarantors": [{"uscc": bank.party, "name": bank.party_name.zh, "kind": "bank", "share": _AMOUNT}],
        "undertaking": True,
    }
