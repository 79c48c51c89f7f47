"""What an export is made of: the events of the log up to a moment, the kinds and the objects that occur in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from django.db import connection

from kouan.runtime.log.canonical import payload_text
from kouan.runtime.log.reading import everything
from kouan.runtime.log.scanning import scan
from kouan.runtime.log.values import Recorded

# Name and OCEL type of every attribute that events of all kinds have.
ATTRIBUTES = {
    "position": "integer",
    "stream": "string",
    "n": "integer",
    "recorded_at": "time",
    "actor_party": "string",
    "actor_person": "string",
    "actor_desk": "string",
    "procedure": "string",
    "version": "string",
    "demo": "boolean",
    "payload": "string",
    "hash": "string",
}


@dataclass(frozen=True, slots=True)
class Section:
    """The events after position ``since`` up to ``upto``: what is recorded during the export is left to the next."""

    since: int
    upto: int

    def events(self) -> Iterator[Recorded]:
        """The events in the order of the log."""
        return takewhile(lambda event: event.position <= self.upto, everything(self.since))

    def kinds(self) -> list[str]:
        """The kinds of event that occur, by name."""
        return self._distinct("kind", "event")

    def object_kinds(self) -> list[str]:
        """The kinds of object that occur, by name."""
        return self._distinct("kind", "event_object")

    def objects(self) -> Iterator[tuple[str, str]]:
        """Each object that occurs once: kind and id, in order."""
        query = "SELECT DISTINCT kind, object_id FROM event_object WHERE position > %s AND position <= %s ORDER BY 1, 2"
        return scan(query, (self.since, self.upto))

    def _distinct(self, column: str, table: str) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT DISTINCT {column} FROM {table}"  # noqa: S608 - constants only
                f" WHERE position > %s AND position <= %s ORDER BY 1",
                (self.since, self.upto),
            )
            return [row[0] for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Selection:
    """Some events, in the order of the log: what one organisation may take with it."""

    chosen: Sequence[Recorded]

    def events(self) -> Iterator[Recorded]:
        """The events in the order of the log."""
        return iter(self.chosen)

    def kinds(self) -> list[str]:
        """The kinds of event that occur, by name."""
        return sorted({event.kind for event in self.chosen})

    def object_kinds(self) -> list[str]:
        """The kinds of object that occur, by name."""
        return sorted({kind for kind, _ in self.objects()})

    def objects(self) -> Iterator[tuple[str, str]]:
        """Each object that occurs once: kind and id, in order."""
        return iter(sorted({(ref.kind, ref.id) for event in self.chosen for ref in event.objects}))


Portion = Section | Selection


def event_id(event: Recorded) -> str:
    """The event's id in an export: its stream and its place there."""
    return f"{event.stream}#{event.n}"


def object_id(kind: str, name: str) -> str:
    """The object's id in an export, where ids are unique across kinds."""
    return f"{kind}:{name}"


def attributes(event: Recorded) -> dict[str, str | int | bool]:
    """The values of :data:`ATTRIBUTES`; with time and kind all that was hashed, so chains can be recomputed."""
    return {
        "position": event.position,
        "stream": event.stream,
        "n": event.n,
        "recorded_at": iso(event.recorded_at),
        "actor_party": event.actor.party,
        "actor_person": event.actor.person,
        "actor_desk": event.actor.desk,
        "procedure": event.procedure,
        "version": event.version,
        "demo": event.demo,
        "payload": payload_text(event.payload).decode(),
        "hash": event.hash.hex(),
    }


def relations(event: Recorded) -> list[tuple[str, str]]:
    """The event's relations: object id and qualifier, in the order that was hashed."""
    return [(object_id(ref.kind, ref.id), ref.qualifier) for ref in event.objects]


def iso(moment: datetime) -> str:
    """UTC to the microsecond: ``2026-03-02T01:00:00.000000Z``."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
