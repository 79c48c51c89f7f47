"""Secrets of second factors, sealed before they reach the database, under a key that follows from SECRET_KEY."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(text: str) -> str:
    """Sealed text; a copy of the database alone does not open it."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed; raises InvalidToken under another SECRET_KEY."""
    return _box().decrypt(sealed.encode()).decode()


def _box() -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"kouan second factors").derive(settings.SECRET_KEY.encode())
    return Fernet(urlsafe_b64encode(derived))
