"""Appending to the log: the path that every filing takes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.utils import IntegrityError

from kouan.kernel.clock import now, to_micros
from kouan.kernel.event import Event
from kouan.runtime.log import arrivals, batch, postgres, sqlite
from kouan.runtime.log.conflict import Conflict
from kouan.runtime.log.values import Head

_INSERT = {"postgresql": postgres.insert, "sqlite": sqlite.insert}


def append(
    stream: str,
    after: Head,
    events: Sequence[Event],
    *,
    procedure: str = "",
    version: str = "",
    recorded_at: datetime | None = None,
    demo: bool = False,
) -> Head:
    """Record events at the end of a stream and return its new end.

    ``after`` is the end the events were decided on. Call it inside the ``transaction.atomic()`` block that writes the
    projections. Raises :class:`Conflict` when somebody recorded something after ``after`` first (nothing is kept),
    ValueError on a time without a zone, TypeError on a payload that is not JSON data.
    """
    if not events:
        return after
    stamp = batch.Stamp(stream, to_micros(recorded_at or now()), procedure, version, demo)
    rows = batch.rows(stamp, after, events)
    try:
        with transaction.atomic(savepoint=False):
            _INSERT[connection.vendor](stamp, after.n, rows, events)
            transaction.on_commit(arrivals.announce)
    except IntegrityError as error:
        if "event_stream_n" not in str(error):
            raise
        raise Conflict(stream, after.n + 1) from error
    return Head(after.n + len(rows), rows[-1].hash)
