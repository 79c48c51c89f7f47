"""The tree in the database: what is written is never written again, and growing it reads only its right edge.

Leaves stand with the signed head that they came with, one row a batch. Of the full nodes only every eighth level is
kept; the levels between are hashed again from at most 256 nodes of the kept level below.
"""

from collections.abc import Iterable, Iterator, Sequence

from kouan.runtime.merkle.tree import Node, full_nodes, grown, joined, leaf_hash, node_hash
from kouan.runtime.models import MerkleNode, TreeHead

ENTRY_BYTES = 40
_KEPT = 8
_TILE = 1 << _KEPT


def entry(position: int, event_hash: bytes) -> bytes:
    """What a leaf says: position (8 bytes, big-endian) and hash (32 bytes) of an event."""
    return position.to_bytes(8, "big") + event_hash


def entries_in(row: TreeHead) -> Iterator[bytes]:
    """The leaf entries that came with a head."""
    every = bytes(row.entries)
    return (every[start : start + ENTRY_BYTES] for start in range(0, len(every), ENTRY_BYTES))


def tree_size() -> int:
    """How many leaves the tree has."""
    return TreeHead.objects.order_by("-size").values_list("size", flat=True).first() or 0


def grow(size: int, entries: Sequence[bytes]) -> bytes:
    """The root once entries are added to the tree of ``size`` leaves; full nodes that come into being are kept."""
    known = nodes(full_nodes(0, size))
    for node, value in grown(size, dict(known), map(leaf_hash, entries)):
        known[node] = value
        if node[0] and not node[0] % _KEPT:
            MerkleNode.objects.create(level=node[0], index=node[1], hash=value)
    return joined([known[node] for node in full_nodes(0, size + len(entries))])


def leaf_of(position: int) -> tuple[int, bytes] | None:
    """Number and entry of the leaf for an event; None where the tree has none."""
    row = TreeHead.objects.filter(last_position__gte=position).order_by("last_position").first()
    if row is None:
        return None
    numbered = enumerate(entries_in(row), row.first)
    return next(((leaf, said) for leaf, said in numbered if said[:8] == position.to_bytes(8, "big")), None)


def range_roots(ranges: Sequence[tuple[int, int]]) -> list[bytes]:
    """The root over each range of leaves."""
    parts = [full_nodes(start, end) for start, end in ranges]
    known = nodes(node for part in parts for node in part)
    return [joined([known[node] for node in part]) for part in parts]


def nodes(wanted: Iterable[Node]) -> dict[Node, bytes]:
    """The hashes of full nodes, leaves included."""
    tiles: dict[Node, list[bytes]] = {}
    found = {}
    for level, index in wanted:
        above = level % _KEPT
        place = index << above
        tile = (level - above, place // _TILE)
        if tile not in tiles:
            tiles[tile] = _tile(*tile)
        found[level, index] = _hashed_up(tiles[tile][place % _TILE :][: 1 << above])
    return found


def _tile(level: int, number: int) -> list[bytes]:
    """The neighbouring nodes of a kept level, or leaves, from ``number`` · 256 on: at most 256."""
    start, end = number * _TILE, (number + 1) * _TILE
    if level:
        rows = MerkleNode.objects.filter(level=level, index__gte=start, index__lt=end).order_by("index")
        return [bytes(value) for value in rows.values_list("hash", flat=True)]
    heads = TreeHead.objects.filter(size__gt=start, first__lt=end).order_by("size")
    numbered = ((leaf, said) for head in heads for leaf, said in enumerate(entries_in(head), head.first))
    return [leaf_hash(said) for leaf, said in numbered if start <= leaf < end]


def _hashed_up(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]
