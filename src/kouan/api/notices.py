"""Notices: words to the caller's organisation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.bodies import NUMBER, body_of, number_in, request_body
from kouan.api.operations import operation
from kouan.api.paging import Page, Size, page_of
from kouan.api.refusals import answer
from kouan.api.shapes import cases as shapes
from kouan.modules.cases.public import mark_read
from kouan.modules.cases.public import notices as notices_of

router = Router(tags=["notices"])


@operation(router, "GET /notices", "通知 | Notices", scope=("read",), shape=shapes.NoticePage)
def list_notices(request: HttpRequest, unread: bool = False, page: Page = 1, size: Size = 50) -> HttpResponse:
    """退回、提问、决定等贵单位须知的事，最新的在前；全部或未读的。
    | Returned, asked, decided: what your organisation has to know of, the newest first; all, or the unread ones.
    """
    every = notices_of(caller(request))
    fresh = every.filter(read_at=None)
    chosen = fresh if unread else every
    rows = [_notice(row) for row in page_of(chosen, page, size)]
    return answer({"count": chosen.count(), "unread": fresh.count(), "page": page, "notices": rows})


@operation(
    router,
    "POST /notices/read",
    "标为已读 | Mark notices as read",
    scope=("read",),
    shape=shapes.Marked,
    body=request_body({"upto": {**NUMBER, "description": "id of the last one read; all when left out"}}),
)
def read_notices(request: HttpRequest) -> HttpResponse:
    """到某一条为止，或者全部。 | Up to an id, or all of them."""
    body = body_of(request, "upto")
    return answer({"marked": mark_read(caller(request), number_in(body, "upto") if "upto" in body else None)})


def _notice(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "about": row.about,
        "case": row.case_id if row.about == "case" else "",
        "number": row.number,
        "kind": row.kind,
        "text": row.text.as_json(),
        "position": row.position,
        "at": row.at,
        "read_at": row.read_at,
    }
