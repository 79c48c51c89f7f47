"""What is booked for a box: a truck and what became of it, an hour for its inspection; and what was called off."""

from kouan.kernel.event import Event
from kouan.modules.consignments.models import Appointment, Booking, Box
from kouan.modules.consignments.projection.times import moment, when


def appoint(box: Box, event: Event, kind: str) -> None:
    """The truck and the window that an event names, in place of what was booked before."""
    said = event.payload
    Appointment.objects.update_or_create(
        box=box,
        defaults={
            "kind": kind,
            "truck": said["truck"],
            "haulier": said.get("haulier", ""),
            "window_start": moment(said["window_start"]),
            "window_end": moment(said["window_end"]),
            "requested_at": when(event),
            "requested_by": event.actor.party,
            "outcome": "requested",
            "unmet": said.get("unmet", []),
            "decided_at": None,
            "source": said.get("stream", ""),
        },
    )


def end(box: Box, event: Event, outcome: str, unmet: list[str] | None = None) -> None:
    """What became of the box's appointment."""
    Appointment.objects.filter(box=box).update(outcome=outcome, unmet=unmet or [], decided_at=when(event))


def call_off(box: Box, event: Event) -> None:
    """A case calls off what it booked itself and what has not been decided yet."""
    theirs = Appointment.objects.filter(box=box, source=event.payload["stream"], outcome="requested")
    theirs.update(outcome="cancelled", decided_at=when(event))


def book_inspection(box: Box, event: Event) -> None:
    """When and where a case has the box inspected; booked anew by the same case, the later hour stands."""
    said = event.payload
    Booking.objects.update_or_create(
        box=box,
        source=said["stream"],
        defaults={
            "site": said.get("site", ""),
            "window_start": moment(said["window_start"]),
            "window_end": moment(said["window_end"]),
            "booked_at": when(event),
            "cancelled_at": None,
        },
    )


def cancel_inspection(box: Box, event: Event) -> None:
    """A case calls off the hour that it booked itself."""
    Booking.objects.filter(box=box, source=event.payload["stream"], cancelled_at=None).update(cancelled_at=when(event))
