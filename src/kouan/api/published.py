"""The public register: what procedures publish, without applicant, documents and secrets."""

from typing import Annotated, Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from kouan.api.operations import PUBLIC, operation
from kouan.api.paging import Page, Size, page_of
from kouan.api.refusals import answer
from kouan.api.shapes import published as shapes
from kouan.modules.cases.public import matching, published, published_under
from kouan.runtime.pace import count_public_lookup

router = Router(tags=["published"])
_LISTING = (
    "按事项、按文字查找；最新的在前。公开的只有 data：申请人、随附单证与保密内容不在其中；每个地址每分钟最多 30 次。 | "
    "By procedure, by words; the latest first. Nothing but “data” is public: not the applicant, not the documents, "
    "not what is kept secret. 30 times a minute from one address."
)
_READING = (
    "按公开的编号；作废后不再公开，答 404。各栏名称见该事项的表单；每个地址每分钟最多 30 次。 | "
    "By the number it is published under; 404 once it has been declared void. What each name means stands in the "
    "procedure's forms. 30 times a minute from one address."
)
_Words = Annotated[str, Query(max_length=100, description="标题、编号或正文中的词 | words in title, number or text")]


@operation(
    router,
    "GET /published",
    "公开的决定与答复 | Published decisions and answers",
    scope=PUBLIC,
    shape=shapes.PublishedPage,
    paced=True,
    about=_LISTING,
)
def list_published(
    request: HttpRequest, procedure: str = "", q: _Words = "", page: Page = 1, size: Size = 50
) -> HttpResponse:
    """The register, page by page, whole where nothing is asked for."""
    count_public_lookup(request)
    rows = matching(published(), q)
    rows = rows.filter(procedure=procedure) if procedure else rows
    return answer({"count": rows.count(), "page": page, "published": [_row(row) for row in page_of(rows, page, size)]})


@operation(
    router,
    "GET /published/{number}",
    "一份公开的决定或答复 | A published decision or answer",
    scope=PUBLIC,
    shape=shapes.Published,
    paced=True,
    about=_READING,
)
def read_published(request: HttpRequest, number: str) -> HttpResponse:
    """All that anybody may know of it."""
    count_public_lookup(request)
    return answer(_row(published_under(number)))


def _row(row: Any) -> dict[str, Any]:
    return {
        "number": row.number,
        "procedure": row.procedure,
        "title": row.title.as_json(),
        "published_at": row.published_at,
        "data": orjson.Fragment(row.data),
        "demo": row.demo,
    }
