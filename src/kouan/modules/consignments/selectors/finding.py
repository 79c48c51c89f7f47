"""One call, bill or box that a viewer may know of. The rest is not there: NotFound."""

from typing import Any

from kouan.modules.consignments.forms import Manifest
from kouan.modules.consignments.models import Bill, Box, Call
from kouan.modules.consignments.refusals import NotFound
from kouan.modules.consignments.selectors.visibility import visible_bills, visible_boxes, visible_calls
from kouan.modules.parties.public import Viewer
from kouan.runtime.log import read


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


def manifest_said(viewer: Viewer, number: str) -> dict[str, Any]:
    """A bill's manifest as it was last sent, as values of the Manifest form; raises NotFound."""
    sent = [event for event in read(bill(viewer, number).stream) if event.kind in ("manifested", "manifest-amended")]
    fields = Manifest.model_fields.keys() - {"message_id", "reason"}
    said = {name: value for name, value in sent[-1].payload.items() if name in fields}
    boxes = [{name: value for name, value in row.items() if name != "id"} for row in said["boxes"]]
    return {**said, "bill": number, "boxes": boxes}
