"""The news that somebody else was quicker: a place in the log is taken, or what was read is no longer so."""

from kouan.kernel.text import Text
from kouan.runtime.log.reading import event_at
from kouan.runtime.log.values import Recorded


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
        event = event_at(self.stream, self.n)
        if event is None:
            raise LookupError(f"event {self.n} of {self.stream} was not kept")
        return event


class Overtaken(Conflict):
    """What the events were decided on has changed meanwhile, and what follows from them cannot stand.

    Nothing of this append is kept; read anew and decide anew. Nobody stands in the contested place.
    """
