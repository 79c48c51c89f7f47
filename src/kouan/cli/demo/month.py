"""A port month, made from its seed: everybody's plans are laid, then they happen in the order of time."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from kouan.cli.demo import (
    backing,
    bookings,
    bunkers,
    certificates,
    coldchain,
    cruises,
    exports,
    imports,
    leaving,
    manifests,
    quayside,
    refunds,
    rulings,
    ships,
    standing,
)
from kouan.cli.demo.backing import Backing
from kouan.cli.demo.bookings import Bookings
from kouan.cli.demo.bunkers import Bunkers
from kouan.cli.demo.calls import Visits
from kouan.cli.demo.cargo import Visit
from kouan.cli.demo.certificates import Certificates
from kouan.cli.demo.coldchain import ColdChain
from kouan.cli.demo.cruises import Cruises
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.incidents import Incidents
from kouan.cli.demo.leaving import Leaving
from kouan.cli.demo.manifests import Manifests
from kouan.cli.demo.pledges import plan_pledges
from kouan.cli.demo.prepared import Prepared
from kouan.cli.demo.quay import Quay
from kouan.cli.demo.quayside import Quayside
from kouan.cli.demo.refunds import Refunds
from kouan.cli.demo.rulings import plan_rulings
from kouan.cli.demo.scale import Scale
from kouan.cli.demo.scored import plan_scores
from kouan.cli.demo.standing import Standing
from kouan.cli.demo.stories import Stories
from kouan.cli.demo.surveys import Surveys
from kouan.cli.demo.trade import Trade
from kouan.cli.demo.world import World
from kouan.modules.parties.public import seed_people
from kouan.runtime.subscribers import drain

_AT_ONCE = (
    *("consignments-manifests", "consignments-holds", "parties-credit"),
    *("cases-awaiting", "cases-lapsing", "cases-notices", "guidance-notices"),
)
FILED = (
    *(imports.CODE, exports.CODE, ships.ENTRY, ships.DANGEROUS, certificates.CODE, rulings.CODE),
    *(backing.GUARANTEE, backing.CHANGE, backing.LICENCE),
    *(leaving.CODE, bunkers.CODE, cruises.CODE, standing.REPAIR, standing.SUSPENSION),
    *(quayside.PICKUP, quayside.LOADING, bookings.CODE),
    *(manifests.INWARD, manifests.OUTWARD, coldchain.CODE, refunds.CODE),
)
"""Procedures for which the month has a cause of its own; the others are told by their scenarios."""
_DAY = timedelta(days=1)
_SEEDED_BEFORE = 90 * _DAY
Told = Callable[[float], None]


class Month:
    """The simulator with all its parts."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.world = World.of(scale)
        self.desks = Desks(self.world)
        self.quay = Quay(self.world, self.desks)
        self.visits = Visits(self.world, self.desks)
        self.backing = Backing(self.world, self.desks)
        self.trade = Trade(self.world, self.desks, self.quay, self.backing)
        self.quayside = Quayside(self.world, self.desks, self.quay, self.trade)
        self.bookings = Bookings(self.world, self.desks, self.quay, self.trade.cases)
        self.coldchain = ColdChain(self.world, self.desks, self.visits.hold)
        self.manifests = Manifests(self.world, self.desks)
        self.incidents = Incidents(self.world, self.quay, self.bookings)
        self.certificates = Certificates(self.world, self.desks)
        self.prepared = Prepared(self.world, self.desks, self.visits.hold, self.trade)
        self._day = scale.begins

    def make(self, told: Told) -> World:
        """Make it; ``told`` is called with how much of it has passed, from 0 to 1."""
        seed_people(self.scale.until - _SEEDED_BEFORE)
        self.plan()
        self.world.agenda.run(self.scale.until, lambda moment: self._heard(moment, told))
        drain((*_AT_ONCE, "merkle-tree", "timing-copy"), at=self.scale.until)
        return self.world

    def plan(self) -> None:
        """Lay everybody's plans. The people are there; nothing is stored."""
        visits = self.visits.make()
        self.prepared.stow(visits)
        self.quayside.choose(visits)
        self.coldchain.choose(visits)
        self.manifests.choose(visits)
        self.backing.plan()
        self.backing.licence(visits)
        for visit in visits:
            self.visits.plan(visit)
            self.quay.plan(visit)
            self.trade.plan(visit)
        self._plan_more(visits)
        plan_rulings(self.world, self.desks)
        plan_pledges(self.world)
        plan_scores(self.world)
        Surveys(self.world).plan()
        Stories(self.world, self.desks.cabinet).plan(FILED)
        self.prepared.plan()

    def _plan_more(self, visits: Sequence[Visit]) -> None:
        """What ships do besides, and what firms do without a ship."""
        self.quayside.plan(visits)
        self.manifests.plan(visits)
        self.coldchain.plan()
        Refunds(self.world, self.desks, self.trade.cases).plan()
        Leaving(self.world, self.desks).plan(visits)
        Bunkers(self.world, self.desks).plan(visits)
        Cruises(self.world, self.desks).plan()
        Standing(self.world, self.desks, self.backing).plan()

    def _heard(self, moment: datetime, told: Told) -> None:
        """What everybody hears of an hour's events before the next begins."""
        drain(_AT_ONCE, at=moment)
        self.desks.look()
        while self._day <= moment:
            self._day += _DAY / 4
            self.incidents.of_the_day(moment)
            self.certificates.plan(self.quay.shut_out, self.trade.cases, moment)
        told(max(0.0, (moment - self.scale.begins) / (self.scale.until - self.scale.begins)))


def make_month(scale: Scale, told: Told = lambda share: None) -> World:
    """Make a month in an empty store."""
    return Month(scale).make(told)
