"""What events do to a vessel call. A later event corrects an earlier one."""

from collections.abc import Callable, Mapping

from kouan.kernel.event import Event
from kouan.modules.consignments.models import Call
from kouan.modules.consignments.projection.times import instant, when

_TIMES = ("eta", "etd")
_WORDS = (
    *("imo", "ship", "ship_zh", "flag", "voyage_in", "voyage_out", "carrier", "agent", "terminal", "tally", "berth"),
    *("previous_port", "next_port"),
)


def _announced(call: Call, event: Event) -> None:
    call.announced_at = when(event)
    _said(call, event)


def _said(call: Call, event: Event) -> None:
    """Take over what the event says; what it leaves out stays."""
    for name in _WORDS:
        if name in event.payload:
            setattr(call, name, event.payload[name])
    for name in _TIMES:
        if name in event.payload:
            setattr(call, name, instant(event.payload[name]))


def _arrived(call: Call, event: Event) -> None:
    call.arrived_at = when(event)


def _berthed(call: Call, event: Event) -> None:
    call.berthed_at = when(event)
    _said(call, event)


def _departed(call: Call, event: Event) -> None:
    call.departed_at = when(event)
    _said(call, event)


CHANGES: Mapping[str, Callable[[Call, Event], None]] = {
    "call-announced": _announced,
    "call-updated": _said,
    "arrived": _arrived,
    "berthed": _berthed,
    "departed": _departed,
}
