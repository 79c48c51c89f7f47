"""A machine that calls the API as machines do: HTTP requests with a token, through the application the server runs."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from urllib.parse import quote, urlencode

import orjson

from kouan.runtime import wsgi
from kouan.runtime.wsgi import application

ROOT = "/api/v1"


@contextmanager
def one_connection() -> Iterator[None]:
    """Calls share the test's connection and its transaction, which a server would close behind them."""
    with patch.object(wsgi, "close_old_connections", lambda: None):
        yield


Json = Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Json:
        return orjson.loads(self.content)

    @property
    def codes(self) -> list[str]:
        """The codes of what was refused, in order."""
        return [problem["code"] for problem in self.json["errors"]]

    @property
    def findings(self) -> list[str]:
        """``code@/pointer`` of everything found wrong, in order."""
        return [f"{problem['code']}@{problem['path']}" for problem in self.json["errors"]]


@dataclass(frozen=True, slots=True)
class Machine:
    """Somebody's machine; without a token, a stranger's."""

    token: str = ""

    def get(self, path: str, **query: Any) -> Answer:
        return self.call("GET", path, query=query)

    def post(self, path: str, body: Json = None) -> Answer:
        return self.call("POST", path, orjson.dumps({} if body is None else body))

    def put(self, path: str, body: Json) -> Answer:
        return self.call("PUT", path, orjson.dumps(body))

    def delete(self, path: str) -> Answer:
        return self.call("DELETE", path)

    def upload(self, name: str, content: bytes, media: str = "application/octet-stream") -> Answer:
        """Hand in a file as a form does; ``name`` as the sender's system wrote it."""
        said = name.replace("\\", "\\\\").replace('"', '\\"')
        part = f'--frontier\r\nContent-Disposition: form-data; name="file"; filename="{said}"\r\nContent-Type: {media}'
        body = part.encode() + b"\r\n\r\n" + content + b"\r\n--frontier--\r\n"
        return self.call("POST", "/files", body, media="multipart/form-data; boundary=frontier")

    def call(
        self, method: str, path: str, body: bytes = b"", *, query: Any = None, media: str = "application/json"
    ) -> Answer:
        """One request; ``path`` below the API's root, percent signs in it as they stand."""
        return request(method, ROOT + path, body, query=query, media=media, token=self.token)


def request(
    method: str, path: str, body: bytes = b"", *, query: Any = None, media: str = "application/json", token: str = ""
) -> Answer:
    """One request to any address of the site."""
    began: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        began.update(status=int(status.partition(" ")[0]), headers=dict(headers))

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": urlencode(query or {}, quote_via=quote),
        "CONTENT_TYPE": media,
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
    }
    if token:
        environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    response = application(environ, start)
    try:
        content = b"".join(response)
    finally:
        close = getattr(response, "close", None)
        if close:
            close()
    return Answer(began["status"], began["headers"], content)
