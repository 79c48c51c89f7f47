"""What holds by hand, inspection moves and alarms do to a bill or a box."""

from collections.abc import Callable, Mapping

from django.db.models import Q, QuerySet

from kouan.kernel.event import Event
from kouan.modules.consignments.models import Alarm, Bill, Box, Notice
from kouan.modules.consignments.projection import boxes
from kouan.modules.consignments.projection.holding import Grip, lift, place, refresh
from kouan.modules.consignments.projection.times import instant, when


def _hold_placed(row: Bill | Box, event: Event) -> None:
    place(row, event, Grip(event.payload["authority"], "placed", event.payload["reason"]))
    refresh(row)


def _hold_lifted(row: Bill | Box, event: Event) -> None:
    """By hand an authority lets go altogether."""
    lift(row, event, Q(authority=event.payload["authority"]))
    refresh(row)


def _planned(box: Box, event: Event) -> None:
    _open_notices(box).update(planned_at=instant(event.payload["planned_at"]))


def _moved_to_inspection(box: Box, event: Event) -> None:
    _open_notices(box).update(moved_at=when(event))
    boxes.CHANGES["moved-to-inspection"](box, event)


def _returned(box: Box, event: Event) -> None:
    Notice.objects.filter(box=box, returned_at=None).exclude(moved_at=None).update(returned_at=when(event))
    boxes.CHANGES["returned-to-yard"](box, event)


def _open_notices(box: Box) -> QuerySet[Notice]:
    return Notice.objects.filter(box=box, moved_at=None, cleared_at=None)


def _alarm(box: Box, event: Event) -> None:
    Alarm.objects.create(
        box=box,
        n=box.n,
        move=event.payload["move"],
        raised_at=when(event),
        held_by=",".join(event.payload["held_by"]),
        truck=event.payload.get("truck", ""),
        party=event.actor.party,
        person=event.actor.person,
    )


def _acknowledged(box: Box, event: Event) -> None:
    Alarm.objects.filter(box=box, n=event.payload["alarm"]).update(
        acknowledged_at=when(event),
        acknowledged_by=event.actor.party,
        acknowledged_person=event.actor.person,
        note=event.payload["note"],
    )


HOLDS: Mapping[str, Callable[[Bill | Box, Event], None]] = {"hold-placed": _hold_placed, "hold-lifted": _hold_lifted}
MOVES: Mapping[str, Callable[[Box, Event], None]] = {
    "inspection-planned": _planned,
    "moved-to-inspection": _moved_to_inspection,
    "returned-to-yard": _returned,
    "gate-alarm": _alarm,
    "alarm-acknowledged": _acknowledged,
}
