"""What the log tells of calls, bills, boxes and firms, and what belongs to what. Read from their own streams only."""

from collections.abc import Iterator, Mapping
from typing import Any

from kouan.modules.timing.copying.activity import CASE, VISIT, Thing, case_of, visit_of
from kouan.modules.timing.copying.flat import text
from kouan.runtime.log import Recorded

Belonging = tuple[Thing, Thing, str]
"""An object, what it belongs to, and the qualifier."""
Links = tuple[Thing, frozenset[Belonging]]
"""Who says so, and all that it says; it replaces what was said before."""
# Of calls, bills, boxes and firms; what else their events say is of no use to measure by, or is somebody's name.
_TOLD = (
    *("terminal", "carrier", "agent", "tally", "berth", "imo", "previous_port", "next_port"),
    *("direction", "mode", "cargo", "call", "load_port", "discharge_port", "consignee", "shipper", "movement"),
    *("packages", "gross_weight", "to", "iso_type", "level", "customs_code"),
)
_BILL, _FIRM = "bill", "organisation"
_MANIFEST = frozenset({"manifested", "manifest-amended", "manifest-deleted"})


def told_of_cargo(event: Recorded) -> Iterator[tuple[Thing, str, str]]:
    """``(object, attribute, value)``: what an event tells of the thing it is about, and a manifest of its boxes."""
    about = [(event.objects[0].kind, event.objects[0].id)] if event.objects else []
    visit = visit_of(event)
    for thing in (*about, visit) if visit else about:
        yield from _words(thing, event.payload)
    for box in _boxes(event):
        yield from _words(("container", box["container"]), box)
        yield from _words((f"container-{VISIT}", box["id"]), box)


def _words(thing: Thing, said: Mapping[str, Any]) -> Iterator[tuple[Thing, str, str]]:
    for name in _TOLD:
        if name in said and (word := text(said[name])):
            yield thing, name, word


def _boxes(event: Recorded) -> list[Mapping[str, Any]]:
    """The boxes that a manifest lists, each with the name of its visit."""
    return event.payload.get("boxes", []) if event.kind in _MANIFEST else []


def links(event: Recorded) -> Links | None:
    """What an event says of which object belongs to which; None where it says nothing of it.

    An event speaks for the one thing whose stream it is on: that this belongs to the others it names, or they to it.
    Of the others among themselves it says nothing, so an event about several bills ties no bill's boxes to another.

    - A filing, each time anew: the case belongs to whatever it names, save firms, to which nothing belongs.
    - A manifest, each time anew: its boxes and their visits to the bill, the bill to its call.
    - A container: it and its visit to the call, and the visit to the container. Of which bill it is, manifests say.
    """
    if case_of(event):
        return _of_case(event) if "form" in event.payload else None
    visit = visit_of(event)
    if visit:
        return _of_visit(event, visit)
    if event.kind in _MANIFEST and event.stream.startswith(f"{_BILL}/"):
        return _of_bill(event)
    return None


def _of_case(event: Recorded) -> Links:
    first, *named = event.objects
    case = (CASE, first.id)
    belongs = {(case, (first.kind, first.id), CASE)}
    belongs |= {(case, (each.kind, each.id), each.qualifier) for each in named if each.kind != _FIRM}
    return case, frozenset(belongs)


def _of_bill(event: Recorded) -> Links:
    first, *named = event.objects
    bill = (first.kind, first.id)
    if event.kind == "manifest-deleted":
        return bill, frozenset()
    belongs = {(bill, (each.kind, each.id), each.qualifier) for each in named if each.kind != "container"}
    for box in _boxes(event):
        belongs |= {(("container", box["container"]), bill, "part"), ((f"container-{VISIT}", box["id"]), bill, "part")}
    return bill, frozenset(belongs)


def _of_visit(event: Recorded, visit: Thing) -> Links:
    first, *named = event.objects
    box = (first.kind, first.id)
    belongs: set[Belonging] = {(visit, box, VISIT)}
    for each in named:
        if each.kind != _BILL:
            belongs |= {(box, (each.kind, each.id), each.qualifier), (visit, (each.kind, each.id), each.qualifier)}
    return visit, frozenset(belongs)
