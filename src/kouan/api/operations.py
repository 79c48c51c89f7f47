"""How an operation is declared: where it stands, in both languages, with which scope, and all it may answer.

One declaration gives the route, the check of the token and the description that client generators read.
"""

import inspect
from collections.abc import Callable
from http.client import responses
from typing import Any

from django.http import HttpResponse
from ninja import Router

from kouan.api.auth import bearer
from kouan.api.components import answered
from kouan.api.refusals import JSON
from kouan.api.shapes.words import Refusal
from kouan.kernel.text import Text

Handler = Callable[..., HttpResponse]
Scopes = tuple[str, ...]

PUBLIC: Scopes | None = None
BINARY = "application/octet-stream"


def operation(
    router: Router,
    route: str,
    summary: str,
    *,
    scope: Scopes | None,
    shape: Any = None,
    status: int = 200,
    body: dict[str, Any] | None = None,
    name: str = "",
    about: str = "",
    conflicts: bool = False,
    finds: bool = False,
    paced: bool = False,
) -> Callable[[Handler], Handler]:
    """Declare ``route`` ("GET /cases/{case_id}") under a two-language summary ("中文 | English").

    ``scope``: a token with one of these is needed; ``()`` any token, PUBLIC none at all. ``shape``: what is answered,
    as a model for the description; BINARY for a file; None for nothing. ``body``: as :func:`request_body` gives it.
    ``about``: a description in two languages, else the function's docstring is. ``conflicts``: may answer 409;
    ``finds``: may answer 404 though its address names nothing; ``paced``: 429 to an address that asks too often.
    """
    title = Text.of(summary)

    def declare(function: Handler) -> Handler:
        method, path = route.split(" ")
        inputs = len(inspect.signature(function).parameters) > 1
        found, heard = finds or "{" in path, inputs or body is not None
        refused = _refused(scope, found=found, said=heard, conflicts=conflicts, paced=paced)
        said = Text.of(about or inspect.getdoc(function) or "")
        answers = _given(shape, status) | refused
        router.api_operation(
            [method],
            path,
            auth=None if scope is None else bearer(*scope),
            operation_id=name or function.__name__,
            summary=f"{title.en} · {title.zh}",
            description=f"{said.en}\n\n{said.zh}",
            # Described beside the framework, which would make a model for each status of each operation.
            response={status: None},
            openapi_extra={**(body or {}), **_extensions(title, said, scope), "responses": answers},
        )(function)
        return function

    return declare


def _given(shape: Any, status: int) -> dict[int, Any]:
    """What an operation answers when all is well."""
    if shape is None:
        return {}
    if shape == BINARY:
        return {status: {"content": {BINARY: {"schema": {"type": "string", "format": "binary"}}}}}
    return {status: {"content": {JSON: {"schema": answered(shape)}}}}


def _refused(scope: Scopes | None, *, found: bool, said: bool, conflicts: bool, paced: bool) -> dict[int, Any]:
    """The statuses an operation may refuse with."""
    possible = {400: True, 401: scope is not None, 403: bool(scope), 404: found, 409: conflicts, 422: said, 429: paced}
    content = {JSON: {"schema": answered(Refusal)}}
    return {status: {"description": responses[status], "content": content} for status, may in possible.items() if may}


def _extensions(title: Text, about: Text, scope: Scopes | None) -> dict[str, Any]:
    """The same in a form that the developers' page reads."""
    scopes = None if scope is None else sorted(scope)
    return {"x-summary": title.as_json(), "x-description": about.as_json(), "x-scopes": scopes}
