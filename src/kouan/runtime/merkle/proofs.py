"""Proofs for anyone: that an event was in the log on a day, and that nothing before it was changed since."""

from dataclasses import dataclass

from kouan.runtime.merkle.heads import SignedHead, head_of, latest_head
from kouan.runtime.merkle.store import leaf_of, range_roots
from kouan.runtime.merkle.tree import consistency_ranges, inclusion_ranges, leaf_hash
from kouan.runtime.merkle.verify import verify_consistency, verify_inclusion


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That the event at ``position`` is leaf ``index`` of the tree under ``head``; hash: the leaf's."""

    position: int
    index: int
    leaf: bytes
    path: tuple[bytes, ...]
    head: SignedHead

    def holds(self) -> bool:
        """Whether the hashes lead from the leaf to the head's root."""
        return verify_inclusion(self.leaf, self.index, self.head.size, self.path, self.head.root)

    def as_json(self) -> dict[str, object]:
        path = [step.hex() for step in self.path]
        place = {"position": self.position, "index": self.index, "leaf": self.leaf.hex()}
        return {**place, "path": path, "head": self.head.as_json()}


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """That the tree under ``old`` is the beginning of the one under ``new``."""

    old: SignedHead
    new: SignedHead
    path: tuple[bytes, ...]

    def holds(self) -> bool:
        """Whether the hashes lead to both roots."""
        return verify_consistency(self.old.size, self.new.size, self.old.root, self.new.root, self.path)

    def as_json(self) -> dict[str, object]:
        return {"old": self.old.as_json(), "new": self.new.as_json(), "path": [step.hex() for step in self.path]}


def inclusion_proof(position: int, size: int | None = None) -> InclusionProof | None:
    """Proof that an event is in the log, under the latest head or the one of ``size`` leaves; None where it is not."""
    head = latest_head() if size is None else head_of(size)
    found = leaf_of(position)
    if head is None or found is None or found[0] >= head.size:
        return None
    leaf, said = found
    path = range_roots(inclusion_ranges(leaf, head.size))
    return InclusionProof(position, leaf, leaf_hash(said), tuple(path), head)


def consistency_proof(old: int, new: int | None = None) -> ConsistencyProof | None:
    """Proof between two signed heads, given by their sizes (``new``: the latest); None where one is not signed."""
    first, second = head_of(old), latest_head() if new is None else head_of(new)
    if first is None or second is None or first.size > second.size:
        return None
    return ConsistencyProof(first, second, tuple(range_roots(consistency_ranges(first.size, second.size))))
