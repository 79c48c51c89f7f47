"""What firms have before they declare: guarantees for their duty, licences for their goods."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from kouan.cli.demo.cargo import Consignment, Visit
from kouan.cli.demo.desks import Desks, View
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.habits import in_business
from kouan.cli.demo.world import World
from kouan.kernel.clock import local_date
from kouan.kernel.money import to_fen
from kouan.modules.balances.public import balance
from kouan.modules.parties.public import Viewer
from kouan.procedures import procedures

GUARANTEE, CHANGE, LICENCE = "duty-guarantee", "guarantee-change", "import-licence"
BANK, INSURER = "yinhang", "haifeng"
_DAY = timedelta(days=1)
_BEFORE = (15, 30)
_LICENSED_BEFORE = (9, 16)
_MILLION = Decimal(1_000_000)
DISCREDITED = "dinghai"
# Firm → what its bank answers for, in millions of yuan. Muhe's is tight: some of its duty is paid before release.
_LETTERS = {
    **{"huating": 60, "lanyu": 80, "qiushui": 40, "yunfan": 60, "beichen": 80, "muhe": 3},
    DISCREDITED: 1,
}
# These two answer for one another, each with half.
_JOINT, _JOINT_AMOUNT = ("jinshi", "xingtu"), 900
TIGHT = frozenset({"muhe"})
_RAISED, _RAISED_BY = "muhe", 2
_RAISED_BEFORE = timedelta(days=5)
"""So long before the end at the latest, so that the desks have got to it."""


@dataclass(slots=True)
class Backed:
    """What a consignment's declaration can name: the number of a guarantee and of a licence, "" for none."""

    guarantee: str = ""
    licence: str = ""


@dataclass(slots=True)
class Backing:
    """Guarantees by firm, licences by bill, as they come to be."""

    world: World
    desks: Desks
    guarantees: dict[str, str] = field(default_factory=dict)
    licences: dict[str, str] = field(default_factory=dict)

    def of(self, consignment: Consignment) -> Backed:
        """What there is for a consignment by now. Whoever declares looks first whether the guarantee may be used."""
        number = self.guarantees.get(consignment.firm, "")
        if number and balance(self.world.people.chief(consignment.firm), "guarantee", number).state != "active":
            number = ""
        return Backed(number, self.licences.get(consignment.bill, ""))

    def is_ready(self, consignment: Consignment) -> bool:
        """Whether the licence that its goods need is there."""
        return not consignment.product.licence or consignment.bill in self.licences

    # ── Guarantees ───────────────────────────────────────────────────────────────────────────────────────────────
    def plan(self) -> None:
        """Let banks, the insurer and peers give their guarantees before the month begins."""
        if GUARANTEE not in procedures():
            return
        for firm, millions in _LETTERS.items():
            self._at(firm, partial(self._letter, firm, millions * _MILLION))
        for firm, peer in (_JOINT, _JOINT[::-1]):
            self._at(firm, partial(self._joint, firm, peer, _JOINT_AMOUNT * _MILLION))
        later = self.world.scale.until - max(self.world.scale.days * _DAY / 3, _RAISED_BEFORE)
        self.world.at(in_business(later, self.world.dice(CHANGE), 9, 17), self._raise, CHANGE)

    def _at(self, firm: str, act: Any) -> None:
        dice = self.world.dice(GUARANTEE, firm)
        moment = in_business(self.world.scale.begins - dice.uniform(*_BEFORE) * _DAY, dice, 9, 17)
        self.world.at(moment, act, f"{GUARANTEE} {firm}")

    def _letter(self, firm: str, amount: Decimal, at: datetime) -> None:
        """A bank hands in its own electronic letter; it counts at once."""
        bank = self.world.people.chief(BANK)
        told: dict[str, Any] = {
            "filed_by": "guarantor",
            "method": "e-letter",
            "guarantors": [_guarantor(bank, "bank", amount)],
        }
        if firm == DISCREDITED:
            told["uses"] = ["term"]
        form = self._guarantee(firm, amount, at) | told
        self.desks.file(bank, GUARANTEE, form, ("instrument",), at, heard=partial(self._guaranteed, firm))

    def _joint(self, firm: str, peer: str, amount: Decimal, at: datetime) -> None:
        """Two peers answer together; customs decide."""
        peers = [self.world.people.chief(peer), self.world.people.chief("beichen")]
        half = amount / 2
        told = {"method": "joint", "guarantors": [_guarantor(each, "peer", half) for each in peers]}
        form = self._guarantee(firm, amount, at) | told
        papers = ("instrument", "joint-agreement")
        holder = self.world.people.chief(firm)
        self.desks.file(holder, GUARANTEE, form, papers, at, heard=partial(self._guaranteed, firm))

    def _guarantee(self, firm: str, amount: Decimal, at: datetime) -> dict[str, Any]:
        holder, day = self.world.people.chief(firm), local_date(at)
        return {
            "filed_by": "firm",
            "firm_uscc": holder.party,
            "firm_name": holder.party_name.zh,
            "customs_code": self.world.people.customs_code(holder.party),
            "office": fleet().port["receiving"],
            "contact": holder.person_name.zh,
            "phone": "0759-2208800",
            "uses": ["consolidated", "term"],
            "rolling": True,
            "amount": f"{amount:.2f}",
            "valid_from": day.isoformat(),
            "valid_to": (day + 365 * _DAY).isoformat(),
            "instrument": f"CW-{firm.upper()}-{day:%y%m%d}",
            "issued_on": day.isoformat(),
            "undertaking": True,
        }

    def _guaranteed(self, firm: str, view: View, at: datetime) -> None:
        if view["status"] == "done":
            self.guarantees[firm] = view["number"]

    def _raise(self, at: datetime) -> None:
        """One firm finds its guarantee too tight and has it raised."""
        number = self.guarantees.get(_RAISED)
        if number is None or CHANGE not in procedures():
            return
        holder = self.world.people.chief(_RAISED)
        form = {
            "guarantee": number,
            "applicant_uscc": holder.party,
            "applicant_name": holder.party_name.zh,
            "contact": holder.person_name.zh,
            "phone": "0759-2208800",
            "matter": "raise",
            "amount": f"{_RAISED_BY * _MILLION:.2f}",
            "instrument": f"CW-PD-{local_date(at):%y%m%d}",
            "reason": "到货增加，原额度不够周转",
        }
        self.desks.file(holder, CHANGE, form, ("endorsement",), at)

    # ── Licences ─────────────────────────────────────────────────────────────────────────────────────────────────
    def licence(self, visits: Iterable[Visit]) -> None:
        """Let every consignment that needs a licence have one applied for, well before its ship."""
        for visit in visits if LICENCE in procedures() else ():
            for consignment in visit.inward:
                if consignment.product.licence and not consignment.kept:
                    self._apply_before(consignment)

    def _apply_before(self, consignment: Consignment) -> None:
        dice = self.world.dice(LICENCE, consignment.bill)
        moment = in_business(consignment.visit.arrived_at - dice.uniform(*_LICENSED_BEFORE) * _DAY, dice, 9, 17)
        self.world.at(moment, partial(self._apply, consignment), f"{LICENCE} {consignment.bill}")

    def _apply(self, consignment: Consignment, at: datetime) -> None:
        firm = self.world.people.chief(consignment.firm)
        form = application(consignment, firm)
        self.desks.file(firm, LICENCE, form, ("contract",), at, heard=partial(self._licensed, consignment.bill))

    def _licensed(self, bill: str, view: View, at: datetime) -> None:
        if view["status"] == "done":
            self.licences[bill] = view["number"]


def _guarantor(who: Viewer, kind: str, share: Decimal) -> dict[str, str]:
    return {"uscc": who.party, "name": who.party_name.zh, "kind": kind, "share": f"{share:.2f}"}


def application(consignment: Consignment, firm: Viewer) -> dict[str, Any]:
    """The application for all that a bill brings, for one batch."""
    product = consignment.product
    quantity = sum(crate.quantity for crate in consignment.crates) or consignment.quantity
    return {
        "kind": product.licence,
        "importer_uscc": firm.party,
        "importer_name": firm.party_name.zh,
        "contact": firm.person_name.zh,
        "phone": "0759-2208800",
        "hs_code": product.hs,
        "goods": product.name.zh,
        "quantity": str(quantity),
        "unit": product.unit,
        "unit_price": str(consignment.price),
        "currency": consignment.currency,
        "total": f"{to_fen(quantity * consignment.price)}",
        "measured_by": "quantity",
        "bulk": not consignment.crates,
        "origin": consignment.origin,
        "supplier_country": consignment.origin,
        "office": fleet().port["receiving"],
        "mode": "0110",
        "contract": f"CW-{consignment.firm.upper()}-{consignment.bill[-5:]}",
        "planned_on": local_date(consignment.visit.arrived_at).isoformat(),
        "purpose": "自营销售" if product.purpose == "12" else "生产自用",
        "batch": "single",
    }
