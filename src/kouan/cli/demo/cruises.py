"""A cruise ship calls: in at dawn, her passengers ashore for the day, counted back, out at night."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache, partial
from importlib.resources import files
from random import Random
from typing import Any

from kouan.cli.demo import ships
from kouan.cli.demo.agenda import TOGETHER
from kouan.cli.demo.calls import announce
from kouan.cli.demo.cargo import Visit
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.fleet import Service, Ship
from kouan.cli.demo.turns import Turn, View, after, at
from kouan.cli.demo.world import World
from kouan.engine import commands
from kouan.kernel.clock import SHANGHAI, local_date
from kouan.kernel.datafile import values
from kouan.kernel.identifiers import imo_check
from kouan.modules.consignments import public as port
from kouan.procedures import procedures

CODE = "cruise-call"
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
# She comes every so many days, the last time two days ago, and she is expected the day after tomorrow.
_EVERY, _LAST, _NEXT = 9, 2, -2
_COMES, _STAYS = 7, 15 * _HOUR
_FILED_BEFORE = (66, 80)
_NUMBERED_FROM = 900
_PASSENGERS = (46, 70)
_GROUPS = ("T-01", "T-02")
_STAYS_ABOARD, _LANDS = 0.2, 0.08
_LEFT_OPEN = frozenset({"customs", "port"})


@cache
def _raw() -> Mapping[str, Any]:
    raw: dict[str, Any] = values(files("kouan.cli.demo").joinpath("cruise.yaml").read_text("utf-8"))
    return raw


def cruise_ship() -> Ship:
    """The ship, as written in ``cruise.yaml``."""
    row = dict(_raw()["ship"])
    hull = row.pop("hull")
    return Ship(imo=hull + imo_check(hull), carrier="", **row)


class Cruises:
    """The ship's agent, and the berth she comes to."""

    def __init__(self, world: World, desks: Desks) -> None:
        self.world, self.desks = world, desks

    def plan(self) -> None:
        """Plan every call of the month, and one that is expected."""
        for number, days in enumerate((*range(_LAST, max(self.world.scale.days, _LAST + 1), _EVERY), _NEXT), 1):
            if CODE in procedures():
                self._plan(self._visit(_NUMBERED_FROM + number, days))

    def _visit(self, number: int, days: int) -> Visit:
        raw, people = _raw(), self.world.people
        dawn = self.world.scale.until.astimezone(SHANGHAI).replace(hour=_COMES, minute=0) - days * _DAY
        service = Service((raw["last_port"], raw["next_port"]), frozenset(), raw["hours"])
        return Visit(
            number=f"VC-{local_date(dawn).year}-{number:06d}", ship=cruise_ship(), service=service,
            terminal=people.chief(raw["terminal"]), agent=people.chief(raw["ship"]["agent"]), eta=dawn,
            etd=dawn + _STAYS, voyage_in=f"{dawn:%y%m%d}C", voyage_out=f"{dawn:%y%m%d}C", berth=raw["berth"],
            arrived_at=dawn + _HOUR / 10, alongside_at=dawn + 0.8 * _HOUR, leaves_at=dawn + _STAYS,
        )  # fmt: skip

    def _plan(self, visit: Visit) -> None:
        assert visit.alongside_at
        assert visit.leaves_at
        self.world.at(visit.eta - 8 * _DAY, partial(announce, visit))
        filed = visit.eta - self.world.dice(CODE, visit.number).uniform(*_FILED_BEFORE) * _HOUR
        self.world.at(filed, partial(self._file, visit), CODE)
        call = visit.number
        arrival = port.CallMove(happened_at=visit.arrived_at, call=call)
        berthing = port.Berthing(happened_at=visit.alongside_at, call=call, berth=visit.berth)
        departure = port.Departure(happened_at=visit.leaves_at, call=call, next_port=visit.next_port)
        self.world.report(visit.arrived_at, port.record_arrival, visit.agent, arrival)
        self.world.report(visit.alongside_at, port.record_berthing, visit.terminal, berthing)
        self.world.report(visit.leaves_at, port.record_departure, visit.terminal, departure)

    def _file(self, visit: Visit, moment: datetime) -> None:
        assert visit.alongside_at
        assert visit.leaves_at
        ashore, leaves = visit.alongside_at + TOGETHER + _HOUR, visit.leaves_at
        turns = {
            "confirm": Turn(at(visit.eta - 26 * _HOUR), partial(_confirmed, visit)),
            "berthed": Turn(at(ashore)),
            "landing": Turn(after(_HOUR / 4), partial(_landed, visit.alongside_at)),
            "leaving": Turn(at(leaves - 1.7 * _HOUR), _counted_back),
            "sail": Turn(at(leaves + _HOUR / 2), partial(_sailed, leaves)),
        }
        leave = _LEFT_OPEN if visit.eta > self.world.scale.until else frozenset[str]()
        form = call_form(visit, self.world.dice("passengers", visit.number))
        self.desks.file(visit.agent, CODE, form, ("group-lists",), moment, leave=leave, turns=turns)


# ── What is said on the way ──────────────────────────────────────────────────────────────────────────────────────
def _moves(view: View) -> Counter[str]:
    return Counter(each["move"] for each in view["form"]["passengers"])


def _confirmed(visit: Visit, view: View, moment: datetime) -> commands.Command:
    return commands.Supply("confirm", {"eta": visit.eta.isoformat(), "berth": visit.berth})


def _landed(alongside: datetime, view: View, moment: datetime) -> commands.Command:
    moves, began = _moves(view), alongside + _HOUR / 3
    times = {"began": began.isoformat(), "ended": (began + 1.5 * _HOUR).isoformat()}
    return commands.Decide("landing", "done", data=times | {"landed": moves["lands"], "toured": moves["tours"]})


def _counted_back(view: View, moment: datetime) -> commands.Command:
    return commands.Supply("leaving", {**view["form"], "returned": _moves(view)["tours"]})


def _sailed(leaves: datetime, view: View, moment: datetime) -> commands.Command:
    return commands.Supply("sail", {"sailed_at": leaves.isoformat()})


# ── What is filed ────────────────────────────────────────────────────────────────────────────────────────────────
def call_form(visit: Visit, dice: Random) -> dict[str, Any]:
    """The whole call: ship, voyage, health, crew and passengers, and the groups that come without visas."""
    raw, passengers = _raw(), list(_passengers(visit, dice))
    crew = ships.crew(visit, dice)
    return {
        "kind": "visit",
        **ships.particulars(visit),
        "allowed": raw["allowed"],
        "security_until": _later(visit, 700),
        "master": f"{crew[0]['family_name']} {crew[0]['given_name']}",
        "voyage": visit.voyage_in,
        "last_port": visit.last_port,
        "last_departure": (visit.eta - raw["hours"] * _HOUR).isoformat(),
        "eta": visit.eta.isoformat(),
        "etd": visit.etd.isoformat(),
        "next_port": visit.next_port,
        "berth": visit.berth,
        "pilot": True,
        "back_by": (visit.etd - 2 * _HOUR).isoformat(),
        "dues_until": _later(visit, 60),
        "health": {
            "mode": "radio", "sanitation_until": _later(visit, 120), "infected_area": False, "doctor": raw["doctor"],
        },
        "stores": [{"name": "香烟", "quantity": "120", "unit": "125", "place": "保税库"}],
        "crew_count": len(crew),
        "crew": crew,
        "passenger_count": len(passengers),
        "passengers": passengers,
        "groups": list(_groups(visit, passengers)),
    }  # fmt: skip


def _later(visit: Visit, days: int) -> str:
    return (local_date(visit.eta) + days * _DAY).isoformat()


def _passengers(visit: Visit, dice: Random) -> Iterator[dict[str, Any]]:
    raw = _raw()
    for number in range(dice.randrange(*_PASSENGERS)):
        lands = dice.random() < _LANDS
        names = raw["residents" if lands else "tourists"]
        country = dice.choice(sorted(names))
        given, gender = dice.choice(names[country]["given"])
        yield {
            "family_name": dice.choice(names[country]["family"]),
            "given_name": given,
            "gender": gender,
            "nationality": country,
            "born": date(dice.randrange(1944, 1992), dice.randrange(1, 13), dice.randrange(1, 28)).isoformat(),
            "document_kind": "P",
            "document_number": f"{country[0]}{dice.randrange(10**6, 10**7)}{number:02d}",
            "document_issuer": country,
            "document_until": _later(visit, dice.randrange(200, 2500)),
            "embarked": visit.last_port,
            "disembarks": "CNZHA" if lands else visit.next_port,
            **_landing(lands, dice),
        }


def _landing(lands: bool, dice: Random) -> dict[str, str]:
    if lands:
        return {"move": "lands", "basis": "resident"}
    if dice.random() < _STAYS_ABOARD:
        return {"move": "stays"}
    return {"move": "tours", "basis": "group", "group": dice.choice(_GROUPS)}


def _groups(visit: Visit, passengers: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    agency = _raw()["agency"]
    members = Counter(each["group"] for each in passengers if "group" in each)
    for number, count in sorted(members.items()):
        yield {
            "number": number,
            "agency": agency["name"],
            "agency_uscc": agency["uscc"],
            "guide": agency["guide"],
            "members": count,
            "areas": ["GD"],
            "ends_on": local_date(visit.etd).isoformat(),
        }
