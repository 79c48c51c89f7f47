"""The subscriber that grows the tree behind the log and signs its head."""

from collections.abc import Sequence

from kouan.runtime.log.values import Recorded
from kouan.runtime.merkle.heads import sign_head
from kouan.runtime.merkle.store import add
from kouan.runtime.subscribers.registry import projection


@projection("merkle-tree")
def grow(events: Sequence[Recorded]) -> None:
    """A leaf for each event, one signed head a batch."""
    sign_head(*add(events))
