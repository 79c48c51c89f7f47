"""Lists for desks: calls by where they stand, held boxes, inspection notices, alarms, how long boxes have stood."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from kouan.kernel.clock import from_micros
from kouan.modules.consignments.models import Alarm, Booking, Box, Call, Notice
from kouan.modules.consignments.selectors.visibility import visible_alarms, visible_boxes, visible_calls
from kouan.modules.consignments.terms import due
from kouan.modules.parties.public import Viewer


def calls_in_port(viewer: Viewer) -> QuerySet[Call]:
    """Ships here now, the last to come first."""
    here = visible_calls(viewer).filter(departed_at=None).exclude(arrived_at=None)
    return here.order_by("-arrived_at", "pk")


def calls_expected(viewer: Viewer) -> QuerySet[Call]:
    """Ships to come, the next first."""
    return visible_calls(viewer).filter(departed_at=None, arrived_at=None).order_by("eta", "pk")


def boxes_here(viewer: Viewer) -> QuerySet[Box]:
    """Boxes that have come and not gone."""
    return visible_boxes(viewer).filter(place__in=("yard", "inspection", "truck"))


def held_boxes(viewer: Viewer) -> QuerySet[Box]:
    """Boxes at the port, or on their way with a ship that is here, that somebody holds."""
    near = Q(place__in=("yard", "inspection", "truck")) | Q(place="aboard", call__arrived_at__isnull=False)
    return visible_boxes(viewer).filter(near).exclude(held_by="")


def since_here(boxes: QuerySet[Box]) -> QuerySet[Box]:
    """The same boxes with ``here_since``: when each came off its ship or through the gate, in microseconds."""
    return boxes.annotate(here_since=Coalesce(F("discharged_at"), F("gated_in_at")))


def dwell(box: Box, now: datetime) -> timedelta | None:
    """How long a box has stood, or stood, in the terminal; None before it came."""
    came = box.discharged_at if box.discharged_at is not None else box.gated_in_at
    if came is None:
        return None
    left = box.gated_out_at if box.gated_out_at is not None else box.loaded_at
    return (from_micros(left) if left is not None else now) - from_micros(came)


def inspections_to_come(boxes: Collection[Box]) -> Mapping[str, list[Booking]]:
    """By box id the hours booked for inspections, the next first; none for what has been brought there, or has left."""
    here = {box.pk: box for box in boxes if not box.gone}
    found: dict[str, list[Booking]] = {box.pk: [] for box in boxes}
    for each in Booking.objects.filter(box__in=here, cancelled_at=None).order_by("window_start", "pk"):
        moved = here[each.box_id].moved_at
        if moved is None or moved < each.booked_at:
            found[each.box_id].append(each)
    return found


@dataclass(frozen=True, slots=True)
class Errand:
    """An inspection notice as the terminal sees it. ``to_do``: "move", "wait", "return" or "done"; ``due``: by when."""

    notice: Notice
    to_do: str
    due: datetime | None


def errands(viewer: Viewer) -> list[Errand]:
    """Open inspection notices, the most pressing first; those whose box is still on its way last."""
    boxes = visible_boxes(viewer).filter(gated_out_at=None, loaded_at=None).values("pk")
    notices = Notice.objects.filter(box__in=boxes, returned_at=None).select_related("box", "box__call")
    found = [errand(notice) for notice in notices.exclude(cleared_at__isnull=False, moved_at=None)]
    return sorted(
        (each for each in found if each.to_do != "done"),
        key=lambda each: (each.due is None, each.due or from_micros(each.notice.ordered_at)),
    )


def errand(notice: Notice) -> Errand:
    """What has to be done next about a notice, and by when."""
    if notice.moved_at is None:
        done = notice.cleared_at is not None
        return Errand(notice, "done" if done else "move", None if done else _move_by(notice))
    if notice.cleared_at is None:
        return Errand(notice, "wait", due("inspect", from_micros(notice.moved_at)))
    if notice.returned_at is None and notice.box.place == "inspection":
        return Errand(notice, "return", due("return-to-yard", from_micros(notice.cleared_at)))
    return Errand(notice, "done", None)


def _move_by(notice: Notice) -> datetime | None:
    """The clock starts with the order, or with the box, whichever is here later."""
    box = notice.box
    came = box.discharged_at if box.discharged_at is not None else box.gated_in_at
    if came is None:
        return None
    return due("move-to-inspection", from_micros(max(came, notice.ordered_at)))


def open_alarms(viewer: Viewer) -> QuerySet[Alarm]:
    """Alarms nobody has seen to, the newest first."""
    return alarms(viewer).filter(acknowledged_at=None)


def alarms(viewer: Viewer) -> QuerySet[Alarm]:
    """All alarms a viewer may know of, the newest first."""
    return visible_alarms(viewer).select_related("box", "box__call").order_by("-raised_at", "-pk")
