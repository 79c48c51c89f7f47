"""What every page knows: who looks, where they are, which theme they chose."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest

from kouan.modules.parties.public import PUBLIC, Viewer
from kouan.web.bell import unread
from kouan.web.navigation import DESKS, current, entries, menu, page_exists

# The page that explains the demonstration, else the one where a visitor chooses who to be.
_DEMO_PAGES = ("demo", "demo-people")


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of the page head and foot."""
    # A request refused at the door never met the middleware that says who is looking.
    viewer: Viewer = getattr(request, "viewer", PUBLIC)
    kind: Any = viewer.kind
    return {
        "viewer": viewer,
        "places": entries("public"),
        "references": entries("reference"),
        "desk": menu(kind, viewer) if kind in DESKS else (),
        "desk_name": DESKS.get(kind),
        "here": {current(place, request.path) for place in ("public", "reference", kind)} - {None},
        "theme": request.COOKIES.get("theme", ""),
        "demo": settings.KOUAN_DEMO,
        "demo_page": next(filter(page_exists, _DEMO_PAGES), "") if settings.KOUAN_DEMO else "",
        "messages": get_messages(request),
        "unread_notices": lambda: unread(viewer),
    }
