"""Who may look: the port office's people; and what stands in place of figures that cannot be taken now."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from kouan.kernel.calendar import BeyondCalendar
from kouan.modules.parties.public import viewer_of
from kouan.modules.timing.public import figures
from kouan.web.doors import signed_in

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def told(page: Page[P]) -> Page[P]:
    """A page that says in one sentence why there are no figures, where there are none."""

    @wraps(page)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return page(request, *args, **kwargs)
        except (figures.Unavailable, BeyondCalendar) as error:
            status = 503 if request.GET.get("format") else 200
            return render(request, "timing/unavailable.html", {"why": error.message}, status=status)

    return guarded


def analysts(page: Page[P]) -> Page[P]:
    """A page for the port office; for everybody else who is signed in it is not there."""

    @wraps(page)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if viewer_of(request).kind != "port-office":
            raise Http404
        return page(request, *args, **kwargs)

    return signed_in(told(guarded))
