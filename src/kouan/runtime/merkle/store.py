"""The tree in the database: full nodes are written once and never again; growing it reads only its right edge."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Max, Q

from kouan.runtime.log.values import Recorded
from kouan.runtime.merkle.tree import Node, full_nodes, grown, joined, leaf_hash
from kouan.runtime.models import MerkleLeaf, MerkleNode


def entry(position: int, event_hash: bytes) -> bytes:
    """What a leaf says: position (8 bytes, big-endian) and hash (32 bytes) of an event."""
    return position.to_bytes(8, "big") + event_hash


def tree_size() -> int:
    """How many leaves the tree has."""
    last: int | None = MerkleLeaf.objects.aggregate(last=Max("leaf"))["last"]
    return 0 if last is None else last + 1


def add(events: Sequence[Recorded]) -> tuple[int, bytes]:
    """Add events as leaves, in order; the new size and root. Call inside a transaction."""
    size = tree_size()
    new_size = size + len(events)
    hashes = [leaf_hash(entry(event.position, event.hash)) for event in events]
    edge = nodes(full_nodes(0, size))
    fresh = dict(grown(size, edge, hashes))
    MerkleLeaf.objects.bulk_create(
        MerkleLeaf(leaf=leaf, position=event.position, hash=value)
        for leaf, (event, value) in enumerate(zip(events, hashes, strict=True), size)
    )
    MerkleNode.objects.bulk_create(
        MerkleNode(level=level, index=index, hash=value) for (level, index), value in fresh.items() if level
    )
    known = {**edge, **fresh}
    return new_size, joined([known[node] for node in full_nodes(0, new_size)])


def range_roots(ranges: Sequence[tuple[int, int]]) -> list[bytes]:
    """The root over each range of leaves."""
    parts = [full_nodes(start, end) for start, end in ranges]
    known = nodes(node for part in parts for node in part)
    return [joined([known[node] for node in part]) for part in parts]


def nodes(wanted: Iterable[Node]) -> dict[Node, bytes]:
    """The hashes of full nodes and leaves."""
    by_level: dict[int, list[int]] = {}
    for level, index in wanted:
        by_level.setdefault(level, []).append(index)
    leaves = MerkleLeaf.objects.filter(leaf__in=by_level.pop(0, ())).values_list("leaf", "hash")
    found = {(0, leaf): bytes(value) for leaf, value in leaves}
    if by_level:
        chosen = reduce(or_, (Q(level=level, index__in=indexes) for level, indexes in by_level.items()))
        rows = MerkleNode.objects.filter(chosen).values_list("level", "index", "hash")
        found.update({(level, index): bytes(value) for level, index, value in rows})
    return found
