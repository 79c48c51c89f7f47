"""The signed release signal: fetched as JSON by those who see the box, checked by anybody."""

import json
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from kouan.modules.consignments import public as port
from kouan.modules.parties.public import viewer_of
from kouan.web.pages.consignments.seen import context, known


@known
@require_GET
def signal(request: HttpRequest, container: str, visit: str) -> HttpResponseBase:
    """The signal in force; 404 while the box is not released."""
    found = port.release_signal(port.box(viewer_of(request), container, visit))
    if found is None:
        raise Http404
    return JsonResponse(found.as_json())


def verify(request: HttpRequest) -> HttpResponseBase:
    """Paste a signal, learn whether it is ours and still stands."""
    typed = request.POST.get("signal", "") if request.method == "POST" else ""
    given = context(typed=typed, asked=bool(typed.strip()), check=_checked(typed))
    return render(request, "consignments/verify.html", given)


def _checked(typed: str) -> port.ReleaseCheck | None:
    """None for what is no release signal at all."""
    try:
        data: Any = json.loads(typed)
        return port.verify_release(data) if isinstance(data, dict) else None
    except ValueError:
        return None


urlpatterns = [
    path("boxes/<str:container>/<str:visit>/release", signal, name="release-signal"),
    path("verify-release", verify, name="verify-release"),
]
