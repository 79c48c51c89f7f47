"""One call, bill or box that a viewer may know of. The rest is not there: NotFound."""

from kouan.modules.consignments.models import Bill, Box, Call
from kouan.modules.consignments.refusals import NotFound
from kouan.modules.consignments.selectors.visibility import visible_bills, visible_boxes, visible_calls
from kouan.modules.parties.public import Viewer


def call(viewer: Viewer, number: str) -> Call:
    """A vessel call by number."""
    found = visible_calls(viewer).filter(pk=number).first()
    if found is None:
        raise NotFound(number)
    return found


def bill(viewer: Viewer, number: str) -> Bill:
    """A bill by number, its call with it."""
    found = visible_bills(viewer).filter(pk=number).select_related("call").first()
    if found is None:
        raise NotFound(number)
    return found


def box(viewer: Viewer, container: str, visit: str = "") -> Box:
    """A container on the visit named, or on the one that is open, else the last."""
    seen = visible_boxes(viewer).filter(container=container).select_related("call")
    if visit:
        seen = seen.filter(pk=f"{container}/{visit}")
    found = max(seen, key=lambda each: (not each.gone, each.opened_at), default=None)
    if found is None:
        raise NotFound(container)
    return found
