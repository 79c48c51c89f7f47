"""Running the subscribers: in the server for as long as it lives, or once through for a test and the demo."""

import logging
import threading
import time
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import connection

from kouan.kernel.clock import now
from kouan.runtime.log.arrivals import listening
from kouan.runtime.log.order import SettledLog
from kouan.runtime.subscribers.courier import Courier
from kouan.runtime.subscribers.delivery import Send, send_inline, sending_in_a_pool
from kouan.runtime.subscribers.exclusive import exclusively
from kouan.runtime.subscribers.projector import Projector
from kouan.runtime.subscribers.registry import Follower, Projection, Subscriber, Watch, subscribers

# Seconds: commits of other processes are seen at the next poll; a burst of commits is taken in batches, not one by one.
POLL = 1.0
BREATH = 0.3
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 60.0

logger = logging.getLogger(__name__)


class _Follower(Protocol):
    def step(self, *, retry_now: bool = False) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Watcher:
    """A watch that is shown the time ``at``, or the present one."""

    watch: Watch
    at: datetime | None = None

    def step(self, *, retry_now: bool = False) -> bool:
        return self.watch.look(self.at or now())


def drain(
    names: Collection[str] | None = None,
    *,
    until_idle: bool = True,
    retry_now: bool = False,
    at: datetime | None = None,
) -> None:
    """Deliver all that is settled in the log to the named subscribers (all of them), in this thread.

    ``until_idle``: again until nobody has anything to do, since a subscriber may append events itself; ``retry_now``:
    what failed is tried once more at once, whatever its time; ``at``: what the time is, for those that watch it.
    Whatever a projection raises is raised. Subscribers that a running server has are left to it.
    """
    log = SettledLog()
    chosen = [subscribers[name] for name in names] if names is not None else list(subscribers.values())
    followers = [(one.name, _follower(one, log, send_inline, at)) for one in chosen]
    steps = [_step(name, follower, retry_now) for name, follower in followers]
    while until_idle and any(steps):
        steps = [_step(name, follower, False) for name, follower in followers]


def _step(name: str, follower: _Follower, retry_now: bool) -> bool:
    with exclusively(name) as mine:
        return mine and follower.step(retry_now=retry_now)


def run(stop: threading.Event, names: Collection[str] | None = None) -> None:
    """Follow the log until ``stop`` is set: a thread for each subscriber, so that none waits for another."""
    log = SettledLog()
    chosen = [subscribers[name] for name in names] if names is not None else list(subscribers.values())
    threads = [threading.Thread(target=_attend, args=(one, log, stop), name=f"subscriber {one.name}") for one in chosen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _attend(one: Follower, log: SettledLog, stop: threading.Event) -> None:
    """Run a subscriber whenever its lock is free; after a fault begin anew from what the database says."""
    pause = _FIRST_PAUSE
    while not stop.is_set():
        began = time.monotonic()
        try:
            with exclusively(one.name) as mine:
                if mine:
                    _watch(one, stop) if isinstance(one, Watch) else _follow(one, log, stop)
            stop.wait(POLL)
        except Exception:
            pause = min(pause * 2, _LONGEST_PAUSE) if time.monotonic() - began < _LONGEST_PAUSE else _FIRST_PAUSE
            logger.exception("subscriber %s stopped; it starts again in %.1f s", one.name, pause)
            connection.close()
            stop.wait(pause)
    connection.close()


def _watch(one: Watch, stop: threading.Event) -> None:
    while not stop.is_set():
        if not one.look(now()):
            stop.wait(one.every)


def _follow(one: Subscriber | Projection, log: SettledLog, stop: threading.Event) -> None:
    with listening() as arrived, _sender(one) as send:
        follower = _follower(one, log, send)
        while not stop.is_set():
            arrived.clear()
            if not follower.step():
                arrived.wait(POLL)
            stop.wait(BREATH)


def _sender(one: Subscriber | Projection) -> AbstractContextManager[Send]:
    if isinstance(one, Projection) or one.workers == 1:
        return nullcontext(send_inline)
    return sending_in_a_pool(one.workers, one.name)


def _follower(one: Follower, log: SettledLog, send: Send, at: datetime | None = None) -> _Follower:
    if isinstance(one, Watch):
        return _Watcher(one, at)
    return Courier(one, log, send) if isinstance(one, Subscriber) else Projector(one, log)
