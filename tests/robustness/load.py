"""Clerks who file without pause, and file again under the same number when no answer comes, as their systems do."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import new as hmac
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.robustness.site import Site

FORM = {"ship": "9074729", "flag": "CHN", "jobs": [{"place": "甲板", "hours": "12"}]}
FILE = "/procedures/ship-repair-notice/cases"
PATIENCE = 60.0


@dataclass
class Clerk:
    """One of them. ``acknowledged``: own number → case id and number; every third filing is withdrawn again."""

    site: Site
    name: str
    token: str
    acknowledged: dict[str, tuple[str, str]] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def work(self, stop: threading.Event) -> None:
        """File until told to stop."""
        while not stop.is_set():
            reference = f"{self.name}-{len(self.acknowledged)}"
            filed = self._until_answered(FILE, {"form": FORM, "reference": reference}, {201})
            self.acknowledged[reference] = (filed["id"], filed["number"])
            if len(self.acknowledged) % 3 == 0:
                # Withdrawn before and not told so: the case says that it is.
                self._until_answered(f"/cases/{filed['id']}/withdraw", {"reason": "改期"}, {200, 422})
                self.withdrawn.add(filed["number"])

    def _until_answered(self, path: str, body: Any, wanted: set[int]) -> Any:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, HTTPException, ValueError):
                status, answer = self.site.call("POST", path, body, self.token)
                if status not in wanted:
                    self.faults.append(f"{path}: {status} {answer}")
                return answer
            time.sleep(0.05)
        # Raised in a thread of its own, where nobody would see it: the test looks at the faults.
        self.faults.append(f"no answer for {PATIENCE:.0f} s: {path}")
        raise AssertionError(self.faults[-1])


def working(clerks: list[Clerk], stop: threading.Event) -> list[threading.Thread]:
    """All of them at work."""
    threads = [threading.Thread(target=clerk.work, args=(stop,), name=clerk.name) for clerk in clerks]
    for thread in threads:
        thread.start()
    return threads


class Receiver:
    """Somebody who has events pushed to them, and keeps what came, in the order it came."""

    def __init__(self) -> None:
        self.received: list[tuple[int, bytes]] = []
        self.secret = ""
        self.forged = 0
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.take(self.headers, body)
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Quietly."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/kouan"

    def take(self, headers: Any, body: bytes) -> None:
        """Keep what is signed with the secret, count what is not."""
        said = headers["Kouan-Timestamp"].encode() + b"." + body
        right = "v1=" + hmac(self.secret.encode(), said, sha256).hexdigest()
        if headers["Kouan-Signature"] == right:
            self.received.append((int(headers["Kouan-Event"]), body))
        else:
            self.forged += 1

    @property
    def first_seen(self) -> list[int]:
        """Positions in the order in which each was seen first."""
        return list(dict.fromkeys(position for position, _ in self.received))

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def eventually(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether something comes to hold within a time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.3)
    return holds()
