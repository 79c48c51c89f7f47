"""Whom the events of calls, bills and boxes concern: the same people who may know of the row, as far as it is theirs.

An event names the objects it is about, so it goes to nobody who may not know of all of them. A ship's arrival lists
every bill on board: it is for the ship's side, the quay and the agencies. A box that several owners share lists the
bills of all: its owners follow their bills instead.
"""

from collections.abc import Collection

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.clock import local_date, now
from kouan.modules.consignments.models import Bill, Box, Call
from kouan.modules.parties.public import agents_of
from kouan.runtime.audience import audience
from kouan.runtime.log import Recorded

_ALARMS = frozenset({"gate-alarm", "alarm-acknowledged"})


@audience("call")
def of_call(event: Recorded) -> Collection[str]:
    """The ship's side, the quay and the agencies."""
    call = Call.objects.filter(pk=_key(event)).first()
    return {*AGENCIES, *_works_on(call)}


@audience("bill")
def of_bill(event: Recorded) -> Collection[str]:
    """Those of its ship's call, who sent its manifest, and the goods' side with its agents."""
    bill = Bill.objects.filter(pk=_key(event)).select_related("call").first()
    return {*AGENCIES, *_works_on(bill.call), *bill.ships_side, *_goods_side(bill)} if bill else {*AGENCIES}


@audience("container")
def of_box(event: Recorded) -> Collection[str]:
    """Its terminal and the agencies; unless it is an alarm, the ship's side and the one owner of its goods too."""
    box = Box.objects.filter(pk=_key(event)).select_related("call").first()
    if box is None:
        return {*AGENCIES}
    quay = {*AGENCIES, box.terminal} - {""}
    return quay if event.kind in _ALARMS else quay | _works_on(box.call) | _owner(box)


def _owner(box: Box) -> set[str]:
    sides = [_goods_side(bill) for bill in Bill.objects.filter(pk__in=box.bill_numbers)]
    return set.intersection(*sides) if sides else set()


def _works_on(call: Call | None) -> set[str]:
    return {call.carrier, call.agent, call.terminal, call.tally} - {""} if call else set()


def _goods_side(bill: Bill) -> set[str]:
    owners = {bill.consignee, bill.shipper} - {""}
    return owners | agents_of(owners, "", local_date(now()))


def _key(event: Recorded) -> str:
    return event.stream.partition("/")[2]
