"""``/timing/map``: what follows what, for each kind of object: a map, its edges and the ways that objects went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.text import Text
from kouan.modules.timing.public import figures
from kouan.web import exports
from kouan.web.pages.timing.asked import asked, periods
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.drawing import HEIGHT, WIDTH, picture
from kouan.web.pages.timing.words import TOOLS, activity, hours, kind_text
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Edge, Way

FIRST = "container-visit"
SHOWN, MOST = (5, 10, 15, 20, 30, 50), 20
_WAYS = 20


@dataclass(frozen=True, slots=True)
class Told:
    """A variant as a row: so many objects, their share, the mean time from first to last, the activities."""

    way: Way
    share: float
    mean: float
    titles: Sequence[Text]


@analysts
def process_map(request: HttpRequest) -> HttpResponseBase:
    """The map of a kind in a period; ``?format=xlsx|csv|json`` for its edges."""
    wanted, kind = asked(request), request.GET.get("kind") or FIRST
    found = figures.process_map(kind, wanted.period, wanted.upto)
    form = request.GET.get("format")
    if form in exports.FORMATS:
        return exports.download(form, f"map-{kind}", _COLUMNS, found.edges)
    if form == "json":
        return _json(found)
    return render(request, "timing/map.html", _context(request, found))


def _context(request: HttpRequest, found: figures.Map) -> dict[str, Any]:
    wanted, top = asked(request), request.GET.get("top", "")
    shown = int(top) if top in map(str, SHOWN) else MOST
    edges = found.edges[:shown]
    titles = {name: activity(name) for edge in found.edges for name in (edge.before, edge.after)}
    return {
        **TOOLS,
        "asked": wanted,
        "asked_files": lambda format: wanted.address("timing-map", kind=found.kind, format=format),
        "hours_plain": hours,
        "kind": found.kind,
        "kinds": [(each, kind_text(each)) for each in found.kinds],
        "kind_title": kind_text(found.kind),
        "objects": found.objects,
        "periods": list(periods()),
        "edges": edges,
        "every": len(found.edges),
        "titles": titles,
        "picture": picture(edges, titles),
        "box": (WIDTH, HEIGHT),
        "top": shown,
        "tops": SHOWN,
        "ways": list(_told(found)),
        "different": len(found.ways),
        "position": found.position,
    }


def _told(found: figures.Map) -> Any:
    for way in found.ways[:_WAYS]:
        titles = [activity(each) for each in way.activities]
        yield Told(way, way.n / found.objects if found.objects else 0.0, way.us / way.n, titles)


def _json(found: figures.Map) -> JsonResponse:
    said = {
        "kind": found.kind,
        "objects": found.objects,
        "position": found.position,
        "edges": [each._asdict() for each in found.edges],
        "variants": [{"activities": each.activities, "n": each.n, "us": each.us} for each in found.ways],
    }
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


_COLUMNS: tuple[Column[Edge], ...] = (
    Column("before", Text("从", "From"), lambda edge: activity(edge.before)),
    Column("after", Text("到", "To"), lambda edge: activity(edge.after)),
    Column("n", Text("次数", "Times"), lambda edge: edge.n),
    Column("median", Text("中位数（小时）", "Median, h"), lambda edge: hours(edge.median_us)),
    Column("mean", Text("平均（小时）", "Mean, h"), lambda edge: hours(edge.us / edge.n)),
    Column("sum", Text("合计（小时）", "Sum, h"), lambda edge: hours(edge.us)),
    Column("from_code", Text("从（代码）", "From (code)"), lambda edge: edge.before),
    Column("to_code", Text("到（代码）", "To (code)"), lambda edge: edge.after),
)
urlpatterns = [path("timing/map", process_map, name="timing-map")]
