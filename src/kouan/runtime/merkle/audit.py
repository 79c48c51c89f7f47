"""Checking the tree against the log it stands on, without using any of its stored inner nodes."""

from collections.abc import Iterator
from dataclasses import dataclass

from kouan.kernel.text import Text
from kouan.runtime.log.scanning import scan
from kouan.runtime.merkle.heads import head_bytes
from kouan.runtime.merkle.store import entries_in, entry
from kouan.runtime.merkle.tree import joined, leaf_hash, node_hash
from kouan.runtime.models import TreeHead
from kouan.runtime.signing import key_id, public_key, verify_signature

_LEAF = Text(
    "树的第 {leaf} 片叶与日志中该处的事件不符。",
    "Leaf {leaf} of the tree is not the event that stands there in the log.",
)
_ROOT = Text("{size} 个事件的树根与所签的不同。", "The tree of {size} events has another root than the one signed.")
_SIGNATURE = Text(
    "{size} 个事件的树根签名不是本站所签。", "The signature of the tree head of {size} events is not ours."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not agree; position: the event it is about, 0 where it is about none."""

    position: int
    message: Text


def tree_faults() -> Iterator[Fault]:
    """What in leaves and signed heads does not agree with the events; heads of a former key are checked by root."""
    events = scan("SELECT position, hash FROM event ORDER BY position")
    size, edge = 0, list[bytes]()
    for head in TreeHead.objects.order_by("size").iterator():
        for said in entries_in(head):
            position, event_hash = next(events, (0, b""))
            if said != entry(position, bytes(event_hash)):
                leaf_position = int.from_bytes(said[:8], "big")
                yield Fault(leaf_position, _LEAF.fill(leaf=size))
                return
            size += 1
            _grow(edge, size, leaf_hash(said))
        yield from _head_faults(head, size, joined(edge))


def _grow(edge: list[bytes], size: int, leaf: bytes) -> None:
    """Add a leaf to the full nodes along the right edge of a tree that then has ``size`` leaves."""
    edge.append(leaf)
    while not size % 2:
        right, left = edge.pop(), edge.pop()
        edge.append(node_hash(left, right))
        size //= 2


def _head_faults(head: TreeHead, size: int, root: bytes) -> Iterator[Fault]:
    if (head.size, bytes(head.root)) != (size, root):
        yield Fault(head.last_position, _ROOT.fill(size=head.size))
    elif head.key_id == key_id():
        message = head_bytes(head.size, bytes(head.root), head.signed_at)
        if not verify_signature(public_key(), message, bytes(head.signature)):
            yield Fault(head.last_position, _SIGNATURE.fill(size=head.size))
