"""The quay and the gate: ships worked, boxes counted, fetched, brought, inspected, loaded."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random

from kouan.cli.demo.agenda import TOGETHER
from kouan.cli.demo.cargo import KINDS, Consignment, Crate, Visit
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.habits import in_business
from kouan.cli.demo.world import World
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import Viewer

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_CRANES = timedelta(minutes=1.6)
_CARRIER_KEEPS = 0.05
_SHUT_OUT = 0.025
_LINGERS = 0.05
_AMENDED = 0.02
_TRUCKS = (6, 23)
_TO_THE_SHIP = 2.2 * _HOUR
_TALLY = "lihuo"
INSPECTION = "inspection"


class Quay:
    """Terminals, tally company and carriers at work."""

    def __init__(self, world: World, desks: Desks) -> None:
        self.world, self.desks = world, desks
        self.shut_out: list[Consignment] = []
        self.ashore: list[tuple[Consignment, Crate]] = []
        self._inspected: dict[str, datetime] = {}
        self.booked: Callable[[Consignment, datetime], datetime | None] = lambda consignment, ready: None
        desks.inspect = self.inspect

    # ── Ships ────────────────────────────────────────────────────────────────────────────────────────────────────
    def plan(self, visit: Visit) -> None:
        """Manifests, the ship's moves, and what the cranes do."""
        dice = self.world.dice("quay", visit.number)
        for consignment in (*visit.inward, *visit.outward):
            sent = visit.eta - (dice.uniform(27, 40) if consignment.is_import else dice.uniform(120, 132)) * _HOUR
            self.world.at(sent, partial(self._manifest, consignment))
        self.world.at(visit.arrived_at, partial(self._arrive, visit))
        alongside = visit.arrived_at + dice.uniform(0.7, 3.5) * _HOUR
        berthing = port.Berthing(happened_at=alongside, call=visit.number, berth=visit.berth)
        visit.alongside_at = alongside
        self.world.report(alongside, port.record_berthing, visit.terminal, berthing)
        self._plan_cranes(visit, alongside + _HOUR, dice)

    def _plan_cranes(self, visit: Visit, begin: datetime, dice: Random) -> None:
        """One box after the other: first all that come off, then all that go on; then the ship leaves."""
        moment = begin
        for consignment in visit.inward:
            for crate in consignment.crates:
                moment += _CRANES
                crate.worked_at = moment
                self.world.at(moment, partial(self._discharge, consignment, crate))
        for consignment in visit.outward:
            moment += _CRANES * len(consignment.crates)
            for crate in consignment.crates:
                crate.worked_at = moment
            self.world.at(moment, partial(self._load, consignment))
        loose = any(not consignment.crates for consignment in visit.inward)
        leaves = moment + (dice.uniform(26, 44) if loose else dice.uniform(1.5, 4)) * _HOUR
        visit.leaves_at = leaves
        departure = port.Departure(happened_at=leaves, call=visit.number, next_port=visit.next_port)
        self.world.report(leaves, port.record_departure, visit.terminal, departure)

    def _manifest(self, consignment: Consignment, at: datetime) -> None:
        by_case = consignment.visit.by_case
        if not by_case:
            self._send(consignment, at)
        self.world.made["bills"] += 1
        dice = self.world.dice("manifest", consignment.bill)
        if consignment.is_import and not by_case and dice.random() < _AMENDED:
            later = at + dice.uniform(2, 10) * _HOUR
            self.world.at(later, partial(self._send, consignment, reason="货物描述更正"))
        if consignment.carrier_hold and dice.random() > _CARRIER_KEEPS:
            paid = in_business(consignment.visit.arrived_at + dice.uniform(1, 44) * _HOUR, dice)
            self.world.at(paid, partial(self.carrier_releases, consignment))

    def _send(self, consignment: Consignment, at: datetime, *, reason: str | None = None) -> None:
        visit, product = consignment.visit, consignment.product
        trader = self.world.people.chief(consignment.firm)
        side = "consignee" if consignment.is_import else "shipper"
        ports = (visit.last_port, "CNZHA") if consignment.is_import else ("CNZHA", visit.next_port)
        goods = f"{product.name.en}, {consignment.packages} PACKAGES" if reason else product.name.en
        manifest = {
            "bill": consignment.bill, "call": visit.number, "direction": consignment.direction,
            "cargo": "container" if consignment.crates else "roro" if product.box == "roro" else "bulk",
            side: trader.party, f"{side}_name": trader.party_name.zh, "goods": goods,
            "packages": consignment.packages, "gross_weight": Decimal(consignment.gross),
            "load_port": ports[0], "discharge_port": ports[1], "carrier_hold": consignment.carrier_hold,
            "boxes": [_row(crate) for crate in consignment.crates], "reason": reason,
        }  # fmt: skip
        port.register_manifest(visit.agent, port.Manifest(happened_at=at, **manifest))

    def carrier_releases(self, consignment: Consignment, at: datetime) -> None:
        port.carrier_release(consignment.visit.agent, port.CarrierRelease(happened_at=at, bill=consignment.bill))
        consignment.carrier_hold = False

    def _arrive(self, visit: Visit, at: datetime) -> None:
        port.record_arrival(visit.agent, port.CallMove(happened_at=at, call=visit.number))
        visit.has_arrived = True
        for consignment in visit.inward:
            self.desks.arrived(consignment.bill, at)
            if not consignment.crates:
                self._tally_loose(consignment, at)

    def _tally_loose(self, consignment: Consignment, at: datetime) -> None:
        clerk = self.world.people.chief(_TALLY)
        counted = port.TallyBill(happened_at=at + 20 * _HOUR, bill=consignment.bill, packages=consignment.packages)
        self.world.report(at + 20 * _HOUR, port.tally_bill, clerk, counted)

    # ── Off the ship, onto the ship ──────────────────────────────────────────────────────────────────────────────
    def _discharge(self, consignment: Consignment, crate: Crate, at: datetime) -> None:
        visit, dice = consignment.visit, self.world.dice("yard", crate.number)
        yard = f"{dice.choice('ABCDEF')}{dice.randrange(1, 40):02d}-{dice.randrange(1, 7)}"
        said = port.Discharge(happened_at=at, call=visit.number, container=crate.number, yard=yard)
        box = port.discharge(visit.terminal, said)
        crate.here_at = at
        self.world.made["boxes"] += 1
        clerk = self.world.people.chief(_TALLY)
        counted = at + dice.uniform(10, 55) * _MINUTE
        tally = port.Tally(happened_at=counted, container=crate.number, visit=visit.number, packages=crate.packages)
        self.world.report(counted, port.tally, clerk, tally)
        if box.place == "truck":
            crate.planned = True
            leaves = counted + dice.uniform(6, 30) * _MINUTE
            self.world.at(leaves, partial(self._gate_out, consignment, crate))
        else:
            self.ashore.append((consignment, crate))

    def _load(self, consignment: Consignment, at: datetime) -> None:
        """A booking goes on board whole: when it was declared, released, and the carrier has room for it."""
        dice = self.world.dice("load", consignment.bill)
        held = any(crate.held for crate in consignment.crates)
        if consignment.released_at is None or consignment.here_at is None or held:
            return
        has_room = consignment.direct or consignment.visit.by_case
        if not has_room and (dice.random() < _SHUT_OUT or not self.shut_out):
            self.shut_out.append(consignment)
            return
        for number, crate in enumerate(consignment.crates):
            moment = at + _CRANES * number
            crate.planned = True
            said = port.Load(happened_at=moment, container=crate.number, call=consignment.visit.number)
            self.world.report(moment, port.load, consignment.visit.terminal, said)

    # ── The gate ─────────────────────────────────────────────────────────────────────────────────────────────────
    def expect(self, consignment: Consignment, dice: Random) -> tuple[datetime, datetime]:
        """Plan the gate-ins of an export booking; when the first and the last of its boxes will be in."""
        first = in_business(consignment.visit.eta - dice.uniform(44, 104) * _HOUR, dice, *_TRUCKS)
        if consignment.direct:
            first = gates_in_at(consignment)
            self.world.agenda.hear(first + _HOUR / 2)
            self.world.agenda.hear(first + 1.5 * _HOUR)
        least, most = (3, 9) if consignment.direct else (8, 40)
        times = [first + number * dice.uniform(least, most) * _MINUTE for number in range(len(consignment.crates))]
        for crate, moment in zip(consignment.crates, times, strict=True):
            self.world.at(moment, partial(self._gate_in, consignment, crate))
        return times[0], max(times)

    def _gate_in(self, consignment: Consignment, crate: Crate, at: datetime) -> None:
        dice = self.world.dice("gate", crate.number)
        said = port.GateIn(
            happened_at=at, container=crate.number, booking=consignment.bill, truck=crate.truck or plate(dice),
            seal=crate.seal, gross_weight=Decimal(crate.gross + KINDS[crate.kind][2]),
            yard=f"E{dice.randrange(1, 60):02d}-{dice.randrange(1, 6)}",
        )  # fmt: skip
        port.gate_in(consignment.visit.terminal, said)
        crate.here_at = at
        self.world.made["boxes"] += 1
        if consignment.here_at is not None:
            self.desks.arrived(consignment.bill, at)

    def released(self, consignment: Consignment, at: datetime) -> None:
        """The goods may go: imports are fetched, box by box."""
        if not consignment.is_import:
            return
        dice = self.world.dice("fetch", consignment.bill)
        if dice.random() < _LINGERS:
            return
        wait = dice.triangular(1, 16, 4) if consignment.product.is_fresh else dice.triangular(2, 120, 14)
        for crate in consignment.crates:
            moment = max(at, crate.here_at or at) + (wait + dice.uniform(0, 3)) * _HOUR
            self.world.at(in_business(moment, dice, *_TRUCKS), partial(self._fetch, consignment, crate))

    def _fetch(self, consignment: Consignment, crate: Crate, at: datetime) -> None:
        if crate.planned:
            return
        if crate.here_at is None or crate.held or consignment.carrier_hold:
            later = at + self.world.dice("again", crate.number, at).uniform(4, 11) * _HOUR
            self.world.at(later, partial(self._fetch, consignment, crate))
        else:
            self._gate_out(consignment, crate, at)

    def _gate_out(self, consignment: Consignment, crate: Crate, at: datetime) -> None:
        dice = self.world.dice("out", crate.number)
        said = port.GateOut(
            happened_at=at, container=crate.number, visit=consignment.visit.number, truck=crate.truck or plate(dice)
        )
        crate.planned, crate.gone_at = True, at
        port.gate_out(consignment.visit.terminal, said)

    # ── Inspection and ship-side pick-up ─────────────────────────────────────────────────────────────────────────
    def inspect(self, consignment: Consignment, opened: datetime) -> datetime:
        """Bring the boxes of a consignment to the inspection site and back; when the last of them is there."""
        if not consignment.crates:
            return opened + 4 * _HOUR
        if consignment.bill not in self._inspected:
            self._inspected[consignment.bill] = self._plan_inspection(consignment, opened)
        return self._inspected[consignment.bill]

    def _plan_inspection(self, consignment: Consignment, opened: datetime) -> datetime:
        dice = self.world.dice("inspection", consignment.bill)
        here = [crate.here_at or consignment.visit.arrived_at + 7 * _HOUR for crate in consignment.crates]
        # The order is on the terminal's screen once the hours in which it was given are through.
        ready = max(opened, *here) + TOGETHER + _HOUR / 4
        moved = in_business(ready + dice.triangular(0.5, 30, 4) * _HOUR, dice)
        window = self.booked(consignment, ready)
        if window is not None:
            moved = window - 1.5 * _HOUR
        back = moved + dice.uniform(11, 30) * _HOUR
        for crate in consignment.crates:
            self._plan_moves(consignment, crate, (ready, moved + dice.uniform(0, 1) * _HOUR, back), dice)
        return moved + _HOUR

    def _plan_moves(self, consignment: Consignment, crate: Crate, times: Sequence[datetime], dice: Random) -> None:
        ready, moved, back = times
        which = {"container": crate.number, "visit": consignment.visit.number}
        terminal = consignment.visit.terminal
        plan = port.PlanInspection(happened_at=ready, planned_at=moved, **which)
        there = port.MoveToInspection(happened_at=moved, site=f"C{dice.randrange(1, 9)}", **which)
        returned = port.ReturnToYard(happened_at=back, yard=f"B{dice.randrange(1, 30):02d}-1", **which)
        crate.holds.add(INSPECTION)
        self.world.report(ready, port.plan_inspection, terminal, plan)
        self.world.report(moved, port.move_to_inspection, terminal, there)
        self.world.at(back, partial(self.bring_back, terminal, returned, crate))

    def bring_back(self, terminal: Viewer, returned: port.ReturnToYard, crate: Crate, at: datetime) -> None:
        """The box is in the yard again, where it can be fetched."""
        port.return_to_yard(terminal, returned)
        crate.holds.discard(INSPECTION)

    def ask_for_direct_pickup(self, consignment: Consignment, filer: Viewer, at: datetime) -> None:
        """Book trucks to the ship's side for every box of a consignment."""
        visit = consignment.visit
        self.world.at(at + _HOUR, partial(self.carrier_releases, consignment))
        for crate in consignment.crates:
            crate.truck = plate(self.world.dice("direct", crate.number))
            said = port.DirectPickup(
                happened_at=at, container=crate.number, visit=visit.number, truck=crate.truck,
                window_start=visit.arrived_at + 2 * _HOUR, window_end=visit.arrived_at + 12 * _HOUR,
            )  # fmt: skip
            port.request_direct_pickup(filer, said)


def _row(crate: Crate) -> port.ManifestBox:
    size, _, _ = KINDS[crate.kind]
    weight = Decimal(crate.gross)
    return port.ManifestBox(container=crate.number, iso_type=size, packages=crate.packages, gross_weight=weight)


def gates_in_at(consignment: Consignment) -> datetime:
    """When the first box of a booking that goes straight to the ship comes through the gate."""
    return min(crate.worked_at for crate in consignment.crates if crate.worked_at) - _TO_THE_SHIP


def plate(dice: Random) -> str:
    """A number plate of a province that there is not."""
    return f"澄{dice.choice('ABC')}{dice.randrange(10000, 100000)}"
