"""What every part of the simulator has at hand: scale, agenda, people, and a tally of what was made."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from kouan.cli.demo.agenda import Agenda
from kouan.cli.demo.people import People
from kouan.cli.demo.scale import Scale
from kouan.engine import Refused
from kouan.kernel.clock import local_date
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import Viewer


@dataclass(slots=True)
class World:
    """The port in the making. ``mishaps``: what was refused though nobody meant it to be; there should be none.

    ``planned``: how many acts within the month bear a name; an act that files a case bears its procedure's code.
    """

    scale: Scale
    people: People
    agenda: Agenda = field(default_factory=Agenda)
    made: Counter[str] = field(default_factory=Counter)
    planned: Counter[str] = field(default_factory=Counter)
    mishaps: list[str] = field(default_factory=list)
    arrivals: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, scale: Scale) -> "World":
        """A world with nobody at work yet."""
        return cls(scale, People(local_date(scale.until)))

    def at(self, moment: datetime, act: Callable[[datetime], object], name: str = "") -> None:
        """Let something happen at its moment; a refusal is written down, and the month goes on."""

        def do(when: datetime) -> None:
            try:
                act(when)
            except Refused as refused:
                self.mishaps.append(f"{when:%Y-%m-%d %H:%M} {name or getattr(act, 'func', act)}: {refused}")

        if name and moment <= self.scale.until:
            self.planned[name.partition(" ")[0]] += 1
        self.agenda.at(moment, do)

    def report(self, moment: datetime, verb: "port.Verb[Any, Any]", by: Viewer, form: port.Report) -> None:
        """Let somebody report something at its moment."""
        self.at(moment, lambda when: verb(by, form), verb.name)

    def dice(self, *names: object) -> Random:
        """The dice of one thing; see :meth:`Scale.chance`."""
        return self.scale.chance(*names)
