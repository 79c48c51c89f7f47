"""Who declares what, when: in advance, on arrival, in two steps, late, or never."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random

from kouan.cli.demo import exports, imports
from kouan.cli.demo.backing import Backing
from kouan.cli.demo.cargo import Consignment, Visit
from kouan.cli.demo.desks import Desks, Followed, View
from kouan.cli.demo.habits import in_business
from kouan.cli.demo.quay import Quay, gates_in_at
from kouan.cli.demo.world import World
from kouan.kernel.clock import from_micros, local_date
from kouan.procedures import procedures

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_NEVER, _LATE = 0.025, 0.05
_EARLY_EXPORT = 0.35
_RELEASE = "release"
_DIRECT = 0.12
_NOTHING = frozenset[str]()
# Hours before the ship, or before it is loaded, when goods are declared that pass the quay without a stop.
_DIRECT_IN, _DIRECT_OUT = 22, 31


def declares_at(consignment: Consignment) -> datetime:
    """When goods are declared that go straight between ship and truck."""
    if consignment.is_import:
        return consignment.visit.eta - _DIRECT_IN * _HOUR
    return gates_in_at(consignment) - _DIRECT_OUT * _HOUR


class Trade:
    """Traders and brokers."""

    def __init__(self, world: World, desks: Desks, quay: Quay, backing: Backing) -> None:
        self.world, self.desks, self.quay, self.backing = world, desks, quay, backing
        self.cases: dict[str, Followed] = {}

    def plan(self, visit: Visit) -> None:
        """Plan the declarations of a visit's cargo, those procedures that there are."""
        for consignment in visit.inward if imports.CODE in procedures() else ():
            if not consignment.kept:
                self._plan_import(consignment)
        for consignment in visit.outward if exports.CODE in procedures() else ():
            self._plan_export(consignment)

    # ── Imports ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _plan_import(self, consignment: Consignment) -> None:
        dice = self.world.dice("import", consignment.bill)
        mode, fate = imports.clearance(consignment, dice), dice.random()
        if consignment.direct:
            moment = declares_at(consignment)
            self.world.at(moment, partial(self._declare_import, consignment, imports.ADVANCE, dice), imports.CODE)
            return
        if fate < _NEVER:
            return
        moment = self._import_time(consignment, mode, fate, dice)
        self.world.at(moment, partial(self._declare_import, consignment, mode, dice), imports.CODE)

    def _import_time(self, consignment: Consignment, mode: str, fate: float, dice: Random) -> datetime:
        arrival = consignment.visit.arrived_at
        if fate < _LATE:
            return in_business(arrival + dice.uniform(8, 17) * _DAY, dice)
        if mode == imports.ADVANCE or (mode == imports.TWO_STEP and dice.random() < 0.5):
            return in_business(arrival - dice.triangular(1, 26, 9) * _HOUR, dice)
        return in_business(arrival + dice.triangular(1, 72, 7) * _HOUR, dice)

    def _declare_import(self, consignment: Consignment, mode: str, dice: Random, at: datetime) -> None:
        """Declare, once there is the licence that the goods need."""
        if not self.backing.is_ready(consignment):
            self.world.at(at + _DAY / 2, partial(self._declare_import, consignment, mode, dice), imports.CODE)
            return
        if mode == imports.TWO_STEP and not self.backing.of(consignment).guarantee:
            mode = imports.ADVANCE
        if mode == imports.ADVANCE and consignment.visit.has_arrived:
            mode = imports.ORDINARY
        elif mode == imports.ORDINARY and not consignment.visit.has_arrived:
            mode = imports.ADVANCE
        self.declare(consignment, mode, dice, at, _NOTHING if consignment.direct else None)

    def declare(
        self, consignment: Consignment, mode: str, dice: Random, at: datetime, leave: frozenset[str] | None = None
    ) -> None:
        """File an import declaration; ``leave``: see :class:`Followed`."""
        filer = self.world.people.filer(consignment.firm, imports.CODE, dice)
        backed = self.backing.of(consignment)
        whole = imports.import_form(consignment, mode, filer, self.world.people, local_date(at), backed)
        is_summary = mode == imports.TWO_STEP
        self.cases[consignment.bill] = self.desks.file(
            filer, imports.CODE, imports.summary_of(whole) if is_summary else whole,
            imports.papers(whole, summary=is_summary), at,
            about=consignment, rest=whole if is_summary else None, heard=self._heard(consignment),
            leave=leave,
        )  # fmt: skip
        if mode == imports.ADVANCE and consignment.crates and not consignment.direct and dice.random() < _DIRECT:
            self.quay.ask_for_direct_pickup(consignment, filer, at)

    # ── Exports ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _plan_export(self, consignment: Consignment) -> None:
        dice = self.world.dice("export", consignment.bill)
        first, last = self.quay.expect(consignment, dice)
        if consignment.direct:
            self.world.at(
                declares_at(consignment), partial(self._declare_export, consignment, last, dice), exports.CODE
            )
        elif dice.random() < _EARLY_EXPORT:
            moment = first - dice.triangular(2, 24, 5) * _HOUR
            self.world.at(moment, partial(self._declare_export, consignment, last, dice), exports.CODE)
        else:
            moment = in_business(last + dice.triangular(0.5, 20, 3) * _HOUR, dice)
            self.world.at(moment, partial(self._declare_export, consignment, None, dice), exports.CODE)

    def _declare_export(self, consignment: Consignment, expected: datetime | None, dice: Random, at: datetime) -> None:
        filer = self.world.people.filer(consignment.firm, exports.CODE, dice)
        day = local_date(expected) if expected else None
        form = exports.export_form(consignment, day, filer, self.world.people, local_date(at))
        self.cases[consignment.bill] = self.desks.file(
            filer,
            exports.CODE,
            form,
            exports.papers(form),
            at,
            about=consignment,
            heard=self._heard(consignment),
            leave=_NOTHING if consignment.direct else None,
        )

    def _heard(self, consignment: Consignment) -> Callable[[View, datetime], None]:
        """What a trader does with the news of a case: once the goods are released, they are fetched."""

        def heard(view: View, at: datetime) -> None:
            row = next((row for row in view["steps"] if row["name"] == _RELEASE and "outcome" in row), None)
            if row and consignment.released_at is None:
                consignment.released_at = from_micros(row["decided_at"])
                if not consignment.kept:
                    self.quay.released(consignment, max(at, consignment.released_at))

        return heard
