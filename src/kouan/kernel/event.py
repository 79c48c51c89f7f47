"""What the log is made of: who did what, when, to which objects. Pure values; the runtime records them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it. Empty strings where it does not apply; ``SYSTEM`` for what nobody had to click.

    party: organisation id (18-character credit code, or an agency's code); person: staff id; desk: agency desk.
    """

    party: str = ""
    person: str = ""
    desk: str = ""


SYSTEM = Actor(party="system")

ITSELF = "case"
"""Qualifier of the relation of a case's events to the case."""


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """One object an event is about (OCEL 2.0: object type, id, qualifier of the relation)."""

    kind: str
    id: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, not yet recorded. ``payload`` is JSON data (str, int, bool, None, list, dict)."""

    kind: str
    happened_at: datetime
    actor: Actor
    payload: Mapping[str, Any] = field(default_factory=dict)
    objects: tuple[ObjectRef, ...] = ()

    def about(self, thing: ObjectRef) -> "Event":
        """The same event, related to one more object, which comes first."""
        return Event(self.kind, self.happened_at, self.actor, self.payload, (thing, *self.objects))
