"""``/desk``: the queue of an agency, what is urgent first, with the time left to each step."""

from collections import Counter
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.clock import from_micros, now, to_micros
from kouan.kernel.text import Text
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.procedures import procedures
from kouan.web.doors import officers
from kouan.web.formats import local_time, time_left
from kouan.web.markup import badge, link, second_line
from kouan.web.navigation import Entry
from kouan.web.pages.cases.queue import ALL, step_address, steps_of
from kouan.web.pages.cases.words import procedure_title
from kouan.web.tables import Column, Empty, Filter, Table, respond, search

_FIRST = Text("优先", "First")
_WAITS = Text("等申请人", "With the applicant")
_STATES = {
    "open": Text("可办理", "To be decided"),
    "waiting": _WAITS,
}


@officers
def desk(request: HttpRequest) -> HttpResponseBase:
    """Open steps: what is urgent by kind first, then what is due first. ``?desk=`` shows one desk."""
    viewer = viewer_of(request)
    chosen = _chosen(viewer, request.GET.get("desk", ""))
    rows = steps_of(viewer, chosen)
    context = {"desks": _desks(viewer, chosen), "late": rows.filter(due__lt=to_micros(now())).count()}
    return respond(request, _table(chosen), rows, "desks/queue.html", context)


def _own(viewer: Viewer) -> list[str]:
    """The desks whose queue is this officer's; all of the agency's for one without a desk."""
    known = AGENCIES[viewer.agency].desks
    return [code for code in known if not viewer.desks or code in viewer.desks]


def _chosen(viewer: Viewer, asked: str) -> str:
    return asked if asked in _own(viewer) else ALL


def _desks(viewer: Viewer, chosen: str) -> list[tuple[Text, str, bool, int]]:
    """The desks as tabs with how much lies on each: title, address, whether it is the present one, count."""
    counts = Counter(steps_of(viewer, ALL).values_list("desk", flat=True))
    titles = AGENCIES[viewer.agency].desks
    each = [(titles[code], f"?desk={code}", code == chosen, counts[code]) for code in _own(viewer)]
    if len(each) == 1:
        return []
    return [(Text("全部", "All"), "?", chosen == ALL, counts.total()), *each]


def _due(step: Any) -> Any:
    return from_micros(step.due) if step.due is not None else None


def _late(step: Any) -> bool:
    return step.due is not None and from_micros(step.due) < now()


def _case(step: Any) -> str:
    title = Text(step.case.title_zh, step.case.title_en)
    first = badge(_FIRST, "warn") + " " if step.priority < 0 else ""
    return second_line(first + link(step_address(step.case_id, step.name, ALL), title), step.case.number)


def _clock(step: Any) -> str:
    """The time left; where the clock stands still, that it does."""
    if step.state == "waiting":
        return badge(_WAITS, "warn")
    return second_line(time_left(_due(step)), local_time(_due(step), "short")) if step.due is not None else ""


def _table(chosen: str) -> Table[Any]:
    return Table(
        key="queue",
        title=Text("待办", "To do"),
        columns=(
            Column(
                "case",
                Text("事项", "Case"),
                lambda step: Text(step.case.title_zh, step.case.title_en),
                html=_case,
            ),
            Column("procedure", Text("办理事项", "Procedure"), lambda step: procedure_title(step.case.procedure)),
            Column("step", Text("环节", "Step"), lambda step: step.title),
            Column("desk", Text("岗位", "Desk"), _desk_title),
            Column("opened", Text("到本环节", "Came here"), lambda step: from_micros(step.opened_at), sort="opened_at"),
            Column("due", Text("时限", "Due"), _due, sort="due", html=_clock),
        ),
        filters=_FILTERS,
        empty=Empty(
            Text("没有待办", "Nothing to do"),
            Text("新的申报到达本岗位时会出现在这里。", "What comes to this desk stands here as it arrives."),
        ),
        href=lambda step: step_address(step.case_id, step.name, chosen),
        urgent=_late,
    )


def _desk_title(step: Any) -> Text:
    known = AGENCIES[step.agency].desks
    return known.get(step.desk, Text(step.desk, step.desk))


def _procedures_here() -> list[tuple[str, Text]]:
    return [(code, each.title) for code, each in procedures().items()]


_FILTERS = (
    search(
        ("case__number__icontains", "case__title_zh__icontains", "case__title_en__icontains"),
        Text("编号或名称", "Number or name"),
    ),
    Filter(
        "procedure",
        Text("事项", "Procedure"),
        lambda rows, code: rows.filter(case__procedure=code),
        choices=_procedures_here,
    ),
    Filter(
        "state", Text("状态", "State"), lambda rows, state: rows.filter(state=state), choices=tuple(_STATES.items())
    ),
)

navigation = (Entry(Text("待办", "To do"), "desk", places=("agency", "port-office"), order=10),)
urlpatterns = [path("desk", desk, name="desk")]
