"""What the pages of this package share: who may look, where a thing's page is, names, times."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.consignments.public import Bill, Box, Call, NotFound
from kouan.modules.parties.public import Viewer, names, viewer_of
from kouan.web.doors import signed_in

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def found(view: View[P]) -> View[P]:
    """A page on which what the viewer may not know of is not there."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotFound as error:
            raise Http404 from error

    return guarded


def known(view: View[P]) -> View[P]:
    """A page for everybody who acts for an organisation; each sees its own."""
    return signed_in(found(view))


def at_quay(view: View[P]) -> View[P]:
    """A page for the terminal's people."""
    return _only(lambda viewer: "terminal" in viewer.scopes, view)


def where_alarms_ring(view: View[P]) -> View[P]:
    """A page for the terminal and the agencies."""
    return _only(lambda viewer: viewer.kind == "terminal" or bool(viewer.agency), view)


def _only(let_in: Callable[[Viewer], bool], view: View[P]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not let_in(viewer_of(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return known(guarded)


def address(row: Call | Bill | Box) -> str:
    """The page of a call, a bill or a box."""
    if isinstance(row, Call):
        return reverse("call", args=(row.number,))
    if isinstance(row, Bill):
        return reverse("bill", args=(row.number,))
    return reverse("box", args=(row.container, row.visit))


def moment(micros: int | None) -> datetime | None:
    """An instant as the tables keep it, as a time."""
    return from_micros(micros) if micros is not None else None


class Names:
    """Names of organisations, asked for once; a code without a name stands for itself."""

    def __init__(self, codes: Iterable[str] = ()) -> None:
        self._known: dict[str, Text] = {}
        self.learn(codes)

    def learn(self, codes: Iterable[str]) -> None:
        """Ask for several at once."""
        wanted: Collection[str] = {code for code in codes if code and code not in self._known}
        if wanted:
            self._known |= {code: Text(code, code) for code in wanted} | dict(names(wanted))

    def of(self, code: str) -> Text:
        """The name of an organisation; nothing for none."""
        if not code:
            return Text("", "")
        self.learn([code])
        return self._known[code]


def context(**values: Any) -> dict[str, Any]:
    """What every template here is given besides."""
    return {"moment": moment, **values}
