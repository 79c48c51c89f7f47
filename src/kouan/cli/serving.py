"""``kouan serve``: pages, API and subscribers on one machine."""

import os
import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from kouan.cli.django_setup import DEFAULT_DATA, Data, start
from kouan.cli.lifeline import end_with_parent

_LOOK = 0.3
"""Seconds between looks at whether the subscribers still run."""


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
    stop = threading.Event()
    following = threading.Thread(target=_keep_following, args=(data, stop), name="following")
    following.start()
    try:
        _listen(host, port, workers)
    finally:
        stop.set()
        following.join()


def _keep_following(data: Path, stop: threading.Event) -> None:
    """The subscribers, in a process of their own: what they do never slows a page. One that dies is started anew."""
    while not stop.is_set():
        process = subprocess.Popen([sys.executable, "-m", "kouan.cli", "work", "--beside", "--data", str(data)])
        while process.poll() is None and not stop.wait(_LOOK):
            pass
        process.terminate()
        process.wait()
        stop.wait(_LOOK)


def _listen(host: str, port: int, workers: int) -> None:
    from django.db import connections

    os.environ["DJANGO_SETTINGS_MODULE"] = "kouan.runtime.settings"
    # Loaded once, before workers are forked: they start at once and share what they only read. Connections they do not.
    import_module("kouan.runtime.wsgi")
    import_module("kouan.web.urls")
    import_module("kouan.web.environment").compile_templates()
    connections.close_all()
    typer.echo(f"Kouan 口岸: http://{host}:{port}/")
    while not _served(host, port, workers):
        typer.echo(
            "Kouan 口岸: 工作进程接连退出，重新启动。 | Workers ended one after another; starting them anew.", err=True
        )


def _served(host: str, port: int, workers: int) -> bool:
    """Listen until asked to stop, then true; false where the server gave up, its workers having died too quickly."""
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "kouan.cli.worker:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        respawn_failed_workers=True,
        log_access=False,
    )
    try:
        server.serve()
    except SystemExit:
        time.sleep(_LOOK)
        return server.interrupt_signal
    return True


def work(
    data: Data = DEFAULT_DATA,
    beside: Annotated[bool, typer.Option(hidden=True, help="End with the process that started it.")] = False,
) -> None:
    """Run the subscribers alone: notices, webhooks, awaited steps, deadlines, tree heads."""
    start(data)
    from kouan.runtime.subscribers import run

    stop = threading.Event()
    _stop_on_signals(stop)
    if beside:
        end_with_parent(stop.set)
    run(stop)


def _stop_on_signals(stop: threading.Event) -> None:
    import signal

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
