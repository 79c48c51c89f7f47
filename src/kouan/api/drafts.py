"""Drafts: filings being written, kept as typed, finished or not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.bodies import ATTACHED_SCHEMA, OBJECT, attached_in, body_of, object_in, request_body, text_in
from kouan.api.operations import operation
from kouan.api.paging import Page, Size, page_of
from kouan.api.refusals import answer
from kouan.api.shapes import cases as shapes
from kouan.blueprint import Problem
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.cases.public import discard_draft, file_draft, my_drafts, own_draft, save_draft
from kouan.procedures import procedures

router = Router(tags=["drafts"])
_SCOPE = ("file", "open")
_LONGEST_REFERENCE = 64
_OWN_NUMBER = {"type": "string", "maxLength": _LONGEST_REFERENCE, "description": "your own number"}
_HOLDS = {"form": OBJECT, "documents": ATTACHED_SCHEMA, "reference": _OWN_NUMBER}
_UNKNOWN = Text("没有“{code}”这个事项。", "There is no procedure “{code}”.")
_CORRECTS = Text(
    "此草稿是对已有事项的补正，请用 resubmit 或 amend 提交。",
    "This draft corrects a case; hand it in with resubmit or amend.",
)


@operation(router, "GET /drafts", "草稿 | Drafts", scope=_SCOPE, shape=list[shapes.Draft])
def list_drafts(request: HttpRequest, page: Page = 1, size: Size = 50) -> HttpResponse:
    """贵单位的，最新的在前。 | Those of your organisation, the latest first."""
    return answer([_draft(row) for row in page_of(my_drafts(caller(request)), page, size)])


@operation(
    router,
    "POST /drafts",
    "新建草稿 | Begin a draft",
    scope=_SCOPE,
    shape=shapes.Draft,
    status=201,
    body=request_body({"procedure": {"type": "string"}, **_HOLDS}, ("procedure",)),
)
def begin_draft(request: HttpRequest) -> HttpResponse:
    """提交申报之前不作检查。 | Nothing is checked until it is filed."""
    body = body_of(request, "procedure", *_HOLDS)
    code = text_in(body, "procedure")
    if code not in procedures():
        raise Refused([Problem("unknown-procedure", "/procedure", _UNKNOWN.fill(code=code), "")])
    return answer(_draft(_kept(request, body, code)), 201)


@operation(router, "GET /drafts/{draft_id}", "一份草稿 | A draft", scope=_SCOPE, shape=shapes.Draft)
def read_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """按填写时的原样。 | As it was typed."""
    return answer(_draft(own_draft(caller(request), draft_id)))


@operation(
    router,
    "PUT /drafts/{draft_id}",
    "保存草稿 | Save a draft",
    scope=_SCOPE,
    shape=shapes.Draft,
    body=request_body(_HOLDS, ("form",)),
)
def replace_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """替换原有内容。 | In place of what it held."""
    return answer(_draft(_kept(request, body_of(request, *_HOLDS), "", draft_id)))


@operation(router, "DELETE /drafts/{draft_id}", "删除草稿 | Throw a draft away", scope=_SCOPE, status=204)
def delete_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """不可恢复。 | For good."""
    discard_draft(caller(request), draft_id)
    return HttpResponse(status=204)


@operation(
    router,
    "POST /drafts/{draft_id}/file",
    "申报草稿 | File a draft",
    scope=_SCOPE,
    shape=shapes.Case,
    status=201,
    conflicts=True,
    about=(
        "有问题时草稿保持原样；自己的编号已用于别的内容时答 409（/reference）。 | "
        "Where something is wrong, the draft stays as it was; 409 at /reference where your own number already stands "
        "for something else."
    ),
)
def submit_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Filed twice, it is one case; under your own number where the draft keeps one."""
    viewer = caller(request)
    if own_draft(viewer, draft_id).case:
        raise Refused([Problem("draft-corrects", "", _CORRECTS, "")])
    return answer(file_draft(viewer, draft_id), 201)


def _kept(request: HttpRequest, body: dict[str, Any], code: str, draft_id: str = "") -> Any:
    own = text_in(body, "reference", _LONGEST_REFERENCE).strip()
    form, documents = object_in(body, "form"), attached_in(body)
    return save_draft(caller(request), code, form, documents, draft_id, reference=own)


def _draft(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "procedure": row.procedure,
        "form": row.data,
        "documents": row.documents,
        "reference": row.reference or None,
        "case": row.case or None,
        "updated_at": row.updated_at,
    }
