"""Appending to the log: the path that every filing takes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.utils import IntegrityError, OperationalError

from kouan.kernel.clock import now, to_micros
from kouan.kernel.event import Event
from kouan.runtime.log import arrivals, batch, postgres, sqlite
from kouan.runtime.log.conflict import Conflict, Overtaken
from kouan.runtime.log.following import following, is_guarded
from kouan.runtime.log.values import Head
from kouan.runtime.rows import Rows


def append(
    stream: str,
    after: Head,
    events: Sequence[Event],
    *,
    procedure: str = "",
    version: str = "",
    recorded_at: datetime | None = None,
    demo: bool = False,
    also: Sequence[Rows] = (),
) -> Head:
    """Record events at the end of a stream and return its new end.

    ``after`` is the end the events were decided on. ``also``: rows of projections that follow from the events, written
    with them or not at all, as is whatever follows of itself (:mod:`.following`); projections written otherwise need a
    ``transaction.atomic()`` block around. Raises :class:`Conflict` when somebody recorded something after ``after``
    first, or changed what the events were decided on (nothing is kept), ValueError on a time without a zone, TypeError
    on a payload that is not JSON data.
    """
    if not events:
        return after
    stamp = batch.Stamp(stream, to_micros(recorded_at or now()), procedure, version, demo)
    rows = batch.rows(stamp, after, events)
    try:
        _write(stamp, after.n, rows, (*also, *following(stream, events, demo)))
    except (IntegrityError, OperationalError) as error:
        if "event_stream_n" in str(error):
            raise Conflict(stream, after.n + 1) from error
        if is_guarded(error):
            raise Overtaken(stream, after.n + 1) from error
        raise
    return Head(after.n + len(rows), rows[-1].hash)


def _write(stamp: batch.Stamp, after: int, rows: Sequence[batch.Row], also: Sequence[Rows]) -> None:
    if connection.vendor == "postgresql":
        # One statement is a transaction by itself, where none is open.
        postgres.insert(stamp, after, rows, also)
    else:
        with transaction.atomic(savepoint=False):
            sqlite.insert(stamp, after, rows, also)
    transaction.on_commit(arrivals.announce)
