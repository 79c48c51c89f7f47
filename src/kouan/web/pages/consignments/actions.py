"""What a viewer may report on a call, a bill or a box: the doors that stand open on its page, each to a filled form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.text import Text
from kouan.modules.consignments.public import VERBS, Bill, Box, Call
from kouan.modules.parties.public import Viewer

_SHIP = frozenset({"carrier", "ship-agent"})
_HARBOUR = frozenset({"msa", "border", "port"})
_IN = ("yard", "inspection", "truck")


@dataclass(frozen=True, slots=True)
class Action:
    """A report that is this viewer's to make; ``main``: the one that is next."""

    title: Text
    address: str
    main: bool = False


def action(verb: str, filled: Mapping[str, str], main: bool = False) -> Action:
    """The door to a verb's form with some of it filled in."""
    query = urlencode({name: value for name, value in filled.items() if value})
    return Action(VERBS[verb].title, f"{reverse('report', args=(verb,))}?{query}", main)


def may_announce(viewer: Viewer) -> bool:
    """Whether a viewer announces calls."""
    return "file" in viewer.scopes and bool(viewer.roles & _SHIP)


def _ships_side(viewer: Viewer, call: Call | None) -> bool:
    return call is not None and viewer.party in (call.carrier, call.agent)


def call_actions(viewer: Viewer, call: Call) -> list[Action]:
    """What may be reported of a call."""
    return list(_call_actions(viewer, call))


def _call_actions(viewer: Viewer, call: Call) -> Iterator[Action]:
    ours, number = _ships_side(viewer, call), call.number
    if ours:
        yield action("register-manifest", {"call": number})
        yield action("update-call", {"call": number})
    if ours or viewer.party == call.terminal or viewer.agency in _HARBOUR:
        if call.arrived_at is None:
            yield action("record-arrival", {"call": number}, True)
        elif call.berthed_at is None:
            yield action("record-berthing", {"call": number, "berth": call.berth}, True)
        elif call.departed_at is None:
            yield action("record-departure", {"call": number}, True)
    if viewer.party == call.terminal and call.arrived_at is not None and call.departed_at is None:
        yield action("discharge", {"call": number})


def bill_actions(viewer: Viewer, bill: Bill) -> list[Action]:
    """What may be reported of a bill."""
    return list(_bill_actions(viewer, bill))


def _bill_actions(viewer: Viewer, bill: Bill) -> Iterator[Action]:
    number, ours, call = bill.number, viewer.party in bill.ships_side, bill.call
    if bill.deleted_at is not None:
        return
    if ours and call is None and bill.arrived_at is None:
        yield action("report-goods-arrived", {"bill": number}, True)
    if ours and bill.carrier_released_at is None and bill.direction == "import":
        yield action("carrier-release", {"bill": number}, True)
    if ours and call:
        yield Action(
            Text("变更舱单", "Amend the manifest"), f"{reverse('report', args=('register-manifest',))}?bill={number}"
        )
    if call and bill.cargo != "container" and viewer.party in (call.terminal, call.tally):
        yield action("tally-bill", {"bill": number})
    yield from _holds(viewer, call, call.terminal if call else "", {"bill": number}, _authorities(bill))


def _authorities(bill: Bill) -> set[str]:
    return set(bill.holds.filter(lifted_at=None).values_list("authority", flat=True))


def box_actions(viewer: Viewer, box: Box) -> list[Action]:
    """What may be reported of a box."""
    found: list[Action] = []
    which = {"container": box.container, "visit": box.visit}
    if viewer.party == box.terminal and "terminal" in viewer.scopes:
        found += [action(verb, {**which, **more}, main) for verb, main, more in _quay(box)]
    if _may_pick_up(viewer, box):
        found.append(action("request-direct-pickup", which))
    if not box.gone:
        found += _holds(viewer, box.call, box.terminal, which, set(box.holders))
    return found


def _may_pick_up(viewer: Viewer, box: Box) -> bool:
    waiting = box.direction == "import" and box.discharged_at is None and not box.gone
    return waiting and viewer.kind == "trader" and not _ships_side(viewer, box.call)


def _quay(box: Box) -> Iterator[tuple[str, bool, Mapping[str, str]]]:
    """What the terminal does with a box, by where it is."""
    if box.place == "aboard" and box.call_id:
        yield "discharge", True, {"call": box.call_id}
    if box.place == "expected":
        yield "gate-in", True, {}
    if box.place in _IN:
        yield from _inside(box)
    if box.place != "expected":
        yield "correct-move", False, {}


def _inside(box: Box) -> Iterator[tuple[str, bool, Mapping[str, str]]]:
    waiting = box.notices.filter(moved_at=None, cleared_at=None).exists()
    if waiting:
        yield "plan-inspection", False, {}
    if box.place == "inspection":
        yield "return-to-yard", True, {}
    elif box.place == "yard":
        yield "move-to-inspection", waiting, {}
    if box.direction == "export":
        yield "load", not box.held, {"call": box.call_id or ""}
    yield "gate-out", not box.held and box.direction == "import", {}
    yield "tally", False, {}


def _holds(
    viewer: Viewer, call: Call | None, terminal: str, which: Mapping[str, str], holding: set[str]
) -> Iterator[Action]:
    """Placing and lifting the holds of the viewer's own authority."""
    authority = _authority(viewer, call, terminal)
    if authority:
        if authority in holding:
            yield action("lift-hold", {**which, "authority": authority})
        yield action("place-hold", {**which, "authority": authority})


def _authority(viewer: Viewer, call: Call | None, terminal: str) -> str:
    """As which authority a viewer holds boxes; "" when as none."""
    if viewer.agency in AGENCIES:
        return viewer.agency
    if _ships_side(viewer, call):
        return "carrier"
    return "terminal" if terminal and viewer.party == terminal else ""
