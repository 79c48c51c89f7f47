"""Who may open a page. A visitor is sent to sign in; whoever may not know of a thing is told that it is not there."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import urlencode

from kouan.modules.cases.public import NotFound
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.procedures import UnknownProcedure, procedures
from kouan.runtime.pace import TooOften
from kouan.web.errors import too_often

View = Callable[..., HttpResponseBase]


def hidden(view: View) -> View:
    """A page on which what the viewer may not know of, and what does not exist, are the same 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (NotFound, UnknownProcedure, FileNotFoundError) as error:
            raise Http404 from error

    return guarded


def paced(view: View) -> View:
    """A page on which anybody looks numbers up, at a person's pace; a machine that tries them out is told to wait."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except TooOften as error:
            return too_often(request, error)

    return guarded


def signed_in(view: View) -> View:
    """A page for everybody who acts for an organisation."""
    return _for(lambda viewer: bool(viewer.party), view)


def filers(view: View) -> View:
    """A page for those who file: traders, brokers, carriers, terminals, and agencies that open cases themselves."""
    return _for(may_open, view)


def may_open(viewer: Viewer) -> bool:
    """Whether there is any procedure of which somebody may open a case."""
    return bool(viewer.scopes & {"file", "open"}) and any(
        each.opens_for(viewer.party) for each in procedures().values()
    )


def officers(view: View) -> View:
    """A page for the staff of agencies."""
    return _for(lambda viewer: bool(viewer.agency), view)


def port_office(view: View) -> View:
    """A page for the port office."""
    return _for(lambda viewer: viewer.kind == "port-office", view)


def _for(let_in: Callable[[Viewer], bool], view: View) -> View:
    inner = hidden(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        viewer = viewer_of(request)
        if not viewer.signed_in:
            return _to_sign_in(request)
        if not let_in(viewer):
            raise Http404
        return inner(request, *args, **kwargs)

    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    back = request.get_full_path() if request.method == "GET" else "/"
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}", status=303)
