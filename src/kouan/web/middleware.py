"""What stands around every request: who is looking, and what a browser may load."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from kouan.modules.parties.public import viewer_of

Handler = Callable[[HttpRequest], HttpResponse]

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def viewer_middleware(get_response: Handler) -> Handler:
    """``request.viewer``: looked up on first use, so that pages which never ask cost nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def headers_middleware(get_response: Handler) -> Handler:
    """Content security policy without inline scripts or styles; a view that needs another sets its own."""
    policy = content_security_policy(getattr(settings, "KOUAN_SIGN_IN_ORIGINS", ()))

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Security-Policy", policy)
            response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response

    return middleware


def content_security_policy(form_origins: tuple[str, ...] = ()) -> str:
    """The policy as a header; ``form_origins``: where a sign-in form may lead on to (OIDC providers)."""
    policy = _POLICY | {"form-action": " ".join([_POLICY["form-action"], *form_origins])}
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())
