"""What the log hands out: an event in its place, and the end of a stream."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kouan.kernel.clock import to_micros
from kouan.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a stream: how many events it has and the hash of the last one (32 bytes)."""

    n: int
    hash: bytes

    NONE: ClassVar["Head"]


Head.NONE = Head(0, bytes(32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Event):
    """An event as it stands in the log: an :class:`Event`, so the engine replays it as it is.

    position: place in the whole log; n: place in its stream, from 1; procedure, version: what it was decided under.
    """

    position: int
    stream: str
    n: int
    recorded_at: datetime
    procedure: str
    version: str
    demo: bool
    hash: bytes

    @property
    def fields(self) -> tuple[str | int | bool, ...]:
        """The plain fields, in the order in which they are hashed."""
        actor = self.actor
        return (
            *(self.stream, self.n, self.kind, to_micros(self.happened_at), to_micros(self.recorded_at)),
            *(actor.party, actor.person, actor.desk, self.procedure, self.version, self.demo),
        )
