"""A private PostgreSQL for tests and benchmarks: made in a temporary folder, gone when the work is done."""

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import system

STARTUP_SECONDS = 30
UNPRIVILEGED = ("postgres", "nobody")
# The cluster outlives no test run, so it need not outlive a power cut. Killing any process still loses nothing.
# A vacuum that happens to run holds up whoever waits until all earlier transactions are over.
FOR_TESTS = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off"}


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Start a server and yield its ``postgresql://`` URL; it is stopped and removed in every case.

    durable: write through to the disk, as production does; tests are content with the operating system's cache.
    """
    for terminating in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(terminating, _leave)
    programs = system.postgres_programs()
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="kouan-pg-"))
    password = secrets.token_urlsafe(18)
    port = _free_port()
    try:
        if account:
            os.chown(folder, account["user"], account["group"])
        _make(programs, folder, password, account)
        server = _start(programs, folder, port, {} if durable else FOR_TESTS, account)
        try:
            _wait(server, folder, port)
            yield f"postgresql://kouan:{password}@127.0.0.1:{port}/postgres"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _leave(number: int, frame: object) -> None:
    """Turn a signal into an exit that runs every ``finally``."""
    raise SystemExit(128 + number)


def variables(url: str) -> dict[str, str]:
    """The variables that lead Kouan's tests and benchmarks to this server."""
    return {"KOUAN_TEST_DATABASE": "postgres", "KOUAN_TEST_DATABASE_URL": url}


def _account() -> dict[str, Any]:
    """What Popen needs to leave root, since PostgreSQL refuses to run as root; nothing for everyone else."""
    if os.geteuid() != 0:
        return {}
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise system.ProgramMissingError(
        "PostgreSQL 不能以 root 运行，而本机没有 postgres 或 nobody 用户。 | "
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody."
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _make(programs: Path, folder: Path, password: str, account: dict[str, Any]) -> None:
    pwfile = folder / "password"
    pwfile.touch(mode=0o600)
    pwfile.write_text(password)
    if account:
        os.chown(pwfile, account["user"], account["group"])
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "kouan", "-E", "UTF8", "--locale=C.UTF-8"]
    command += ["--no-sync", "--auth=scram-sha-256", f"--pwfile={pwfile}"]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **account)
    pwfile.unlink()
    if done.returncode:
        raise RuntimeError(f"initdb: {done.stdout}{done.stderr}")


def _start(
    programs: Path, folder: Path, port: int, settings: dict[str, str], account: dict[str, Any]
) -> subprocess.Popen[bytes]:
    own = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": str(folder)}
    options = [word for name, value in {**own, **settings}.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 (this process has one thread)
            **account,
        )


def _die_with_parent() -> None:
    """Ask Linux for a fast shutdown of the server should its parent be killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _wait(server: subprocess.Popen[bytes], folder: Path, port: int) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    status = folder / "data" / "postmaster.pid"
    while time.monotonic() < deadline and server.poll() is None:
        if status.exists() and status.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start on port {port}: {(folder / 'log').read_text()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=20)


if __name__ == "__main__":
    with cluster() as address:
        raise SystemExit(subprocess.call(sys.argv[1:], env={**os.environ, **variables(address)}))
