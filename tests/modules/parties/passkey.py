"""A passkey in software: what a browser and its authenticator answer (WebAuthn level 2)."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


class Passkey:
    """One key pair for one site. ``origin`` is the page it believes to be on."""

    def __init__(self, origin: str = "https://testserver") -> None:
        self.origin = origin
        self.id = secrets.token_bytes(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.user = ""
        self.count = 0

    def register(self, options: dict, verified: bool = True) -> str:
        """The answer to ``navigator.credentials.create``."""
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        credential = AttestedCredentialData.create(
            Aaguid.NONE, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        flags = PRESENT | ATTESTED | (VERIFIED if verified else 0)
        data = AuthenticatorData.create(_hash(asked["rp"]["id"]), flags, self.count, bytes(credential))
        answer = {
            "clientDataJSON": _text(self._client_data("webauthn.create", asked["challenge"])),
            "attestationObject": _text(bytes(AttestationObject.create("none", data, {}))),
        }
        return self._json(answer, {"credProps": {"rk": True}})

    def sign(self, options: dict, verified: bool = True, forged: ec.EllipticCurvePrivateKey | None = None) -> str:
        """The answer to ``navigator.credentials.get``."""
        asked = options["publicKey"]
        self.count += 1
        data = AuthenticatorData.create(_hash(asked["rpId"]), PRESENT | (VERIFIED if verified else 0), self.count)
        client = self._client_data("webauthn.get", asked["challenge"])
        signed = bytes(data) + hashlib.sha256(client).digest()
        answer = {
            "clientDataJSON": _text(client),
            "authenticatorData": _text(bytes(data)),
            "signature": _text((forged or self.key).sign(signed, ec.ECDSA(SHA256()))),
            "userHandle": self.user,
        }
        return self._json(answer, {})

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _json(self, response: dict, results: dict) -> str:
        name = _text(self.id)
        found = {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": results,
        }
        return json.dumps(found)


def _hash(site: str) -> bytes:
    return hashlib.sha256(site.encode()).digest()
