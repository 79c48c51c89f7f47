"""Anyone can be shown that an event was there on a day, and that nothing was changed since."""

from collections.abc import Callable
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.kernel.event import Event
from kouan.runtime import log, merkle
from kouan.runtime.log import Head, Recorded
from kouan.runtime.merkle.store import entry
from kouan.runtime.merkle.tree import (
    EMPTY_ROOT,
    consistency_ranges,
    full_nodes,
    grown,
    inclusion_ranges,
    joined,
    leaf_hash,
    node_hash,
)
from kouan.runtime.merkle.verify import verify_consistency, verify_inclusion
from kouan.runtime.models import MerkleNode, TreeHead
from kouan.runtime.subscribers import drain

Note = Callable[..., Recorded]

# The inputs and roots that implementations of RFC 6962 check themselves against.
ENTRIES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def root_by_definition(leaves: list[bytes]) -> bytes:
    """MTH as section 2.1 writes it, recursively."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else EMPTY_ROOT
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(root_by_definition(leaves[:split]), root_by_definition(leaves[split:]))


def leaves_of(count: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(count)]


def roots(leaves: list[bytes], ranges: list[tuple[int, int]]) -> list[bytes]:
    return [root_by_definition(leaves[start:end]) for start, end in ranges]


def test_the_roots_of_the_known_vectors() -> None:
    leaves = [leaf_hash(entry) for entry in ENTRIES]
    known = dict(grown(0, {}, leaves))
    for size, root in enumerate(ROOTS):
        assert joined([known[node] for node in full_nodes(0, size)]).hex() == root
        assert root_by_definition(leaves[:size]).hex() == root


def test_the_examples_of_section_2_1_3() -> None:
    # Seven leaves d0..d6; the RFC's letters: a..f, j are leaves, g h i k l inner nodes.
    _a, b, c, d, _e, f, j = ((n, n + 1) for n in range(7))
    g, h, i, k, left = (0, 2), (2, 4), (4, 6), (0, 4), (4, 7)
    assert inclusion_ranges(0, 7) == [b, h, left]
    assert inclusion_ranges(3, 7) == [c, g, left]
    assert inclusion_ranges(4, 7) == [f, j, k]
    assert inclusion_ranges(6, 7) == [i, k]
    assert consistency_ranges(3, 7) == [c, d, g, left]
    assert consistency_ranges(4, 7) == [left]
    assert consistency_ranges(6, 7) == [i, j, k]


@given(st.integers(1, 70), st.data())
def test_every_leaf_can_be_proved_and_no_other(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    root = root_by_definition(leaves)
    leaf = data.draw(st.integers(0, size - 1))
    path = roots(leaves, inclusion_ranges(leaf, size))

    assert verify_inclusion(leaves[leaf], leaf, size, path, root)
    other = data.draw(st.integers(0, 80))
    assert verify_inclusion(leaves[leaf], other, size, path, root) == (other == leaf)
    assert not verify_inclusion(leaf_hash(b"forged"), leaf, size, path, root)
    assert not verify_inclusion(leaves[leaf], leaf, size, [*path, root], root)
    assert not path or not verify_inclusion(leaves[leaf], leaf, size, path[:-1], root)


@given(st.integers(1, 70), st.integers(0, 70))
def test_a_tree_is_the_beginning_of_every_later_one(old: int, more: int) -> None:
    new = old + more
    leaves = leaves_of(new)
    old_root, new_root = root_by_definition(leaves[:old]), root_by_definition(leaves)
    path = roots(leaves, consistency_ranges(old, new))

    assert verify_consistency(old, new, old_root, new_root, path)
    rewritten = root_by_definition([leaf_hash(b"forged"), *leaves[1:old]])
    assert not verify_consistency(old, new, rewritten, new_root, path)
    assert not path or not verify_consistency(old, new, old_root, new_root, path[:-1])


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_growing_in_any_portions_gives_the_same_tree(portions: list[int]) -> None:
    sizes = [0, *accumulate(portions)]
    leaves = leaves_of(sizes[-1])
    known: dict[tuple[int, int], bytes] = {}
    for before, after in pairwise(sizes):
        edge = {node: known[node] for node in full_nodes(0, before)}
        known.update(grown(before, edge, leaves[before:after]))
        assert joined([known[node] for node in full_nodes(0, after)]) == root_by_definition(leaves[:after])


@pytest.mark.django_db
class TestOverTheLog:
    def test_every_event_can_be_proved_under_every_later_head(self, note: Note) -> None:
        events, sizes = [], []
        for portion in (1, 3, 4):
            events += [note(f"case/{number % 2}") for number in range(portion)]
            drain(["merkle-tree"])
            sizes.append(len(events))

        for size in sizes:
            for index, event in enumerate(events):
                proof = merkle.inclusion_proof(event.position, size)
                assert (proof is not None) == (index < size)
                assert proof is None or (proof.holds() and proof.index == index)
        for old in sizes:
            for new in (size for size in sizes if size >= old):
                proof = merkle.consistency_proof(old, new)
                assert proof is not None
                assert proof.holds()

    def test_a_head_is_signed_by_the_site(self, note: Note) -> None:
        note("case/1")
        drain(["merkle-tree"])
        head = merkle.latest_head()
        assert head is not None
        assert merkle.head_at(head.signed_at) == head

        said = head.as_json()
        message = merkle.head_bytes(head.size, head.root, int(said["signed_at"]))
        assert merkle.verify_signature(merkle.public_key(), message, head.signature)
        forged = merkle.head_bytes(head.size + 1, head.root, int(said["signed_at"]))
        assert not merkle.verify_signature(merkle.public_key(), forged, head.signature)

    def test_what_is_not_in_the_log_has_no_proof(self, note: Note) -> None:
        assert merkle.latest_head() is None
        event = note("case/1")
        assert merkle.inclusion_proof(event.position) is None, "not yet under a signed head"
        drain(["merkle-tree"])
        assert merkle.inclusion_proof(event.position + 1) is None
        assert merkle.consistency_proof(2) is None

    def test_a_tree_of_more_than_one_tile(self, happened: Callable[..., Event]) -> None:
        head = Head.NONE
        for portion in (255, 1, 300, 40):
            head = log.append("case/1", head, [happened() for _ in range(portion)])
            drain(["merkle-tree"])
        events = log.read("case/1")
        latest = merkle.latest_head()
        assert latest is not None
        assert latest.root == root_by_definition([leaf_hash(entry(e.position, e.hash)) for e in events])
        assert MerkleNode.objects.count() == 2, "of the inner nodes only every eighth level is kept"
        for index in (0, 254, 255, 256, 511, 512, 595):
            proof = merkle.inclusion_proof(events[index].position)
            assert proof is not None
            assert proof.holds()
        for row in TreeHead.objects.all():
            consistent = merkle.consistency_proof(row.size)
            assert consistent is not None
            assert consistent.holds()
