"""The events of one append, hashed and in the columns both databases write."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kouan.kernel.clock import to_micros
from kouan.kernel.event import Event, ObjectRef
from kouan.runtime.log.canonical import chained, objects_text, payload_text, record
from kouan.runtime.log.values import Head


class Row(NamedTuple):
    """What differs from event to event; payload and objects are the text that was hashed, in UTF-8.

    ``refs``: the event's relations, each once, in the order given.
    """

    kind: str
    happened_at: int
    party: str
    person: str
    desk: str
    payload: bytes
    objects: bytes
    hash: bytes
    refs: tuple[ObjectRef, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all events of one append share; recorded_at in microseconds."""

    stream: str
    recorded_at: int
    procedure: str
    version: str
    demo: bool


def rows(stamp: Stamp, after: Head, events: Sequence[Event]) -> list[Row]:
    """Each event as the log stores it, chained to the one before; raises TypeError on a payload that is not JSON."""
    made = []
    before = after.hash
    for n, event in enumerate(events, after.n + 1):
        actor, happened_at = event.actor, to_micros(event.happened_at)
        refs = tuple(dict.fromkeys(event.objects)) if event.objects else ()
        payload, objects = payload_text(event.payload), objects_text(refs)
        fields = (
            *(stamp.stream, n, event.kind, happened_at, stamp.recorded_at),
            *(actor.party, actor.person, actor.desk, stamp.procedure, stamp.version, stamp.demo),
        )
        before = chained(before, record(fields, payload, objects))
        who = (actor.party, actor.person, actor.desk)
        made.append(Row(event.kind, happened_at, *who, payload, objects, before, refs))
    return made
