"""A small OpenID Connect provider on loopback: authorization code flow with PKCE, one client, one user."""

import hashlib
import json
import secrets
import threading
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, SECRET = "kouan-test", "a secret between the two"


class IdentityProvider:
    """``user`` is who signs in; None: the user refuses. ``seen`` lists the calls that came in."""

    def __init__(self) -> None:
        self.user: dict | None = None
        self.codes: dict[str, str] = {}
        self.seen: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "IdentityProvider":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        if self.user is None:
            answer = {"error": "access_denied"}
        else:
            code = secrets.token_urlsafe()
            self.codes[code] = asked["code_challenge"]
            answer = {"code": code}
        return f"{asked['redirect_uri']}?{urlencode({**answer, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict:
        """An access token for a code that was given to the same client and the same browser."""
        challenge = self.codes.pop(asked["code"])
        assert (asked["client_id"], asked["client_secret"]) == (CLIENT, SECRET)
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        assert urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge
        return {"access_token": "access", "token_type": "Bearer", "expires_in": 60}

    def configuration(self) -> dict:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                place, asked = _parts(self.path)
                provider.seen.append(place)
                if place == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(asked))
                    self.end_headers()
                elif place == "/userinfo":
                    assert self.headers["Authorization"] == "Bearer access"
                    self._json(provider.user or {})
                else:
                    self._json(provider.configuration())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.seen.append(self.path)
                self._json(provider.token(_parts(f"?{body}")[1]))

            def _json(self, data: dict) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(data).encode())

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler


def _parts(address: str) -> tuple[str, dict[str, str]]:
    split = urlsplit(address)
    return split.path, {name: values[0] for name, values in parse_qs(split.query).items()}
