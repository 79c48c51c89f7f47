"""The subscriber that grows the tree behind the log and signs its head."""

from collections.abc import Sequence

from kouan.runtime.log.values import Recorded
from kouan.runtime.merkle.heads import sign_next
from kouan.runtime.merkle.store import entry
from kouan.runtime.subscribers.registry import projection


@projection("merkle-tree")
def grow_tree(events: Sequence[Recorded]) -> None:
    """A leaf for each event, one signed head a batch."""
    sign_next([entry(event.position, event.hash) for event in events], events[-1].position)
