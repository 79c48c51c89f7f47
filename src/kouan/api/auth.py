"""Whom a call speaks for: a token's organisation, or the person signed in at the browser (with CSRF protection)."""

from typing import Any

from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from kouan.api.refusals import Forbidden
from kouan.kernel.text import Text
from kouan.modules.parties.public import Viewer, viewer_for_token, viewer_of


class TokenAuth(HttpBearer):
    """``Authorization: Bearer kou_…``."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        return viewer_for_token(token)


class SessionAuth(APIKeyCookie):
    """The browser's session cookie."""

    param_name = "sessionid"
    openapi_name = "session"

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        viewer = viewer_of(request) if key else None
        return viewer if viewer and viewer.signed_in else None


token_auth = TokenAuth()
session_auth = SessionAuth()


def caller(request: Any, scope: str) -> Viewer:
    """The viewer of a call that needs a scope; Forbidden when the token does not carry it."""
    viewer: Viewer = request.auth
    if scope not in viewer.scopes:
        raise Forbidden(
            Text(f"此令牌或岗位没有“{scope}”权限。", f"This token or position does not carry the scope “{scope}”.")
        )
    return viewer
