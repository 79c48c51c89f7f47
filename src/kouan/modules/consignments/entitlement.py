"""Who reports what: the ship's side its calls and bills, the quay its moves, each authority its own holds."""

from typing import Any

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.text import Text
from kouan.modules.consignments.models import Bill, Box, Call
from kouan.modules.consignments.refusals import not_entitled
from kouan.modules.consignments.verbs import Told
from kouan.modules.consignments.words import CARRIER, TERMINAL, authority_title

SHIP = frozenset({"carrier", "ship-agent"})
_SHIP_SIDE = Text("船公司或船舶代理", "the carrier or its agent")
_SENDER = Text("舱单传输人", "the sender of the manifest")
_QUAY = Text("本航次的码头", "the terminal of the call")
_HARBOUR = frozenset({"msa", "border", "port"})


def ships_side(told: Told[Any], call: Call) -> None:
    """The carrier or agent of the call."""
    if told.viewer and told.party not in (call.carrier, call.agent):
        raise not_entitled(_SHIP_SIDE)


def for_bill(told: Told[Any], bill: Bill) -> None:
    """The carrier or agent of its call; without a call, who sent its manifest."""
    if told.viewer and told.party not in bill.ships_side:
        raise not_entitled(_SHIP_SIDE if bill.call else _SENDER)


def announces(told: Told[Any]) -> None:
    """Carriers and ship agents announce calls."""
    if told.viewer and not told.viewer.roles & SHIP:
        raise not_entitled(_SHIP_SIDE)


def sees_ships(told: Told[Any], call: Call) -> None:
    """Who knows when a ship came, berthed or left: its own side, its terminal, and the harbour's authorities."""
    viewer = told.viewer
    if viewer and told.party not in (call.carrier, call.agent, call.terminal) and viewer.agency not in _HARBOUR:
        raise not_entitled(
            Text("船方、码头或海事、边检、港口部门", "the ship's side, the terminal or a harbour authority")
        )


def at_quay(told: Told[Any], terminal: str) -> None:
    """The terminal that the box or call is at."""
    if told.viewer and told.party != terminal:
        raise not_entitled(_QUAY)


def counts(told: Told[Any], terminal: str, tally: str) -> None:
    """The tally company named for the call, or its terminal."""
    if told.viewer and told.party not in (terminal, tally):
        raise not_entitled(Text("本航次的理货单位或码头", "the tally company or the terminal of the call"))


def holds_for(told: Told[Any], authority: str, call: Call | None, terminal: str) -> None:
    """Whose hold it is: an agency's own, the ship's side for the carrier, the terminal's."""
    viewer = told.viewer
    if viewer is None:
        return
    if authority in AGENCIES:
        entitled = viewer.agency == authority
    elif authority == CARRIER:
        entitled = call is not None and told.party in (call.carrier, call.agent)
    else:
        entitled = authority == TERMINAL and told.party == terminal
    if not entitled:
        raise not_entitled(authority_title(authority))


def sees_to_alarms(told: Told[Any], box: Box) -> None:
    """The terminal where it rang, or an authority."""
    if told.viewer and told.party != box.terminal and not told.viewer.agency:
        raise not_entitled(Text("码头或查验单位", "the terminal or an authority"))
