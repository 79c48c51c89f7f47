"""An officer's session shows a second factor before it reaches anything else; the demo's one click does without."""

from collections.abc import Callable
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from kouan.modules.parties.sign_in.visitor import viewer_of

Handler = Callable[..., HttpResponse]

_ENROLLED = "second_factor_enrolled"
_SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def second_factor_enforced() -> bool:
    """Whether officers need a second factor here."""
    return not settings.KOUAN_DEMO


def second_factors(user_id: int) -> int:
    """How many second factors a user has."""
    return int(Authenticator.objects.filter(user=user_id, type__in=_SECOND).count())


def second_factor_middleware(get_response: Handler) -> Handler:
    """Send an officer without a proven second factor to enrol or to prove one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and second_factor_enforced():
            detour = _detour(request)
            if detour is not None:
                return detour
        return get_response(request)

    return middleware


def enrolling(view: Handler) -> Handler:
    """A view that adds a second factor: whoever adds one in this session has just proven it."""

    @wraps(view)
    def enrol(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        before = second_factors(request.user.pk) if request.user.is_authenticated else 0
        response = view(request, *args, **kwargs)
        if request.user.is_authenticated and second_factors(request.user.pk) > before:
            request.session[_ENROLLED] = True
        return response

    return enrol


def _detour(request: HttpRequest) -> HttpResponse | None:
    if not viewer_of(request).is_officer or _proven(request):
        return None
    enrolled = second_factors(request.user.pk or 0)
    if _open(request.path, enrolled > 0):
        return None
    if not enrolled:
        return HttpResponseRedirect(reverse("mfa_index"))
    return HttpResponseRedirect(f"{_proof(request)}?{urlencode({'next': request.get_full_path()})}")


def _proven(request: HttpRequest) -> bool:
    if request.session.get(_ENROLLED):
        return True
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def _proof(request: HttpRequest) -> str:
    totp = Authenticator.objects.filter(user=request.user.pk, type=Authenticator.Type.TOTP).exists()
    return reverse("mfa_reauthenticate" if totp else "mfa_reauthenticate_webauthn")


def _open(path: str, enrolled: bool) -> bool:
    """What stays open: signing out, built files, proving, the API (it takes no cookies); enrolling while none is."""
    if path.startswith((settings.STATIC_URL, "/api/")) or path == reverse("account_logout"):
        return True
    if enrolled:
        return path in {reverse("mfa_reauthenticate"), reverse("mfa_reauthenticate_webauthn")}
    return path.startswith(reverse("mfa_index")) or path == reverse("account_reauthenticate")
