"""One event of a case with the evidence for it: the chain of its case, and its place in the tree that is signed."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.clock import to_micros
from kouan.modules.cases.public import NotFound
from kouan.modules.parties.public import viewer_of
from kouan.runtime import merkle
from kouan.runtime.log import Recorded
from kouan.runtime.log.canonical import chained, objects_text, payload_text, record
from kouan.web.doors import signed_in
from kouan.web.pages.cases.seen import Seen, seen
from kouan.web.pages.cases.timeline import title_of


@signed_in
def event(request: HttpRequest, case_id: str, n: int) -> HttpResponseBase:
    """The event, what it was hashed with, and the proof that it is in the log; ``?format=json`` for machines."""
    case, found = _found(request, case_id, n)
    proof = merkle.inclusion_proof(found.position)
    if request.GET.get("format") == "json":
        return _download(case, found, proof)
    title, tone = title_of(case, found)
    context = {
        "case": case,
        "event": found,
        "title": title,
        "tone": tone,
        "who": case.who(found.actor),
        "before": _hash_before(case.events, found).hex(),
        "chained": _chain(case.events, found) == found.hash,
        "proof": proof,
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


def _fields(event: Recorded) -> tuple[str | int | bool, ...]:
    """The plain fields in the order that is hashed."""
    actor = event.actor
    return (
        *(event.stream, event.n, event.kind, to_micros(event.happened_at), to_micros(event.recorded_at)),
        *(actor.party, actor.person, actor.desk, event.procedure, event.version, event.demo),
    )


def _chain(events: Sequence[Recorded], event: Recorded) -> bytes:
    """The hash worked out anew from what is stored."""
    body = record(_fields(event), payload_text(event.payload), objects_text(event.objects))
    return chained(_hash_before(events, event), body)


def _download(case: Seen, event: Recorded, proof: merkle.InclusionProof | None) -> JsonResponse:
    """All that is needed to check the event without trusting this site."""
    data: dict[str, Any] = {
        "case": case.number,
        "before": _hash_before(case.events, event).hex(),
        "record": [
            *_fields(event),
            dict(event.payload),
            [[ref.kind, ref.id, ref.qualifier] for ref in event.objects],
        ],
        "hash": event.hash.hex(),
        "position": event.position,
        "inclusion": proof.as_json() if proof else None,
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{case.number}-{event.n}.json"'
    return response


urlpatterns = [path("cases/<str:case_id>/events/<int:n>", event, name="case-event")]
