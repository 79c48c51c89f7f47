"""``/timing/what-if``: real consignments replayed under other arrangements, before anybody orders them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.calendar import BeyondCalendar
from kouan.kernel.text import Text
from kouan.modules.timing.public import figures, replaying
from kouan.web.charts import Chart, Series
from kouan.web.pages.timing import definition, levers
from kouan.web.pages.timing.asked import DIRECTIONS, Asked, as_of, asked, counterpart, periods, studies_of
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.replayed import LINES, NOW, THEN, consignments, lines, provenance
from kouan.web.pages.timing.words import TOOLS, Values, hours, signed, unit_text
from kouan.web.tables import Column, narrow, read, view

_HOURS = Text("小时", "hours")


@analysts
def what_if(request: HttpRequest) -> HttpResponseBase:
    """A study's consignments of a period without the levers of the address, and with them."""
    wanted = asked(request)
    chain = replaying.chain_of(wanted.study)
    steps = figures.stepping(wanted.study, chain, wanted.upto)
    try:
        pulled = replaying.levers(levers.said(request, chain))
        told = figures.supposed(steps, wanted.study, chain, wanted.period, pulled, wanted.only)
    except (replaying.Unfit, BeyondCalendar) as error:
        page = _page(request, wanted, chain, steps) | {"refused": error.message}
        return render(request, "timing/what_if.html", page, status=422)
    return _answered(request, wanted, steps, told)


def _answered(request: HttpRequest, wanted: Asked, steps: figures.Standing, told: replaying.WhatIf) -> HttpResponseBase:
    table, shown = consignments(wanted, told), replace(steps, study=wanted.study)
    form = request.GET.get("format")
    if form == "json":
        said = definition.provenance(shown) | {"result": told}
        return JsonResponse(said, json_dumps_params={"ensure_ascii": False}, encoder=definition.Encoder)
    columns: Sequence[Column[Any]] = table.columns
    rows: Sequence[Any] = narrow(table, read(request, table), told.units) if form else ()
    if request.GET.get("rows") == "figures":
        columns, rows = LINES, lines(told)
    file = definition.download(request, shown, f"what-if-{wanted.study.code}", (*columns, *provenance(told)), rows)
    page = _page(request, wanted, told.chain, steps) | _result(wanted, told)
    return file or render(request, "timing/what_if.html", {**page, "table": view(request, table, told.units)})


def _page(request: HttpRequest, wanted: Asked, chain: replaying.Chain, steps: figures.Standing) -> dict[str, Any]:
    study = wanted.study
    end = next(each for each in study.milestones if each.name == study.overall.end)
    last = next(each.name for each in chain.steps if (each.picked, each.which) == (end.picked, end.which))
    kept = levers.params(request, chain)
    return {
        **TOOLS,
        **as_of(steps),
        "signed": signed,
        "asked": wanted,
        "study": study,
        "unit": unit_text(study),
        "values": Values(study, wanted.only),
        "form": levers.form(request, study, chain, last),
        "chain": chain,
        "step_titles": {each.name: each.title for each in chain.steps},
        "parties": study.holders.titles if study.holders else {},
        "directions": [
            (words, Asked(counterpart(study, code), wanted.period, upto=wanted.upto).address("timing-what-if"), code)
            for code, words in DIRECTIONS.items()
        ],
        "studies": studies_of(study.direction or "import"),
        "periods": list(periods()),
        "files_of": lambda format: wanted.address("timing-what-if", by="", rows="figures", format=format, **kept),
        "json_address": wanted.address("timing-what-if", by="", format="json", **kept),
        "definition": list(definition.told(study)),
        "model": replaying.MODEL,
        "refused": None,
        "told": None,
    }


def _result(wanted: Asked, told: replaying.WhatIf) -> dict[str, Any]:
    return {
        "told": told,
        "lines": lines(told),
        "levers": [_words(each, told.chain) for each in told.levers],
        "all_of_them": _joined([replaying.title(each, told.chain) for each in told.levers]),
        "chart_drawn": _bars(told) if told.n and told.moved else None,
        "command": "" if wanted.only else _command(wanted, told),
    }


def _joined(titles: Sequence[Text]) -> Text:
    return Text("，".join(each.zh for each in titles), "; ".join(each.en for each in titles))


def _words(lever: replaying.Lever, chain: replaying.Chain) -> tuple[Text, Text, Text]:
    """What a lever is, what it assumes, and what it does not know."""
    return replaying.title(lever, chain), replaying.assumes(lever, chain), replaying.unknown(lever, chain)


def _bars(told: replaying.WhatIf) -> Chart:
    """How long a consignment waits for each step alone, on the mean."""
    moved = sorted(told.gains, key=lambda each: -max(each.before, each.after))
    values = [[float(hours(getattr(each, name) / told.n) or 0) for each in moved] for name in ("before", "after")]
    return Chart(
        "bar",
        Text("每一步占去的时间，平均每票", "What each step takes of the time, mean of all"),
        _HOURS,
        axis=Text("步骤", "Step"),
        categories=[each.title for each in moved],
        series=[Series(NOW, values[0], tone="quiet"), Series(THEN, values[1], tone="brand")],
        horizontal=True,
        note=Text("各步之和等于全程。", "The steps add up to the whole time."),
    )


def _command(wanted: Asked, told: replaying.WhatIf) -> str:
    """What gives the same figures in a terminal, where the data folder is."""
    said = [f"--lever '{replaying.spelled(each)}'" for each in told.levers]
    span = f"--from {wanted.period.first:%Y-%m-%d} --to {wanted.period.last:%Y-%m-%d}"
    upto = "" if wanted.upto is None else f"--upto {wanted.upto}"
    return " ".join(each for each in ("kouan timing what-if --study", wanted.study.code, *said, span, upto) if each)


urlpatterns = [path("timing/what-if", what_if, name="timing-what-if")]
