"""Putting events on the streams of calls, bills and boxes, and moving their rows on in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kouan.kernel.event import SYSTEM, Actor, Event, ObjectRef
from kouan.modules.consignments.models import Bill, Box, Call
from kouan.modules.consignments.projection import project
from kouan.modules.consignments.refusals import NotFound
from kouan.runtime.log import Head, append

Row = Call | Bill | Box
_ROWS: Mapping[str, type[Call] | type[Bill] | type[Box]] = {"call": Call, "bill": Bill, "container": Box}


@dataclass(frozen=True, slots=True)
class Cause:
    """When and by whom something came about. ``message``: the number it was sent under, and what it said."""

    at: datetime
    actor: Actor
    recorded_at: datetime | None = None
    message: Mapping[str, str] | None = None

    @property
    def following(self) -> "Cause":
        """The cause of what follows of itself, at the same moment."""
        return replace(self, actor=SYSTEM, message=None)


def note(
    cause: Cause, row: Row, kind: str, payload: Mapping[str, Any] | None = None, more: tuple[ObjectRef, ...] = ()
) -> None:
    """Record one event on the row's stream and apply it. The row is locked, or new, and as fresh as its lock.

    ``more``: objects besides the row itself and what it belongs to. A message is said of one event only; what else a
    report leads to has ``cause.following``.
    """
    said = {key: value for key, value in (payload or {}).items() if value is not None}
    if cause.message:
        said["message"] = dict(cause.message)
    event = Event(kind, cause.at, cause.actor, said, (*relations(row), *more))
    recorded_at = (cause.recorded_at or cause.at) if row.demo else None
    head = append(row.stream, Head(row.n, bytes(row.hash)), [event], recorded_at=recorded_at, demo=row.demo)
    before = dict(row.__dict__)
    row.n, row.hash = head.n, head.hash
    project(row, event)
    _save(row, before)


def _save(row: Row, before: Mapping[str, Any]) -> None:
    """Write what an event changed of a row, and no more: the rows are wide."""
    if row._state.adding:
        row.save(force_insert=True)
        return
    now = row.__dict__
    names = (field.attname for field in row._meta.concrete_fields if field.attname in now)
    row.save(update_fields=[name for name in names if name not in before or before[name] != now[name]])


def relations(row: Row) -> tuple[ObjectRef, ...]:
    """The objects an event of this row is about. Only the first is the whole of it: a box is "part" of its bills."""
    if isinstance(row, Call):
        return (ObjectRef("vessel-call", row.number),)
    if isinstance(row, Bill):
        return (ObjectRef("bill", row.number), *_of_call(row))
    bills = tuple(ObjectRef("bill", number, "part") for number in row.bill_numbers)
    return (ObjectRef("container", row.container), *bills, *_of_call(row))


def _of_call(row: Bill | Box) -> tuple[ObjectRef, ...]:
    return (ObjectRef("vessel-call", row.call_id, "call"),) if row.call_id else ()


def row_at(stream: str) -> Row:
    """The row of a stream; raises NotFound."""
    kind, _, key = stream.partition("/")
    row = _ROWS[kind].objects.filter(pk=key).first() if kind in _ROWS else None
    if row is None:
        raise NotFound(stream)
    return row
