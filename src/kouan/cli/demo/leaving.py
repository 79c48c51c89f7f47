"""Ships leave: the agent files the exit in the last hours, the agencies decide before she casts off, she reports."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from kouan.cli.demo import ships
from kouan.cli.demo.cargo import Visit
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.turns import Turn, View, at
from kouan.cli.demo.world import World
from kouan.engine import commands
from kouan.procedures import procedures

CODE = "vessel-exit"
_HOUR = timedelta(hours=1)
# Hours before she leaves in which the exit is filed, and minutes after in which it is reported that she did.
_BEFORE, _REPORTED = (2.2, 3.7), (15, 80)
_AS_ON_ENTRY = (
    *("call", "imo", "ship", "call_sign", "flag", "ship_type", "gross_tonnage", "net_tonnage"),
    *("agent", "agent_uscc", "agent_phone", "master", "next_port", "berth", "pilot", "dues_until"),
    *("crew_count", "crew", "stores"),
)
_LEFT_OPEN = frozenset({"customs", "border"})


class Leaving:
    """The agents of the ships that leave."""

    def __init__(self, world: World, desks: Desks) -> None:
        self.world, self.desks = world, desks

    def plan(self, visits: Iterable[Visit]) -> None:
        """Plan the exit of every ship whose hours at the berth are planned."""
        for visit in visits if CODE in procedures() else ():
            if visit.leaves_at:
                dice = self.world.dice(CODE, visit.number)
                moment = visit.leaves_at - dice.uniform(*_BEFORE) * _HOUR
                self.world.at(moment, partial(self._file, visit, visit.leaves_at), CODE)

    def _file(self, visit: Visit, leaves: datetime, moment: datetime) -> None:
        """File it; what leaves only after the month ends waits for two of the agencies."""
        form = exit_form(visit, leaves, ships.entry_form(visit, None, self.world.dice("entry", visit.number)))
        minutes = self.world.dice("sailed", visit.number).uniform(*_REPORTED)
        report = Turn(at(leaves + minutes * _HOUR / 60), partial(_sailed, leaves))
        leave = _LEFT_OPEN if leaves > self.world.scale.until else frozenset[str]()
        self.desks.file(visit.agent, CODE, form, (), moment, leave=leave, turns={"report": report})


def _sailed(leaves: datetime, view: View, moment: datetime) -> commands.Command:
    return commands.Supply("report", {**view["form"], "sailed_at": leaves.isoformat()})


def exit_form(visit: Visit, leaves: datetime, entry: dict[str, Any]) -> dict[str, Any]:
    """The exit of a visit; ``entry``: what was filed for her entry, most of which still holds."""
    cargo = _cargo(visit)
    return {
        **{name: entry[name] for name in _AS_ON_ENTRY},
        **({"entry": visit.entry} if visit.entry else {}),
        "voyage": visit.voyage_out,
        "arrived": visit.arrived_at.isoformat(),
        "etd": leaves.isoformat(),
        "draught_fore": entry["draught_fore"],
        "draught_aft": entry["draught_aft"],
        "orders_open": False,
        "in_ballast": not cargo,
        "cargo": cargo,
        "carries_dangerous": False,
    }


def _cargo(visit: Visit) -> list[dict[str, Any]]:
    """Boxes that stay on board and those that go on; bulk carriers, tankers and car carriers leave empty."""
    if visit.ship.type != "container":
        return []
    (entered,) = ships.cargo(visit)
    aboard = [each for each in visit.outward if each.released_at and each.here_at]
    loaded = sum(each.gross for each in aboard) // 1000
    stays = int(entered["on_board"]) - int(entered["discharged"])
    words = {"kind": entered["kind"], "description": entered["description"]}
    return [{**words, "on_board": str(stays + loaded), "loaded": str(loaded)}]
