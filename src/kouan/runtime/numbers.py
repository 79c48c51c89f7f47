"""Running numbers: unique in their series, gaps allowed, duplicates never.

A process takes numbers from the database in blocks, in a transaction of its own that is over before the first number is
handed out. So filers never wait for each other's transactions, and what a killed process still had is never used again.
"""

import os
from collections import deque
from collections.abc import Callable

from django.db import connection
from django.db.backends.utils import CursorWrapper

BLOCK = 100
_LEASE = """INSERT INTO number_series (key, taken) VALUES (%s, %s)
            ON CONFLICT (key) DO UPDATE SET taken = number_series.taken + excluded.taken RETURNING taken"""

# By series, what this process may hand out. A deque's popleft and extend are atomic, so threads need no lock.
_held: dict[str, deque[int]] = {}
# A forked child must not hand out what its parent holds.
os.register_at_fork(after_in_child=_held.clear)


def take(key: str) -> int:
    """The next number of a series such as ``"3700-2026-I"``, from 1.

    Best called before the transaction that uses it. Inside one, PostgreSQL leases the block on a second connection;
    SQLite, whose only writer is then this transaction, gives one number, which goes back with a rollback.
    """
    held = _held.setdefault(key, deque())
    try:
        return held.popleft()
    except IndexError:
        first, *rest = _lease(key)
    held.extend(rest)
    return first


def _lease(key: str) -> range:
    if not connection.in_atomic_block:
        return _advance(key, BLOCK, connection.cursor)
    if connection.vendor == "sqlite":
        return _advance(key, 1, connection.cursor)
    apart = connection.copy()
    try:
        return _advance(key, BLOCK, apart.cursor)
    finally:
        apart.close()


def _advance(key: str, size: int, open_cursor: Callable[[], CursorWrapper]) -> range:
    with open_cursor() as cursor:
        cursor.execute(_LEASE, (key, size))
        last: int = cursor.fetchone()[0]
    return range(last - size + 1, last + 1)
