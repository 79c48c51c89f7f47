"""``/timing/scores``: the World Bank's scores of this port, and where the port office enters what no log can tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST

from kouan.engine import Refused
from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text
from kouan.modules.parties.public import people, viewer_of
from kouan.modules.timing.public import figures, scores
from kouan.runtime.log import Conflict
from kouan.web import exports
from kouan.web.language import pick
from kouan.web.pages.timing import scored
from kouan.web.pages.timing.alerts import as_json
from kouan.web.pages.timing.asked import Asked, as_of, asked, periods
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.words import TOOLS, unit_text
from kouan.web.refused import by_field, day

_ENTERED = Text("已录入，从 {day} 起按此计算。", "Entered; scores are taken by it from {day}.")
_TAKEN_BACK = Text("已撤回，从 {day} 起没有这个数值。", "Taken back; from {day} there is no such value.")
_METHOD = (
    (
        Text("营商环境得分", "Doing Business"),
        Text(
            "每项得分 =（最差 − 数值）÷（最差 − 最佳）× 100，超出边界的按边界计；总分为八项的平均。",
            "A component scores (worst − value) ÷ (worst − best) × 100, beyond a bound as the bound does; the score is"
            " the mean of the eight.",
        ),
    ),
    (
        Text("总分", "The score"),
        Text(
            "八项齐备才给总分；有缺的，给出缺项取最差、最佳时总分所在的区间。",
            "It is told once all eight are there. Until then it is told what it lies between: what is missing at its"
            " worst, and at its best.",
        ),
    ),
    (
        Text("按日志计算的", "What is from the log"),
        Text(
            "取所列口径全程时间在这一期的中位数；世界银行问的是当地业内人士，因此不能当作世界银行的结果。",
            "The median of the study's whole time in the period. The World Bank asks people of the trade, so this is no"
            " result of the World Bank's.",
        ),
    ),
    (
        Text("录入的", "What is entered"),
        Text(
            "由口岸办录入，写明来源，记入日志；取这一期最后一天有效的那个。没有核实。",
            "By the port office, with its source, on the log; the one that holds on the last day of the period. Nobody"
            " has verified it.",
        ),
    ),
    (
        Text("营商环境成熟度", "B-READY"),
        Text(
            "只列支柱三的指标，不算分：世界银行的分数是与其他经济体比较得出的。",
            "Pillar III's indicators only, no points: the World Bank takes those in comparison with other economies.",
        ),
    ),
)


@analysts
def board(request: HttpRequest) -> HttpResponseBase:
    """The scores in a period; ``?format=xlsx|csv|json``; posted to, a value is entered."""
    wanted, wrong = asked(request), dict[str, Text]()
    if request.method == "POST":
        try:
            since = day(request.POST, "since")
            component, value, source = (request.POST.get(name, "").strip() for name in ("component", "value", "source"))
            scores.enter(viewer_of(request), scores.Draft(component, value, since, source))
        except (Refused, Conflict) as error:
            wrong = by_field(error)
        else:
            return _done(request, wanted, _ENTERED.fill(day=since))
    found = scores.board(wanted.period, wanted.upto)
    form = request.GET.get("format")
    if form in exports.FORMATS:
        return exports.download(form, "scores", scored.COLUMNS, list(scored.rows(found)))
    if form == "json":
        return as_json(scores.as_json(found))
    context = _context(request, wanted, found, wrong)
    return render(request, "timing/scores.html", context, status=422 if wrong else 200)


@analysts
@require_POST
def take_back(request: HttpRequest) -> HttpResponseBase:
    """From a day on a value holds no more."""
    wanted = asked(request)
    try:
        since = day(request.POST, "since")
        scores.take_back(viewer_of(request), request.POST.get("component", ""), since)
    except (Refused, Conflict) as error:
        for message in by_field(error).values():
            messages.error(request, pick(message))
        return HttpResponseRedirect(wanted.address("timing-scores", study="", by=""), status=303)
    return _done(request, wanted, _TAKEN_BACK.fill(day=since))


def _context(request: HttpRequest, wanted: Asked, found: scores.Board, wrong: Mapping[str, Text]) -> dict[str, Any]:
    method = scores.method()
    rows = scored.trading(found)
    return {
        **TOOLS,
        **as_of(figures.standing(found.measured[0].study, wanted.upto)),
        "asked": wanted,
        "periods": list(periods(wanted.period)),
        "board": found,
        "rows": rows,
        "total": scored.total(found),
        "ready": scored.ready(found),
        "method": method,
        "china": method.economies[0],
        "pillar": scores.pillar(),
        "method_told": _METHOD,
        "how": scored.HOW,
        "amount": scored.amount,
        "tenth": scored.tenth,
        "hour_rows": [each for each in rows if each.measured],
        "study_of": lambda measured: Asked(measured.study, wanted.period, upto=wanted.upto),
        "unit_of": lambda measured: unit_text(measured.study),
        "files_of": lambda **more: wanted.address("timing-scores", study="", by="", **more),
        "components": scores.enterable(),
        "held": {row.entry.position for row in rows if row.entry},
        "people": people({each.person for each in found.entries}),
        "today": local_date(now()),
        "typed": request.POST if wrong else {},
        "wrong": wrong,
    }


def _done(request: HttpRequest, wanted: Asked, words: Text) -> HttpResponseBase:
    messages.success(request, pick(words))
    return HttpResponseRedirect(wanted.address("timing-scores", study="", by=""), status=303)


urlpatterns = [
    path("timing/scores", board, name="timing-scores"),
    path("timing/scores/take-back", take_back, name="timing-score-take-back"),
]
