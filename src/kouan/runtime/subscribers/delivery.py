"""Handing events to a subscriber's function: in this thread, or several keys at once."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.db import connection, transaction

from kouan.runtime.log.values import Recorded
from kouan.runtime.subscribers.registry import Subscriber


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many events of a key's run arrived, and the error that stopped it ("" where none did)."""

    arrived: int
    error: str


Runs = Mapping[str, Sequence[Recorded]]
Send = Callable[[Subscriber, Runs], "dict[str, Future[Outcome]]"]


def send_inline(subscriber: Subscriber, runs: Runs) -> "dict[str, Future[Outcome]]":
    """Deliver in the caller's thread, in the order of the log; a key stops at its first failure."""
    outcomes: dict[str, Future[Outcome]] = {key: Future() for key in runs}
    for key, outcome in deliver(subscriber, runs).items():
        outcomes[key].set_result(outcome)
    return outcomes


@contextmanager
def sending_in_a_pool(workers: int, name: str) -> Iterator[Send]:
    """Deliver each key in a thread of a pool."""

    def send(subscriber: Subscriber, runs: Runs) -> "dict[str, Future[Outcome]]":
        return {key: pool.submit(_deliver_apart, subscriber, key, run) for key, run in runs.items()}

    with ThreadPoolExecutor(workers, thread_name_prefix=name) as pool:
        yield send


def _deliver_apart(subscriber: Subscriber, key: str, events: Sequence[Recorded]) -> Outcome:
    """Deliver in a pool's thread, leaving no connection behind in it."""
    try:
        return deliver(subscriber, {key: events})[key]
    finally:
        connection.close()


def deliver(subscriber: Subscriber, runs: Runs) -> dict[str, Outcome]:
    """Deliver the events of some keys in the order of the log, each key up to its first failure."""
    arrived, errors = Counter[str](), dict[str, str]()
    every = [(event, key) for key, events in runs.items() for event in events]
    for event, key in sorted(every, key=lambda one: one[0].position):
        if key not in errors:
            error = _attempt(subscriber, event, key)
            if error:
                errors[key] = error
            else:
                arrived[key] += 1
    return {key: Outcome(arrived[key], errors.get(key, "")) for key in runs}


def _attempt(subscriber: Subscriber, event: Recorded, key: str) -> str:
    """Deliver one event; the error's words, or "" where it arrived."""
    try:
        # Only inside somebody's transaction (a test) must a failure be kept from spoiling it.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            subscriber.deliver(event, key)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""
