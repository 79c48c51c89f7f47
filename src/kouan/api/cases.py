"""Cases: read, list, what happened, and an agency's queue."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from kouan.api.auth import caller
from kouan.api.refusals import answer
from kouan.kernel.clock import to_micros
from kouan.modules.cases.public import case_id_of, history, queue, view_text, visible_cases
from kouan.runtime.log import Recorded

router = Router(tags=["cases"])
_LARGEST_PAGE = 200


@router.get("/cases/{case_id}", summary="A case by id")
def read_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """The case's state: filing, steps with due times, questions, outcomes. The read is noted."""
    return HttpResponse(view_text(caller(request, "read"), case_id), content_type="application/json")


@router.get("/cases", summary="Cases you may see, newest first")
def list_cases(
    request: HttpRequest,
    status: str = "",
    procedure: str = "",
    number: str = "",
    page: int = Query(1, ge=1, le=100_000),
    size: int = Query(50, ge=1, le=_LARGEST_PAGE),
) -> HttpResponse:
    """Pages of cases; filter by status, procedure or number."""
    cases = visible_cases(caller(request, "read"))
    wanted = {"status": status, "procedure": procedure, "number": number}
    cases = cases.filter(**{key: value for key, value in wanted.items() if value and "\x00" not in value})
    rows = cases.values("id", "number", "procedure", "status", "title_zh", "title_en", "filed_at", "due", "priority")
    start = (page - 1) * size
    return answer({"count": cases.count(), "page": page, "cases": list(rows[start : start + size])})


@router.get("/cases/{case_id}/events", summary="What happened in a case")
def list_events(request: HttpRequest, case_id: str) -> HttpResponse:
    """The case's events as recorded: position, kind, event time, record time, actor, payload, hash."""
    found = history(caller(request, "read"), case_id)
    return answer([event_json(event) for event in found.events])


@router.get("/case-numbers/{number}", summary="A case by its number")
def find_case(request: HttpRequest, number: str) -> HttpResponse:
    """The same as reading it by id."""
    viewer = caller(request, "read")
    return HttpResponse(view_text(viewer, case_id_of(viewer, number)), content_type="application/json")


@router.get("/queue", summary="Open steps of your agency, most urgent first")
def list_queue(request: HttpRequest, desk: str = "", size: int = Query(50, ge=1, le=_LARGEST_PAGE)) -> HttpResponse:
    """Ordered by priority (fresh goods first), then due time."""
    steps = queue(caller(request, "decide"), desk if "\x00" not in desk else "")
    rows = list(
        steps.values(
            "case_id", "case__number", "case__procedure", "name", "desk", "priority", "opened_at", "due", "state"
        )[:size]
    )
    return answer({"count": steps.count(), "steps": rows})


def event_json(event: Recorded) -> dict[str, Any]:
    """An event of the log as JSON data."""
    return {
        "position": event.position,
        "stream": event.stream,
        "n": event.n,
        "kind": event.kind,
        "happened_at": to_micros(event.happened_at),
        "recorded_at": to_micros(event.recorded_at),
        "actor": {"party": event.actor.party, "person": event.actor.person, "desk": event.actor.desk},
        "payload": event.payload,
        "objects": [{"kind": ref.kind, "id": ref.id, "qualifier": ref.qualifier} for ref in event.objects],
        "hash": event.hash.hex(),
    }
