"""How events move the rows on: the same functions when they are recorded and when everything is rebuilt.

A row's own fields are set on the instance, which the caller saves; rows beside it are written here. ``row.n`` is the
number of the event in its stream already.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kouan.kernel.event import Event
from kouan.modules.consignments.models import Bill, Box, Call, Received
from kouan.modules.consignments.projection import bills, boxes, calls, controls, uptake

Row = Call | Bill | Box
Change = Callable[[Any, Event], None]

_CHANGES: Mapping[type, Mapping[str, Change]] = {
    Call: {**calls.CHANGES, **uptake.OF_CALLS},
    Bill: {**bills.CHANGES, **controls.HOLDS, **uptake.CHANGES},
    Box: {**boxes.CHANGES, **controls.HOLDS, **controls.MOVES, **uptake.CHANGES},
}


def project(row: Row, event: Event) -> None:
    """Apply one event of the row's stream; a kind it does not know raises KeyError."""
    _CHANGES[type(row)][event.kind](row, event)
    message = event.payload.get("message")
    if message:
        Received.objects.create(
            party=event.actor.party,
            message_id=message["id"],
            digest=message["digest"],
            stream=row.stream,
            n=row.n,
        )
