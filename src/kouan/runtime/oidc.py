"""The city's own identity provider, where there is one: KOUAN_OIDC_ISSUER, KOUAN_OIDC_CLIENT_ID, KOUAN_OIDC_SECRET."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


def providers(environment: Mapping[str, str]) -> dict[str, Any]:
    """The sign-in provider as allauth wants it told; empty without an issuer."""
    issuer = environment.get("KOUAN_OIDC_ISSUER", "")
    if not issuer:
        return {}
    app = {
        "provider_id": "city",
        "name": environment.get("KOUAN_OIDC_NAME", urlsplit(issuer).hostname or issuer),
        "client_id": environment.get("KOUAN_OIDC_CLIENT_ID", ""),
        "secret": environment.get("KOUAN_OIDC_SECRET", ""),
        "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def origins(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Scheme and host of the provider, which a browser must be allowed to be sent to; empty without an issuer."""
    parts = urlsplit(environment.get("KOUAN_OIDC_ISSUER", ""))
    return (f"{parts.scheme}://{parts.netloc}",) if parts.netloc else ()
