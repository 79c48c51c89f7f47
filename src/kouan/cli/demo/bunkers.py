"""Bonded fuel for the ships in port: the barge supplies those alongside one after the other, and its tonnes add up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from kouan.cli.demo.cargo import Visit
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.turns import Turn, View, after, at
from kouan.cli.demo.world import World
from kouan.engine import commands
from kouan.kernel.clock import local_date
from kouan.procedures import procedures

CODE = "bonded-bunkering"
_SUPPLIER = "liantong"
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_SHIPS, _REST = 3, 4 * _DAY
# Before a ship is supplied, while she is, and before she leaves.
_MAKES_FAST, _TAKES, _CASTS_OFF = _HOUR / 2, _HOUR, _HOUR / 4
_FILED_BEFORE = (18, 26)
_OPENING, _SPARE = Decimal(20), Decimal(45)
_LOST, _TENTH = Decimal("0.001"), Decimal("0.1")
_LEFT_OPEN = frozenset({"customs"})


@dataclass(frozen=True, slots=True)
class Stop:
    """A ship on a trip: when the barge comes, and how much she is to have, in tonnes."""

    visit: Visit
    begins: datetime
    planned: Decimal

    @property
    def ends(self) -> datetime:
        return self.begins + _TAKES


class Bunkers:
    """The barge and its owner."""

    def __init__(self, world: World, desks: Desks) -> None:
        self.world, self.desks = world, desks

    def plan(self, visits: Iterable[Visit]) -> None:
        """Plan trips over the whole month, one of them for ships that are still expected."""
        known = sorted(
            (each for each in visits if each.alongside_at), key=lambda each: (each.alongside_at, each.number)
        )
        for number, stops in enumerate(self._trips(known) if CODE in procedures() else (), 1):
            moment = stops[0].begins - self.world.dice(CODE, number).uniform(*_FILED_BEFORE) * _HOUR
            self.world.at(moment, partial(self._file, number, stops), CODE)

    def _trips(self, visits: Sequence[Visit]) -> Iterator[list[Stop]]:
        """From the first ship that is alongside after a rest, up to three; nobody is supplied in a hurry."""
        free = self.world.scale.begins - _DAY
        for visit in visits:
            if visit.alongside_at and visit.alongside_at >= free and (stops := self._stops(visit, visits)):
                yield stops
                free = stops[-1].ends + _REST

    def _stops(self, first: Visit, visits: Sequence[Visit]) -> list[Stop]:
        made: list[Stop] = []
        for visit in visits[visits.index(first) :]:
            assert visit.alongside_at
            assert visit.leaves_at
            begins = max(visit.alongside_at, made[-1].ends if made else visit.alongside_at) + _MAKES_FAST
            soon = not made or begins < made[0].begins + _DAY
            if soon and len(made) < _SHIPS and begins + _TAKES + _CASTS_OFF <= visit.leaves_at:
                planned = Decimal(self.world.dice("fuel", visit.number).randrange(18, 90) * 10)
                made.append(Stop(visit, begins, planned))
        return made

    def _file(self, number: int, stops: Sequence[Stop], moment: datetime) -> None:
        supplier = self.world.people.chief(_SUPPLIER)
        dice = self.world.dice("trip", number)
        ends = _ends(stops)
        turns = {
            "report": Turn(at(ends + dice.uniform(1, 6) * _HOUR), partial(self._reported, stops)),
            "declare": Turn(after(dice.uniform(0.5, 3) * _DAY), partial(_declared, number)),
        }
        leave = _LEFT_OPEN if stops[0].begins > self.world.scale.until else frozenset[str]()
        form = _who(supplier.party, supplier.party_name.zh) | trip(number, stops)
        self.desks.file(supplier, CODE, form, ("supply-order",), moment, leave=leave, turns=turns)

    def _reported(self, stops: Sequence[Stop], view: View, moment: datetime) -> commands.Command:
        """What each ship took: a little less than planned; what is missing at the end stays within the tolerance."""
        form = dict(view["form"])
        rows = [row | self._taken(row, stop) for row, stop in zip(form["orders"], stops, strict=True)]
        aboard = Decimal(form["opening"]) + Decimal(form["loaded"])
        left = aboard * (1 - _LOST) - sum(Decimal(row["supplied"]) for row in rows)
        data = form | {"orders": rows, "remaining": f"{left.quantize(_TENTH)}"}
        papers = self.desks.cabinet.take(self.world.people.chief(_SUPPLIER), ("loading-ticket", "delivery-notes"))
        return commands.Supply("report", data, papers)

    def _taken(self, row: dict[str, Any], stop: Stop) -> dict[str, str]:
        dice = self.world.dice("taken", stop.visit.number)
        share = Decimal(dice.uniform(0.985, 1.0))
        return {
            "supplied": f"{(Decimal(row['planned']) * share).quantize(_TENTH)}",
            "supplied_at": stop.ends.isoformat(),
            "delivery_note": f"BDN-{stop.ends:%y%m%d}-{stop.visit.number[-3:]}",
            "sample": f"S-{dice.randrange(100000, 999999)}",
            "density": f"{dice.uniform(972, 985):.1f}",
            "heat": f"{dice.uniform(43, 49):.1f}",
        }


def _ends(stops: Sequence[Stop]) -> datetime:
    return stops[-1].ends + 2 * _HOUR


def _declared(number: int, view: View, moment: datetime) -> commands.Command:
    """One export declaration for the whole trip, of what was really supplied."""
    tonnes = sum(Decimal(row["supplied"]) for row in view["form"]["orders"])
    declaration = f"{fleet().port['receiving']}{local_date(moment).year}0{990_000_000 + number:09d}"
    return commands.Supply("declare", {"declaration": declaration, "declared": f"{tonnes}"})


def _who(uscc: str, name: str) -> dict[str, str]:
    """The owner of the fuel, its licence, its barge and its bonded tank."""
    return {
        "supplier_uscc": uscc,
        "supplier": name,
        "licence": "商运函〔2024〕18号",
        "phone": "0759-2208733",
        "barge": "港油 3",
        "barge_number": "CN20150012345",
        "capacity": "3000",
        "account": "T6701W000018",
        "tank": "V-204",
        "owner": name,
        "hs_code": "2710192200",
        "fuel": "VLSFO",
        "sulphur": "0.47",
    }


def trip(number: int, stops: Sequence[Stop]) -> dict[str, Any]:
    """The plan of a trip, supplied first and declared later."""
    begins = stops[0].begins - _HOUR
    planned = sum((stop.planned for stop in stops), Decimal(0))
    return {
        "trip": f"GY03-{local_date(begins).year}-{100 + number:04d}",
        "mode": "one-for-many" if len(stops) > 1 else "single",
        "ahead": True,
        "begins": begins.isoformat(),
        "ends": _ends(stops).isoformat(),
        "opening": f"{_OPENING}",
        "loaded": f"{planned + _SPARE}",
        "orders": [_order(stop) for stop in stops],
    }


def _order(stop: Stop) -> dict[str, str]:
    visit = stop.visit
    return {
        "call": visit.number,
        "imo": visit.ship.imo,
        "ship": visit.ship.name,
        "office": fleet().port["receiving"],
        "place": visit.berth,
        "planned_at": stop.begins.isoformat(),
        "planned": f"{stop.planned}",
    }
