"""Checking the tree against the log it stands on, without using any of its stored inner nodes."""

from collections.abc import Iterator
from dataclasses import dataclass

from kouan.runtime.log.scanning import scan
from kouan.runtime.merkle.heads import head_bytes
from kouan.runtime.merkle.store import entry
from kouan.runtime.merkle.tree import joined, leaf_hash, node_hash
from kouan.runtime.models import TreeHead
from kouan.runtime.signing import key_id, public_key, verify_signature


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not agree; position: the event it is about, 0 where it is about none."""

    position: int
    message: str


def tree_faults() -> Iterator[Fault]:
    """What in leaves and signed heads does not agree with the events; heads of a former key are checked by root."""
    heads = TreeHead.objects.order_by("size").iterator()
    head = next(heads, None)
    size, edge = 0, list[bytes]()
    for leaf, position, stored, event_hash in scan(_LEAVES):
        if event_hash is None or leaf != size or bytes(stored) != leaf_hash(entry(position, bytes(event_hash))):
            yield Fault(position, f"leaf {leaf} of the tree is not the event at position {position}")
            return
        size += 1
        _grow(edge, size, bytes(stored))
        if head is not None and head.size == size:
            yield from _head_faults(head, joined(edge))
            head = next(heads, None)
    if head is not None:
        yield Fault(0, f"a tree head of {head.size} events was signed, but the tree has {size}")
    yield from (Fault(position, "this event was slipped in behind the tree") for (position,) in scan(_SLIPPED_IN))


_LEAVES = (
    "SELECT l.leaf, l.position, l.hash, e.hash FROM merkle_leaf l LEFT JOIN event e ON e.position = l.position"
    " ORDER BY l.leaf"
)
_SLIPPED_IN = (
    "SELECT e.position FROM event e LEFT JOIN merkle_leaf l ON l.position = e.position"
    " WHERE l.leaf IS NULL AND e.position < (SELECT MAX(position) FROM merkle_leaf) ORDER BY e.position"
)


def _grow(edge: list[bytes], size: int, leaf: bytes) -> None:
    """Add a leaf to the full nodes along the right edge of a tree that then has ``size`` leaves."""
    edge.append(leaf)
    while not size % 2:
        right, left = edge.pop(), edge.pop()
        edge.append(node_hash(left, right))
        size //= 2


def _head_faults(head: TreeHead, root: bytes) -> Iterator[Fault]:
    if bytes(head.root) != root:
        yield Fault(0, f"the tree of {head.size} events has another root than the one signed")
    elif head.key_id == key_id():
        message = head_bytes(head.size, bytes(head.root), head.signed_at)
        if not verify_signature(public_key(), message, bytes(head.signature)):
            yield Fault(0, f"the signature of the tree head of {head.size} events is not ours")
