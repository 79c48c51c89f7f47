"""Following the log by position without ever skipping an event that commits late.

SQLite has one writer at a time and draws a position inside its write: positions commit in their order, without gaps.

PostgreSQL draws positions from a sequence while transactions overlap. Position 8 may be committed, and seen, while 7 is
still on its way; whoever moves past 8 then never delivers 7. Or 7 was rolled back and will never come. So:

1. Events are delivered strictly by position, and a missing position holds back everything after it.
2. A position is drawn only by a transaction that already has its id (the column default in migration 0001). So once 8
   is visible, the transaction that drew 7 has an id, and every id handed out from now on is greater.
3. The reader therefore draws an id of its own, the *bound*. When a later snapshot says that every transaction below
   the bound is over (``pg_snapshot_xmin >= bound``), whatever drew 7 is over too. If 7 is missing *in that snapshot*,
   it was rolled back, and the reader goes on; if it is there, it is delivered first.

The snapshot's own ``pg_snapshot_xmax`` would not do for a bound: it is one past the highest *finished* transaction, and
a running one may be above it.

The price: while a gap is open, a write transaction that stays open for long, whoever's it is, holds back what comes
after the gap. Hence ``idle_in_transaction_session_timeout`` in :mod:`kouan.runtime.database`.
"""

import threading
import time
from collections.abc import Sequence
from typing import Any

from django.db import connection

from kouan.runtime.log.reading import COLUMNS, last_position, recorded
from kouan.runtime.log.values import Recorded

BATCH = 200
_REMEMBERED = 4
_XMIN = {"postgresql": "pg_snapshot_xmin(pg_current_snapshot())::text::bigint", "sqlite": "0"}


class SettledLog:
    """The part of the log behind which nothing can appear any more. One is shared by all subscribers of a process.

    What was once settled after a position stays what it is, so the last few answers are kept (``remembered``):
    subscribers move in step and most of them read from here.
    """

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._remembered = remembered
        self._lock = threading.Lock()
        self._answers: dict[int, list[Recorded]] = {}
        # Every missing position below this one is known never to come.
        self._settled_below = 0
        # (position, bound): missing positions below it are settled once all transactions below the bound are over.
        self._unproved: tuple[int, int] | None = None

    def after(self, position: int) -> list[Recorded]:
        """The next events after a position, in order, at most :data:`BATCH`; empty where none is settled yet."""
        with self._lock:
            if position not in self._answers:
                events = self._settled(position)
                if not events or not self._remembered:
                    return events
                while len(self._answers) >= self._remembered:
                    del self._answers[next(iter(self._answers))]
                self._answers[position] = events
            return self._answers[position]

    def _settled(self, position: int) -> list[Recorded]:
        rows = self._fetch(position)
        if self._first_gap(position, rows) is not None and self._unproved is None:
            self._unproved = (rows[-1][0], _fresh_transaction_id())
            # Most often the gap is a rollback long over, or was filled while we looked: ask again at once.
            rows = self._fetch(position)
        return [recorded(row) for row in rows[: self._first_gap(position, rows)]]

    def _fetch(self, position: int) -> list[tuple[Any, ...]]:
        """Rows after a position; what the snapshot they were read in proves is noted."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {COLUMNS}, {_XMIN[connection.vendor]} FROM event e"  # noqa: S608 - constants only
                " WHERE e.position > %s ORDER BY e.position LIMIT %s",
                (position, BATCH),
            )
            rows = cursor.fetchall()
        if rows and self._unproved and rows[0][-1] >= self._unproved[1]:
            self._settled_below, self._unproved = self._unproved[0], None
        return [row[:-1] for row in rows]

    def _first_gap(self, position: int, rows: Sequence[tuple[Any, ...]]) -> int | None:
        """The index of the first row that must wait for a position before it; None where all may be delivered."""
        if connection.vendor == "sqlite":
            return None
        for index, row in enumerate(rows):
            if row[0] != position + 1 and row[0] > self._settled_below:
                return index
            position = row[0]
        return None


def settled_position(patience: float = 30.0) -> int:
    """The last position, once nothing can appear before it any more; TimeoutError after ``patience`` seconds."""
    end = last_position()
    if connection.vendor == "sqlite":
        return end
    bound, deadline = _fresh_transaction_id(), time.monotonic() + patience
    while _ask(f"SELECT {_XMIN['postgresql']}") < bound:
        if time.monotonic() > deadline:
            raise TimeoutError(f"a transaction older than {patience:.0f} s may still write to the log")
        time.sleep(0.01)
    return end


def _fresh_transaction_id() -> int:
    """An id greater than that of every transaction that has one by now."""
    return _ask("SELECT pg_current_xact_id()::text::bigint")


def _ask(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
