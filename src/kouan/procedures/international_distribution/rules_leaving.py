"""Demands once lots leave: each with list, pass and declaration; those in batches declared by the end of next month."""

from collections.abc import Iterator
from datetime import date

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.calendar import months_after
from kouan.kernel.clock import local_date
from kouan.kernel.identifiers import is_export_number, is_import_number
from kouan.procedures._vessel.standing import changed
from kouan.procedures.international_distribution.form import Filing
from kouan.procedures.international_distribution.goods import (
    ABROAD,
    COLLECT,
    DECLARED,
    DISTRIBUTE,
    HOME,
    LEAVE,
    STAYING,
    TALLY,
    Lot,
)

_AT_THE_GATE = ("out_list", "gate_pass")
_MAY_CHANGE = {
    TALLY: frozenset({"item", "counted", "in_list", "lots"}),
    DISTRIBUTE: frozenset({"lots"}),
    LEAVE: frozenset({"out_list", "gate_pass", "left_on", "declaration"}),
    COLLECT: frozenset({"declaration"}),
}
"""Step → what may still be filled in there; that no lots are told with the tally is said by the rule on them."""


def collected_by(left_on: date) -> date:
    """The last day to declare what left that day: the end of the next month, and of the year."""
    first = date(left_on.year, left_on.month, 1)
    last = date.fromordinal(months_after(first, 2).toordinal() - 1)
    return min(last, date(left_on.year, 12, 31))


@rule("changed-since", basis="order-256#account")
def what_was_agreed_stands(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """这一环节只补填新的内容，已审核的内容不能改。
    | This step only adds; what was reviewed already cannot be changed.
    """
    if on.before is not None and on.step in _MAY_CHANGE:
        yield from changed(filing, on.before, _MAY_CHANGE[on.step])


@rule("left-early", basis="gacc-2018-23#pass", each="lots")
def lots_leave_after_release(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """出区情况在放行以后填写，现在请留空。 | How a lot left is told after release; leave it blank now."""
    if lot.left_on and (on.before is None or on.step == DISTRIBUTE):
        yield "left_on"


@rule("not-left", basis="gacc-2018-23#pass", each="lots")
def every_lot_is_done(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填 {number} 的出区或办结日期。 | Say when lot {number} left or was done."""
    if on.step == LEAVE and lot.left_on is None:
        yield "left_on", {"number": lot.number}


@rule("left-ahead", basis="gacc-2018-23#pass", each="lots")
def what_left_has_left(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """出区日期不能晚于今日。 | A lot cannot have left on a day to come."""
    if on.step == LEAVE and lot.left_on and lot.left_on > local_date(on.moment):
        yield "left_on"


@rule("pass-missing", basis="gacc-2018-23#pass", each="lots")
def what_passes_the_gate_has_its_numbers(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """{number} 过卡口出区，须填核注清单号和核放单号。
    | Lot {number} passed the gate, so give its bonded list and gate pass.
    """
    if on.step == LEAVE and lot.channel not in STAYING:
        yield from ((name, {"number": lot.number}) for name in _AT_THE_GATE if getattr(lot, name) is None)


@rule("out-list-inward", basis="gacc-2018-23#list", each="lots")
def the_list_is_outward(lot: Lot) -> Iterator[Finding]:
    """出区核注清单号第 9 位应为 E。 | The ninth character of an outward list is E."""
    if lot.out_list and lot.out_list[8] != "E":
        yield "out_list"


@rule("declaration-missing", basis="order-256#inland", each="lots")
def what_is_declared_has_its_number(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """{number} 须填报关单号；集中申报的在集中申报环节填。
    | Lot {number} needs its declaration; those declared together give it at that step.
    """
    due = COLLECT if lot.together else LEAVE
    if on.step == due and lot.channel in DECLARED and lot.declaration is None:
        yield "declaration", {"number": lot.number}


@rule("declared-wrong-way", basis="customs-numbers#declaration-18", each="lots")
def the_declaration_goes_the_right_way(lot: Lot) -> Iterator[Finding]:
    """报关单号第 9 位与去向不符：出境应为 0 或 E，出区进口应为 1 或 I。
    | The ninth character does not fit the channel: 0 or E out of the country, 1 or I for an import.
    """
    if lot.declaration is None:
        return
    fits = {ABROAD: is_export_number, HOME: is_import_number}.get(lot.channel)
    if fits and not fits(lot.declaration):
        yield "declaration"


@rule("collected-late", basis="order-256#batches", severity="warning", each="lots")
def batches_are_declared_in_time(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """{number} 应在 {last} 以前集中申报（次月底，不跨年度），已经逾期，海关将依法处理。
    | Lot {number} was to be declared by {last}, the end of the next month within the year; customs will act on it.
    """
    if on.step == COLLECT and lot.together and lot.left_on:
        last = collected_by(lot.left_on)
        if local_date(on.moment) > last:
            yield "declaration", {"number": lot.number, "last": last}


LEAVING_RULES: tuple[Rule, ...] = (
    what_was_agreed_stands,
    lots_leave_after_release,
    every_lot_is_done,
    what_left_has_left,
    what_passes_the_gate_has_its_numbers,
    the_list_is_outward,
    what_is_declared_has_its_number,
    the_declaration_goes_the_right_way,
    batches_are_declared_in_time,
)
