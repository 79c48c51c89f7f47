"""``/promises/<operator>/<operation>``: for the port office, the cases behind a share and the events of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from markupsafe import Markup

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.public import promises
from kouan.web import exports
from kouan.web.formats import local_time
from kouan.web.language import pick
from kouan.web.markup import link, second_line
from kouan.web.pages.timing.asked import as_of
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.promises import method
from kouan.web.pages.timing.promises.lines import asked, lines
from kouan.web.pages.timing.promises.words import TOOLS, limit_words, paced, titles
from kouan.web.pages.timing.single import tracked
from kouan.web.tables import Column, Empty, Table, narrow, read, view

_WHICH: dict[promises.Which, Text] = {
    "late": Text("超过时限的", "Beyond the limit"),
    "slowest": Text("最慢的十分之一", "The slowest tenth"),
    "pending": Text("未结束、未超时的", "Open, in time"),
    "all": Text("全部", "All"),
}


@cache
def _states() -> dict[str, Text]:
    return {
        promises.KEPT: Text("按时", "In time"),
        promises.LATE: Text("超时", "Late"),
        promises.PENDING: Text("未结束", "Open"),
        promises.ODD: Text("结束早于起始，不计入", "Ended before it began, not counted"),
        promises.UNKNOWN: Text("工作日历未及，不计入", "Beyond the calendar, not counted"),
    }


@analysts
def broken(request: HttpRequest, code: str, operation: str) -> HttpResponseBase:
    """``?which=late|slowest|pending|all``, ``?month=2026-03``, ``?format=xlsx|csv``."""
    board = promises.board()
    wanted = asked(request, board)
    known = promises.operations().get(operation)
    limits = [
        each
        for each in lines(board, wanted.span, every=True)
        if (each.limit.operator, each.operation) == (code, known) and each.is_measured
    ]
    if known is None or not limits:
        raise Http404
    which = cast(promises.Which, request.GET.get("which") if request.GET.get("which") in _WHICH else "late")
    rows = promises.cases_of(board.engine, [each.kept.no for each in limits], code, which, wanted.span)
    acts: dict[tuple[str, int], promises.Act] = {}
    filed = request.GET.get("format") in exports.FORMATS
    table = _table(_Shown(board, known, acts), Text("用时（微秒）", "Took, µs") if filed else Text("用时", "Took"))
    if filed:
        chosen = narrow(table, read(request, table), rows)
        acts |= promises.acts_of(board, known, {each.unit for each in chosen})
        return exports.download(request.GET["format"], f"promise-{operation}", table.columns, chosen)
    seen = view(request, table, rows)
    acts |= promises.acts_of(board, known, {each.unit for each in seen.rows})
    context: dict[str, Any] = {
        **{"code": code, "operation": known, "operator": limits[0].operator, "limits": limits, "asked": wanted},
        **{"which": which, "choices": list(_WHICH.items()), "table": seen, "definition": method.METHOD},
    }
    return render(request, "timing/promises/broken.html", {**TOOLS, **as_of(board), **context})


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the columns need to know beside a case. ``acts`` is filled once it is known which rows are shown."""

    board: promises.Board
    operation: promises.Operation
    acts: dict[tuple[str, int], promises.Act]

    def limit(self, row: promises.Case) -> promises.Limit:
        return self.board.limits[row.no]

    def act(self, row: promises.Case, at: int | None) -> promises.Act | None:
        return self.acts.get((row.unit, at)) if at is not None else None

    def moment(self, row: promises.Case, at: int | None) -> str:
        return _linked(self.act(row, at), at)

    def ended(self, row: promises.Case) -> int | None:
        """The position of the event that ended it."""
        found = self.act(row, row.ended)
        return found.event if found else None

    def who(self, row: promises.Case) -> Text | str:
        found = self.act(row, row.ended)
        return titles({found.party})[found.party] if found else ""


def _table(shown: _Shown, took: Text) -> Table[promises.Case]:
    return Table(
        key="broken",
        title=Text("背后的作业", "Cases"),
        columns=(*_times(shown), *_outcome(shown, took)),
        empty=Empty(
            Text("没有这样的作业", "There are none"),
            Text("换一个月份，或看全部。", "Choose another month, or look at all of them."),
        ),
    )


def _times(shown: _Shown) -> tuple[Column[promises.Case], ...]:
    measure, operation = shown.operation.measure, shown.operation
    kind = measure.unit if measure else ""
    return (
        Column("unit", Text("编号", "Number"), lambda row: row.unit, html=lambda row: _number(kind, row.unit)),
        Column(
            "began",
            operation.trigger,
            lambda row: from_micros(row.began),
            sort=True,
            html=lambda row: shown.moment(row, row.began),
        ),
        Column(
            "ended",
            operation.until,
            lambda row: None if row.ended is None else from_micros(row.ended),
            sort=True,
            html=lambda row: shown.moment(row, row.ended),
        ),
    )


def _outcome(shown: _Shown, took: Text) -> tuple[Column[promises.Case], ...]:
    return (
        Column("limit", Text("时限", "Limit"), lambda row: limit_words(shown.limit(row))),
        Column(
            "used",
            took,
            lambda row: row.pace,
            sort=True,
            html=lambda row: pick(paced(shown.limit(row), row.pace)),
            number=True,
        ),
        Column("state", Text("结果", "Result"), lambda row: _states()[row.state]),
        Column("who", Text("由谁结束", "Ended by"), shown.who),
        Column("event", Text("事件号", "Event"), shown.ended),
    )


def _linked(act: promises.Act | None, at: int | None) -> str:
    """The moment, leading to its event; of an open case a dash."""
    if at is None:
        return Markup("–")
    said = local_time(from_micros(at))
    return link(reverse("timing-event", args=(act.event,)), said) if act else said


def _number(kind: str, unit: str) -> str:
    """A box, and below it the call that it came with; a ship's call; a case, which the port office does not open."""
    number, _, visit = unit.partition("/")
    address = reverse("call", args=(unit,)) if kind == "vessel-call" else tracked(kind, unit)
    said = link(address, number) if address else Markup("{}").format(number)
    return second_line(said, visit) if visit else said


urlpatterns = [path("promises/<str:code>/<str:operation>", broken, name="timing-promise")]
