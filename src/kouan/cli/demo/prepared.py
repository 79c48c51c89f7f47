"""What is laid out for whoever tries the demo: a draft with three errors, a ship before four agencies, a held box.

They are filed by the same people through the same services; only their time and who leaves them alone is arranged.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from kouan.cli.demo import imports, ships
from kouan.cli.demo.cargo import Consignment, Hold, Visit
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.trade import Trade
from kouan.cli.demo.world import World
from kouan.engine import Refused
from kouan.kernel.clock import SHANGHAI, local_date
from kouan.modules.cases.public import save_draft
from kouan.modules.consignments import public as port
from kouan.procedures import procedures
from kouan.web.pages.demo_tour import CLERK, DRAFT_CONTRACT, HELD_BILL, HOLDER, THREE_AGENCIES

_HOUR = timedelta(hours=1)
_BEARINGS, _INVERTERS, _METHANOL = "8482102000", "8504403090", "2905110000"
_DRAFT_BILL = "CWDEMO0001"
_REVIEWS = frozenset({"maritime", "customs", "border", "port"})
_NOTHING = frozenset[str]()


class Prepared:
    """Lays things out in four visits: one that came this morning, three that are expected."""

    def __init__(self, world: World, desks: Desks, hold: Hold, trade: Trade) -> None:
        self.world, self.desks, self.hold, self.trade = world, desks, hold, trade
        self._expected: list[Visit] = []
        self._draft: Consignment | None = None
        self._held: Consignment | None = None

    def stow(self, visits: Sequence[Visit]) -> None:
        """Put what is needed on board before anybody's plans are laid."""
        dice, now = self.world.dice("prepared"), self.world.scale.until
        landed = [visit for visit in visits if visit.arrived_at < now - 10 * _HOUR and visit.outward]
        here = landed[-1]
        self._draft = self.hold.one(here, _BEARINGS, _DRAFT_BILL, dice)
        self._held = self.hold.one(here, _INVERTERS, HELD_BILL, dice)
        here.inward = [self._draft, self._held, *here.inward]
        self._expected = [visit for visit in visits if visit.eta > now + 20 * _HOUR]
        for number, visit in enumerate(self._expected):
            visit.inward.append(self.hold.one(visit, _METHANOL, f"CWDEMO1{number:03d}", dice))
        self._expected[0].kept = True

    def plan(self) -> None:
        """Plan who files what, in the last hours."""
        now = self.world.scale.until
        if imports.CODE in procedures():
            self.world.at(now - 9 * _HOUR, self._declare_held)
            self.world.at(now - 2.5 * _HOUR, self._place_hold)
            self.world.at(now - 0.6 * _HOUR, self._try_the_gate)
            self.world.at(now - 0.2 * _HOUR, self._save_draft)
        if ships.ENTRY in procedures():
            self.world.at(now - 2 * _HOUR, self._enter)
        if ships.DANGEROUS in procedures():
            for visit, ago, leave in zip(
                self._expected[1:], (0.3, 6), ({"accept"}, {"maritime", "port"}), strict=False
            ):
                moment = now - ago * _HOUR
                self.world.at(moment, partial(self._dangerous, visit, frozenset(leave)))

    # ── A draft with three errors ────────────────────────────────────────────────────────────────────────────────
    def _save_draft(self, at: datetime) -> None:
        assert self._draft
        clerk = self.world.people.person(CLERK)
        # Paid shipment by shipment: whatever becomes of the firm's guarantee, its three errors are all there is.
        backed = replace(self.trade.backing.of(self._draft), guarantee="")
        form = imports.import_form(self._draft, imports.ORDINARY, clerk, self.world.people, local_date(at), backed)
        form["contract_number"] = DRAFT_CONTRACT
        documents = self.desks.cabinet.take(clerk, imports.papers(form))
        save_draft(clerk, imports.CODE, with_three_errors(form), documents)

    # ── A box under hold at the gate ─────────────────────────────────────────────────────────────────────────────
    def _declare_held(self, at: datetime) -> None:
        assert self._held
        self.trade.declare(self._held, imports.ORDINARY, self.world.dice("held"), at, _NOTHING)

    def _which(self) -> dict[str, str]:
        assert self._held
        return {"container": self._held.crates[0].number, "visit": self._held.visit.number}

    def _place_hold(self, at: datetime) -> None:
        officer = self.world.people.person(HOLDER)
        reason = "疑似瞒报危险货物，待开箱核对"
        held = port.PlaceHold(happened_at=at, authority=officer.agency, reason=reason, **self._which())
        port.place_hold(officer, held)

    def _try_the_gate(self, at: datetime) -> None:
        assert self._held
        try:
            port.gate_out(self._held.visit.terminal, port.GateOut(happened_at=at, truck="澄A66018", **self._which()))
        except Refused:
            self.world.made["alarms"] += 1

    # ── Ships ────────────────────────────────────────────────────────────────────────────────────────────────────
    def _enter(self, at: datetime) -> None:
        visit = self._expected[0]
        form = ships.entry_form(visit, None, self.world.dice("entry", visit.number))
        case = self.desks.file(
            visit.agent, ships.ENTRY, form, (), at, about=visit, leave=_REVIEWS, reference=THREE_AGENCIES
        )
        visit.entry = case.view["number"]

    def _dangerous(self, visit: Visit, leave: frozenset[str], at: datetime) -> None:
        form = ships.dangerous_form(visit, visit.agent.person_name.zh, at.astimezone(SHANGHAI))
        self.desks.file(visit.agent, ships.DANGEROUS, form, ships.dangerous_papers(form), at, about=visit, leave=leave)


def with_three_errors(form: dict[str, Any]) -> dict[str, Any]:
    """The same form with a digit of the container number wrong, a sum that is off, and no country of origin."""
    wrong = deepcopy(form)
    box, line = wrong["containers"][0], wrong["lines"][0]
    box["number"] = box["number"][:-1] + str((int(box["number"][-1]) + 1) % 10)
    line["total"] = f"{float(line['total']) * 10:.2f}"
    del line["origin"]
    return wrong
