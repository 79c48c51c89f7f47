"""The release signal (放行信号): that nothing holds a box, signed so that a gate may trust it without asking us.

Signed with the site's Ed25519 key over the JSON array (UTF-8, no blanks)::

    ["kouan release signal 1", container number, stream, n, released at (ISO 8601, UTC)]

``stream`` and ``n`` are the place of the ``released`` event on the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from kouan.modules.consignments.models import Box
from kouan.runtime.log import event_at
from kouan.runtime.signing import key_id, public_key, sign, verify_signature

_PURPOSE = "kouan release signal 1"


@dataclass(frozen=True, slots=True)
class ReleaseSignal:
    """A signed release. ``key``: the id of the site's key; ``signature``: 64 bytes in hexadecimal."""

    container: str
    stream: str
    n: int
    released_at: str
    key: str
    signature: str

    @property
    def message(self) -> bytes:
        """The bytes that are signed."""
        return orjson.dumps([_PURPOSE, self.container, self.stream, self.n, self.released_at])

    def as_json(self) -> dict[str, Any]:
        return {
            "container": self.container,
            "stream": self.stream,
            "n": self.n,
            "released_at": self.released_at,
            "key": self.key,
            "signature": self.signature,
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "ReleaseSignal":
        """From JSON; raises ValueError on anything that is not a release signal."""
        try:
            words = {name: str(data[name]) for name in ("container", "stream", "released_at", "key", "signature")}
            return cls(n=int(data["n"]), **words)
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a release signal: {error!r}") from error


@dataclass(frozen=True, slots=True)
class ReleaseCheck:
    """What became of a signal. ``signed``: this site signed it; ``stands``: it is on the log and not revoked since."""

    signed: bool
    stands: bool

    @property
    def valid(self) -> bool:
        return self.signed and self.stands


def signed_release(box: Box, n: int, at: datetime) -> ReleaseSignal:
    """The signal for the ``released`` event that is about to be the n-th of the box's stream."""
    bare = ReleaseSignal(box.container, box.stream, n, at.astimezone(UTC).isoformat(), key_id(), "")
    signature = sign(bare.message).hex()
    return ReleaseSignal(bare.container, bare.stream, n, bare.released_at, bare.key, signature)


def release_signal(box: Box) -> ReleaseSignal | None:
    """The signal in force for a box; None while it is not released."""
    event = event_at(box.stream, box.released_n) if box.released_n is not None else None
    return ReleaseSignal.read(event.payload["signal"]) if event else None


def verify_release(data: Mapping[str, Any]) -> ReleaseCheck:
    """Check a signal that somebody shows: our signature, and whether the release still stands. Raises ValueError."""
    signal = ReleaseSignal.read(data)
    try:
        signature = bytes.fromhex(signal.signature)
    except ValueError:
        return ReleaseCheck(False, False)
    signed = verify_signature(public_key(), signal.message, signature)
    box = Box.objects.filter(pk=signal.stream.removeprefix("container/")).first() if signed else None
    return ReleaseCheck(signed, box is not None and box.released_n == signal.n)
