"""A Merkle tree over the log (RFC 6962): signed heads, proofs of inclusion and of consistency.

A leaf's entry is the event's position (8 bytes, big-endian) and its hash (32 bytes), so a proof for a leaf together
with the event's chain (:mod:`kouan.runtime.log.canonical`) fixes every byte of it. Leaves follow the order of
positions.
"""

from kouan.runtime.merkle.heads import SignedHead, head_at, head_bytes, latest_head
from kouan.runtime.merkle.proofs import ConsistencyProof, InclusionProof, consistency_proof, inclusion_proof
from kouan.runtime.merkle.verify import verify_consistency, verify_inclusion
from kouan.runtime.signing import public_key, verify_signature

__all__ = [
    "ConsistencyProof",
    "InclusionProof",
    "SignedHead",
    "consistency_proof",
    "head_at",
    "head_bytes",
    "inclusion_proof",
    "latest_head",
    "public_key",
    "verify_consistency",
    "verify_inclusion",
    "verify_signature",
]
