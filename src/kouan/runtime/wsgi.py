"""The WSGI application that the server runs.

Calls of the API carry a token and nothing else: they pass by what only pages need (sessions, CSRF, languages,
messages) and are found by their address at once, or both would cost a filing as much as all of its rules.
"""

import gc
import os
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, cast

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, get_resolver

from kouan.reference import table, tables

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kouan.runtime.settings")
# What is loaded now stays: nothing of it is worth a collector's round.
gc.disable()
django.setup(set_prefix=False)


class _Calls(WSGIHandler):
    """Django's handler for calls of the API, whose middlewares are its own."""

    def __init__(self) -> None:
        of_pages = settings.MIDDLEWARE
        settings.MIDDLEWARE = settings.API_MIDDLEWARE
        try:
            super().__init__()
        finally:
            settings.MIDDLEWARE = of_pages
        self._fixed: dict[str, ResolverMatch] = {}

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """What answers an address. Those that name nothing are remembered: each procedure has two, tried in turn."""
        match = self._fixed.get(request.path_info)
        if match is None:
            match = super().resolve_request(request)
            if not match.kwargs:
                self._fixed[request.path_info] = match
        request.resolver_match = match
        return match

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        """Answer a call, without the signals at its beginning and end to which only pages listen."""
        request = self.request_class(environ)
        try:
            response = cast(HttpResponse, self.get_response(request))
            start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
            return [response.content]
        finally:
            request.close()
            close_old_connections()


def _settle() -> None:
    """Load every page, address, procedure and code table before the first is asked for: nobody waits for them.

    They are kept out of the collector's rounds: code tables alone are 100,000 objects. So is the little that could have
    been collected until now: to look for it would take a tenth of the start.
    """
    import_module(settings.ROOT_URLCONF)
    get_resolver().reverse_dict  # noqa: B018 (put together at the first look)
    for code in tables():
        table(code)
    gc.freeze()
    gc.enable()
    gc.set_threshold(10_000, 20, 50)


_pages = WSGIHandler()
_calls = _Calls()


_settle()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request."""
    if environ["PATH_INFO"].startswith("/api/"):
        return _calls.answer(environ, start_response)
    response = _pages(environ, start_response)
    if not isinstance(response, HttpResponse):
        return response
    # A list goes out in one piece; anything else the server would fetch bit by bit from another thread.
    body = [response.content]
    response.close()
    return body
