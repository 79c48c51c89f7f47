"""``/timing/events/<position>``: an event behind a figure, proven without telling what it says in confidence.

Who may open the case of an event finds its content on the page of that; the port office may know when it happened, when
that was recorded, who did it, and that it stands in the log as it was recorded.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.kernel.event import ITSELF
from kouan.modules.cases.public import visible_cases
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.modules.timing.public import presets
from kouan.runtime import merkle
from kouan.runtime.log import Recorded, at_positions, event_at
from kouan.runtime.log.canonical import chained, objects_text, payload_text, record
from kouan.web.pages.timing.asked import FIRST
from kouan.web.pages.timing.doors import analysts
from kouan.web.pages.timing.single import tracked
from kouan.web.pages.timing.words import TOOLS, Values, activity

_CASE = "case/"
_BOX = "container/"
_PAGES = ("bill", "call")
"""Streams of things that have a page of the same name."""


@analysts
def event(request: HttpRequest, position: int) -> HttpResponseBase:
    """When it happened, who did it, and its place in the signed tree; ``?format=json`` for machines."""
    found = next(iter(at_positions([position])), None)
    if found is None:
        raise Http404
    proof = merkle.inclusion_proof(position)
    if request.GET.get("format") == "json":
        if proof is None:
            raise Http404
        said = {"position": position, "hash": found.hash.hex(), "inclusion": proof.as_json()}
        return JsonResponse(said | {"public_key": merkle.public_key().hex()})
    step = found.payload.get("step", "") if found.objects and found.objects[0].qualifier == ITSELF else ""
    address = _address(viewer_of(request), found)
    context = {
        **TOOLS,
        "event": found,
        "title": activity(f"{found.kind}: {step}" if step else found.kind),
        "who": Values(presets()[FIRST], parties=[found.actor.party]).party(found.actor.party),
        "address": address,
        "secret": found.stream.startswith(_CASE) and not address,
        "before": _before(found).hex(),
        "chained": chained(_before(found), _body(found)) == found.hash,
        "proof": proof,
    }
    return render(request, "timing/event.html", context)


def _address(viewer: Viewer, found: Recorded) -> str:
    """Where its content may be read: its place on the case, or the thing that it is about; "" where it may not be."""
    if found.stream.startswith(_CASE):
        case = found.stream.removeprefix(_CASE)
        open_to = visible_cases(viewer).filter(pk=case).exists()
        return reverse("case-event", args=(case, found.n)) if open_to else ""
    if found.stream.startswith(_BOX):
        return tracked("container-visit", found.stream.removeprefix(_BOX))
    kind, _, name = found.stream.partition("/")
    return reverse(kind, args=(name,)) if kind in _PAGES else ""


def _before(found: Recorded) -> bytes:
    earlier = event_at(found.stream, found.n - 1) if found.n > 1 else None
    return earlier.hash if earlier else bytes(32)


def _body(found: Recorded) -> bytes:
    return record(found.fields, payload_text(found.payload), objects_text(found.objects))


urlpatterns = [path("timing/events/<int:position>", event, name="timing-event")]
