"""``kouan serve``: pages, API and subscribers on one machine."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from kouan.cli.django_setup import DEFAULT_DATA, Data, start


def serve(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="Worker processes; SQLite does best with one.")] = 1,
    demo: Annotated[bool, typer.Option(help="Demo mode: one click to be anyone.", envvar="KOUAN_DEMO")] = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Serve pages and API, with the subscribers beside them, until interrupted."""
    start(data, demo=demo)
    listen(data, host, port, workers)


def listen(data: Path, host: str, port: int, workers: int) -> None:
    """Serve a store that is ready, with the subscribers beside it, until interrupted."""
    following = _follow(data)
    try:
        _listen(host, port, workers)
    finally:
        following.terminate()
        following.wait()


def _follow(data: Path) -> "subprocess.Popen[bytes]":
    """The subscribers, in a process of their own: what they do never slows a page."""
    return subprocess.Popen([sys.executable, "-m", "kouan.cli", "work", "--data", str(data)])


def _listen(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    os.environ["DJANGO_SETTINGS_MODULE"] = "kouan.runtime.settings"
    typer.echo(f"Kouan 口岸: http://{host}:{port}/")
    Granian(
        "kouan.runtime.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=8,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()


def work(data: Data = DEFAULT_DATA) -> None:
    """Run the subscribers alone: notices, webhooks, awaited steps, tree heads."""
    start(data)
    from kouan.runtime.subscribers import run

    stop = threading.Event()
    _stop_on_signals(stop)
    run(stop)


def _stop_on_signals(stop: threading.Event) -> None:
    import signal

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
