"""One process runs a subscriber at a time. The lock dies with its holder, so a killed server holds nobody up."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.conf import settings
from django.db import connection

# Tells our advisory locks from anybody else's in the same database.
_OURS = crc32(b"kouan subscriber") - 2**31


@contextmanager
def exclusively(name: str) -> Iterator[bool]:
    """Hold a subscriber's lock while the block lasts; yields False where another process (or thread) has it.

    PostgreSQL: an advisory lock of this connection. SQLite, which is one machine's: a file lock in the data folder.
    """
    with _advisory_lock(name) if connection.vendor == "postgresql" else _file_lock(name) as mine:
        yield mine


@contextmanager
def _advisory_lock(name: str) -> Iterator[bool]:
    lock = [_OURS, crc32(name.encode()) - 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", lock)
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            # A broken connection has given the lock back by itself.
            if mine and connection.is_usable():
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", lock)


@contextmanager
def _file_lock(name: str) -> Iterator[bool]:
    path = Path(settings.KOUAN_DATA) / "locks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
