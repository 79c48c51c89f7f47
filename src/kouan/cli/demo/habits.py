"""How quick people are: officers by desk, as written in ``desks.yaml``, and those who file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from kouan.kernel.clock import SHANGHAI
from kouan.kernel.datafile import values

_DAY = timedelta(days=1)
_WEEKEND = 5
_SELDOM = 0.55
"""Share of what opens on a weekend that is left until Monday, at desks that close at night."""


@dataclass(frozen=True, slots=True)
class Habit:
    """``minutes``: least, most often, most; ``hours``: the desk opens and closes; shares of what it asks or returns."""

    minutes: tuple[float, float, float]
    hours: tuple[int, int]
    asks: float = 0.0
    returns: float = 0.0

    def takes(self, dice: Random) -> timedelta:
        low, mode, high = self.minutes
        return timedelta(minutes=dice.triangular(low, high, mode))

    def at_work(self, moment: datetime, dice: Random) -> datetime:
        """The moment itself, or when the desk is next open."""
        opens, closes = self.hours
        if closes - opens == 24:
            return moment
        local = moment.astimezone(SHANGHAI)
        if local.hour >= closes:
            local = _morning(local + _DAY, opens, dice)
        elif local.hour < opens:
            local = _morning(local, opens, dice)
        if local.weekday() >= _WEEKEND and dice.random() < _SELDOM:
            local = _morning(local + _DAY * (7 - local.weekday()), opens, dice)
        return local.astimezone(moment.tzinfo)


def _morning(day: datetime, opens: int, dice: Random) -> datetime:
    return day.replace(hour=opens, minute=dice.randrange(5, 55))


@cache
def _desks() -> Mapping[str, Habit]:
    raw: dict[str, Any] = values(files("kouan.cli.demo").joinpath("desks.yaml").read_text("utf-8"))
    return {
        name: Habit(tuple(row.pop("minutes")), tuple(row.pop("hours")), **row)
        for name, row in raw.items()
    }  # fmt: skip


PROMPT = Habit((5, 15, 30), (0, 24))
_UNKNOWN = Habit((60, 240, 900), (8, 18))


def habit_of(agency: str, desk: str) -> Habit:
    """The habit of a desk; an ordinary one for a desk that is not in the data."""
    return _desks().get(f"{agency}/{desk}", _UNKNOWN)


def in_business(moment: datetime, dice: Random, first: int = 8, last: int = 20) -> datetime:
    """When a firm's people would do something that could be done at a moment: mostly by day."""
    return Habit((0, 0, 0), (first, last)).at_work(moment, dice)
