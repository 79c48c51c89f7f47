"""What goes wrong in a month: boxes held by hand, trucks sent back at the gate, moves reported at the wrong time."""

from datetime import datetime, timedelta
from functools import partial

from kouan.cli.demo.bookings import Bookings
from kouan.cli.demo.cargo import Consignment, Crate
from kouan.cli.demo.quay import Quay
from kouan.cli.demo.world import World
from kouan.engine import Refused
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import Viewer

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_HELD, _CORRECTED = 0.008, 0.006
_FEWEST = 2
_CUSTOMS = "customs"
_HOLDERS = ((_CUSTOMS, "inspection", "疑似夹藏，待核"), ("msa", "dangerous", "疑似瞒报危险货物"))
_BY_HAND = "by-hand"
_TRIED = 0.6


class Incidents:
    """Draws some of the boxes that came ashore each day."""

    def __init__(self, world: World, quay: Quay, bookings: Bookings) -> None:
        self.world, self.quay, self.bookings = world, quay, bookings
        self._seen = 0

    def of_the_day(self, at: datetime) -> None:
        """Let something happen to a few of the boxes that came ashore since the last time."""
        new, self._seen = self.quay.ashore[self._seen :], len(self.quay.ashore)
        dice = self.world.dice("incidents", at)
        for consignment, crate in new:
            drawn = dice.random()
            if self._may_be_held(consignment, crate) and (drawn < _HELD or self.world.made["holds"] < _FEWEST):
                self._plan_hold(consignment, crate, at)
            elif drawn > 1 - _CORRECTED and crate.here_at:
                self._correct(consignment, crate, at)

    def _may_be_held(self, consignment: Consignment, crate: Crate) -> bool:
        """Not what leaves at once; customs hold what was declared."""
        still_here = not crate.planned and consignment.released_at is None
        return still_here and (self._holder()[0] != _CUSTOMS or self.bookings.is_declared(consignment))

    def _holder(self) -> tuple[str, str, str]:
        return _HOLDERS[self.world.made["holds"] % len(_HOLDERS)]

    def _plan_hold(self, consignment: Consignment, crate: Crate, at: datetime) -> None:
        dice = self.world.dice("hold", crate.number)
        agency, desk, reason = self._holder()
        self.world.made["holds"] += 1
        officer = self.world.people.officer(agency, desk, dice)
        which = {"authority": agency, "container": crate.number, "visit": consignment.visit.number}
        crate.holds.add(_BY_HAND)
        self.world.report(at, port.place_hold, officer, port.PlaceHold(happened_at=at, reason=reason, **which))
        if dice.random() < _TRIED:
            tried = at + dice.uniform(1, 7) * _HOUR
            self.world.at(tried, partial(self._try_the_gate, consignment, crate))
        lift = partial(self._lift, officer, which, crate)
        if agency != _CUSTOMS or not self.bookings.for_held(consignment, crate, at, lift):
            self.world.at(at + dice.uniform(8, 60) * _HOUR, lift)

    def _lift(self, officer: Viewer, which: dict[str, str], crate: Crate, at: datetime) -> None:
        port.lift_hold(officer, port.LiftHold(happened_at=at, reason="核实无误", **which))
        crate.holds.discard(_BY_HAND)

    def _try_the_gate(self, consignment: Consignment, crate: Crate, at: datetime) -> None:
        """A truck comes too early: it is sent back, and the alarm rings until somebody sees to it."""
        terminal, visit = consignment.visit.terminal, consignment.visit.number
        plate = f"澄C{self.world.dice('early', crate.number).randrange(10000, 100000)}"
        out = port.GateOut(happened_at=at, container=crate.number, visit=visit, truck=plate)
        try:
            port.gate_out(terminal, out)
        except Refused:
            self.world.made["alarms"] += 1
            seen = at + self.world.dice("seen", crate.number).uniform(5, 90) * _MINUTE
            self.world.at(seen, partial(self._acknowledge, terminal, crate, visit))

    def _acknowledge(self, terminal: Viewer, crate: Crate, visit: str, at: datetime) -> None:
        box = port.box(terminal, crate.number, visit)
        for alarm in port.open_alarms(terminal).filter(box=box):
            said = port.AcknowledgeAlarm(
                happened_at=at, container=crate.number, visit=visit, alarm=alarm.n, note="已核实，车辆返回停车场等候"
            )
            port.acknowledge_alarm(terminal, said)

    def _correct(self, consignment: Consignment, crate: Crate, at: datetime) -> None:
        assert crate.here_at
        said = port.CorrectMove(
            happened_at=at, container=crate.number, visit=consignment.visit.number, move="discharged",
            right_time=crate.here_at - 6 * _MINUTE, reason="桥吊时钟误差",
        )  # fmt: skip
        self.world.report(at, port.correct_move, consignment.visit.terminal, said)
