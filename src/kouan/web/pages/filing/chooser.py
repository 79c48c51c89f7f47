"""``/file``: what to file. What this firm files most stands first."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from kouan.blueprint.procedure import Procedure
from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text
from kouan.modules.cases.public import visible_cases
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.procedures import procedures
from kouan.web.doors import filers, may_open
from kouan.web.navigation import Entry
from kouan.web.pages.guide.catalogue import shelves

_LOOKED_AT = 200
_MOST = 4


@dataclass(frozen=True, slots=True)
class Usual:
    """A procedure that the firm files often, and its latest case of it."""

    procedure: Procedure
    times: int
    latest: str
    number: str


@filers
def chooser(request: HttpRequest) -> HttpResponse:
    """The procedures this firm may file, by category; ``?all=1`` those of others too, ``?q=`` narrows them."""
    viewer, words = viewer_of(request), request.GET.get("q", "")[:80]
    everything = "all" in request.GET or bool(words)
    context = {
        "words": words,
        "everything": everything,
        "usual": [] if words else _usual(viewer),
        "shelves": shelves(local_date(now()), words, () if everything else _roles(viewer), viewer.party),
    }
    return render(request, "filing/chooser.html", context)


def _roles(viewer: Viewer) -> Collection[str]:
    """What a firm does narrows what it is offered; an agency is offered all that it may open."""
    return () if viewer.agency else viewer.roles


def _usual(viewer: Viewer) -> list[Usual]:
    mine = visible_cases(viewer).filter(filer=viewer.party).values_list("procedure", "id", "number")[:_LOOKED_AT]
    rows, known = list(mine), procedures()
    latest = {code: (case_id, number) for code, case_id, number in reversed(rows)}
    times = Counter(code for code, _, _ in rows if code in known)
    return [Usual(known[code], count, *latest[code]) for code, count in times.most_common(_MOST)]


# One window for goods, manifests and conveyances.
_ANSWERS = ("guangzhou-2019#16", "shenzhen-2019#27", "shenzhen-2019#28", "xiamen-2022#11")
navigation = (
    Entry(Text("申报", "File"), "file", places=("trader",), order=20, answers=_ANSWERS),
    Entry(Text("申报", "File"), "file", places=("terminal",), order=80),
    Entry(Text("立案", "Open a case"), "file", places=("agency", "port-office"), order=30, wanted=may_open),
)
urlpatterns = [path("file", chooser, name="file")]
