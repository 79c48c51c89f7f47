"""How the API says no: ``{"errors": [{code, path, message: {zh, en}, clause, severity}]}`` under the right status."""

from collections.abc import Iterable
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kouan.blueprint import Problem
from kouan.blueprint.problem import pointer
from kouan.blueprint.wording import sentence
from kouan.engine import Refused
from kouan.kernel.terms import NotInForce
from kouan.kernel.text import Text
from kouan.modules.balances.public import NotFound as NoBalance
from kouan.modules.cases.public import NotFound
from kouan.modules.consignments.public import NotFound as NoConsignment
from kouan.procedures import UnknownProcedure
from kouan.runtime.log import Conflict
from kouan.runtime.pace import TooOften

JSON = "application/json"
_CONFLICTS = frozenset({"already-done", "busy", "message-reused", "reference-used"})
_FORBIDDEN = frozenset({"not-yours", "not-entitled"})
_NOT_FOUND = Text("没有找到。", "Not found.")
_SIGN_IN = Text("请在 Authorization 头提供有效令牌。", "Give a valid token in the Authorization header.")


class Forbidden(Exception):  # noqa: N818 - the protocol's word
    """The caller is known but its token or position does not reach this far."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def answer(data: Any, status: int = 200) -> HttpResponse:
    """A JSON answer."""
    return HttpResponse(orjson.dumps(data), status=status, content_type=JSON)


def refuse(problems: Iterable[Problem], status: int) -> HttpResponse:
    """A JSON refusal."""
    return answer({"errors": [problem.as_json() for problem in problems]}, status)


def one(code: str, message: Text, status: int, path: str = "") -> HttpResponse:
    """A refusal with one sentence."""
    return refuse([Problem(code, path, message, "")], status)


def install(api: NinjaAPI) -> None:
    """Give every refusal its answer."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return refuse(error.problems, _status({problem.code for problem in error.problems}))

    @api.exception_handler(Conflict)
    def overtaken(request: HttpRequest, error: Conflict) -> HttpResponse:
        return one("busy", error.message, 409)

    @api.exception_handler(NotInForce)
    def not_in_force(request: HttpRequest, error: NotInForce) -> HttpResponse:
        return one("not-in-force", error.message, 422, "/on")

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return refuse([_malformed(row) for row in error.errors], 422)

    @api.exception_handler(AuthenticationError)
    def unknown_caller(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = one("sign-in", _SIGN_IN, 401)
        response.headers["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(Forbidden)
    def forbidden(request: HttpRequest, error: Forbidden) -> HttpResponse:
        return one("scope-missing", error.message, 403)

    api.exception_handler(TooOften)(_too_often)

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return one(
            "malformed", Text("请求无法识别。", f"The request cannot be read: {error.message}"), error.status_code
        )

    for missing in (NotFound, NoBalance, NoConsignment, UnknownProcedure, FileNotFoundError, Http404):

        @api.exception_handler(missing)
        def not_found(request: HttpRequest, error: Exception) -> HttpResponse:
            return one("not-found", _NOT_FOUND, 404)


def _too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    response = one("too-often", error.said, 429)
    response.headers["Retry-After"] = str(error.wait)
    return response


def _status(codes: set[str]) -> int:
    if codes & _CONFLICTS:
        return 409
    return 403 if codes & _FORBIDDEN else 422


def _malformed(row: dict[str, Any]) -> Problem:
    code, message = sentence(row["type"], row)
    return Problem(code, pointer(row["loc"]), message, "")
