"""Evidence for one event, as a document that anybody can check with nothing but hashes and the site's public key.

The document holds ``record`` (what was hashed, :mod:`kouan.runtime.log.canonical`), ``before`` (the hash of the event
before it in its stream), ``hash``, ``position``, ``inclusion`` (its place in the Merkle tree, with the signed head)
and ``public_key``. It says: this event, with this content, was in the log when the head was signed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from kouan.kernel.clock import from_micros, to_micros
from kouan.kernel.text import Text
from kouan.runtime import merkle
from kouan.runtime.log import Recorded, event_at
from kouan.runtime.log.canonical import chained, payload_text, record
from kouan.runtime.merkle.store import entry
from kouan.runtime.merkle.tree import leaf_hash

Document = dict[str, Any]

_MALFORMED = Text("这不是事件证明文件。", "This is not evidence of an event.")
_CHAIN = Text(
    "事件内容与其哈希值不符：内容被改动。", "The event does not hash to what is said: its content was changed."
)
_LEAF = Text("事件不是所称的树叶。", "The event is not the leaf that it is said to be.")
_PATH = Text("证明路径不能到达所签的树根。", "The path does not lead from the leaf to the signed root.")
_SIGNATURE = Text("树根的签名不是该公钥所签。", "The tree head was not signed with this key.")


def evidence(event: Recorded) -> Document | None:
    """The document for an event; None while the tree has not grown over it (a moment's time)."""
    proof = merkle.inclusion_proof(event.position)
    if proof is None:
        return None
    earlier = event_at(event.stream, event.n - 1) if event.n > 1 else None
    return {
        "record": [*event.fields, dict(event.payload), [[ref.kind, ref.id, ref.qualifier] for ref in event.objects]],
        "before": (earlier.hash if earlier else bytes(32)).hex(),
        "hash": event.hash.hex(),
        "position": event.position,
        "inclusion": proof.as_json(),
        "public_key": merkle.public_key().hex(),
    }


def faults_in(document: Mapping[str, Any], key: bytes | None = None) -> list[Text]:
    """What does not hold in a document, in words; empty where all holds. ``key``: the site's, known from elsewhere."""
    try:
        return list(_faults(document, key or bytes.fromhex(document["public_key"])))
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return [_MALFORMED]


def _faults(document: Mapping[str, Any], key: bytes) -> Iterator[Text]:
    *fields, payload, objects = document["record"]
    said, inclusion = bytes.fromhex(document["hash"]), document["inclusion"]
    body = record(fields, payload_text(payload), orjson.dumps(objects))
    if chained(bytes.fromhex(document["before"]), body) != said:
        yield _CHAIN
    proof = _proof(inclusion)
    if proof.leaf != leaf_hash(entry(document["position"], said)):
        yield _LEAF
    if not proof.holds():
        yield _PATH
    head = proof.head
    signed = merkle.head_bytes(head.size, head.root, to_micros(head.signed_at))
    if not merkle.verify_signature(key, signed, head.signature):
        yield _SIGNATURE


def _proof(said: Mapping[str, Any]) -> merkle.InclusionProof:
    head = said["head"]
    signed = merkle.SignedHead(
        head["size"],
        bytes.fromhex(head["root"]),
        from_micros(head["signed_at"]),
        head["key_id"],
        bytes.fromhex(head["signature"]),
    )
    path = tuple(bytes.fromhex(step) for step in said["path"])
    return merkle.InclusionProof(said["position"], said["index"], bytes.fromhex(said["leaf"]), path, signed)
