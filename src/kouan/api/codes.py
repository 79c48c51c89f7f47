"""Official code tables."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from kouan.api.refusals import answer
from kouan.reference import Entry, search, table, tables

router = Router(tags=["codes"], auth=None)


@router.get("/codes", summary="All code tables")
def list_tables(request: HttpRequest) -> HttpResponse:
    """Code, title, issuer, date and whether verified."""
    return answer([_about(code) for code in tables()])


@router.get("/codes/{code}", summary="Search a code table")
def search_table(
    request: HttpRequest, code: str, q: str = Query("", max_length=100), limit: int = Query(20, ge=1, le=200)
) -> HttpResponse:
    """By code, Chinese or English."""
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
