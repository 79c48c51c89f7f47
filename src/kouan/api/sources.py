"""Plans and laws: what rules, limits and measures cite."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from kouan import sources
from kouan.api.operations import PUBLIC, operation
from kouan.api.refusals import answer
from kouan.api.shapes import reference as shapes
from kouan.sources import Clause, Source

router = Router(tags=["sources"])


@operation(router, "GET /sources", "方案与法规 | Plans and laws", scope=PUBLIC, shape=list[shapes.Source])
def list_sources(request: HttpRequest) -> HttpResponse:
    """全部列出。 | All of them."""
    return answer([_source(each) for each in sources.sources()])


@operation(
    router,
    "GET /sources/{source}",
    "一份方案或法规及其条款 | A plan or law with its clauses",
    scope=PUBLIC,
    shape=shapes.SourceWithClauses,
)
def read_source(request: HttpRequest, source: str) -> HttpResponse:
    """各条要旨是我们自己的概括，以发布机关的原文为准。
    | The gist of each clause is in our own words; the issuer's text is what counts.
    """
    try:
        known = sources.source(source)
    except sources.UnknownSource:
        raise Http404 from None
    return answer(_source(known) | {"clauses": [_clause(each) for each in sources.clauses(source)]})


@operation(
    router,
    "GET /sources/{source}/clauses/{clause}",
    "一个条款 | A clause",
    scope=PUBLIC,
    shape=shapes.Clause,
    about="errors 中的 clause 写作 source#clause。 | The “clause” of an error is written source#clause.",
)
def read_clause(request: HttpRequest, source: str, clause: str) -> HttpResponse:
    """By source and the part after #."""
    try:
        return answer(_clause(sources.clause(f"{source}#{clause}")))
    except sources.UnknownClause:
        raise Http404 from None


def _source(each: Source) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(each).items()}


def _clause(each: Clause) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(each).items() if name != "source"}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
