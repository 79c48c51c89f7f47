"""Boxes that nothing holds any more but what a person lifts: released by the system as soon as that is done.

Customs' standing hold, an inspection, what a case has placed: these go when the case says so. What an authority placed
by hand waits for somebody of its own, what the carrier holds for its freight for the carrier's release.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from kouan.modules.consignments.models import Box, Hold
from kouan.modules.consignments.words import CARRIER

_BY_HAND = Q(kind="placed", source="") | Q(authority=CARRIER)


@dataclass(frozen=True, slots=True)
class LeftByHand:
    """A box, the holds that are left on it, and since when they are all that is left (microseconds)."""

    box: Box
    holds: Sequence[Hold]
    since: int


def left_by_hand() -> list[LeftByHand]:
    """All boxes here or to come that wait so, the longest waiting first. Of all parties: for whoever watches over the
    port. A box on which no check has been passed yet waits for that first."""
    holds = Hold.objects.filter(box=OuterRef("pk"))
    waiting = Box.objects.filter(~Exists(holds.filter(~_BY_HAND, lifted_at=None)), gated_out_at=None, loaded_at=None)
    waiting = waiting.filter(Exists(holds.filter(lifted_at__isnull=False))).exclude(held_by="")
    every = Prefetch("holds", Hold.objects.order_by("placed_at", "pk"))
    return sorted(_told(waiting.prefetch_related(every)), key=lambda each: (each.since, each.box.pk))


def _told(boxes: Iterable[Box]) -> Iterator[LeftByHand]:
    for box in boxes:
        holds = list(box.holds.all())
        left = [hold for hold in holds if hold.lifted_at is None]
        passed = [hold.lifted_at for hold in holds if hold.lifted_at is not None]
        yield LeftByHand(box, left, max(*passed, *(hold.placed_at for hold in left)))
