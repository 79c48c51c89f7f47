"""Outgoing mail: smtp://user:password@host:port, smtps:// for TLS from the start."""

from typing import Any
from urllib.parse import unquote, urlsplit


def server(url: str) -> dict[str, Any]:
    """Django's settings for a mail server's address; without one, mail goes nowhere. ValueError on another scheme."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("KOUAN_SMTP is not of the form smtp://user:password@host:port")
    implicit = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if implicit else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit and parts.port != 25,
        "EMAIL_TIMEOUT": 10,
    }
