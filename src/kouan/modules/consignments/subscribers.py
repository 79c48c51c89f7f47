"""What follows here from what procedures put on the log."""

from django.db import transaction

from kouan.modules.consignments.projection.uptake import TAKEN_UP
from kouan.modules.consignments.services.stating import STATED
from kouan.modules.consignments.services.taking_up import concerns, take_up
from kouan.modules.consignments.services.taking_up_manifests import states, take_up_manifest
from kouan.runtime.log import Recorded
from kouan.runtime.subscribers import subscriber


def _key(event: Recorded) -> str | None:
    """In order per case: what one case places, the same case lifts."""
    return event.stream if concerns(event) else None


@subscriber("consignments-manifests", key=lambda event: event.stream if states(event) else None, kinds=STATED)
def apply_manifests(event: Recorded) -> None:
    """Make, change or take off the bills of a manifest. A second delivery does nothing."""
    with transaction.atomic():
        take_up_manifest(event)


@subscriber("consignments-holds", key=_key, kinds=TAKEN_UP)
def apply_decisions(event: Recorded) -> None:
    """Take up a hold, an inspection, a declaration, a release, a booking. A second delivery does nothing."""
    with transaction.atomic():
        take_up(event)
