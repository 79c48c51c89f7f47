"""Firms book the hour at which their boxes are inspected: those that were selected, and those that customs hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from kouan.cli.demo.agenda import TOGETHER
from kouan.cli.demo.cargo import Consignment, Crate
from kouan.cli.demo.desks import Desks, Followed
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.quay import INSPECTION, Quay
from kouan.cli.demo.turns import Turn, View, after, at, decided, step_of
from kouan.cli.demo.world import World
from kouan.engine import commands
from kouan.kernel.calendar import BeyondCalendar, china
from kouan.kernel.clock import SHANGHAI, from_micros, local_date
from kouan.modules.consignments import public as port
from kouan.procedures import procedures

CODE = "inspection-appointment"
_HOUR, _DAY, _MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
_BOOKED, _OTHER_WINDOW = 0.4, 0.25
# Customs' hours at the site, and how long ahead a window is asked for: within them, and outside for what spoils.
_OPENS, _CLOSES, _LASTS = 9, 17.5, 2.5 * _HOUR
_AHEAD, _AHEAD_OUTSIDE = 5 * _HOUR, 13 * _HOUR
_SATURDAY = 5
_SITE = "东湾码头集中查验平台"
_OFFICERS = ("customs-inspection-1", "customs-inspection-2")


@dataclass(frozen=True, slots=True)
class Window:
    """When an inspection may be; outside office hours it is a clearance by appointment and has its reason."""

    starts: datetime
    outside: bool = False

    @property
    def ends(self) -> datetime:
        return self.starts + _LASTS


@dataclass(frozen=True, slots=True)
class Looked:
    """What officers saw: when they ended, and whether anything was found."""

    ended: datetime
    found: bool


class Bookings:
    """Firms whose boxes are to be opened."""

    def __init__(self, world: World, desks: Desks, quay: Quay, cases: Mapping[str, Followed]) -> None:
        self.world, self.desks, self.quay, self.cases = world, desks, quay, cases
        quay.booked = self.for_inspection

    def is_declared(self, consignment: Consignment) -> bool:
        """Whether there is a declaration that a booking can name."""
        return consignment.bill in self.cases

    # ── Selected by the declaration ──────────────────────────────────────────────────────────────────────────────
    def for_inspection(self, consignment: Consignment, ready: datetime) -> datetime | None:
        """Let some firms book; the hour for which the terminal brings the boxes, None where it chooses itself."""
        dice = self.world.dice(CODE, consignment.bill)
        if CODE not in procedures() or consignment.kept or dice.random() > _BOOKED:
            return None
        asked = window(ready, fresh=consignment.product.is_fresh)
        stands = _other(asked) if dice.random() < _OTHER_WINDOW else asked
        looked = partial(self._by_declaration, consignment)
        book = partial(self._file, consignment, consignment.crates, (asked, stands), looked, None)
        self.world.at(ready, book, CODE)
        return stands.starts

    def _by_declaration(self, consignment: Consignment, began: datetime) -> Looked | None:
        """The same officers open the boxes for both cases."""
        declared = self.cases[consignment.bill]
        for row in declared.view["steps"]:
            if "outcome" in row and declared.step(row["name"]).desk == "inspection":
                ended = max(from_micros(row["decided_at"]) - 5 * _MINUTE, began + 20 * _MINUTE)
                return Looked(ended, row["outcome"] == "findings")
        return None

    # ── Held by an officer ───────────────────────────────────────────────────────────────────────────────────────
    def for_held(self, consignment: Consignment, crate: Crate, held: datetime, lift: Callable[..., None]) -> bool:
        """Let the firm of a held box book its inspection; ``lift`` is called once nothing was found."""
        if CODE not in procedures():
            return False
        filed = held + _HOUR / 2
        booked = window(filed, fresh=consignment.product.is_fresh)
        self._bring(consignment, crate, booked)
        self.world.at(filed, partial(self._file, consignment, [crate], (booked, booked), _in_order, lift), CODE)
        return True

    def _bring(self, consignment: Consignment, crate: Crate, booked: Window) -> None:
        which = {"container": crate.number, "visit": consignment.visit.number}
        terminal, there, back = consignment.visit.terminal, booked.starts - _HOUR / 2, booked.ends + 3 * _HOUR
        moved = port.MoveToInspection(happened_at=there, site="C2", **which)
        returned = port.ReturnToYard(happened_at=back, yard="B07-1", **which)
        self.world.report(there, port.move_to_inspection, terminal, moved)
        crate.holds.add(INSPECTION)
        self.world.at(back, partial(self.quay.bring_back, terminal, returned, crate), port.return_to_yard.name)

    # ── The case ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _file(
        self,
        consignment: Consignment,
        crates: list[Crate],
        windows: tuple[Window, Window],
        looked: Callable[[datetime], Looked | None],
        lift: Callable[[datetime], None] | None,
        moment: datetime,
    ) -> None:
        asked, stands = windows
        filer = self.world.people.filer(consignment.firm, CODE, self.world.dice("attends", consignment.bill))
        form = self._form(consignment, crates, asked) | _attended(filer.person_name.zh, filer.party)
        turns = _agreed(asked, stands) | {
            "move": Turn(at(stands.starts + TOGETHER)),
            "inspect": Turn(after(_HOUR / 3), partial(self._inspected, len(crates), stands, looked)),
        }
        heard = partial(self._heard, lift, []) if lift else None
        self.desks.file(filer, CODE, form, (), moment, leave=frozenset[str](), turns=turns, heard=heard)

    def _heard(self, lift: Callable[[datetime], None], told: list[str], view: View, moment: datetime) -> None:
        """The hold ends an hour after nothing was found."""
        row = step_of(view, "inspect")
        if row and "outcome" in row and not told:
            told.append(view["id"])
            self.world.at(moment + _HOUR, lift)

    def _inspected(
        self, boxes: int, booked: Window, looked: Callable[[datetime], Looked | None], view: View, moment: datetime
    ) -> commands.Command | None:
        began = booked.starts + 10 * _MINUTE
        seen = looked(began)
        if seen is None or seen.ended > moment:
            return None
        first, second = (self.world.people.person(name).person_name.zh for name in _OFFICERS)
        record = {
            "officer": first,
            "second_officer": second,
            "began": began.isoformat(),
            "ended": seen.ended.isoformat(),
            "found": seen.found,
            "opened": boxes,
            "signed_on": local_date(seen.ended).isoformat(),
        }
        return commands.Decide("inspect", "inspected", data=record)

    def _form(self, consignment: Consignment, crates: list[Crate], asked: Window) -> dict[str, Any]:
        firm = self.world.people.chief(consignment.firm)
        outside = {"kind": "clearance", "reason": "fresh", "perishable": True, "gear": ["cold"]}
        return {
            "applicant_uscc": firm.party,
            "applicant_name": firm.party_name.zh,
            "contact": firm.person_name.zh,
            "phone": "0759-2208800",
            "kind": "inspection",
            "office": fleet().port["receiving"],
            "site": _SITE,
            "window_start": asked.starts.isoformat(),
            "window_end": asked.ends.isoformat(),
            "work": ["inspect"],
            "direction": consignment.direction,
            "declaration": self.cases[consignment.bill].view["number"],
            "bill": consignment.bill,
            "boxes": [crate.number for crate in crates],
            "goods": consignment.product.name.zh,
            "gear": ["forklift"],
            **(outside if asked.outside else {}),
        }


def _in_order(began: datetime) -> Looked:
    """Nothing is found in a box that an officer held."""
    return Looked(began + 1.2 * _HOUR, found=False)


def _attended(name: str, party: str) -> dict[str, str]:
    return {"attendance": "own", "attendee": name, "attendee_phone": f"1380000{sum(map(ord, party)) % 9000 + 1000}"}


def _agreed(asked: Window, stands: Window) -> dict[str, Turn]:
    """Customs and the port agree; where officers are elsewhere at that hour, customs offer a later one."""
    turns = {name: Turn(after(_HOUR / 4), decided(name, "confirm")) for name in ("slot", "gear")}
    if stands != asked:
        times = {"offered_start": stands.starts.isoformat(), "offered_end": stands.ends.isoformat()}
        turns["slot"] = Turn(after(_HOUR / 3), decided("slot", "other-window", "该时段关员均有任务", **times))
        turns["agree"] = Turn(after(_HOUR / 2), lambda view, moment: commands.Supply("agree", {"agrees": True}))
    return turns


# ── Hours ────────────────────────────────────────────────────────────────────────────────────────────────────────
def window(filed: datetime, *, fresh: bool) -> Window:
    """The first within office hours; what spoils is looked at outside of them where that is a day sooner."""
    ordinary = _within_hours(filed + _AHEAD)
    sooner = _rounded(filed + _AHEAD_OUTSIDE)
    if fresh and ordinary - sooner > _DAY and _within_hours(sooner) != sooner:
        return Window(sooner, outside=True)
    return Window(ordinary)


def _rounded(moment: datetime) -> datetime:
    """The next half hour, on the port's clock."""
    local = moment.astimezone(SHANGHAI).replace(second=0, microsecond=0)
    return local + timedelta(minutes=-local.minute % 30)


def _within_hours(earliest: datetime) -> datetime:
    starts = _rounded(earliest)
    midnight = starts.replace(hour=0, minute=0)
    starts = max(starts, midnight + _OPENS * _HOUR)
    if starts + _LASTS > midnight + _CLOSES * _HOUR:
        starts = midnight + _DAY + _OPENS * _HOUR
    days = _working_day(starts.date()) - starts.date()
    return (starts + days).replace(hour=_OPENS, minute=0) if days else starts


def _working_day(day: date) -> date:
    """The day itself or the next that is worked; by the week alone in a year whose holidays are not announced yet."""
    try:
        return china().next_working_day(day)
    except BeyondCalendar:
        return day + (7 - day.weekday()) * _DAY if day.weekday() >= _SATURDAY else day


def _other(asked: Window) -> Window:
    """The same hour or later on the next day that is worked; clearance outside office hours stays as it is."""
    return asked if asked.outside else Window(_within_hours(asked.starts + _DAY / 2))
