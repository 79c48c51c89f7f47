"""The exact bytes that are hashed, so that anybody can recompute a chain from an export.

The hash of the n-th event of a stream is::

    SHA-256( hash of event n-1  ‖  record )          32 zero bytes stand before the first event

``record`` is one JSON array in UTF-8::

    [stream, n, kind, happened_at, recorded_at, actor_party, actor_person, actor_desk,
     procedure, version, demo, payload, objects]

- times are integer microseconds since 1970-01-01T00:00Z; ``demo`` is true or false; ``payload`` is an object;
- ``objects`` is an array of ``[kind, id, qualifier]`` in the order given, each relation once;
- no blanks between tokens; object keys in code point order; characters outside ASCII as themselves; in strings only
  ``"``, ``\\`` and U+0000..U+001F are escaped, as ``\\b \\t \\n \\f \\r`` or else ``\\u00xx``.

It is what Python's ``json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)`` writes. Payload
and objects are stored as the text that was hashed, never re-written, so no later JSON writer can break a chain.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import orjson

from kouan.kernel.event import ObjectRef

# What JSON has no word for is refused here rather than turned into a string: it would come back as another value.
_STRICT = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


def payload_text(payload: Mapping[str, Any]) -> bytes:
    """The canonical JSON of a payload; raises TypeError on anything that is not JSON data."""
    return orjson.dumps(payload if type(payload) is dict else dict(payload), option=_STRICT)


def objects_text(objects: Sequence[ObjectRef]) -> bytes:
    """The canonical JSON of an event's relations."""
    return orjson.dumps([(ref.kind, ref.id, ref.qualifier) for ref in objects])


def record(fields: Sequence[str | int | bool], payload: bytes, objects: bytes) -> bytes:
    """The bytes of one event: its eleven plain fields in order, then payload and objects as they stand."""
    return orjson.dumps((*fields, orjson.Fragment(payload), orjson.Fragment(objects)))


def chained(before: bytes, body: bytes) -> bytes:
    """The hash of an event from the hash before it and its record."""
    return sha256(before + body).digest()
