"""Certificates for what was declared and then stayed behind on the quay."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from kouan.cli.demo.cargo import Consignment
from kouan.cli.demo.desks import Desks, Followed
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.habits import in_business
from kouan.cli.demo.world import World
from kouan.kernel.clock import local_date
from kouan.procedures import procedures

CODE = "non-shipment-certificate"
_HOUR = timedelta(hours=1)
_FILES_WITHIN = (4, 36)
# The first one's buyer waits: it is filed within the hour, at night too.
_IN_A_HURRY = (0.5, 1.0)


class Certificates:
    """Exporters whose boxes were shut out ask customs to certify it."""

    def __init__(self, world: World, desks: Desks) -> None:
        self.world, self.desks = world, desks
        self._known: set[str] = set()

    def plan(self, shut_out: list[Consignment], cases: dict[str, Followed], at: datetime) -> None:
        """Plan the applications for bookings that stayed behind and have none yet."""
        for consignment in shut_out if CODE in procedures() else ():
            if consignment.bill not in self._known and consignment.bill in cases:
                self._known.add(consignment.bill)
                self._plan(consignment, cases[consignment.bill], at)

    def _plan(self, consignment: Consignment, declared: Followed, at: datetime) -> None:
        dice = self.world.dice(CODE, consignment.bill)
        if len(self._known) > 1:
            moment = in_business(at + dice.uniform(*_FILES_WITHIN) * _HOUR, dice)
        else:
            moment = at + dice.uniform(*_IN_A_HURRY) * _HOUR
        self.world.at(moment, partial(self._apply, consignment, declared), CODE)

    def _apply(self, consignment: Consignment, declared: Followed, at: datetime) -> None:
        filer = self.world.people.filer(consignment.firm, CODE, self.world.dice("applicant", consignment.bill))
        form = application(consignment, declared, filer.person_name.zh, at)
        self.desks.file(filer, CODE, form, ("terminal-proof",), at)


def application(consignment: Consignment, declared: Followed, contact: str, at: datetime) -> dict[str, Any]:
    """The application for a booking whose boxes are still in the yard."""
    visit, form = consignment.visit, declared.view["form"]
    return {
        "declaration": declared.view["number"],
        "declared_on": local_date(declared.filed_at).isoformat(),
        "office": fleet().port["receiving"],
        "exporter_uscc": form["consignor_uscc"],
        "exporter_name": form["consignor_name"],
        "contact": contact,
        "phone": "0759-2208611",
        "bill": consignment.bill,
        "ship": visit.ship.name,
        "voyage": visit.voyage_out,
        "departure": local_date(visit.etd).isoformat(),
        "boxes": [{"number": crate.number, "whereabouts": "yard"} for crate in consignment.crates],
        "whole": True,
        "reason": "rolled",
        "details": "船公司爆舱，改配下一航次",
        "use": ["withdraw"],
        "terminal": visit.terminal.party_name.zh,
        "proof": f"WZC-{consignment.bill[-5:]}",
        "proof_on": local_date(at).isoformat(),
    }
