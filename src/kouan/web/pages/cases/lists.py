"""``/cases`` and ``/waiting``: what is filed, and what waits for the applicant."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse

from kouan.engine import status_text
from kouan.kernel.clock import from_micros, now
from kouan.kernel.text import Text, listed
from kouan.modules.cases.public import visible_cases, waiting_for_me
from kouan.modules.parties.public import Viewer, names, viewer_of
from kouan.procedures import procedures
from kouan.web.doors import filers, may_open, signed_in
from kouan.web.formats import time_left
from kouan.web.language import pick
from kouan.web.markup import link, second_line
from kouan.web.navigation import Entry
from kouan.web.pages.cases.words import (
    STATUSES,
    first_upper,
    held_by,
    open_steps,
    procedure_title,
    status_badge,
)
from kouan.web.tables import Column, Empty, Filter, Table, days, respond, search

_NAMED = Text("编号、名称、内部编号", "Number, name or reference")
_OPEN = "running"


@signed_in
def cases(request: HttpRequest) -> HttpResponseBase:
    """Every case the viewer may see, newest first."""
    viewer = viewer_of(request)
    rows = visible_cases(viewer).prefetch_related("step_set")
    return respond(request, _cases(viewer), rows, "cases/list.html", {"opens": may_open(viewer)})


@filers
def waiting(request: HttpRequest) -> HttpResponseBase:
    """Cases that lie with the applicant, what is asked first to be answered on top."""
    rows = waiting_for_me(viewer_of(request)).prefetch_related("step_set")
    return respond(request, _waiting(), rows, "cases/waiting.html")


def _title(case: Any) -> Text:
    return Text(case.title_zh, case.title_en)


def _address(case: Any) -> str:
    return reverse("case", args=(case.id,))


def _due(case: Any) -> Any:
    return from_micros(case.due) if case.due is not None else None


def _owed(case: Any) -> Any:
    return from_micros(case.applicant_due) if case.applicant_due is not None else None


def _owed_late(case: Any) -> bool:
    return case.applicant_due is not None and from_micros(case.applicant_due) < now()


def _late(case: Any) -> bool:
    return case.due is not None and from_micros(case.due) < now()


def _by_status(rows: Any, status: str) -> Any:
    return rows.filter(status__in=("open", "returned", "suspended") if status == _OPEN else (status,))


_NUMBER: Column[Any] = Column(
    "number",
    Text("编号", "Number"),
    lambda case: case.number,
    sort="number",
    html=lambda case: link(_address(case), case.number),
)
_FILED: Column[Any] = Column(
    "filed", Text("申报时间", "Filed"), lambda case: from_micros(case.filed_at), sort="filed_at"
)

_FILTERS = (
    search(
        ("number__icontains", "title_zh__icontains", "title_en__icontains", "reference__iexact"),
        _NAMED,
    ),
    Filter(
        "status",
        Text("状态", "State"),
        _by_status,
        choices=((_OPEN, Text("未办结", "Not ended")), *((each, first_upper(status_text(each))) for each in STATUSES)),
    ),
    Filter(
        "procedure",
        Text("事项", "Procedure"),
        lambda rows, code: rows.filter(procedure=code),
        choices=lambda: [(code, each.title) for code, each in procedures().items()],
    ),
    days("filed", Text("申报日期", "Filed"), "filed_at"),
)


def _cases(viewer: Viewer) -> Table[Any]:
    named = _Names()
    own = () if not viewer.agency else (Column("filer", Text("申报单位", "Filed by"), named.filer),)
    return Table(
        key="cases",
        title=Text("事项", "Cases"),
        columns=(
            _NUMBER,
            Column("title", Text("名称", "Name"), _title, html=_two_lines),
            *own,
            Column(
                "status",
                Text("状态", "State"),
                lambda case: first_upper(status_text(case.status)),
                sort="status",
                html=lambda case: status_badge(case.status),
            ),
            Column("holder", Text("现由谁办", "Held by"), held_by),
            Column("due", Text("时限", "Due"), _due, sort="due", html=lambda case: time_left(_due(case))),
            _FILED,
        ),
        filters=_FILTERS,
        order="-filed",
        empty=_nothing(viewer),
        href=_address,
        urgent=_late,
    )


def _two_lines(case: Any) -> str:
    title, procedure = pick(_title(case)), pick(procedure_title(case.procedure))
    return title if title == procedure else second_line(title, procedure)


def _nothing(viewer: Viewer) -> Empty:
    if viewer.agency:
        return Empty(
            Text("还没有事项", "No cases yet"),
            Text("有贵单位环节的申报会出现在这里。", "Filings with a step of yours will stand here."),
        )
    return Empty(
        Text("还没有申报", "Nothing filed yet"),
        Text("从第一票开始，各单位会同时收到。", "Begin with the first; every agency gets it at once."),
        (Text("去申报", "File"), reverse("file")),
    )


class _Names:
    """Names of organisations, asked for once each while a table is drawn."""

    def __init__(self) -> None:
        self._known: dict[str, Text] = {}

    def filer(self, case: Any) -> Text:
        if case.filer not in self._known:
            self._known |= {case.filer: Text(case.filer, case.filer), **names([case.filer])}
        return self._known[case.filer]


def _wanted(case: Any) -> Text:
    """What the applicant is waited for with."""
    if case.status == "returned":
        return Text("补正后重报", "Correct and hand in again")
    asked = [
        Text(f"答复“{step.title_zh}”的提问", f"Answer “{step.title_en}”")
        for step in open_steps(case)
        if step.state == "waiting"
    ]
    return listed([*asked, *(step.title for step in open_steps(case) if step.agency == "applicant")])


def _waiting() -> Table[Any]:
    return Table(
        key="waiting",
        title=Text("待我办理", "Waits for us"),
        columns=(
            _NUMBER,
            Column("title", Text("名称", "Name"), _title, html=_two_lines),
            Column("wanted", Text("需要您做的", "What is wanted"), _wanted),
            Column("due", Text("时限", "Due"), _owed, sort="applicant_due", html=lambda case: time_left(_owed(case))),
            _FILED,
        ),
        filters=(_FILTERS[0], _FILTERS[2]),
        empty=Empty(
            Text("没有等您办理的事项", "Nothing waits for you"),
            Text(
                "需要补正、答复或补充时会出现在这里，并有通知。",
                "What is returned, asked or still to be supplied stands here, and you are told.",
            ),
        ),
        href=_address,
        urgent=_owed_late,
    )


navigation = (
    Entry(Text("我的申报", "Our filings"), "cases", places=("trader",), order=10),
    Entry(Text("待我办理", "Waits for us"), "waiting", places=("trader",), order=30),
    Entry(Text("全部事项", "All cases"), "cases", places=("agency", "port-office"), order=20),
    Entry(Text("待我补办", "Waits for us"), "waiting", places=("agency", "port-office"), order=32, wanted=may_open),
    Entry(Text("申报记录", "Filings"), "cases", places=("terminal",), order=82),
)
urlpatterns = [path("cases", cases, name="cases"), path("waiting", waiting, name="waiting")]
