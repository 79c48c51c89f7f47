"""How the steps of one case are done where its story knows more than the desks' habits: when, and what is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kouan.engine import commands
from kouan.modules.parties.public import Viewer

View = Mapping[str, Any]
AGAIN = timedelta(hours=5)
"""After so long somebody tries again what could not be done yet."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of a case. ``when``: its moment, from when it opened; ``says``: what is said then, None for "not yet".

    A step that waits for an event needs no ``says``: somebody looks whether it has come. ``by``: who does it, where it
    is neither an officer of the step's desk nor who filed the case.
    """

    when: Callable[[datetime], datetime]
    says: Callable[[View, datetime], commands.Command | None] = lambda view, at: None
    by: Viewer | None = None


Turns = Mapping[str, Turn]


def after(span: timedelta) -> Callable[[datetime], datetime]:
    """So long after the step opened."""
    return lambda opened: opened + span


def at(moment: datetime) -> Callable[[datetime], datetime]:
    """At that moment, whenever the step opened."""
    return lambda opened: moment


NOT_NOW = Turn(after(timedelta(days=3650)))
"""Nobody does it in the month."""


def decided(step: str, outcome: str, reason: str = "", **data: Any) -> Callable[[View, datetime], commands.Command]:
    """A decision that is known beforehand."""
    return lambda view, at: commands.Decide(step, outcome, reason, data)


def step_of(view: View, name: str) -> View | None:
    """A step of a case as its view shows it; None while it has not come."""
    return next((row for row in view["steps"] if row["name"] == name), None)
