"""Writing to PostgreSQL: events, their relations and the rows that follow from them, in one statement."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from kouan.runtime import sql
from kouan.runtime.log.batch import Row, Stamp
from kouan.runtime.rows import Rows, array

_EVENT = """
WITH written AS (
  INSERT INTO event (stream, n, recorded_at, procedure, version, demo,
                     kind, happened_at, actor_party, actor_person, actor_desk, payload, objects, hash)
  SELECT %s::text, %s::integer + e.i, %s::bigint, %s::text, %s::text, %s::boolean,
         e.kind, e.happened_at, e.party, e.person, e.desk, e.payload, e.objects, e.hash
  FROM (VALUES {rows}) AS e(i, kind, happened_at, party, person, desk, payload, objects, hash)
  RETURNING position, n
), related AS (
  INSERT INTO event_object (position, kind, object_id, qualifier)
  SELECT w.position, o.kind, o.id, o.qualifier
  FROM unnest(%s::integer[], %s::text[], %s::text[], %s::text[]) AS o(n, kind, id, qualifier) JOIN written w USING (n)
)"""
_ROW = "({i}, %s::text, %s::bigint, %s::text, %s::text, %s::text, %s::text, %s::text, %s::bytea)"


@lru_cache(maxsize=256)
def _statement(events: int, following: tuple[str, ...]) -> str:
    """The whole statement; one that changes data is carried out though nothing reads from it."""
    rows = ", ".join(_ROW.format(i=number) for number in range(1, events + 1))
    parts = [f", also_{number} AS (\n{part}\n)" for number, part in enumerate(following)]
    return _EVENT.format(rows=rows) + "".join(parts) + "\nSELECT 1"


def insert(stamp: Stamp, after: int, rows: Sequence[Row], also: Sequence[Rows] = ()) -> None:
    """Write the events that follow the ``after``-th of the stream; raises IntegrityError where the place is taken."""
    refs = [(n, ref) for n, row in enumerate(rows, after + 1) for ref in row.refs]
    following = [part.on_postgres() for part in also if part.values]
    parameters: list[Any] = [stamp.stream, after, stamp.recorded_at, stamp.procedure, stamp.version, stamp.demo]
    for row in rows:
        parameters += row[:7]
        parameters.append(f"\\x{row.hash.hex()}")
    parameters += (
        array("integer", [n for n, _ in refs]),
        array("text", [ref.kind for _, ref in refs]),
        array("text", [ref.id for _, ref in refs]),
        array("text", [ref.qualifier for _, ref in refs]),
    )
    for _, values in following:
        parameters += values
    sql.execute(_statement(len(rows), tuple(part for part, _ in following)), parameters)
