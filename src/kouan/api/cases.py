"""Cases: read, list, what happened, and an agency's queue."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.operations import operation
from kouan.api.paging import Page, Size, page_of
from kouan.api.refusals import JSON, answer
from kouan.api.shapes import cases as shapes
from kouan.kernel.clock import to_micros
from kouan.modules.cases.public import case_id_of, history, queue, view_text, visible_cases, waiting_for_me
from kouan.runtime.log import Recorded

router = Router(tags=["cases"])
_READ = ("read",)


@operation(router, "GET /cases/{case_id}", "按 id 读取事项 | A case by id", scope=_READ, shape=shapes.Case)
def read_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """事项的现状：申报内容、各环节及到期时间、提问、结果；查看会留痕。
    | The case's state: filing, steps with due times, questions, outcomes. The read is noted.
    """
    return HttpResponse(view_text(caller(request), case_id), content_type=JSON)


@operation(
    router, "GET /cases", "可见的事项，新的在前 | Cases you may see, newest first", scope=_READ, shape=shapes.CasePage
)
def list_cases(
    request: HttpRequest,
    status: str = "",
    procedure: str = "",
    number: str = "",
    waiting: bool = False,
    page: Page = 1,
    size: Size = 50,
) -> HttpResponse:
    """可按状态、事项或编号筛选；waiting：只列待申请人办理的，先到期的在前。
    | Filter by status, procedure or number; ``waiting``: only what lies with the applicant, due first on top.
    """
    viewer = caller(request)
    cases = waiting_for_me(viewer) if waiting else visible_cases(viewer)
    wanted = {"status": status, "procedure": procedure, "number": number}
    cases = cases.filter(**{key: value for key, value in wanted.items() if value})
    return answer({"count": cases.count(), "page": page, "cases": [_row(case) for case in page_of(cases, page, size)]})


def _row(case: Any) -> dict[str, Any]:
    return {
        "id": case.id,
        "number": case.number,
        "procedure": case.procedure,
        "status": case.status,
        "title": {"zh": case.title_zh, "en": case.title_en},
        "filed_at": case.filed_at,
        "due": case.due,
        "applicant_due": case.applicant_due,
        "priority": case.priority,
    }


@operation(
    router,
    "GET /cases/{case_id}/events",
    "事项的全部事件 | What happened in a case",
    scope=_READ,
    shape=list[shapes.Event],
)
def list_case_events(request: HttpRequest, case_id: str) -> HttpResponse:
    """事项的全部事件：位置、种类、发生时间、记录时间、行为人、内容、哈希。
    | The case's events as recorded: position, kind, event time, record time, actor, payload, hash.
    """
    return answer([event_json(event) for event in history(caller(request), case_id).events])


@operation(
    router, "GET /case-numbers/{number}", "按编号读取事项 | A case by its number", scope=_READ, shape=shapes.Case
)
def find_case(request: HttpRequest, number: str) -> HttpResponse:
    """与按标识读取相同。 | The same as reading it by id."""
    viewer = caller(request)
    return HttpResponse(view_text(viewer, case_id_of(viewer, number)), content_type=JSON)


@operation(
    router,
    "GET /queue",
    "本单位待办环节，急的在前 | Open steps of your agency, most urgent first",
    scope=("decide",),
    shape=shapes.Queue,
)
def list_queue(request: HttpRequest, desk: str = "", page: Page = 1, size: Size = 50) -> HttpResponse:
    """先按优先级（鲜活在前），再按到期时间。 | Ordered by priority (fresh goods first), then due time."""
    steps = queue(caller(request), desk)
    return answer({"count": steps.count(), "steps": [_queued(step) for step in page_of(steps, page, size)]})


def _queued(step: Any) -> dict[str, Any]:
    return {
        "case": step.case_id,
        "number": step.case.number,
        "procedure": step.case.procedure,
        "step": step.name,
        "title": step.title.as_json(),
        "desk": step.desk,
        "priority": step.priority,
        "opened_at": step.opened_at,
        "due": step.due,
        "state": step.state,
    }


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
