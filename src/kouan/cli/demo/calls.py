"""Ships' visits over the month: when they come, what they bring, and what their agents file for them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from kouan.cli.demo import ships
from kouan.cli.demo.cargo import Hold, Visit
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.fleet import CONTAINER, Ship, fleet
from kouan.cli.demo.goods import EXPORT, IMPORT
from kouan.cli.demo.world import World
from kouan.kernel.clock import SHANGHAI, local_date
from kouan.modules.consignments import public as port
from kouan.procedures import procedures

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
# How long before now the last ships came, and how long until the next: alongside, arriving, expected.
_AROUND_NOW = (-16 * _HOUR, -3 * _HOUR)
_EXPECTED = (13 * _HOUR, 38 * _HOUR, 62 * _HOUR, 90 * _HOUR)
_SMALLER = 0.4
_OTHERS_EVERY = timedelta(days=6)
_INWARD = 0.58
_TERMINALS = ("dongwan", "dongwan", "dongwan", "xiwan")


class Visits:
    """Makes the visits and lets their agents report and file."""

    def __init__(self, world: World, desks: Desks) -> None:
        self.world, self.desks, self.hold = world, desks, Hold()

    def make(self) -> list[Visit]:
        """All visits of the month with their cargo, in the order of their arrival."""
        made = [*self._container_visits(), *self._other_visits()]
        return sorted(made, key=lambda visit: visit.eta)

    def _container_visits(self) -> Iterator[Visit]:
        calls, scale = self.world.scale.container_calls, self.world.scale
        known, ships_here = list(self._times(calls)), fleet().of_type(container=True)
        for number, eta in enumerate(known):
            visit = self._visit(ships_here[number % len(ships_here)], eta)
            each = scale.boxes // calls + (1 if number < scale.boxes % calls else 0)
            self._stow(visit, each if number < calls else round(each * _SMALLER))
            yield visit

    def _times(self, calls: int) -> Iterator[datetime]:
        """Arrivals spread over the days, two of them just now; then ships that are expected."""
        scale = self.world.scale
        earlier, dice = calls - len(_AROUND_NOW), self.world.dice("arrivals")
        span = (scale.until - scale.begins - _DAY) / max(earlier, 1)
        for number in range(earlier):
            yield scale.begins + span * (number + dice.uniform(0.1, 0.9))
        for away in (*_AROUND_NOW, *_EXPECTED):
            yield scale.until + away + dice.uniform(-1, 1) * _HOUR

    def _other_visits(self) -> Iterator[Visit]:
        """Bulk carriers, a tanker and a car carrier: fewer, and without boxes."""
        scale, others = self.world.scale, fleet().of_type(container=False)
        calls = max(1, round((scale.until - scale.begins) / _OTHERS_EVERY))
        for number in range(calls):
            dice = self.world.dice("other", number)
            at = scale.begins + (scale.until - scale.begins) * ((number + dice.uniform(0.2, 0.8)) / calls)
            # The tanker first, so that even a small month has dangerous goods.
            visit = self._visit(others[(number + 2) % len(others)], at)
            visit.inward = list(self.hold.loose(visit, dice))
            yield visit

    def _visit(self, ship: Ship, eta: datetime) -> Visit:
        self.world.made["calls"] += 1
        number = self.world.made["calls"]
        dice, people = self.world.dice("call", number), self.world.people
        eta = eta.replace(minute=eta.minute // 10 * 10, second=0, microsecond=0)
        terminal = dice.choice(_TERMINALS) if ship.type == CONTAINER else "xiwan"
        berth = f"{'东湾' if terminal == 'dongwan' else '西湾'} {dice.randrange(1, 5)} 号泊位"
        voyage = f"{eta:%y%W}{number % 10}"
        return Visit(
            number=f"VC-{local_date(eta).year}-{100 + number:06d}", ship=ship, service=fleet().services[ship.service],
            terminal=people.chief(terminal), agent=people.chief(ship.agent), eta=eta,
            etd=eta + dice.randrange(16, 30) * _HOUR, voyage_in=f"{voyage}N", voyage_out=f"{voyage}S", berth=berth,
            arrived_at=eta + timedelta(minutes=dice.randrange(-80, 200)),
        )  # fmt: skip

    def _stow(self, visit: Visit, boxes: int) -> None:
        dice = self.world.dice("stowage", visit.number)
        inward = max(1, round(boxes * _INWARD))
        visit.inward = list(self.hold.stowed(visit, IMPORT, inward, dice))
        visit.outward = list(self.hold.stowed(visit, EXPORT, boxes - inward, dice))

    # ── What the agent does ──────────────────────────────────────────────────────────────────────────────────────
    def plan(self, visit: Visit) -> None:
        """Announcement, dangerous goods, entry."""
        dice = self.world.dice("agent", visit.number)
        self.world.at(visit.eta - dice.uniform(6, 8) * _DAY, partial(self._announce, visit))
        if visit.kept:
            return
        entry = visit.eta - dice.uniform(30, 96) * _HOUR
        if any(each.product.dangerous for each in visit.inward):
            self.world.at(entry - 6 * _HOUR, partial(self._declare_dangerous, visit), ships.DANGEROUS)
        else:
            self.world.at(entry, partial(self._enter, visit, None), ships.ENTRY)

    def _announce(self, visit: Visit, at: datetime) -> None:
        people, carrier = self.world.people, visit.ship.carrier
        announce(visit, at, tally=people.chief("lihuo").party, carrier=people.chief(carrier).party if carrier else None)

    def _declare_dangerous(self, visit: Visit, at: datetime) -> None:
        number = None
        if ships.DANGEROUS in procedures():
            form = ships.dangerous_form(visit, visit.agent.person_name.zh, at.astimezone(SHANGHAI))
            papers = ships.dangerous_papers(form)
            number = self.desks.file(visit.agent, ships.DANGEROUS, form, papers, at, about=visit).view["number"]
        self.world.at(at + 4 * _HOUR, partial(self._enter, visit, number), ships.ENTRY)

    def _enter(self, visit: Visit, dangerous: str | None, at: datetime) -> None:
        if ships.ENTRY in procedures():
            form = ships.entry_form(visit, dangerous, self.world.dice("entry", visit.number))
            visit.entry = self.desks.file(visit.agent, ships.ENTRY, form, (), at, about=visit).view["number"]


def announce(visit: Visit, at: datetime, *, tally: str | None = None, carrier: str | None = None) -> None:
    """Her agent announces the call; ``tally``, ``carrier``: USCC of who counts her boxes, and of her line."""
    ship = visit.ship
    port.announce_call(
        visit.agent,
        port.AnnounceCall(
            happened_at=at, number=visit.number, imo=ship.imo, ship=ship.name, ship_zh=ship.zh, flag=ship.flag,
            voyage_in=visit.voyage_in, voyage_out=visit.voyage_out, eta=visit.eta, etd=visit.etd,
            previous_port=visit.last_port, next_port=visit.next_port, berth=visit.berth,
            terminal=visit.terminal.party, tally=tally, carrier=carrier,
        ),
        demo=True,
    )  # fmt: skip
