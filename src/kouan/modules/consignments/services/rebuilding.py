"""All tables of the module anew from the log."""

from django.db import transaction

from kouan.kernel.event import Event
from kouan.modules.consignments.models import (
    Alarm,
    Appointment,
    Bill,
    Booking,
    Box,
    Call,
    Hold,
    Notice,
    Received,
    Stowage,
)
from kouan.modules.consignments.projection import project
from kouan.runtime.log import Recorded, everything

_ROWS: dict[str, type[Call] | type[Bill] | type[Box]] = {"call": Call, "bill": Bill, "container": Box}


def rebuild() -> int:
    """Empty the tables and replay the log in its order; returns how many events were applied."""
    count = 0
    with transaction.atomic():
        for table in (Received, Booking, Appointment, Alarm, Notice, Hold, Stowage, Box, Bill, Call):
            table.objects.all().delete()
        for event in everything():
            kind, _, key = event.stream.partition("/")
            if kind in _ROWS:
                _apply(_row(kind, key, event), event)
                count += 1
    return count


def _row(kind: str, key: str, event: Recorded) -> Call | Bill | Box:
    found = _ROWS[kind].objects.filter(pk=key).first()
    if found:
        return found
    if kind == "container":
        return Box(pk=key, container=key.partition("/")[0], demo=event.demo)
    return _ROWS[kind](pk=key, demo=event.demo)


def _apply(row: Call | Bill | Box, event: Recorded) -> None:
    row.n, row.hash = event.n, event.hash
    project(row, Event(event.kind, event.happened_at, event.actor, event.payload, event.objects))
    row.save(force_insert=row._state.adding)
