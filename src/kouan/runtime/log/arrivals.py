"""Word inside this process that something was committed to the log: subscribers need not wait for their poll."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_listeners: set[threading.Event] = set()


def announce() -> None:
    """Wake every listener; called after commit."""
    for listener in tuple(_listeners):
        listener.set()


@contextmanager
def listening() -> Iterator[threading.Event]:
    """An event that is set at each commit to the log while the block lasts."""
    listener = threading.Event()
    _listeners.add(listener)
    try:
        yield listener
    finally:
        _listeners.discard(listener)
