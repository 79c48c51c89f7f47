"""Rows that a report is about, found by what the reporter knows of them and locked for the transaction.

``no_key``: rows that only refer to a locked one (foreign keys checked at commit) need not wait for it; or two reports
could wait for each other.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from kouan.modules.consignments.models import Bill, Box, Call, Stowage
from kouan.modules.consignments.refusals import NotFound
from kouan.modules.consignments.selectors.visibility import visible_bills, visible_boxes, visible_calls
from kouan.modules.consignments.verbs import Told


def locked_call(told: Told[Any], number: str) -> Call:
    """A call that the reporter may know of; raises NotFound."""
    call = Call.objects.select_for_update(no_key=True).filter(pk=number).first()
    if call is None or not _known(told, call, (call.terminal, call.agent, call.carrier, call.tally), visible_calls):
        raise NotFound(number)
    return call


def locked_bill(told: Told[Any], number: str) -> Bill:
    """A bill that the reporter may know of, with all that a hold on it concerns; raises NotFound."""
    bill = lock_cargo(number)
    if bill is None or not _known(told, bill, (), visible_bills):
        raise NotFound(number)
    return bill


def lock_cargo(number: str) -> Bill | None:
    """A bill, its boxes, and the bills that share them; None where it is unknown."""
    boxes = boxes_of([number])
    bills = lock_bills({number, *bills_of(boxes)})
    lock_boxes(boxes)
    return bills.get(number)


def locked_box(told: Told[Any], container: str, visit: str | None, *, with_bills: bool = False) -> Box:
    """A box that the reporter may know of, on the visit named or the one that is open; raises NotFound."""
    key = open_box(container, visit).pk if with_bills or not visit else f"{container}/{visit}"
    if with_bills:
        lock_bills(bills_of([key]))
    box = lock_boxes([key]).get(key)
    if box is None or not _known(told, box, (box.terminal,), visible_boxes):
        raise NotFound(container)
    return box


def open_box(container: str, visit: str | None) -> Box:
    """A container on the visit named, else on the one that is open, else on its latest, unlocked; raises NotFound.

    Of the row only what tells visits apart, and what was taken up, is read.
    """
    visits = Box.objects.filter(container=container)
    if visit:
        visits = visits.filter(pk=f"{container}/{visit}")
    few = visits.only("id", "container", "gated_out_at", "loaded_at", "opened_at", "bill_numbers", "taken")
    found = max(few, key=lambda box: (not box.gone, box.opened_at), default=None)
    if found is None:
        raise NotFound(container)
    return found


def lock_bills(numbers: Iterable[str]) -> dict[str, Bill]:
    """Bills by number, locked in order."""
    rows = Bill.objects.select_for_update(of=("self",), no_key=True).select_related("call")
    return {row.number: row for row in rows.filter(pk__in=set(numbers)).order_by("pk")}


def lock_boxes(keys: Iterable[str]) -> dict[str, Box]:
    """Boxes by id, locked in order."""
    return {row.pk: row for row in Box.objects.select_for_update(no_key=True).filter(pk__in=set(keys)).order_by("pk")}


def boxes_of(bills: Iterable[str]) -> list[str]:
    """Ids of the boxes with goods of these bills, in order."""
    return list(
        Stowage.objects.filter(bill__in=set(bills)).order_by("box_id").values_list("box_id", flat=True).distinct()
    )


def bills_of(boxes: Iterable[str]) -> list[str]:
    """Numbers of the bills with goods in these boxes, in order."""
    return list(
        Stowage.objects.filter(box__in=set(boxes)).order_by("bill_id").values_list("bill_id", flat=True).distinct()
    )


def _known(told: Told[Any], row: Call | Bill | Box, parties: tuple[str, ...], visible: Any) -> bool:
    """Whether the reporter may know of the row: one look at it answers for those who work with it all day."""
    viewer = told.viewer
    if viewer is None or (viewer.party and viewer.party in parties):
        return True
    seen: QuerySet[Any] = visible(viewer)
    return seen.filter(pk=row.pk).exists()
