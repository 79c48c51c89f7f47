"""The WSGI application that the server runs.

Calls of the API carry a token and nothing else: they pass by what only pages need (sessions, CSRF, languages,
messages), which would cost a filing as much as all of its rules.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kouan.runtime.settings")
django.setup(set_prefix=False)

Answer = Iterable[bytes]


def _handler(middleware: list[str]) -> WSGIHandler:
    """A handler with these middlewares; Django reads them from the settings when it makes one."""
    of_pages = settings.MIDDLEWARE
    settings.MIDDLEWARE = middleware
    try:
        return WSGIHandler()
    finally:
        settings.MIDDLEWARE = of_pages


_pages = _handler(settings.MIDDLEWARE)
_api = _handler(settings.API_MIDDLEWARE)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Answer:
    """Answer one request."""
    handler = _api if environ["PATH_INFO"].startswith("/api/") else _pages
    return handler(environ, start_response)
