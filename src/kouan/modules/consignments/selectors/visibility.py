"""Who sees what: the ship's side, the terminal, the goods' side and its mandated agents, the agencies; nobody else."""

from django.db.models import Q, QuerySet

from kouan.kernel.clock import local_date, now
from kouan.modules.consignments.models import Alarm, Bill, Box, Call, Stowage
from kouan.modules.parties.public import Viewer, principals_of


def visible_calls(viewer: Viewer) -> QuerySet[Call]:
    """Calls that a viewer may know of: those it works for, and those that carry goods of its own."""
    calls = Call.objects.all()
    if _sees_all(viewer):
        return calls
    if not viewer.party:
        return calls.none()
    goods = Bill.objects.filter(_of_goods(viewer)).values("call_id")
    return calls.filter(_of_ship(viewer) | Q(pk__in=goods))


def visible_bills(viewer: Viewer) -> QuerySet[Bill]:
    """Bills that a viewer may know of."""
    bills = Bill.objects.all()
    if _sees_all(viewer):
        return bills
    if not viewer.party:
        return bills.none()
    calls = Call.objects.filter(_of_ship(viewer)).values("pk")
    return bills.filter(_of_goods(viewer) | Q(sender=viewer.party) | Q(call__in=calls))


def visible_boxes(viewer: Viewer) -> QuerySet[Box]:
    """Boxes that a viewer may know of; one that no bill names yet is known to the quay and the agencies alone."""
    boxes = Box.objects.all()
    if _sees_all(viewer):
        return boxes
    if not viewer.party:
        return boxes.none()
    calls = Call.objects.filter(_of_ship(viewer)).values("pk")
    theirs = Bill.objects.filter(_of_goods(viewer) | Q(sender=viewer.party)).values("pk")
    goods = Stowage.objects.filter(bill__in=theirs).values("box_id")
    return boxes.filter(Q(terminal=viewer.party) | Q(call__in=calls) | Q(pk__in=goods))


def visible_alarms(viewer: Viewer) -> QuerySet[Alarm]:
    """Alarms concern the terminal and the authorities, not the goods' side."""
    alarms = Alarm.objects.all()
    return alarms if _sees_all(viewer) else alarms.filter(box__terminal=viewer.party or "-")


def _sees_all(viewer: Viewer) -> bool:
    return bool(viewer.agency) or viewer.kind == "system"


def _of_ship(viewer: Viewer) -> Q:
    return Q(carrier=viewer.party) | Q(agent=viewer.party) | Q(terminal=viewer.party) | Q(tally=viewer.party)


def _of_goods(viewer: Viewer) -> Q:
    principals = principals_of(viewer, local_date(now()))
    return Q(consignee__in=principals) | Q(shipper__in=principals)
