"""Where boxes are, whose turn it is, and whether a release that somebody shows is real."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from kouan.api.auth import caller
from kouan.api.bodies import body_of, request_body
from kouan.api.cargo_json import boxes_json, entry_json, holder_json
from kouan.api.operations import PUBLIC, operation
from kouan.api.refusals import answer
from kouan.api.shapes import cargo as shapes
from kouan.blueprint import Problem
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.consignments.public import PLACES, Track, track, track_publicly, verify_release
from kouan.runtime.pace import count_public_lookup

router = Router(tags=["tracking"])
_NO_SIGNAL = Text(
    "这不是放行信号，应含 container、stream、n、released_at、key、signature。",
    "This is not a release signal; it has container, stream, n, released_at, key and signature.",
)
_TEXT = {"type": "string"}
_SIGNAL = {
    **dict.fromkeys(("container", "stream", "released_at", "key", "signature"), _TEXT),
    "n": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1},
}
_IN_PUBLIC = (
    "两个编号都对才有答复，只含里程碑；每个地址每分钟最多 30 次。 | "
    "Only both numbers together are answered, and only with milestones; 30 times a minute from one address."
)
_Number = Annotated[str, Query(max_length=40)]


@operation(
    router,
    "GET /tracking",
    "按提单、箱号或报关单号跟踪 | Track by bill, container or declaration",
    scope=("read",),
    shape=list[shapes.Track],
    finds=True,
    about="给出至少一个编号；没有您可见的箱时答 404。 | Give at least one number; 404 where no box is yours to see.",
)
def track_boxes(
    request: HttpRequest, bill: _Number = "", container: _Number = "", declaration: _Number = ""
) -> HttpResponse:
    """Where each box stands, who holds it until when, what happened."""
    viewer = caller(request)
    found = track(viewer, bill=bill, container=container, declaration=declaration)
    boxes = boxes_json(viewer, [each.box for each in found])
    return answer([{"box": box} | _way(each) for box, each in zip(boxes, found, strict=True)])


@operation(
    router,
    "GET /public-tracking",
    "公众跟踪：提单号与箱号 | Public tracking: bill and container together",
    scope=PUBLIC,
    shape=shapes.Whereabouts,
    finds=True,
    paced=True,
    about=_IN_PUBLIC,
)
def track_in_public(request: HttpRequest, bill: _Number, container: _Number) -> HttpResponse:
    """Milestones, and which kind of authority holds the box."""
    count_public_lookup(request)
    found = track_publicly(bill, container)
    box = found.box
    return answer(
        {
            "container": box.container,
            "direction": box.direction,
            "place": box.place,
            "place_text": PLACES[box.place].as_json(),
            "released": box.released_at is not None,
        }
        | _way(found)
    )


def _way(found: Track) -> dict[str, Any]:
    return {
        "holders": [holder_json(holder) for holder in found.holders],
        "entries": [entry_json(entry) for entry in found.entries],
    }


@operation(
    router,
    "POST /release-checks",
    "验证放行信号 | Check a release signal",
    scope=PUBLIC,
    shape=shapes.ReleaseCheck,
    body=request_body(_SIGNAL, tuple(_SIGNAL)),
    about="签名是否本站所签、放行是否仍有效。 | Whether this site signed it, and whether the release still stands.",
)
def check_release(request: HttpRequest) -> HttpResponse:
    """Whoever is shown a signal may ask; it tells nothing else."""
    try:
        check = verify_release(body_of(request, *_SIGNAL))
    except (ValueError, OverflowError):
        raise Refused([Problem("malformed", "", _NO_SIGNAL, "")]) from None
    return answer({"signed": check.signed, "stands": check.stands, "valid": check.valid})
