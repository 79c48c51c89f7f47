"""`log verify` finds what somebody changed behind the database's back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from kouan.runtime.log import Recorded
from kouan.runtime.subscribers import drain
from kouan.runtime.verification import verify

pytestmark = pytest.mark.django_db

Note = Callable[..., Recorded]


@contextmanager
def behind_its_back() -> Iterator[Callable[[str], None]]:
    """What the owner of the database's files can do: take the triggers away and write."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE event DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE event_object DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'event%%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        yield cursor.execute


@pytest.fixture
def events(note: Note) -> list[Recorded]:
    made = [note(f"case/{n % 2}", "filed", f"bill/COSU{n}/cargo", amount=n) for n in range(6)]
    drain(["merkle-tree"])
    return made


@pytest.mark.usefixtures("events")
def test_an_untouched_log_is_sound() -> None:
    report = verify()
    assert report.sound, report.faults
    assert (report.events, report.streams, report.heads) == (6, 2, 1)


def test_an_empty_log_is_sound() -> None:
    assert verify().sound


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET payload = '{\"amount\":9}' WHERE n = 2 AND stream = 'case/1'",
        "UPDATE event SET actor_person = 'li' WHERE n = 2 AND stream = 'case/1'",
        "UPDATE event SET happened_at = happened_at - 1 WHERE n = 2 AND stream = 'case/1'",
        "UPDATE event SET recorded_at = recorded_at - 1 WHERE n = 2 AND stream = 'case/1'",
        "UPDATE event SET demo = NOT demo WHERE n = 2 AND stream = 'case/1'",
        "UPDATE event SET objects = '[]' WHERE n = 2 AND stream = 'case/1'",
        "DELETE FROM event WHERE n = 2 AND stream = 'case/1'",
        "DELETE FROM event WHERE n = 3 AND stream = 'case/1'",
        "DELETE FROM event WHERE stream = 'case/1'",
        "UPDATE event SET position = 1000000 WHERE n = 3 AND stream = 'case/1'",
        "UPDATE event SET stream = 'case/9' WHERE n = 3 AND stream = 'case/1'",
        "UPDATE event_object SET object_id = 'COSU9' WHERE object_id = 'COSU3'",
        "DELETE FROM event_object WHERE object_id = 'COSU3'",
        "INSERT INTO event_object SELECT kind, 'COSU9', position, '' FROM event_object WHERE object_id = 'COSU3'",
        "UPDATE merkle_tree_head SET entries = hash FROM event WHERE n = 1 AND stream = 'case/0'",
        "UPDATE merkle_tree_head SET signed_at = signed_at - 1",
        "UPDATE merkle_tree_head SET root = hash FROM event WHERE n = 1 AND stream = 'case/0'",
        "UPDATE merkle_tree_head SET size = 7",
        "UPDATE merkle_tree_head SET signature = root",
    ],
)
@pytest.mark.usefixtures("events")
def test_every_change_is_found(change: str) -> None:
    with behind_its_back() as execute:
        execute(change)
    assert not verify().sound


def test_an_event_slipped_in_is_found(events: list[Recorded], note: Note) -> None:
    with behind_its_back() as execute:
        execute(f"UPDATE event SET position = position + 1000 WHERE position = {events[-1].position}")
        execute(f"UPDATE event_object SET position = position + 1000 WHERE position = {events[-1].position}")
    late = note("case/7")
    with behind_its_back() as execute:
        execute(f"UPDATE event SET position = {events[-1].position} WHERE position = {late.position}")
    assert [fault.position for fault in verify().faults] == [events[-1].position]
