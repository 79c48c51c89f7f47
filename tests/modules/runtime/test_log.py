"""The log keeps what it is given, in one place each, and lets nobody change it."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from kouan.kernel.event import SYSTEM, Event, ObjectRef
from kouan.runtime import log
from kouan.runtime.log import Conflict, Head, Recorded

pytestmark = pytest.mark.django_db

Happened = Callable[..., Event]
Note = Callable[..., Recorded]


def test_what_is_read_is_what_was_appended(happened: Happened) -> None:
    filed = happened("filed", "bill/COSU6301/cargo", "container/CSLU3054383/", lines=[{"净重": "12.5", "quote": '"\\'}])
    head = log.append(
        "case/1", Head.NONE, [filed, happened("checked")], procedure="import", version="2026-04-01", demo=True
    )

    first, second = log.read("case/1")

    assert (first.kind, first.happened_at, first.actor, first.payload) == (
        "filed",
        filed.happened_at,
        filed.actor,
        filed.payload,
    )
    assert first.objects == (ObjectRef("bill", "COSU6301", "cargo"), ObjectRef("container", "CSLU3054383"))
    assert (first.n, second.n, second.position) == (1, 2, first.position + 1)
    assert (first.procedure, first.version, first.demo) == ("import", "2026-04-01", True)
    assert head == log.head([first, second]) == Head(2, second.hash)


def test_event_time_and_record_time_are_kept_apart(happened: Happened) -> None:
    recorded_at = datetime(2026, 3, 5, 8, 30, 0, 123456, tzinfo=UTC)
    log.append("case/1", Head.NONE, [happened()], recorded_at=recorded_at)

    [event] = log.read("case/1")

    assert event.recorded_at == recorded_at
    assert event.happened_at < recorded_at


def test_a_stream_nobody_wrote_to_is_empty() -> None:
    assert log.read("case/none") == []
    assert log.head([]) == Head.NONE
    assert log.append("case/none", Head.NONE, []) == Head.NONE


def test_events_of_an_object_come_from_every_stream_in_order(note: Note) -> None:
    landed = note("container/CSLU3054383", "discharged", "container/CSLU3054383")
    note("case/1", "filed", "bill/COSU6301")
    held = note("case/2", "held", "container/CSLU3054383/holds", "container/CSLU3054383/names")

    assert [e.position for e in log.events_of("container", "CSLU3054383")] == [landed.position, held.position]


def test_the_log_is_read_on_from_a_position(note: Note) -> None:
    events = [note("case/1") for _ in range(5)]

    assert [e.n for e in log.read_after(events[1].position, 2)] == [3, 4]
    assert [e.n for e in log.everything(events[1].position)] == [3, 4, 5]


def test_two_deciding_on_the_same_state_cannot_both_win(happened: Happened, note: Note) -> None:
    seen = log.head([note("case/1")])
    log.append("case/1", seen, [happened("approved")])

    with pytest.raises(Conflict) as conflict, transaction.atomic():
        log.append("case/1", seen, [happened("rejected"), happened("closed")])

    assert conflict.value.winner().kind == "approved"
    assert [e.kind for e in log.read("case/1")] == ["filed", "approved"]


@pytest.mark.django_db(transaction=True)
def test_of_many_deciding_at_once_exactly_one_wins(happened: Happened, note: Note) -> None:
    seen = log.head([note("case/1")])
    start, won, told = threading.Barrier(6), [], []

    def decide(officer: str) -> None:
        start.wait()
        try:
            with transaction.atomic():
                log.append("case/1", seen, [happened(f"decided-by-{officer}")])
            won.append(officer)
        except Conflict as conflict:
            told.append(conflict.winner().kind)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(officer,)) for officer in "abcdef"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1
    assert told == [f"decided-by-{won[0]}"] * 5


def test_a_rolled_back_transaction_leaves_nothing(happened: Happened) -> None:
    with transaction.atomic():
        log.append("case/1", Head.NONE, [happened("filed", "bill/COSU6301")])
        transaction.set_rollback(True)
    assert log.read("case/1") == []
    assert log.events_of("bill", "COSU6301") == []


REWRITES = [
    "UPDATE event SET kind = 'other'",
    "DELETE FROM event",
    "UPDATE event_object SET object_id = 'X'",
    "DELETE FROM event_object",
]
EVASIONS = {
    "postgresql": ["TRUNCATE event", "TRUNCATE event_object", "UPDATE event SET kind = 'other' WHERE position = 0"],
    "sqlite": [f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}" for table in ("event", "event_object")],
}


def test_the_database_itself_refuses_to_change_the_log(note: Note) -> None:
    before = note("case/1", "filed", "bill/COSU6301")
    for statement in REWRITES + EVASIONS[connection.vendor]:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert log.read("case/1") == [before]
    assert log.events_of("bill", "COSU6301") == [before]


@pytest.mark.parametrize(
    "payload", [{"at": datetime(2026, 1, 1, tzinfo=UTC)}, {"amount": object()}, {1: "number as key"}]
)
def test_a_payload_that_json_has_no_word_for_is_refused(payload: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        log.append("case/1", Head.NONE, [Event("filed", datetime.now(UTC), SYSTEM, payload)])


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        log.append("case/1", Head.NONE, [Event("filed", datetime(2026, 1, 1), SYSTEM)])  # noqa: DTZ001
