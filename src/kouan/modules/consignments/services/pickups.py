"""Ship-side pick-up (船边直提, rules.md 2.7): asked for before discharge, granted or not at the moment of discharge."""

from typing import Any

from kouan.kernel.text import Text
from kouan.modules.consignments.forms import DirectPickup
from kouan.modules.consignments.models import Appointment, Bill, Box
from kouan.modules.consignments.recording import note
from kouan.modules.consignments.refusals import require
from kouan.modules.consignments.services.locking import locked_box
from kouan.modules.consignments.verbs import Told, verb


@verb("request-direct-pickup", "申请船边直提 | Request ship-side pick-up", DirectPickup, {"file"})
def request_direct_pickup(told: Told[DirectPickup]) -> Box:
    """The goods' side books a truck to the ship's side. What still stands in the way is told, and looked at again when
    the box comes off: if anything then does, the box goes to the yard. Raises Refused once it is off the ship."""
    form = told.form
    box = locked_box(told, form.container, form.visit)
    here = Text("箱 {box} 已卸船，请到堆场提箱。", "Box {box} is off the ship; pick it up in the yard.")
    waiting = box.direction == "import" and box.discharged_at is None and not box.gone
    require(waiting, "already-discharged", "/container", here.fill(box=box.container))
    require(
        form.window_end > form.window_start,
        "window",
        "/window_end",
        Text("预约时段的结束应晚于开始。", "The window must end after it starts."),
    )
    times = {"window_start": form.as_json()["window_start"], "window_end": form.as_json()["window_end"]}
    note(told.cause, box, "direct-pickup-requested", {"truck": form.truck, **times, "unmet": unmet(box)})
    return box


def decide_pickup(told: Told[Any], box: Box) -> str:
    """Where a box goes that comes off the ship: "truck" where pick-up was asked for and nothing is in its way."""
    wanted = Appointment.objects.filter(box=box, kind="pickup", outcome="requested")
    asked = None if box._state.adding else wanted.first()
    if asked is None:
        return "yard"
    missing = unmet(box)
    if missing:
        note(told.cause.following, box, "direct-pickup-fell-back", {"unmet": missing})
        return "yard"
    note(told.cause.following, box, "direct-pickup-granted", {"truck": asked.truck})
    return "truck"


def unmet(box: Box) -> list[str]:
    """Which conditions of ship-side pick-up a box does not meet now; codes of ``words.PICKUP_CONDITIONS``."""
    bills = list(box.bills.select_related("call"))
    conditions = {
        "not-declared-early": bool(bills) and all(_declared_early(bill) for bill in bills),
        "not-released": box.released_at is not None,
        "held": not box.held,
        "carrier-not-released": bool(bills) and all(bill.carrier_released_at is not None for bill in bills),
    }
    return [code for code, met in conditions.items() if not met]


def _declared_early(bill: Bill) -> bool:
    arrived = bill.arrived_at
    return bill.declared_at is not None and (arrived is None or bill.declared_at < arrived)
