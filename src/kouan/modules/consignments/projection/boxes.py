"""What events do to a box: where it is, what was counted, whether it may go."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from kouan.kernel.event import Event
from kouan.modules.consignments.models import Box
from kouan.modules.consignments.projection.appointments import appoint, end
from kouan.modules.consignments.projection.holding import Grip, place
from kouan.modules.consignments.projection.times import instant, when

# Which column each move sets, and where it leaves the box. Of moves at the same instant the later in this order counts.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "discharged": ("discharged_at", "yard"),
    "gated-in": ("gated_in_at", "yard"),
    "moved-to-inspection": ("moved_at", "inspection"),
    "returned-to-yard": ("returned_at", "yard"),
    "loaded": ("loaded_at", "loaded"),
    "gated-out": ("gated_out_at", "out"),
    "tallied": ("tallied_at", ""),
}
_WORDS = ("yard", "truck", "seal", "damage")


def _moved(box: Box, event: Event) -> None:
    column, _ = COLUMNS[event.kind]
    setattr(box, column, when(event))
    for name in _WORDS:
        if name in event.payload:
            setattr(box, name, event.payload[name])
    put(box)


def put(box: Box) -> None:
    """Where the latest of its moves left the box, whatever the order they were told in."""
    moves = [(at, place) for column, place in COLUMNS.values() if place and (at := getattr(box, column)) is not None]
    # max() keeps the first of equals, so the order is turned round.
    since, found = max(reversed(moves), key=lambda move: move[0], default=(None, _before(box)))
    box.place_since = since
    box.place = "truck" if found == "yard" and box.direct and since == box.discharged_at else found


def _before(box: Box) -> str:
    return "aboard" if box.call_id and box.direction == "import" else "expected"


def _discharged(box: Box, event: Event) -> None:
    box.direct = event.payload.get("to") == "truck"
    _seen(box, event, "import")
    _moved(box, event)


def _gated_in(box: Box, event: Event) -> None:
    _seen(box, event, "export")
    if "gross_weight" in event.payload:
        box.gross_weight = Decimal(event.payload["gross_weight"])
    _moved(box, event)


def _seen(box: Box, event: Event, direction: str) -> None:
    """A box that no manifest names comes into being where it is first seen, under customs hold."""
    if not box._state.adding:
        return
    box.direction = direction
    box.call_id = event.payload.get("call")
    box.terminal = event.payload["terminal"]
    box.opened_at = when(event)
    place(box, event, Grip("customs", "standing"))
    box.held_by = ",customs,"


def _tallied(box: Box, event: Event) -> None:
    box.tallied_packages = event.payload.get("packages")
    _moved(box, event)


def _loaded(box: Box, event: Event) -> None:
    box.call_id = event.payload.get("call", box.call_id)
    _moved(box, event)


def _corrected(box: Box, event: Event) -> None:
    column, _ = COLUMNS[event.payload["move"]]
    setattr(box, column, instant(event.payload.get("right_time")))
    put(box)


def _released(box: Box, event: Event) -> None:
    box.released_at, box.released_n = when(event), box.n


def _revoked(box: Box, event: Event) -> None:
    box.released_at = box.released_n = None


def _pickup_requested(box: Box, event: Event) -> None:
    appoint(box, event, "pickup")


def _pickup_granted(box: Box, event: Event) -> None:
    end(box, event, "granted")


def _pickup_fell_back(box: Box, event: Event) -> None:
    end(box, event, "fell-back", event.payload["unmet"])


CHANGES: Mapping[str, Callable[[Box, Event], None]] = {
    "discharged": _discharged,
    "tallied": _tallied,
    "gated-in": _gated_in,
    "moved-to-inspection": _moved,
    "returned-to-yard": _moved,
    "loaded": _loaded,
    "gated-out": _moved,
    "corrected": _corrected,
    "released": _released,
    "release-revoked": _revoked,
    "direct-pickup-requested": _pickup_requested,
    "direct-pickup-granted": _pickup_granted,
    "direct-pickup-fell-back": _pickup_fell_back,
}
