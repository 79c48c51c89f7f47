"""The pages of one call, one bill, one box: where it stands, whose turn it is, what happened, what may be reported."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from markupsafe import Markup

from kouan.kernel.clock import now
from kouan.kernel.text import Text
from kouan.modules.cases.public import visible_cases
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.runtime.log import events_of
from kouan.web.markup import link
from kouan.web.pages.consignments.actions import bill_actions, box_actions, call_actions
from kouan.web.pages.consignments.expected import expected_of
from kouan.web.pages.consignments.lists import CALL_TONES, boxes_table
from kouan.web.pages.consignments.seen import Names, address, context, known
from kouan.web.pages.consignments.timeline import active_holds, happenings, hold_badges
from kouan.web.tables import respond


@known
def call(request: HttpRequest, number: str) -> HttpResponseBase:
    """A ship's visit, with those of its bills and boxes that the viewer may know of."""
    viewer = viewer_of(request)
    row = port.call(viewer, number)
    boxes = port.visible_boxes(viewer).filter(call=row).select_related("call")
    bills = port.visible_bills(viewer).filter(call=row, deleted_at=None).order_by("pk")
    given = context(
        call=row,
        names=Names([row.carrier, row.agent, row.terminal, row.tally]),
        bills=bills,
        happened=happenings(port.call_timeline(row)),
        actions=call_actions(viewer, row),
        tone=CALL_TONES[row.status],
        status=port.CALL_STATUS[row.status],
    )
    return respond(
        request,
        boxes_table(Text("本航次的箱", "Boxes of this call"), of_one_call=True),
        boxes,
        "consignments/call.html",
        given,
    )


@known
def bill(request: HttpRequest, number: str) -> HttpResponseBase:
    """A bill: whose goods, in which boxes, what holds them."""
    viewer = viewer_of(request)
    row = port.bill(viewer, number)
    given = context(
        bill=row,
        names=Names([row.consignee, row.shipper]),
        shares=row.stowage_set.select_related("box").order_by("box_id"),
        holds=hold_badges(row.holds.filter(lifted_at=None), row.direction),
        happened=happenings(port.bill_timeline(row)),
        actions=bill_actions(viewer, row),
        cases=cases_about(viewer, [row.number]),
        direction=port.DIRECTIONS[row.direction],
        cargo=port.CARGO.get(row.cargo) or port.MODES.get(row.mode, ""),
        carried=_carried(row),
        where=port.PLACES,
    )
    return render(request, "consignments/bill.html", given)


def _carried(bill: port.Bill) -> Text | str:
    """What carries goods that are of no ship's call."""
    if bill.call or not bill.mode:
        return ""
    mode, name = port.MODES[bill.mode], " ".join(filter(None, (bill.conveyance, bill.voyage)))
    return Text(f"{mode.zh} {name}", f"{mode.en} {name}")


@known
def box(request: HttpRequest, container: str, visit: str) -> HttpResponseBase:
    """A box on one visit: where it is, who holds it until when, what happened."""
    viewer = viewer_of(request)
    row = port.box(viewer, container, visit)
    cases = cases_about(viewer, row.bill_numbers)
    given = context(
        box=row,
        holds=hold_badges(active_holds(row), row.direction),
        holders=port.holders(row),
        happened=happenings(port.box_timeline(viewer, row)),
        actions=box_actions(viewer, row),
        cases=cases,
        inspections=_inspections(row, cases),
        place=port.PLACES[row.place],
        direction=port.DIRECTIONS[row.direction],
        dwell=port.dwell(row, now()),
        expected=expected_of(row),
        appointment=getattr(row, "appointment", None),
        appointments=port.APPOINTMENTS,
        reasons=_reasons(row),
        call_link=link(address(row.call), row.call.name) if row.call else "",
        bill_links=Markup(" ").join(link(reverse("bill", args=(each,)), each) for each in port.bills_in(viewer, row)),
        signal=port.release_signal(row),
    )
    return render(request, "consignments/box.html", given)


def _inspections(box: port.Box, cases: Iterable[Any]) -> list[tuple[port.Booking, Any]]:
    """The hours booked for its inspection, each with its case where the viewer may know of it."""
    known = {f"case/{case.pk}": case for case in cases}
    return [(booked, known.get(booked.source)) for booked in port.inspections_to_come([box])[box.pk]]


def _reasons(box: port.Box) -> Text:
    """Why ship-side pick-up was not possible."""
    booked = getattr(box, "appointment", None)
    unmet = [port.PICKUP_CONDITIONS[code] for code in booked.unmet] if booked else []
    return Text("；".join(each.zh for each in unmet), "; ".join(each.en for each in unmet))


def cases_about(viewer: Viewer, bills: list[str]) -> list[Any]:
    """Cases that name these bills and that the viewer may know of, the latest first."""
    named = {event.stream.removeprefix("case/") for number in bills for event in events_of("bill", number)}
    ids = [each for each in named if "/" not in each]
    return list(visible_cases(viewer).filter(pk__in=ids).order_by("-filed_at"))


urlpatterns = [
    path("calls/<str:number>", call, name="call"),
    path("bills/<str:number>", bill, name="bill"),
    path("boxes/<str:container>/<str:visit>", box, name="box"),
]
