"""Writing to SQLite: one statement for the events, one for their relations, one for each table that follows."""

from collections.abc import Sequence

from django.db import connection

from kouan.runtime.log.batch import Row, Stamp
from kouan.runtime.rows import Rows

_EVENT = """INSERT INTO event (stream, n, recorded_at, procedure, version, demo, kind, happened_at,
                               actor_party, actor_person, actor_desk, payload, objects, hash) VALUES """
_ROW = "(" + ",".join(["%s"] * 14) + ")"
_RELATION = "INSERT INTO event_object (position, kind, object_id, qualifier) VALUES "


def insert(stamp: Stamp, after: int, rows: Sequence[Row], also: Sequence[Rows] = ()) -> None:
    """Write the events that follow the ``after``-th of the stream; raises IntegrityError where the place is taken."""
    shared = (stamp.recorded_at, stamp.procedure, stamp.version, stamp.demo)
    with connection.cursor() as cursor:
        cells = [cell for n, row in enumerate(rows, after + 1) for cell in (stamp.stream, n, *shared, *_cells(row))]
        cursor.execute(_EVENT + ",".join([_ROW] * len(rows)), cells)
        # Nobody else writes meanwhile, so the rows of one INSERT have one position after the other.
        first = cursor.lastrowid - len(rows) + 1
        cells = [
            cell
            for position, row in enumerate(rows, first)
            for ref in row.refs
            for cell in (position, ref.kind, ref.id, ref.qualifier)
        ]
        if cells:
            cursor.execute(_RELATION + ",".join(["(%s,%s,%s,%s)"] * (len(cells) // 4)), cells)
        for part in also:
            if part.values:
                cursor.execute(*part.on_sqlite())


def _cells(row: Row) -> tuple[str | int | bytes, ...]:
    """A row with its text as text: bytes would be stored as bytes."""
    return (*row[:5], row.payload.decode(), row.objects.decode(), row.hash)
