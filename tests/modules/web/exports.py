"""A week of export boxes straight onto the log, each with its own wait, and the copy that times are taken from."""

from datetime import datetime, time, timedelta
from typing import Any

from kouan.kernel.clock import SHANGHAI, now
from kouan.kernel.event import Actor, Event, ObjectRef
from kouan.modules.timing.public import copy_log, figures
from kouan.runtime import log

CALL, TERMINAL, AGENT = "VC-2026-000555", "dongwan", "wanlan"
BERTHED, LOADED = 10, 3
"""Hours before departure."""


def departure() -> datetime:
    """Wednesday noon of last week, in the port."""
    today = now().astimezone(SHANGHAI).date()
    return datetime.combine(today - timedelta(days=today.weekday() + 5), time(12), SHANGHAI)


def box(at: int) -> str:
    return f"TSLU{3001000 + at}"


def hours_of(at: int) -> int:
    """How long the box of this number is in the port."""
    return 20 + 5 * at


def a_week(boxes: int = 12) -> None:
    """Boxes that came in one after the other and left with one ship; the first of them was declared last."""
    tell(f"call/{CALL}", "call-announced", -200, {"terminal": TERMINAL, "carrier": AGENT}, _call())
    for at in range(boxes):
        _box(at)
    for kind, before in (("berthed", BERTHED), ("departed", 0)):
        tell(f"call/{CALL}", kind, -before, {}, _call())
    copy()


def copy() -> None:
    """Bring the copy up to the log, and look at it anew."""
    copy_log()
    figures.forget()


def waiting(at: int) -> None:
    """A box that came in last week for a ship that has not left."""
    _manifested(at, "VC-2026-000556")
    move(at, "gated-in", -30, "VC-2026-000556")
    copy()


def _manifested(at: int, call: str) -> tuple[str, ObjectRef]:
    bill, container = f"CWLYX{at:06}", box(at)
    listed = [{"container": container, "id": f"{container}/{call}", "iso_type": "45G1"}]
    said = {"boxes": listed, "call": call, "direction": "export"}
    of_bill, of_box = ObjectRef("bill", bill, ""), ObjectRef("container", container, "")
    tell(f"bill/{bill}", "manifested", -190, said, of_bill, ObjectRef("vessel-call", call, "call"), of_box)
    return bill, of_bill


def _box(at: int) -> None:
    bill, of_bill = _manifested(at, CALL)
    move(at, "gated-in", -hours_of(at))
    tell(f"bill/{bill}", "declared", -hours_of(at) + 4, {}, of_bill)
    move(at, "released", -hours_of(at) + 6)
    move(at, "loaded", -LOADED)


def move(at: int, kind: str, hours: float, call: str = CALL, **payload: Any) -> None:
    """Something that happened to a box, hours after (before, where below nothing) the ship left."""
    container, bill = box(at), f"CWLYX{at:06}"
    of_call = ObjectRef("vessel-call", call, "call")
    objects = (ObjectRef("container", container, ""), ObjectRef("bill", bill, "part"), of_call)
    tell(f"container/{container}/{call}", kind, hours, {"terminal": TERMINAL, **payload}, *objects)


def _call(qualifier: str = "") -> ObjectRef:
    return ObjectRef("vessel-call", CALL, qualifier)


def tell(stream: str, kind: str, hours: float, payload: dict[str, Any], *objects: ObjectRef) -> None:
    """An event on a stream, hours after (before, where below nothing) the ship left."""
    happened = departure() + timedelta(hours=hours)
    event = Event(kind, happened, Actor(TERMINAL), payload, objects)
    log.append(stream, log.head(log.read(stream)), [event], recorded_at=now())
