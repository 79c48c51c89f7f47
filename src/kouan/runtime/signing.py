"""The site's Ed25519 signature, for what others must be able to check: tree heads, release signals.

The key never leaves the data folder. What is signed begins with words that say what it is, so that a signature for one
purpose is none for another.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from kouan.runtime.keys import kept


def sign(message: bytes) -> bytes:
    """The site's signature (64 bytes)."""
    return _key(Path(settings.KOUAN_DATA)).sign(message)


def public_key() -> bytes:
    """The site's public key (32 bytes), for whoever checks."""
    return _key(Path(settings.KOUAN_DATA)).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_id() -> str:
    """The first 16 hexadecimal digits of the public key's SHA-256."""
    return sha256(public_key()).hexdigest()[:16]


def verify_signature(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of a public key signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@cache
def _key(data: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(kept(data / "signing-key.pem", _fresh), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("signing-key.pem does not hold an Ed25519 key")
    return key


def _fresh() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
