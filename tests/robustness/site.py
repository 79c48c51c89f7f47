"""A real site on loopback: ``kouan serve`` in processes of its own, on a store of its own, to be killed at will."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
STARTUP_SECONDS = 60
API = "/api/v1"


@dataclass
class Site:
    """A data folder, perhaps a PostgreSQL database, and the server on them while it runs."""

    data: Path
    database: str = ""
    port: int = 0
    server: "subprocess.Popen[bytes] | None" = None
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KOUAN_")}
        own = {"KOUAN_DATABASE_URL": self.database} if self.database else {}
        # The short procedure of the tests; webhooks may come to this machine.
        more = {"KOUAN_PROCEDURES": str(ROOT / "tests" / "seventh"), "KOUAN_PRIVATE_WEBHOOKS": "1"}
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        self.environment = {**kept, **own, **more, "KOUAN_DATA": str(self.data), "PYTHONPATH": paths}

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """A program on this site's store, to its end."""
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
        )

    def prepared(self) -> dict[str, Any]:
        """The store with people in it: their tokens, by what they do."""
        done = self.run("-m", "tests.robustness.prepare")
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    def start(self) -> None:
        """Serve, in a session of its own so that all of it can be killed at once; returns once it answers."""
        self.port = self.port or _free_port()
        command = [sys.executable, "-m", "kouan.cli", "serve", "--port", str(self.port), "--workers", "2"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.server = subprocess.Popen(command, env=self.environment, cwd=ROOT, start_new_session=True, **quiet)
        deadline = time.monotonic() + STARTUP_SECONDS
        while not self.answers():
            assert self.server.poll() is None, "the server ended by itself"
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether it does."""
        with suppress(OSError, HTTPException):
            return self.call("GET", "/log/key")[0] == 200
        return False

    def call(self, method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
        """One request on a connection of its own; OSError or HTTPException where the answer does not come."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        try:
            connection.request(method, API + path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        finally:
            connection.close()

    def processes(self) -> dict[str, list[int]]:
        """The server's processes: "workers" that answer requests, and the "subscribers"."""
        assert self.server
        found: dict[str, list[int]] = {"workers": [], "subscribers": []}
        for folder in Path("/proc").iterdir():
            with suppress(OSError, ValueError, IndexError):
                state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
                if int(parent) == self.server.pid and state != "Z":
                    command = (folder / "cmdline").read_bytes().split(b"\0")
                    found["subscribers" if b"work" in command else "workers"].append(int(folder.name))
        return {kind: sorted(pids) for kind, pids in found.items()}

    def kill_one(self, kind: str, number: int) -> bool:
        """``kill -9`` one process of a kind; whether there was one."""
        pids = self.processes()[kind]
        if pids:
            os.kill(pids[number % len(pids)], signal.SIGKILL)
        return bool(pids)

    def kill_all(self) -> None:
        """``kill -9`` everything at once, as a power cut would."""
        assert self.server
        with suppress(ProcessLookupError):
            os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        self.server = None


@contextmanager
def a_site(folder: Path, *, on_postgres: bool) -> Iterator[Site]:
    """A fresh site on the database under test; whatever still runs of it is killed in the end."""
    database = _database(f"site_{os.getpid()}_{time.monotonic_ns()}") if on_postgres else ""
    site = Site(folder / "data", database)
    try:
        yield site
    finally:
        if site.server:
            site.kill_all()
        if database:
            _sql(f'DROP DATABASE "{urlsplit(database).path[1:]}" WITH (FORCE)')


def _database(name: str) -> str:
    _sql(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(os.environ["KOUAN_TEST_DATABASE_URL"])._replace(path=f"/{name}"))


def _sql(statement: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["KOUAN_TEST_DATABASE_URL"], autocommit=True) as connection:
        connection.execute(statement)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
