"""What the log hands out: an event in its place, the end of a stream, and the news that a place is taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kouan.kernel.event import Event
from kouan.kernel.text import Text


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


class Conflict(Exception):  # noqa: N818 - it is news, not a fault
    """Somebody else recorded the n-th event of the stream first; nothing of this append is kept.

    The transaction is over: leave its ``atomic()`` block, then ask :meth:`winner` who it was.
    """

    message = Text(
        "另一人已先行处理，请刷新后查看最新状态再操作。",
        "Somebody else acted on this first; reload to see the present state before acting.",
    )

    def __init__(self, stream: str, n: int) -> None:
        super().__init__(f"event {n} of {stream} is already recorded")
        self.stream = stream
        self.n = n

    def winner(self) -> Recorded:
        """The event that stands in the contested place, with its actor and times."""
        from kouan.runtime.log.reading import event_at

        event = event_at(self.stream, self.n)
        if event is None:
            raise LookupError(f"event {self.n} of {self.stream} was not kept")
        return event
