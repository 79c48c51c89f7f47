"""What stands around every call of the API, and around nothing else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kouan.api.refusals import one
from kouan.api.storable import NUL
from kouan.kernel.text import Text

Handler = Callable[[HttpRequest], HttpResponse]

_METHOD = Text("此地址不接受 {method}；可用：{allowed}。", "This address does not take {method}; it takes {allowed}.")


def edge_middleware(get_response: Handler) -> Handler:
    """Refuse addresses with NUL characters; answers stay in nobody's cache and are what they say they are."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return one("nul", NUL, 400)
        response = get_response(request)
        if response.status_code == 405:
            response = _wrong_method(request, response)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return middleware


def _wrong_method(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    allowed = ", ".join(sorted(refused.headers.get("Allow", "").split(", ")))
    response = one("method", _METHOD.fill(method=request.method, allowed=allowed), 405)
    response.headers["Allow"] = allowed
    return response
