"""Vessel calls, bills and boxes that you may know of: lists, one by one, inspections to see to, alarms."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.cargo_json import alarm_json, bill_json, boxes_json, call_json, entry_json, errand_json
from kouan.api.operations import operation
from kouan.api.paging import Page, Size, page_of
from kouan.api.refusals import answer
from kouan.api.shapes import cargo as shapes
from kouan.modules.consignments import public as port

router = Router(tags=["cargo"])
_READ = ("read",)
_Standing = Literal["", "expected", "in-port"]


@operation(router, "GET /calls", "航次 | Vessel calls", scope=_READ, shape=shapes.CallPage)
def list_calls(request: HttpRequest, standing: _Standing = "", page: Page = 1, size: Size = 50) -> HttpResponse:
    """贵单位服务的或载有贵单位货物的航次；全部、预到的或在港的。
    | Calls that you work for or that carry goods of yours; all, those expected, or those in port.
    """
    chosen = {"": port.visible_calls, "expected": port.calls_expected, "in-port": port.calls_in_port}[standing]
    calls = chosen(caller(request))
    calls = calls if standing else calls.order_by("-eta", "pk")
    rows = [call_json(call) for call in page_of(calls, page, size)]
    return answer({"count": calls.count(), "page": page, "calls": rows})


@operation(router, "GET /calls/{number}", "一个航次 | A vessel call", scope=_READ, shape=shapes.VesselCall)
def read_call(request: HttpRequest, number: str) -> HttpResponse:
    """按编号。 | By its number."""
    return answer(call_json(port.call(caller(request), number)))


@operation(
    router,
    "GET /calls/{number}/timeline",
    "航次经过 | What happened to a call",
    scope=_READ,
    shape=list[shapes.TimelineEntry],
)
def list_call_events(request: HttpRequest, number: str) -> HttpResponse:
    """最早的在前。 | The oldest first."""
    return answer([entry_json(entry) for entry in port.call_timeline(port.call(caller(request), number))])


@operation(router, "GET /bills", "提运单 | Bills of lading", scope=_READ, shape=shapes.BillPage)
def list_bills(request: HttpRequest, call: str = "", page: Page = 1, size: Size = 50) -> HttpResponse:
    """贵单位可知的提单，最新入舱单的在前；全部，或某一航次的。
    | Bills that you may know of, the latest manifested first; all, or those of one call.
    """
    bills = port.visible_bills(caller(request)).select_related("call").order_by("-manifested_at", "pk")
    bills = bills.filter(call=call) if call else bills
    rows = [bill_json(bill) for bill in page_of(bills.prefetch_related("holds"), page, size)]
    return answer({"count": bills.count(), "page": page, "bills": rows})


@operation(router, "GET /bills/{number}", "一份提运单 | A bill of lading", scope=_READ, shape=shapes.Bill)
def read_bill(request: HttpRequest, number: str) -> HttpResponse:
    """按编号。 | By its number."""
    return answer(bill_json(port.bill(caller(request), number)))


@operation(
    router,
    "GET /bills/{number}/timeline",
    "提运单经过 | What happened to a bill",
    scope=_READ,
    shape=list[shapes.TimelineEntry],
)
def list_bill_events(request: HttpRequest, number: str) -> HttpResponse:
    """整票提单及其船舶的经过，最早的在前。 | Of the bill as a whole and of its ship, the oldest first."""
    return answer([entry_json(entry) for entry in port.bill_timeline(port.bill(caller(request), number))])


@operation(router, "GET /boxes", "集装箱 | Boxes", scope=_READ, shape=shapes.BoxPage)
def list_boxes(
    request: HttpRequest,
    call: str = "",
    standing: Literal["", "here", "held"] = "",
    page: Page = 1,
    size: Size = 50,
) -> HttpResponse:
    """贵单位可知的箱；全部、在港的或被扣留的；可限某一航次。
    | Boxes that you may know of; all, those here, or those held; of one call, where one is named.
    """
    viewer = caller(request)
    boxes = {"": port.visible_boxes, "here": port.boxes_here, "held": port.held_boxes}[standing](viewer)
    boxes = (boxes.filter(call=call) if call else boxes).order_by("-opened_at", "pk")
    rows = boxes_json(viewer, page_of(boxes.prefetch_related("holds"), page, size))
    return answer({"count": boxes.count(), "page": page, "boxes": rows})


@operation(router, "GET /boxes/{container}", "一个集装箱 | A box", scope=_READ, shape=shapes.Box)
def read_box(request: HttpRequest, container: str, visit: str = "") -> HttpResponse:
    """指明的那一次（航次或订舱），否则进行中的一次，再否则最近一次；release：放行信号。
    | On the visit named (its call or booking), on the one that is open, else on the last. ``release``: the signal.
    """
    viewer = caller(request)
    return answer(boxes_json(viewer, [port.box(viewer, container, visit)])[0])


@operation(
    router,
    "GET /inspection-notices",
    "待办查验指令 | Inspection notices to see to",
    scope=_READ,
    shape=list[shapes.InspectionNotice],
)
def list_inspection_notices(request: HttpRequest) -> HttpResponse:
    """须调箱、等待或回场的，最急的在前。 | What has to be moved, waited for or taken back, the most pressing first."""
    return answer([errand_json(errand) for errand in port.errands(caller(request))])


@operation(router, "GET /alarms", "报警 | Alarms", scope=_READ, shape=list[shapes.Alarm])
def list_alarms(request: HttpRequest, open: bool = False, page: Page = 1, size: Size = 50) -> HttpResponse:
    """有人试图提出或装船的被扣留箱，最新的在前；供码头和主管机关使用。
    | Held boxes that somebody tried to take out or to load, the newest first. For terminals and authorities.
    """
    chosen = port.open_alarms if open else port.alarms
    return answer([alarm_json(alarm) for alarm in page_of(chosen(caller(request)), page, size)])
