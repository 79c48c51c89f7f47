"""Reading the log: by stream, by position, by object."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import orjson
from django.db import connection

from kouan.kernel.clock import from_micros
from kouan.kernel.event import Actor, ObjectRef
from kouan.runtime.log.values import Head, Recorded

COLUMNS = (
    "e.position, e.stream, e.n, e.kind, e.happened_at, e.recorded_at, e.actor_party, e.actor_person, e.actor_desk,"
    " e.procedure, e.version, e.demo, e.payload, e.objects, e.hash"
)


def read(stream: str) -> list[Recorded]:
    """The events of a stream in order; empty where there is none."""
    return _fetch("WHERE e.stream = %s ORDER BY e.n", (stream,))


def head(events: Sequence[Recorded]) -> Head:
    """The end of a stream that was read whole."""
    return Head(events[-1].n, events[-1].hash) if events else Head.NONE


def event_at(stream: str, n: int) -> Recorded | None:
    """The n-th event of a stream."""
    return next(iter(_fetch("WHERE e.stream = %s AND e.n = %s", (stream, n))), None)


def read_after(position: int, limit: int = 1000) -> list[Recorded]:
    """What stands in the log after a position, in order.

    On PostgreSQL an event with a lower position may still commit later: to follow the log, write a subscriber.
    """
    return _fetch("WHERE e.position > %s ORDER BY e.position LIMIT %s", (position, limit))


def at_positions(positions: Sequence[int]) -> list[Recorded]:
    """The events at some positions, in order."""
    marks = ",".join(["%s"] * len(positions)) or "NULL"
    return _fetch(f"WHERE e.position IN ({marks}) ORDER BY e.position", tuple(positions))


def last_position() -> int:
    """The highest position recorded, 0 in an empty log."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(position), 0) FROM event")
        return int(cursor.fetchone()[0])


def events_of(kind: str, object_id: str, only: Collection[str] = ()) -> list[Recorded]:
    """Every event an object is in (``only``: of these kinds), in the order of the log, each once."""
    chosen = "SELECT position FROM event_object WHERE kind = %s AND object_id = %s"
    kinds = f" AND e.kind IN ({','.join(['%s'] * len(only))})" if only else ""
    return _fetch(f"WHERE e.position IN ({chosen}){kinds} ORDER BY e.position", (kind, object_id, *only))


def everything(since: int = 0) -> Iterator[Recorded]:
    """The whole log after a position, in order, in constant memory."""
    while events := read_after(since, 2000):
        yield from events
        since = events[-1].position


def recorded(row: Sequence[Any]) -> Recorded:
    """An event from a row of :data:`COLUMNS`."""
    position, stream, n, kind, happened, noted, party, person, desk, procedure, version, demo, payload, objects, sha = (
        row
    )
    return Recorded(
        position=position,
        stream=stream,
        n=n,
        kind=kind,
        happened_at=from_micros(happened),
        recorded_at=from_micros(noted),
        actor=Actor(party, person, desk),
        procedure=procedure,
        version=version,
        demo=bool(demo),
        payload=orjson.loads(payload),
        objects=tuple(ObjectRef(*ref) for ref in orjson.loads(objects)) if objects != "[]" else (),
        hash=bytes(sha),
    )


def _fetch(condition: str, parameters: tuple[str | int, ...]) -> list[Recorded]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM event e {condition}", parameters)  # noqa: S608 - constants only
        return [recorded(row) for row in cursor.fetchall()]
