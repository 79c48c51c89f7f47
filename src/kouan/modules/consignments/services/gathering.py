"""When the goods of an export bill have arrived (运抵): once the last of its boxes is in."""

from dataclasses import replace

from kouan.kernel.clock import from_micros
from kouan.modules.consignments.models import Bill
from kouan.modules.consignments.recording import Cause, note


def gather(cause: Cause, bill: Bill) -> None:
    """Record that an export bill has arrived, as of the last box's gate-in; nothing while a box is missing."""
    if bill.direction != "export" or bill.gathered_at is not None:
        return
    times = list(bill.boxes.values_list("gated_in_at", flat=True))
    known = [at for at in times if at is not None]
    if known and len(known) == len(times):
        at = from_micros(max(known))
        note(replace(cause.following, at=at), bill, "arrived", {"direction": "export"})
