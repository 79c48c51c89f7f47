"""Whom a call speaks for: the organisation whose token it carries. Browsers have pages; the API takes no cookies."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from kouan.api.refusals import Forbidden
from kouan.kernel.text import Text
from kouan.modules.parties.public import Viewer, viewer_for_token


class TokenAuth(HttpBearer):
    """``Authorization: Bearer kou_…``."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        return viewer_for_token(token)


token_auth = TokenAuth()


def caller(request: Any, scope: str) -> Viewer:
    """The viewer of a call that needs a scope; Forbidden when the token does not carry it."""
    viewer: Viewer = request.auth
    if scope not in viewer.scopes:
        raise Forbidden(
            Text(f"此令牌或岗位没有“{scope}”权限。", f"This token or position does not carry the scope “{scope}”.")
        )
    return viewer
