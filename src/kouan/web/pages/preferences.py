"""The two switches of the page head. Both lead back to where the reader was."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kouan.kernel.text import LANGUAGES
from kouan.web.language import YEAR, remember

_THEMES = ("light", "dark")


def _back(request: HttpRequest) -> HttpResponseRedirect:
    wanted = request.POST.get("next", "/")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(_without_language(wanted) if safe else "/", status=303)


def _without_language(address: str) -> str:
    """A ``?lang=`` in the address would speak louder than the switch."""
    place, mark, query = address.partition("?")
    kept = [part for part in query.split("&") if not part.startswith("lang=")]
    return f"{place}?{'&'.join(kept)}" if mark and any(kept) else place


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak the other language from now on."""
    response = _back(request)
    wanted = request.POST.get("language", "")
    if wanted in LANGUAGES:
        remember(response, wanted)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light or dark, whatever the system says."""
    response = _back(request)
    wanted = request.POST.get("theme", "")
    if wanted in _THEMES:
        response.set_cookie("theme", wanted, max_age=YEAR, samesite="Lax")
    return response


urlpatterns = [path("language", language, name="language"), path("theme", theme, name="theme")]
