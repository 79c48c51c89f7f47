"""The Merkle tree of RFC 6962, section 2.1, as arithmetic: no database, so anybody can check a proof with it.

Leaves are numbered from 0. A *full node* (level, index) is the root over the 2^level leaves from index·2^level on; any
range of leaves that the RFC asks for is a few of them, joined from the right.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

Node = tuple[int, int]

EMPTY_ROOT = sha256().digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def full_nodes(start: int, end: int) -> list[Node]:
    """The full nodes that make up leaves ``start`` to ``end`` (not included), left to right.

    For ranges as the RFC splits them: ``start`` is a multiple of the largest power of two in the range.
    """
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def joined(hashes: Sequence[bytes]) -> bytes:
    """The root over neighbouring full nodes of falling size."""
    if not hashes:
        return EMPTY_ROOT
    *rest, root = hashes
    for left in reversed(rest):
        root = node_hash(left, root)
    return root


def inclusion_ranges(leaf: int, size: int) -> list[tuple[int, int]]:
    """The ranges of leaves whose roots prove a leaf in the tree of ``size`` leaves, from the leaf up (PATH)."""
    ranges = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        kept, proved = ((start, middle), (middle, end)) if leaf < middle else ((middle, end), (start, middle))
        ranges.append(proved)
        start, end = kept
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[tuple[int, int]]:
    """The ranges whose roots prove that the tree of ``old`` leaves is the beginning of the one of ``new`` (PROOF)."""
    ranges = []
    start, end = 0, new
    while old < end:
        middle = start + _split(end - start)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:
        ranges.append((start, end))
    return ranges[::-1]


def _split(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def grown(size: int, edge: Mapping[Node, bytes], leaves: Iterable[bytes]) -> Iterator[tuple[Node, bytes]]:
    """The full nodes that come into being when leaf hashes are added to a tree of ``size`` leaves.

    ``edge`` holds the full nodes of the present tree (:func:`full_nodes` from 0 to ``size``): nothing else is needed.
    """
    known = dict(edge)
    for index, leaf in enumerate(leaves, size):
        node, value = (0, index), leaf
        yield node, value
        while node[1] % 2:
            level, place = node
            value = node_hash(known.pop((level, place - 1)), value)
            node = (level + 1, place // 2)
            yield node, value
        known[node] = value
