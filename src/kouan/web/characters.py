"""A NUL character can be stored nowhere: a page that is sent one says so, wherever it stood in the request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kouan.web.errors import nul_character

Handler = Callable[[HttpRequest], HttpResponse]


def characters_middleware(get_response: Handler) -> Handler:
    """Refuse addresses and typed values with NUL characters in them; the content of uploaded files is not looked at."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return nul_character(request) if _has_nul(request) else get_response(request)

    return middleware


def _has_nul(request: HttpRequest) -> bool:
    if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        return True
    if request.method != "POST":
        return False
    typed = (text for name, values in request.POST.lists() for text in (name, *values))
    return any("\0" in text for text in typed)
