"""One event of a case with the evidence for it: the chain of its case, and its place in the tree that is signed."""

import json
from collections.abc import Sequence

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.modules.cases.public import NotFound
from kouan.modules.parties.public import viewer_of
from kouan.runtime import merkle
from kouan.runtime.evidence import evidence
from kouan.runtime.log import Recorded
from kouan.runtime.log.canonical import chained, objects_text, payload_text, record
from kouan.web.doors import signed_in
from kouan.web.pages.cases.seen import Seen, seen
from kouan.web.pages.cases.timeline import title_of


@signed_in
def event(request: HttpRequest, case_id: str, n: int) -> HttpResponseBase:
    """The event, what it was hashed with, and the proof that it is in the log; ``?format=json`` for machines."""
    case, found = _found(request, case_id, n)
    if request.GET.get("format") == "json":
        return _download(case, found)
    title, tone = title_of(case, found)
    context = {
        "case": case,
        "event": found,
        "title": title,
        "tone": tone,
        "who": case.who(found.actor),
        "before": _hash_before(case.events, found).hex(),
        "chained": _chain(case.events, found) == found.hash,
        "proof": merkle.inclusion_proof(found.position),
        "payload": json.dumps(dict(found.payload), ensure_ascii=False, indent=2),
        "key": merkle.public_key(),
    }
    return render(request, "cases/event.html", context)


def _found(request: HttpRequest, case_id: str, n: int) -> tuple[Seen, Recorded]:
    case = seen(viewer_of(request), case_id, noted=False)
    found = next((each for each in case.events if each.n == n), None)
    if found is None:
        raise NotFound(str(n))
    return case, found


def _hash_before(events: Sequence[Recorded], event: Recorded) -> bytes:
    return events[event.n - 2].hash if event.n > 1 else bytes(32)


def _chain(events: Sequence[Recorded], event: Recorded) -> bytes:
    """The hash worked out anew from what is stored."""
    body = record(event.fields, payload_text(event.payload), objects_text(event.objects))
    return chained(_hash_before(events, event), body)


def _download(case: Seen, event: Recorded) -> JsonResponse:
    """All that is needed to check the event without trusting this site; not there before it is under a signed head."""
    document = evidence(event)
    if document is None:
        raise NotFound(str(event.n))
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{case.number}-{event.n}.json"'
    return response


urlpatterns = [path("cases/<str:case_id>/events/<int:n>", event, name="case-event")]
