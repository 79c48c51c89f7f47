"""Holds by hand. Whoever placed one lifts it; what that adds up to is computed (settling)."""

from kouan.kernel.text import Text
from kouan.modules.consignments import entitlement
from kouan.modules.consignments.forms import LiftHold, PlaceHold
from kouan.modules.consignments.models import Bill, Box
from kouan.modules.consignments.projection.holding import active_holds
from kouan.modules.consignments.recording import note
from kouan.modules.consignments.refusals import refused, require
from kouan.modules.consignments.services.locking import locked_bill, locked_box
from kouan.modules.consignments.services.moves import still_here
from kouan.modules.consignments.services.settling import settle_bill, settle_box
from kouan.modules.consignments.verbs import Told, verb
from kouan.modules.consignments.words import authority_title

_SCOPES = {"decide", "file", "terminal"}


@verb("place-hold", "扣留 | Place a hold", PlaceHold, _SCOPES)
def place_hold(told: Told[PlaceHold]) -> Bill | Box:
    """An authority holds a box, or a bill with all its boxes. What was released is so no more, unless it left."""
    row = _held_row(told)
    if isinstance(row, Box):
        still_here(row, told)
    note(told.cause, row, "hold-placed", {"authority": told.form.authority, "reason": told.form.reason})
    return _settled(told, row)


@verb("lift-hold", "解除扣留 | Lift a hold", LiftHold, _SCOPES)
def lift_hold(told: Told[LiftHold]) -> Bill | Box:
    """An authority lets go of a box or a bill: every active hold of its own on it. Raises Refused where it has none."""
    row = _held_row(told)
    require(
        active_holds(row).filter(authority=told.form.authority).exists(),
        "no-hold",
        "",
        Text("{who}没有有效的扣留。", "{who} holds nothing here.").fill(who=authority_title(told.form.authority)),
    )
    note(told.cause, row, "hold-lifted", {"authority": told.form.authority, "reason": told.form.reason})
    return _settled(told, row)


def _held_row(told: Told[PlaceHold] | Told[LiftHold]) -> Bill | Box:
    form = told.form
    if (form.bill is None) == (form.container is None):
        raise refused(
            "bill-or-box", "/bill", Text("请填写提单号或箱号之一。", "Give either a bill or a container number.")
        )
    if form.bill is not None:
        bill = locked_bill(told, form.bill)
        entitlement.holds_for(told, form.authority, bill.call, bill.call.terminal if bill.call else "")
        return bill
    box = locked_box(told, form.container or "", form.visit, with_bills=True)
    entitlement.holds_for(told, form.authority, box.call, box.terminal)
    return box


def _settled(told: Told[PlaceHold] | Told[LiftHold], row: Bill | Box) -> Bill | Box:
    if isinstance(row, Bill):
        settle_bill(told.cause, row)
    else:
        settle_box(told.cause, row)
    return row
