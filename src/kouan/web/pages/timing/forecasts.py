"""``/timing/forecasts``: how good the recorded forecasts were; the forecasts behind each figure; those of one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.public import aims, by_code, figures, presets
from kouan.web import exports
from kouan.web.markup import link, second_line
from kouan.web.pages.timing.asked import upto_of
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.forecast_words import (
    AHEAD,
    EVENT,
    METHOD,
    MODEL,
    PARTS,
    SAID,
    SCORES,
    WHAT,
    at,
    held_badge,
    kept_word,
    page_of,
    proof,
    provenance,
    value_title,
)
from kouan.web.pages.timing.single import tracked
from kouan.web.pages.timing.words import TOOLS, kind_text
from kouan.web.tables import Column, Empty, Table, narrow, read, view

if TYPE_CHECKING:
    from kouan.modules.timing.public import Aim


# ── The figures ──────────────────────────────────────────────────────────────────────────────────────────────────
@analysts
def forecasts(request: HttpRequest) -> HttpResponseBase:
    """Error and coverage of each milestone, by how far ahead and by month; ``?format=xlsx|csv``."""
    upto = upto_of(request)
    board = figures.board(upto)
    wanted = request.GET.get("format")
    if wanted in exports.FORMATS:
        return exports.download(wanted, "forecasts", (*SCORES, *provenance(board)), board.scores)
    return render(request, "timing/forecasts.html", {**_shared(board, upto), "parts": list(_parts(board))})


def _shared(board: figures.Board, upto: int | None) -> dict[str, Any]:
    tail = "" if upto is None else f"&upto={upto}"
    return {
        **TOOLS,
        "board": board,
        "recorded_at": from_micros(board.known.recorded),
        "aims": aims(),
        "method": METHOD,
        "kept_word": kept_word,
        "value_title": value_title,
        "whole": sum((score.sums for aim in aims() for score in board.of(aim, "all")), figures.Sums()),
        "files": lambda kind: f"?format={kind}{tail}",
        "behind": lambda score, missed="": _behind_address(score, upto, missed=missed),
    }


def _parts(board: figures.Board) -> Iterator[tuple[Text, list[figures.Score]]]:
    for by, title in PARTS.items():
        yield title, [score for aim in aims() for score in board.of(aim, by) if score.n or by == "all"]


def _behind_address(score: figures.Score, upto: int | None, *, missed: str = "") -> str:
    said = {score.by: score.value, "missed": missed, "upto": "" if upto is None else str(upto)}
    query = "&".join(f"{name}={value}" for name, value in said.items() if value and name != "all")
    return reverse("timing-forecasts-behind", args=(score.aim.code,)) + (f"?{query}" if query else "")


# ── What is behind a figure ──────────────────────────────────────────────────────────────────────────────────────
@analysts
def behind(request: HttpRequest, code: str) -> HttpResponseBase:
    """The forecasts of a milestone, those furthest off first; ``?missed=1``: those whose window did not hold."""
    aim, upto = _aim(code), upto_of(request)
    by, value = next(((name, request.GET[name]) for name in ("ahead", "month") if request.GET.get(name)), ("all", ""))
    missed = request.GET.get("missed") == "1"
    rows = figures.behind_score(aim, by, value, missed=missed, upto=upto)
    table = _table(aim)
    wanted = request.GET.get("format")
    if wanted in exports.FORMATS:
        columns = (*table.columns, *provenance(figures.board(upto)))
        return exports.download(wanted, f"forecasts-{code}", columns, narrow(table, read(request, table), rows))
    given = {**_shared(figures.board(upto), upto), "aim": aim, "missed": missed, "most": figures.MOST}
    part = AHEAD.get(value) if by == "ahead" else Text(value, value)
    return render(request, "timing/forecasts_behind.html", {**given, "part": part, "table": view(request, table, rows)})


def _aim(code: str) -> Aim:
    if code not in by_code():
        raise Http404
    return by_code()[code]


def _name(row: figures.Outcome) -> str:
    """A box by its number, and below it the call that it came with."""
    number, _, visit = row.object.partition("/")
    said = link(page_of(row), number)
    return second_line(said, visit) if visit else said


def _table(aim: Aim) -> Table[figures.Outcome]:
    return Table(
        key="forecasts",
        title=Text("每一次预测", "Each forecast"),
        columns=(
            Column("object", kind_text(aim.kind), lambda row: row.object, html=_name),
            *SAID,
            Column("event", Text("事件号", "Event"), lambda row: row.event, html=proof, number=True),
        ),
        empty=Empty(
            Text("没有这样的预测", "There are none"),
            Text("有结果之后才会列在这里。", "They stand here once what was forecast has come."),
        ),
        href=page_of,
    )


# ── One thing ────────────────────────────────────────────────────────────────────────────────────────────────────
@analysts
def of_one(request: HttpRequest, kind: str, unit: str) -> HttpResponseBase:
    """Everything that was forecast of one thing, in the order of saying, with what came."""
    upto = upto_of(request)
    rows = figures.said_of(kind, unit, upto)
    if not rows:
        raise Http404
    wanted = request.GET.get("format")
    if wanted in exports.FORMATS:
        columns = (WHAT, *SAID, MODEL, EVENT, *provenance(figures.board(upto)))
        return exports.download(wanted, f"forecasts-{unit.replace('/', '-')}", columns, rows)
    given = {
        **_shared(figures.board(upto), upto),
        "kind": kind_text(kind),
        "unit": unit,
        "held": held_badge,
        "at": at,
    }
    groups = [(aim, [row for row in rows if row.aim == aim.code]) for aim in aims()]
    given["groups"] = [(aim, said) for aim, said in groups if said]
    return render(
        request, "timing/forecast.html", {**given, "single": _single(kind, unit), "tracked": tracked(kind, unit)}
    )


def _single(kind: str, unit: str) -> str:
    """The page on which its time is cut into waits."""
    known = any(study.unit == kind for study in presets().values())
    return reverse("timing-consignment", args=(kind, unit)) if known else ""


urlpatterns = [
    path("timing/forecasts", forecasts, name="timing-forecasts"),
    path("timing/forecasts/<str:code>", behind, name="timing-forecasts-behind"),
    path("timing/forecast/<str:kind>/<path:unit>", of_one, name="timing-forecast"),
]
