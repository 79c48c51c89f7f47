"""Signed tree heads: the site's word on what the log was on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from kouan.kernel.clock import from_micros, now, to_micros
from kouan.runtime.merkle.store import grow, tree_size
from kouan.runtime.models import TreeHead
from kouan.runtime.signing import key_id, sign


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The first ``size`` events had this root (32 bytes), says the holder of the key."""

    size: int
    root: bytes
    signed_at: datetime
    key_id: str
    signature: bytes

    def as_json(self) -> dict[str, str | int]:
        return {
            "size": self.size,
            "root": self.root.hex(),
            "signed_at": to_micros(self.signed_at),
            "key_id": self.key_id,
            "signature": self.signature.hex(),
        }


def head_bytes(size: int, root: bytes, signed_at: int) -> bytes:
    """What is signed: the JSON array ``["kouan tree head 1", size, root in hexadecimal, microseconds]``."""
    return orjson.dumps(["kouan tree head 1", size, root.hex(), signed_at])


def sign_next(entries: Sequence[bytes], last_position: int) -> SignedHead:
    """Add leaves to the tree, sign its new head and keep both. Call inside a transaction."""
    first = tree_size()
    size, root, signed_at = first + len(entries), grow(first, entries), to_micros(now())
    signature = sign(head_bytes(size, root, signed_at))
    signed = {"root": root, "signed_at": signed_at, "key_id": key_id(), "signature": signature}
    return _head(
        TreeHead.objects.create(
            size=size, first=first, last_position=last_position, entries=b"".join(entries), **signed
        )
    )


def latest_head() -> SignedHead | None:
    """The head of the whole tree; None while the log is empty."""
    row = TreeHead.objects.order_by("-size").first()
    return _head(row) if row else None


def head_at(moment: datetime) -> SignedHead | None:
    """The last head signed up to a moment."""
    row = TreeHead.objects.filter(signed_at__lte=to_micros(moment)).order_by("-size").first()
    return _head(row) if row else None


def head_of(size: int) -> SignedHead | None:
    """The head signed at exactly that size."""
    row = TreeHead.objects.filter(size=size).first()
    return _head(row) if row else None


def _head(row: TreeHead) -> SignedHead:
    return SignedHead(row.size, bytes(row.root), from_micros(row.signed_at), row.key_id, bytes(row.signature))
