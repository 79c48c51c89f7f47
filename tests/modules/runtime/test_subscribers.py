"""Subscribers get every event, in order per key, and a failing one holds up nobody else."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection

from kouan.kernel.event import Event
from kouan.runtime import log, subscribers
from kouan.runtime.log import Head, Recorded
from kouan.runtime.models import NumberSeries, StuckKey, SubscriberCursor, WaitingEvent
from kouan.runtime.subscribers import courier, drain, fan_out, projection, running, subscriber, watch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_mine")]

Happened = Callable[..., Event]
Note = Callable[..., Recorded]


class Down(Exception):  # noqa: N818
    """The receiver does not answer."""


def test_each_event_arrives_once_and_in_order(note: Note) -> None:
    got: list[int] = []
    subscriber("notices")(lambda event: got.append(event.position))
    sent = [note(f"case/{n % 3}").position for n in range(7)]

    drain()
    drain()

    assert got == sent


def test_a_subscriber_may_ask_for_some_kinds_and_keys_only(note: Note) -> None:
    got: list[str] = []
    subscriber("boxes", kinds={"held", "released"}, key=lambda e: e.payload.get("box"))(lambda e: got.append(e.kind))
    note("case/1", "filed", box="CSLU3054383")
    note("case/1", "held", box="CSLU3054383")
    note("case/1", "released")

    drain()

    assert got == ["held"]


def test_a_failing_key_waits_and_the_others_go_on(note: Note) -> None:
    got: list[tuple[str, int]] = []
    down = {"case/1"}

    @subscriber("notices")
    def notice(event: Recorded) -> None:
        if event.stream in down:
            raise Down("no answer")
        got.append((event.stream, event.n))

    for _ in range(3):
        note("case/1")
        note("case/2")
    drain()

    assert got == [("case/2", 1), ("case/2", 2), ("case/2", 3)]
    [stuck] = subscribers.stuck("notices")
    assert (stuck.key, stuck.attempts, stuck.error) == ("case/1", 1, "Down: no answer")
    assert WaitingEvent.objects.filter(key="case/1").count() == 3

    note("case/1")
    drain()
    assert len(got) == 3, "a later event of the key waits behind the failed one"

    down.clear()
    drain(retry_now=True)
    assert got[3:] == [("case/1", n) for n in (1, 2, 3, 4)]
    assert not subscribers.stuck()
    note("case/1")
    drain()
    assert got[-1] == ("case/1", 5)


def test_a_failed_event_is_tried_later_and_later(note: Note, monkeypatch: pytest.MonkeyPatch) -> None:
    @subscriber("notices")
    def notice(event: Recorded) -> None:
        raise Down

    sent = note("case/1")
    pauses = []
    for _ in range(16):
        drain(retry_now=True)
        stuck = StuckKey.objects.get()
        pauses.append(round(stuck.retry_at / 1e6 - time.time()))
    assert pauses[:4] == [1, 2, 4, 8]
    assert pauses[-1] == 3600
    assert StuckKey.objects.get().attempts == 16
    drain()
    assert StuckKey.objects.get().attempts == 16, "its time has not come"
    assert [e.position for e in log.read("case/1")] == [sent.position]


def test_what_arrived_before_the_failure_is_not_sent_again(note: Note) -> None:
    got: list[int] = []
    down = [True]

    @subscriber("notices")
    def notice(event: Recorded) -> None:
        if event.n == 3 and down[0]:
            raise Down
        got.append(event.n)

    for _ in range(4):
        note("case/1")
    drain()
    assert got == [1, 2]
    drain(retry_now=True)
    assert got == [1, 2]
    down[0] = False
    drain(retry_now=True)
    assert got == [1, 2, 3, 4]


def test_each_receiver_has_its_own_queue(note: Note) -> None:
    got: list[tuple[str, int]] = []

    @fan_out("webhooks", receivers=lambda event: ["broker", "terminal"])
    def post(event: Recorded, receiver: str) -> None:
        if receiver == "broker":
            raise Down
        got.append((receiver, event.n))

    note("case/1")
    note("case/1")
    drain()

    assert got == [("terminal", 1), ("terminal", 2)]
    assert [key.key for key in subscribers.stuck("webhooks")] == ["broker"]


def test_one_failing_subscriber_does_not_delay_another(note: Note) -> None:
    got: list[int] = []

    @subscriber("broken", key=lambda event: str(1 / 0))
    def broken(event: Recorded) -> None: ...

    subscriber("notices")(lambda event: got.append(event.n))
    note("case/1")

    with pytest.raises(ZeroDivisionError):
        drain(["broken"])
    drain(["notices"])

    assert got == [1]


def test_a_projection_is_written_with_its_cursor_or_not_at_all(note: Note) -> None:
    broken = [True]

    @projection("numbers")
    def apply(events: Sequence[Recorded]) -> None:
        NumberSeries.objects.create(key=f"seen-{events[-1].position}", taken=len(events))
        if broken[0]:
            raise Down

    last = [note("case/1") for _ in range(3)][-1]
    with pytest.raises(Down):
        drain()
    assert not NumberSeries.objects.filter(key__startswith="seen").exists()
    assert not SubscriberCursor.objects.filter(name="numbers", position__gt=0).exists()

    broken[0] = False
    drain()
    assert NumberSeries.objects.get(key__startswith="seen").taken == 3
    assert SubscriberCursor.objects.get(name="numbers").position == last.position


def test_a_subscriber_may_append_and_gets_what_it_appended(note: Note) -> None:
    got: list[str] = []

    @subscriber("reaction")
    def react(event: Recorded) -> None:
        got.append(event.kind)
        if event.kind == "arrived":
            note("case/1", "released")

    note("case/1", "arrived")
    drain()

    assert got == ["arrived", "released"]


def test_the_operator_sees_how_far_each_has_come(note: Note) -> None:
    subscriber("notices")(lambda event: None)
    first = note("case/1")
    drain()
    note("case/1")

    [state] = subscribers.subscriber_states()
    assert (state.name, state.position, state.behind, state.stuck) == ("notices", first.position, 1, 0)


def test_names_are_plain_and_unique() -> None:
    subscriber("notices")(lambda event: None)
    with pytest.raises(ValueError, match="two subscribers"):
        subscriber("notices")(lambda event: None)
    with pytest.raises(ValueError, match="name"):
        subscriber("../notices")(lambda event: None)


@contextmanager
def server() -> Iterator[None]:
    """The subscribers run as in the server, until the block ends."""
    stop = threading.Event()
    thread = threading.Thread(target=subscribers.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
class TestInTheServer:
    @pytest.fixture(autouse=True)
    def _quick(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(running, "POLL", 0.05)
        monkeypatch.setattr(running, "BREATH", 0.01)
        monkeypatch.setattr(running, "_FIRST_PAUSE", 0.05)
        monkeypatch.setattr(courier, "PATIENCE", 0.05)

    def test_a_commit_wakes_the_subscribers(self, note: Note, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(running, "POLL", 3.0)
        got: list[float] = []
        subscriber("notices")(lambda event: got.append(time.monotonic()))
        with server():
            time.sleep(0.3)
            sent = time.monotonic()
            note("case/1")
            until(lambda: bool(got))
        assert got[0] - sent < 1.5

    def test_a_receiver_that_hangs_delays_no_other(self, note: Note) -> None:
        got: list[tuple[str, int]] = []
        hang = threading.Event()

        @fan_out("webhooks", receivers=lambda event: ["broker", "terminal"])
        def post(event: Recorded, receiver: str) -> None:
            if receiver == "broker":
                hang.wait(10)
            got.append((receiver, event.n))

        with server():
            for _ in range(3):
                note("case/1")
            until(lambda: got == [("terminal", 1), ("terminal", 2), ("terminal", 3)])
            hang.set()
            until(lambda: len(got) == 6)
            until(lambda: not StuckKey.objects.exists())
        assert got[3:] == [("broker", 1), ("broker", 2), ("broker", 3)]

    def test_a_subscriber_that_broke_down_resumes_where_it_was(self, note: Note) -> None:
        got: list[int] = []
        keys_broken = [True]

        def key(event: Recorded) -> str:
            if event.n == 3 and keys_broken[0]:
                keys_broken[0] = False
                raise Down
            return event.stream

        subscriber("notices", key=key)(lambda event: got.append(event.n))
        for _ in range(5):
            note("case/1")
        with server():
            until(lambda: len(got) >= 5)
        assert sorted(set(got)) == [1, 2, 3, 4, 5]

    def test_what_a_killed_server_had_not_delivered_is_delivered_by_the_next(self, note: Note) -> None:
        got: list[int] = []
        killed = threading.Event()

        @subscriber("notices")
        def notice(event: Recorded) -> None:
            if event.n == 4 and not killed.is_set():
                raise SystemExit  # as abrupt as a thread's end can be: nothing after it runs
            got.append(event.n)

        for _ in range(6):
            note("case/1")
        with pytest.raises(SystemExit):
            drain()
        killed.set()
        drain()

        assert got == [1, 2, 3, 1, 2, 3, 4, 5, 6], "at least once, in order, nothing lost"

    def test_only_one_runs_a_subscriber_at_a_time(self, note: Note) -> None:
        got: list[int] = []
        subscriber("notices")(lambda event: got.append(event.n))
        with server(), server():
            for _ in range(20):
                note("case/1")
            until(lambda: len(got) == 20)
        assert got == list(range(1, 21))

    def test_while_writers_commit_in_any_order_nothing_is_lost(self, happened: Happened) -> None:
        got: list[tuple[str, int]] = []
        subscriber("notices")(lambda event: got.append((event.stream, event.n)))

        def write(stream: str) -> None:
            head = Head.NONE
            for _ in range(20):
                head = log.append(stream, head, [happened(), happened()])
            connection.close()

        threads = [threading.Thread(target=write, args=(f"case/{n}",)) for n in range(4)]
        with server():
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            until(lambda: len(got) == 160)
        for n in range(4):
            assert [place for stream, place in got if stream == f"case/{n}"] == list(range(1, 41))


def test_a_watch_is_shown_the_time_until_it_finds_nothing_more_to_do() -> None:
    due, seen = [3, 2], []

    @watch("deadlines", every=5)
    def look(moment: datetime) -> bool:
        seen.append(moment)
        return bool(due) and bool(due.pop())

    drain(at=datetime(2026, 3, 2, tzinfo=UTC))

    assert seen == [datetime(2026, 3, 2, tzinfo=UTC)] * 3
    assert subscribers.subscriber_states() == [], "it follows no log"


def test_a_watch_of_a_running_server_looks_again_and_again() -> None:
    looks, stop = [], threading.Event()

    @watch("deadlines", every=0.01)
    def look(moment: datetime) -> bool:
        looks.append(moment)
        if len(looks) == 3:
            stop.set()
        return False

    running.run(stop)

    assert len(looks) == 3
    assert looks == sorted(looks)
