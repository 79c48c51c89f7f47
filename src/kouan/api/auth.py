"""Whom a call speaks for: the organisation whose token it carries. Browsers have pages; the API takes no cookies."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from kouan.api.refusals import Forbidden
from kouan.kernel.text import Text
from kouan.modules.parties.public import SCOPES, Viewer, viewer_for_token


class TokenAuth(HttpBearer):
    """``Authorization: Bearer kou_…``, with at least one of ``scopes``; none named: any token."""

    def __init__(self, scopes: frozenset[str]) -> None:
        super().__init__()
        self.scopes = scopes

    def __call__(self, request: HttpRequest) -> Viewer | None:
        kind, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        return self.authenticate(request, token) if token and kind.lower() == self.openapi_scheme else None

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        viewer = viewer_for_token(token)
        if viewer is not None and self.scopes and not viewer.scopes & self.scopes:
            raise Forbidden(_lacking(self.scopes))
        return viewer


@cache
def bearer(*scopes: str) -> TokenAuth:
    """The check of a token for an operation that needs one of these scopes."""
    return TokenAuth(frozenset(scopes))


def caller(request: Any) -> Viewer:
    """The viewer that a call speaks for; only in operations that need a token."""
    viewer: Viewer = request.auth
    return viewer


def _lacking(scopes: frozenset[str]) -> Text:
    titles = [(scope, SCOPES[scope]) for scope in sorted(scopes)]
    return Text(
        f"此令牌没有所需权限：{'或'.join(f'{title.zh}（{scope}）' for scope, title in titles)}。",
        f"This token lacks the scope needed: {' or '.join(f'{title.en} ({scope})' for scope, title in titles)}.",
    )
