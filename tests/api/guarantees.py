"""A guarantee as a bank's machine hands it in: for Lanyu, whose broker declares."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

from kouan.engine.scenario import read_filings
from kouan.kernel.clock import local_date, now
from kouan.modules.parties.demo.cast import cast
from kouan.procedures import scenarios_text
from tests.api.imports import PDF
from tests.api.machine import Machine

GUARANTEE = "/procedures/duty-guarantee"


def letter(**said: Any) -> dict[str, Any]:
    """An electronic letter over two million, good for a year from today."""
    form, owner, today = (
        deepcopy(read_filings(scenarios_text("duty-guarantee"))["electronic"]),
        cast().firms["lanyu"],
        local_date(now()),
    )
    form |= {"firm_uscc": owner.id, "firm_name": owner.name.zh, "customs_code": owner.customs_code}
    days = {"issued_on": today, "valid_from": today, "valid_to": today + timedelta(days=365)}
    return form | {name: day.isoformat() for name, day in days.items()} | said


def a_letter_is_handed_in(bank: Machine) -> Any:
    """Registered at once; the answer is its case."""
    stored = bank.upload("instrument.pdf", PDF).json
    papers = [{"kind": "instrument", "file": stored["file"], "name": stored["name"]}]
    return bank.post(f"{GUARANTEE}/cases", {"form": letter(), "documents": papers}).json
