"""Writing to PostgreSQL: events and relations in one statement, one round trip.

Columns travel as array literals made here: as scalars they would be one parameter a cell and a different statement for
every number of events, and the driver's own array adaptation costs more than the rest of the append together.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from kouan.kernel.event import Event
from kouan.runtime.log.batch import Row, Stamp, relations

_INSERT = """
WITH written AS (
  INSERT INTO event (stream, n, recorded_at, procedure, version, demo,
                     kind, happened_at, actor_party, actor_person, actor_desk, payload, objects, hash)
  SELECT %s, %s + e.i, %s, %s, %s, %s, e.kind, e.happened_at, e.party, e.person, e.desk, e.payload, e.objects, e.hash
  FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bytea[])
       WITH ORDINALITY AS e(kind, happened_at, party, person, desk, payload, objects, hash, i)
  RETURNING position, n
)
INSERT INTO event_object (position, kind, object_id, qualifier)
SELECT w.position, o.kind, o.id, o.qualifier
FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[]) AS o(n, kind, id, qualifier) JOIN written w USING (n)
"""


def insert(stamp: Stamp, after: int, rows: Sequence[Row], events: Sequence[Event]) -> None:
    """Write the events that follow the ``after``-th of the stream; raises IntegrityError where the place is taken."""
    kinds, happened, parties, persons, desks, payloads, objects, hashes = zip(*rows, strict=True)
    texts = [_texts(column) for column in (parties, persons, desks, payloads, objects)]
    refs = [(n, ref) for n, event in enumerate(events, after + 1) for ref in relations(event)]
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            (
                *(stamp.stream, after, stamp.recorded_at, stamp.procedure, stamp.version, stamp.demo),
                *(_texts(kinds), _numbers(happened), *texts, _bytes(hashes)),
                _numbers(n for n, _ in refs),
                _texts(ref.kind for _, ref in refs),
                _texts(ref.id for _, ref in refs),
                _texts(ref.qualifier for _, ref in refs),
            ),
        )


def _texts(values: Iterable[str]) -> str:
    return "{" + ",".join(['"' + v.replace("\\", "\\\\").replace('"', '\\"') + '"' for v in values]) + "}"


def _numbers(values: Iterable[int]) -> str:
    return "{" + ",".join(map(str, values)) + "}"


def _bytes(values: Iterable[bytes]) -> str:
    return "{" + ",".join([f'"\\\\x{value.hex()}"' for value in values]) + "}"
