"""Shapes of the log's proofs."""

from typing import Any, Literal

from pydantic import BaseModel

from kouan.api.shapes.words import Micros


class TreeHead(BaseModel):
    """The site's signed word: the first ``size`` events of the log had this Merkle root (RFC 6962).

    Signed (Ed25519) is the JSON array ``["kouan tree head 1", size, root, signed_at]`` without blanks.
    """

    size: int
    root: str
    signed_at: Micros
    key_id: str
    signature: str


class SiteKey(BaseModel):
    """The public key that checks tree heads and release signals, in hexadecimal."""

    key_id: str
    algorithm: Literal["Ed25519"]
    public_key: str


class Inclusion(BaseModel):
    """That an event is leaf ``index`` of the tree under ``head``; ``leaf``: its hash there."""

    position: int
    index: int
    leaf: str
    path: list[str]
    head: TreeHead


class Consistency(BaseModel):
    """That the tree under ``old`` is the beginning of the one under ``new``."""

    old: TreeHead
    new: TreeHead
    path: list[str]


class Evidence(BaseModel):
    """An event with all that is needed to check it offline: what was hashed, the hash before it, its place in the tree.

    ``hash`` is SHA-256 of ``before`` and ``record`` as canonical JSON; the leaf says position and hash.
    """

    record: list[Any]
    before: str
    hash: str
    position: int
    inclusion: Inclusion
    public_key: str
