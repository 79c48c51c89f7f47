"""The event feed: what happened and concerns the caller, by position, for machines that keep up by asking."""

from collections.abc import Iterator
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from kouan.api.auth import caller
from kouan.api.cases import event_json
from kouan.api.operations import operation
from kouan.api.paging import Position
from kouan.api.refusals import answer
from kouan.api.shapes.cases import EventPage
from kouan.runtime.audience import concerning
from kouan.runtime.log import Recorded
from kouan.runtime.log.order import SettledLog

router = Router(tags=["events"])
_LOOKED_AT = 2000
# Events are told strictly in the order of the log, and none that commits late is passed by.
_settled = SettledLog(remembered=0)

_ABOUT = (
    "从 after=0 开始，之后每次用答复中的 next；more 为真时可立即再问。只含与贵单位有关的事件，按位置顺序，不漏不乱。 | "
    "Begin with after=0, then send the “next” of each answer; while “more” is true, ask again at once. Only what "
    "concerns your organisation, in the order of the log; nothing is skipped. An answer may be empty and still move on."
)


@operation(
    router,
    "GET /events",
    "与贵单位有关的事件 | Events that concern you",
    scope=("read",),
    shape=EventPage,
    about=_ABOUT,
)
def list_events(
    request: HttpRequest,
    after: Position = 0,
    kind: Annotated[str, Query(max_length=40)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> HttpResponse:
    """Events after a position; of one kind, where one is named."""
    looked_at = looked_at_after(after)
    found = []
    for event in concerning(caller(request).party, looked_at):
        if not kind or event.kind == kind:
            found.append(event)
        if len(found) == limit:
            return answer({"events": [event_json(each) for each in found], "next": event.position, "more": True})
    end = looked_at[-1].position if looked_at else after
    more = len(looked_at) >= _LOOKED_AT
    return answer({"events": [event_json(each) for each in found], "next": end, "more": more})


def looked_at_after(position: int, most: int = _LOOKED_AT) -> list[Recorded]:
    """The settled part of the log after a position, up to about so many events."""
    found: list[Recorded] = []
    for batch in _batches(position):
        found += batch
        if len(found) >= most:
            break
    return found


def _batches(position: int) -> Iterator[list[Recorded]]:
    while batch := _settled.after(position):
        yield batch
        position = batch[-1].position
