"""What holds add up to: a box, and a bill, that nothing holds is released; held again, the release is revoked.

Called after every change of holds, with the rows locked. Nobody releases by hand.
"""

from collections.abc import Iterable

from kouan.modules.consignments.models import Bill, Box
from kouan.modules.consignments.projection.holding import active_holds
from kouan.modules.consignments.recording import Cause, note
from kouan.modules.consignments.release import signed_release


def settle_bill(cause: Cause, bill: Bill) -> None:
    """Settle the boxes of a bill, then every bill that has goods in one of them; ``bill`` is fresh afterwards."""
    boxes = list(bill.boxes.order_by("pk"))
    for box in boxes:
        _settle_box(cause, box)
    _settle_bills(cause, {bill.number, *(number for box in boxes for number in box.bill_numbers)})
    bill.refresh_from_db()


def settle_box(cause: Cause, box: Box) -> None:
    """Settle one box and the bills that have goods in it."""
    _settle_box(cause, box)
    _settle_bills(cause, box.bill_numbers)


def _settle_box(cause: Cause, box: Box) -> None:
    if box.gone or box.held == (box.released_at is None):
        return
    if box.held:
        note(cause.following, box, "release-revoked", {"held_by": box.holders})
        return
    signal = signed_release(box, box.n + 1, cause.at)
    note(cause.following, box, "released", {"direction": box.direction, "signal": signal.as_json()})


def _settle_bills(cause: Cause, numbers: Iterable[str]) -> None:
    for bill in Bill.objects.filter(pk__in=set(numbers), deleted_at=None).order_by("pk"):
        held = active_holds(bill).exists()
        if held == (bill.released_at is None) or (held and _left(bill)):
            continue
        kind = "release-revoked" if held else "released"
        note(cause.following, bill, kind, {"direction": bill.direction})


def _left(bill: Bill) -> bool:
    boxes = list(bill.boxes.all())
    return bool(boxes) and all(box.gone for box in boxes)
