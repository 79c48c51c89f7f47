"""The WSGI application that the server runs.

Calls of the API carry a token and nothing else: they pass by what only pages need (sessions, CSRF, languages,
messages), which would cost a filing as much as all of its rules.
"""

import gc
import os
from collections.abc import Callable, Iterable
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kouan.runtime.settings")
django.setup(set_prefix=False)


def _handler(middleware: list[str]) -> WSGIHandler:
    """A handler with these middlewares; Django reads them from the settings when it makes one."""
    of_pages = settings.MIDDLEWARE
    settings.MIDDLEWARE = middleware
    try:
        return WSGIHandler()
    finally:
        settings.MIDDLEWARE = of_pages


def _settle() -> None:
    """Take what was loaded at the start out of the garbage collector's rounds: code tables are 100,000 objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


_pages = _handler(settings.MIDDLEWARE)
_api = _handler(settings.API_MIDDLEWARE)


_settle()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request."""
    handler = _api if environ["PATH_INFO"].startswith("/api/") else _pages
    response = handler(environ, start_response)
    if not isinstance(response, HttpResponse):
        return response
    # A list goes out in one piece; anything else the server would fetch bit by bit from another thread.
    body = [response.content]
    response.close()
    return body
