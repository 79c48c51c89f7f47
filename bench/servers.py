"""Servers under measurement: started on loopback, their CPU time read from the kernel, always stopped."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
_TICK = os.sysconf("SC_CLK_TCK")
_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens and which processes it is made of."""

    port: int
    pid: int

    def cpu(self) -> float:
        """CPU seconds used so far by the server and its workers, user and system."""
        return sum(map(process_cpu, tree(self.pid)))


def tree(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [pid, *(one for child in children.stdout.split() for one in tree(int(child)))]


def process_cpu(pid: int) -> float:
    """CPU seconds of one process, 0 when it has gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICK


def postgres_cpu() -> float:
    """CPU seconds of every PostgreSQL process that runs now (backends that ended are not counted)."""
    found = subprocess.run(["pgrep", "-f", "kouan-pg-|postgres: "], capture_output=True, text=True, check=False)
    return sum(process_cpu(int(pid)) for pid in found.stdout.split())


@contextmanager
def serving(command: Sequence[str], env: Mapping[str, str]) -> Iterator[Server]:
    """A server with one worker on a free port; ``command`` is a module to run and its arguments."""
    port = _free_port()
    found = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path[1:]]), **env}
    process = subprocess.Popen([sys.executable, "-m", *command, "--port", str(port), "--workers", "1"], env=found)
    try:
        _wait(process, port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


class Client:
    """One connection kept open."""

    def __init__(self, port: int, headers: Mapping[str, str]) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {"Content-Type": "application/json", **headers}

    def call(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """Status and body of one request."""
        self._connection.request(method, path, body, self._headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()


def prepared(database_url: str, data: Path) -> dict[str, Any]:
    """A store with people, a token and a clean filing in it: ``{token, code, body}``."""
    env = {**os.environ, "KOUAN_DATA": str(data), "KOUAN_DATABASE_URL": database_url, "KOUAN_DEMO": "1"}
    done = subprocess.run(
        [sys.executable, str(HERE / "prepare.py")], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result
