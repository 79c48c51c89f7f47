"""Guarantees for duty: before the month begins the bank sends its electronic letters for the firms that import."""

from datetime import timedelta
from typing import Any

from kouan.blueprint import Attached
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.imports import DISCREDITED
from kouan.cli.demo.world import World
from kouan.kernel.clock import local_date
from kouan.modules.cases.public import file_case
from kouan.modules.parties.public import Viewer, organisations
from kouan.procedures import procedures

CODE = "duty-guarantee"
BANK = "yinhang"
_AMOUNT = "80000000.00"
_BEFORE, _VALID = timedelta(days=3), timedelta(days=365)


def give_guarantees(world: World, papers: tuple[Attached, ...], bank: Viewer) -> None:
    """One for each firm that may have one, before anything is declared."""
    without = {world.people.chief(firm).party for firm in DISCREDITED}
    for firm in organisations("importer") if CODE in procedures() else ():
        if firm.id not in without:
            form = _letter(world, bank, firm.id, firm.name.zh)
            entropy = f"{world.dice(CODE, firm.id).getrandbits(64):016x}"
            file_case(bank, CODE, form, papers, at=world.scale.begins - _BEFORE, demo=True, entropy=entropy)
            world.made[CODE] += 1


def _letter(world: World, bank: Viewer, firm: str, name: str) -> dict[str, Any]:
    begins = local_date(world.scale.begins - _BEFORE)
    return {
        "filed_by": "guarantor",
        "firm_uscc": firm,
        "firm_name": name,
        "customs_code": world.people.customs_code(firm),
        "office": fleet().port["district_customs"],
        "contact": bank.person_name.zh,
        "phone": "0759-2208866",
        "method": "e-letter",
        "uses": ["consolidated", "term", "elements"],
        "rolling": True,
        "amount": _AMOUNT,
        "valid_from": begins.isoformat(),
        "valid_to": (begins + _VALID).isoformat(),
        "instrument": f"CWB-YGB-{begins:%Y}-{firm[-6:-1]}",
        "issued_on": begins.isoformat(),
        "guarantors": [{"uscc": bank.party, "name": bank.party_name.zh, "kind": "bank", "share": _AMOUNT}],
        "undertaking": True,
    }
