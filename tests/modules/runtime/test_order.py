"""Nothing that commits late is skipped, nothing that never comes is waited for."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from kouan.kernel.event import Event
from kouan.runtime import log
from kouan.runtime.log import Head
from kouan.runtime.log.order import SettledLog

pytestmark = [pytest.mark.django_db(transaction=True)]

Happened = Callable[..., Event]


@pytest.fixture
def _postgres(on_postgres: bool) -> None:
    if not on_postgres:
        pytest.skip("SQLite has one writer at a time: positions commit in order")


@contextmanager
def uncommitted(append: Callable[[], object], *, keep: bool) -> Iterator[None]:
    """Another session has appended and is still in its transaction while the block lasts."""
    appended, finish = threading.Event(), threading.Event()

    def session() -> None:
        try:
            with transaction.atomic():
                append()
                appended.set()
                finish.wait(10)
                transaction.set_rollback(not keep)
        finally:
            connection.close()

    thread = threading.Thread(target=session)
    thread.start()
    assert appended.wait(10)
    try:
        yield
    finally:
        finish.set()
        thread.join()


def streams(events: list[log.Recorded]) -> list[str]:
    return [event.stream for event in events]


@pytest.mark.usefixtures("_postgres")
def test_an_event_waits_for_an_earlier_one_that_commits_late(happened: Happened) -> None:
    follower = SettledLog()
    with uncommitted(lambda: log.append("late", Head.NONE, [happened()]), keep=True):
        log.append("early", Head.NONE, [happened()])
        assert streams(log.read_after(0)) == ["early"]
        assert follower.after(0) == []
        assert follower.after(0) == []
    assert streams(follower.after(0)) == ["late", "early"]


@pytest.mark.usefixtures("_postgres")
def test_an_event_that_was_rolled_back_is_not_waited_for(happened: Happened) -> None:
    follower = SettledLog()
    with uncommitted(lambda: log.append("never", Head.NONE, [happened()]), keep=False):
        log.append("kept", Head.NONE, [happened()])
        assert follower.after(0) == []
    assert streams(follower.after(0)) == ["kept"]


@pytest.mark.usefixtures("_postgres")
def test_a_running_transaction_above_the_snapshot_is_waited_for_too(happened: Happened) -> None:
    """The late one has the higher transaction id, so a snapshot's xmax alone would call it over."""
    follower = SettledLog()
    written = threading.Event()
    release = threading.Event()

    def older_transaction_newer_position() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
            written.set()
            release.wait(10)
            log.append("early", Head.NONE, [happened()])
        connection.close()

    thread = threading.Thread(target=older_transaction_newer_position)
    thread.start()
    written.wait(10)
    with uncommitted(lambda: log.append("late", Head.NONE, [happened()]), keep=True):
        release.set()
        thread.join()
        assert streams(log.read_after(0)) == ["early"]
        assert follower.after(0) == []
        assert follower.after(0) == []
    assert streams(follower.after(0)) == ["late", "early"]


@pytest.mark.usefixtures("_postgres")
def test_a_position_is_drawn_only_by_a_transaction_that_has_its_id() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_default FROM information_schema.columns"
            " WHERE table_name = 'event' AND column_name = 'position'"
        )
        [(default,)] = cursor.fetchall()
        for _ in range(3):  # a sequence alone takes an id only once in 32 times
            with transaction.atomic():
                cursor.execute(f"SELECT {default}")
                cursor.execute("SELECT pg_current_xact_id_if_assigned()::text")
                assert cursor.fetchone()[0] is not None


def test_a_follower_beside_many_writers_misses_nothing_and_keeps_every_stream_in_order(happened: Happened) -> None:
    writers, each = 6, 25
    done = threading.Event()
    seen: list[log.Recorded] = []

    def write(name: str) -> None:
        dice = random.Random(name)
        head = Head.NONE
        try:
            for _ in range(each):
                with transaction.atomic():
                    after = log.append(name, head, [happened(), happened()])
                    time.sleep(dice.choice((0, 0, 0.001, 0.01)))
                    keep = dice.random() < 0.8
                    transaction.set_rollback(not keep)
                head = after if keep else head
        finally:
            connection.close()

    def follow() -> None:
        follower = SettledLog()
        while True:
            last_look = done.is_set()
            events = follower.after(seen[-1].position if seen else 0)
            seen.extend(events)
            if last_look and not events:
                break
        connection.close()

    threads = [threading.Thread(target=write, args=(f"case/{n}",)) for n in range(writers)]
    follower = threading.Thread(target=follow)
    for thread in (*threads, follower):
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    follower.join()

    assert [e.position for e in seen] == [e.position for e in log.everything()]
    for n in range(writers):
        assert [e for e in seen if e.stream == f"case/{n}"] == log.read(f"case/{n}")
