"""``/terminal``: the terminal's desk. Ships here and coming, boxes held, inspections to answer, alarms that ring."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.clock import now
from kouan.kernel.text import Text
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.web.navigation import Entry
from kouan.web.pages.consignments.actions import action
from kouan.web.pages.consignments.lists import CALL_TONES, held_cell
from kouan.web.pages.consignments.seen import at_quay, context, known, moment
from kouan.web.tables import Empty

_MOST = 8
_TO_DO = {
    "move": Text("调至查验场地", "Move to inspection"),
    "wait": Text("等待查验", "Waiting to be inspected"),
    "return": Text("调回堆场", "Take back to the yard"),
}
_EMPTY = Empty(
    Text("没有待办的查验指令", "No inspection waits"),
    Text("查验单位下达指令后会出现在这里。", "Orders stand here as authorities give them."),
)
_VERBS = {"move": "move-to-inspection", "return": "return-to-yard"}


@at_quay
def terminal(request: HttpRequest) -> HttpResponseBase:
    """What is going on, in one look; each figure opens the list behind it."""
    viewer = viewer_of(request)
    errands = port.errands(viewer)
    given = context(
        in_port=port.calls_in_port(viewer),
        coming=port.calls_expected(viewer)[:_MOST],
        held=port.held_boxes(viewer).count(),
        standing=port.boxes_here(viewer).count(),
        errands=[line(each) for each in errands[:_MOST]],
        more=max(0, len(errands) - _MOST),
        waiting=len(errands),
        alarms=port.open_alarms(viewer).count(),
        tones=CALL_TONES,
        statuses=port.CALL_STATUS,
    )
    return render(request, "consignments/terminal.html", given)


@known
def inspections(request: HttpRequest) -> HttpResponseBase:
    """Inspection notices: ordered by an authority, answered by the terminal's moves."""
    viewer: Viewer = viewer_of(request)
    lines = [line(each, viewer.kind == "terminal") for each in port.errands(viewer)]
    return render(request, "consignments/inspections.html", context(errands=lines, empty=_EMPTY))


def line(each: port.Errand, ours: bool = True) -> dict[str, Any]:
    """A notice as a row of the list. ``doors``: what the terminal may report about it."""
    box = each.notice.box
    which = {"container": box.container, "visit": box.visit}
    doors = [action(_VERBS[each.to_do], which, True)] if ours and each.to_do in _VERBS else []
    if ours and each.to_do == "move":
        doors.append(action("plan-inspection", which))
    return {
        "box": box,
        "held": held_cell(box),
        "authority": port.authority_title(each.notice.authority),
        "reason": each.notice.reason,
        "ordered_at": moment(each.notice.ordered_at),
        "planned_at": moment(each.notice.planned_at),
        "to_do": _TO_DO[each.to_do],
        "due": each.due,
        "late": each.due is not None and each.due < now(),
        "doors": doors,
    }


navigation = (
    Entry(Text("码头总览", "Overview"), "terminal", places=("terminal",), order=10),
    Entry(
        Text("查验调箱", "Inspections"), "inspections", places=("terminal",), order=40, answers=("zhanjiang-2022#11",)
    ),
    Entry(Text("查验调箱", "Inspections"), "inspections", places=("agency",), order=60),
)
urlpatterns = [path("terminal", terminal, name="terminal"), path("inspections", inspections, name="inspections")]
