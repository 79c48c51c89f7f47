"""``/gate``: the gate, on a phone. Type a container, see GO or STOP and why, record it. There is no dead end."""

from dataclasses import dataclass
from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from kouan.blueprint import Problem, parse
from kouan.engine import Refused
from kouan.kernel.clock import now
from kouan.kernel.identifiers import is_container_number
from kouan.kernel.text import Text
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.web.language import pick
from kouan.web.navigation import Entry
from kouan.web.pages.consignments.seen import at_quay, context
from kouan.web.pages.consignments.timeline import active_holds, hold_badges

Light = Literal["go", "stop", "in", "gone", "unknown"]
_WORDS: dict[Light, tuple[Text, Text]] = {
    "go": (Text("放行", "GO"), Text("无扣留，可以出闸。", "Nothing holds it; it may leave.")),
    "stop": (
        Text("禁止出闸", "STOP"),
        Text(
            "有扣留：请引导车辆至等待区，联系扣留单位。",
            "It is held: send the truck to the waiting area, call who holds it.",
        ),
    ),
    "in": (Text("进闸", "IN"), Text("出口箱未进闸，可以收箱。", "An export box that is not in yet; take it in.")),
    "gone": (Text("已离场", "GONE"), Text("本箱已离开码头。", "This box has left the terminal.")),
    "unknown": (
        Text("没有此箱", "NOT KNOWN"),
        Text(
            "没有该箱的记录。核对箱号；出口箱请填订舱号收箱。",
            "No record of it. Check the number; take an export in by its booking.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gate is told about a number. ``box``: None where there is none to see."""

    light: Light
    number: str
    box: port.Box | None = None

    @property
    def title(self) -> Text:
        return _WORDS[self.light][0]

    @property
    def advice(self) -> Text:
        return _WORDS[self.light][1]


@at_quay
@require_http_methods(["GET", "POST"])
def gate(request: HttpRequest) -> HttpResponseBase:
    """Look a container up, or record that it went through."""
    if request.method == "POST":
        return _record(request, viewer_of(request))
    return _draw(request, _typed(request.GET.get("container", "")))


def _typed(text: str) -> str:
    return "".join(text.upper().split()).replace("-", "")


def _answer(viewer: Viewer, number: str) -> Answer:
    try:
        box = port.box(viewer, number)
    except port.NotFound:
        return Answer("unknown", number)
    if box.gone:
        return Answer("gone", number, box)
    if box.direction == "export" and box.gated_in_at is None:
        return Answer("in", number, box)
    return Answer("stop" if box.held else "go", number, box)


def _record(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Gate out or in, at this moment. What is refused is shown as STOP with its reason."""
    going_in = request.POST.get("move") == "gate-in"
    number = _typed(request.POST.get("container", ""))
    typed = {"container": number, "truck": request.POST.get("truck", "").strip(), "happened_at": now()}
    if going_in:
        typed["booking"] = request.POST.get("booking", "").strip()
    parsed = parse(port.GateIn if going_in else port.GateOut, typed)
    if parsed.problems:
        return _draw(request, number, parsed.problems, status=422)
    try:
        _do(viewer, parsed.filing, going_in)
    except port.NotFound:
        return _draw(request, number, status=404)
    except Refused as refused:
        return _draw(request, number, refused.problems, status=409)
    done = Text("{box} 已进闸。", "{box} is in.") if going_in else Text("{box} 已出闸。", "{box} is out.")
    messages.success(request, pick(done.fill(box=number)))
    return HttpResponseRedirect(reverse("gate"), status=303)


def _do(viewer: Viewer, form: Any, going_in: bool) -> None:
    if going_in:
        port.gate_in(viewer, form)
    else:
        port.gate_out(viewer, form)


def _draw(request: HttpRequest, number: str, problems: tuple[Problem, ...] = (), status: int = 200) -> HttpResponseBase:
    answer = _answer(viewer_of(request), number) if number else None
    box = answer.box if answer else None
    given = context(
        answer=answer,
        number=number,
        well_made=is_container_number(number),
        holds=hold_badges(active_holds(box), box.direction) if box else [],
        appointment=getattr(box, "appointment", None),
        appointments=port.APPOINTMENTS,
        problems=problems,
        truck=request.POST.get("truck", ""),
        booking=request.POST.get("booking", ""),
    )
    return render(request, "consignments/gate.html", given, status=status)


navigation = (Entry(Text("闸口", "Gate"), "gate", places=("terminal",), order=50),)
urlpatterns = [path("gate", gate, name="gate")]
