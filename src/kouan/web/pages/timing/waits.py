"""``/timing/bottlenecks/waits``: the waits behind one step of the map, the longest first, each between two events."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.public import figures
from kouan.web.formats import local_time
from kouan.web.markup import link, second_line
from kouan.web.pages.timing import definition
from kouan.web.pages.timing.asked import Asked, as_of, asked, periods
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.losing import edges_of, kind_of
from kouan.web.pages.timing.words import TOOLS, activity, hours, hours_text, kind_text
from kouan.web.tables import Column, Empty, Table, narrow, read, view


@analysts
def waits(request: HttpRequest) -> HttpResponseBase:
    """What went along a step of the map in a period; 404 where the address names no two events."""
    wanted, kind, edge = asked(request), kind_of(request), edge_of(request)
    if edge is None:
        raise Http404
    rows = figures.waited_between(edges_of(wanted, kind), edge, wanted.period)
    table = _table(wanted, kind, edge)
    chosen = narrow(table, read(request, table), rows)
    file = definition.download(request, wanted.standing, "waits", table.columns, list(chosen))
    if file:
        return file
    return render(request, "timing/waits.html", {**_context(wanted, kind, edge), "table": view(request, table, rows)})


def edge_of(request: HttpRequest) -> tuple[str, str] | None:
    """The two events that an address names."""
    start, end = request.GET.get("from", ""), request.GET.get("to", "")
    return (start, end) if start and end else None


def number(wanted: Asked, kind: str, unit: str) -> str:
    """An object by its number; a unit of the study leads to its own page."""
    name, _, visit = unit.partition("/")
    said = link(wanted.single(unit), name) if kind == wanted.study.unit else name
    return second_line(said, visit) if visit else str(said)


def moment(us: int | None) -> Any:
    """Microseconds as a moment."""
    return None if us is None else from_micros(us)


def _context(wanted: Asked, kind: str, edge: tuple[str, str]) -> dict[str, Any]:
    return {
        **TOOLS,
        **as_of(wanted.standing),
        "asked": wanted,
        "study": wanted.study,
        "kind": kind,
        "kind_title": kind_text(kind),
        "start": activity(edge[0]),
        "end": activity(edge[1]),
        "edge": edge,
        "periods": list(periods(wanted.period)),
        "queue": wanted.address("timing-queues", kind=kind, **{"from": edge[0], "to": edge[1]}),
        "back": wanted.address("timing-bottlenecks", kind=kind),
        "definition": list(definition.told(wanted.study)),
    }


def _table(wanted: Asked, kind: str, edge: tuple[str, str]) -> Table[figures.Wait]:
    return Table(
        key="waits",
        title=Text("每一次等待", "Every wait"),
        columns=(
            Column("unit", kind_text(kind), lambda row: row.unit, html=lambda row: number(wanted, kind, row.unit)),
            Column(
                "start",
                activity(edge[0]),
                lambda row: moment(row.since),
                sort=True,
                html=lambda row: _proof(row.since, row.event),
            ),
            Column(
                "end",
                activity(edge[1]),
                lambda row: moment(row.since + row.us),
                sort=True,
                html=lambda row: _proof(row.since + row.us, row.next),
            ),
            Column(
                "hours",
                Text("等待（小时）", "Waited, h"),
                lambda row: hours(row.us),
                sort=True,
                html=lambda row: hours_text(row.us),
                number=True,
            ),
        ),
        empty=Empty(
            Text("没有这样的等待", "There are none"),
            Text("换一个时间，或回到瓶颈页另选一步。", "Choose another period, or another step among the bottlenecks."),
        ),
    )


def _proof(us: int, position: int) -> str:
    return link(reverse("timing-event", args=[position]), local_time(from_micros(us)))


urlpatterns = [path("timing/bottlenecks/waits", waits, name="timing-waits")]
