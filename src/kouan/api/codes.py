"""Official code tables."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from kouan.api.operations import PUBLIC, operation
from kouan.api.refusals import answer
from kouan.api.shapes import reference
from kouan.reference import Entry, search, table, tables

router = Router(tags=["codes"])


@operation(router, "GET /codes", "全部代码表 | All code tables", scope=PUBLIC, shape=list[reference.CodeTable])
def list_tables(request: HttpRequest) -> HttpResponse:
    """代码、名称、发布机关、日期、是否已核实。 | Code, title, issuer, date and whether verified."""
    return answer([_about(code) for code in tables()])


@operation(router, "GET /codes/{code}", "查询代码表 | Search a code table", scope=PUBLIC, shape=reference.CodeSearch)
def search_table(
    request: HttpRequest,
    code: str,
    q: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> HttpResponse:
    """按代码、中文或英文查找。 | By code, Chinese or English."""
    if code not in tables():
        raise Http404
    return answer(_about(code) | {"entries": [_entry(entry) for entry in search(code, q, limit)]})


def _about(code: str) -> dict[str, Any]:
    known = table(code)
    return {
        "table": code,
        "title": known.title.as_json(),
        "issuer": known.issuer.as_json(),
        "as_of": known.as_of.isoformat(),
        "source": known.source,
        "verified": known.verified,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "name": entry.name.as_json(),
        "verified": entry.verified,
        "attributes": dict(entry.attributes),
    }
