"""Demands on an appointment: the window, the goods, who attends; and on what officers record."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.kernel.identifiers import is_export_number, is_import_number
from kouan.procedures._application.spans import hours
from kouan.procedures.inspection_appointment.form import (
    CLEARANCE,
    ENTRUSTED,
    INSPECT,
    INSPECTION,
    Filing,
    Proposal,
    Record,
)
from kouan.procedures.inspection_appointment.hours import are_office_hours

_OF_A_DIRECTION = {"import": is_import_number, "export": is_export_number}


def _is_ordinary(filing: Filing, on: Circumstances) -> bool | None:
    """Whether the window lies within office hours; None while that cannot be told."""
    if filing.window_start >= filing.window_end:
        return None
    return are_office_hours(filing.window_start, filing.window_end, on)


@rule("window-order", basis="order-138#notice")
def the_window_ends_after_it_starts(filing: Filing) -> Iterator[Finding]:
    """时段的结束应晚于开始。 | The window must end after it starts."""
    if filing.window_end <= filing.window_start:
        yield "window_end"


@rule("window-long", basis="order-138#notice")
def the_window_is_short(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """时段最长 {hours} 小时，请缩短。 | A window lasts {hours} hours at most; make it shorter."""
    if filing.window_end - filing.window_start > hours(on, "window-hours"):
        yield "window_end", {"hours": on.terms.number("window-hours")}


@rule("booked-late", basis="zhanjiang-2022#2")
def it_is_booked_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应提前 {hours} 小时预约，请改约更晚的时段。 | Book {hours} hours ahead; choose a later window."""
    hours = on.terms.number(f"ahead-{filing.kind}")
    if filing.window_start - on.moment < timedelta(hours=int(hours)):
        yield "window_start", {"hours": hours}


@rule("booked-far", basis="zhanjiang-2022#2")
def it_is_not_booked_too_far_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """只能预约 {days} 日以内的时段。 | A window can be booked {days} days ahead at most."""
    days = on.terms.number("ahead-days")
    if filing.window_start - on.moment > timedelta(days=int(days)):
        yield "window_start", {"days": days}


@rule("office-hours", basis="zhanjiang-2022#2")
def clearance_is_booked_outside_office_hours(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """该时段在正常工作时间内，通关不必预约；要约查验时间的请选预约查验。
    | The window lies within office hours, when clearance needs no booking; to fix an inspection choose that.
    """
    if filing.kind == CLEARANCE and _is_ordinary(filing, on):
        yield "kind"


@rule("off-hours", basis="zhanjiang-2022#2")
def inspection_is_booked_within_office_hours(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """该时段不在工作日的办公时间内，请选预约通关并说明理由。
    | The window is not within the hours of a working day; choose clearance outside office hours and say why.
    """
    if filing.kind == INSPECTION and _is_ordinary(filing, on) is False:
        yield "kind"


@rule("reason-missing", basis="zhanjiang-2022#2")
def clearance_outside_hours_has_its_reason(filing: Filing) -> Iterator[Finding]:
    """预约通关须填理由。 | Clearance outside office hours needs its reason."""
    if filing.kind == CLEARANCE and filing.reason is None:
        yield "reason"


@rule("explanation-missing", basis="zhanjiang-2022#2")
def another_emergency_is_explained(filing: Filing) -> Iterator[Finding]:
    """选“其他紧急情况”的，须填情况说明。 | Another emergency has to be explained."""
    if filing.reason == "other" and filing.explanation is None:
        yield "explanation"


@rule("reason-differs", basis="order-138#priority")
def fresh_goods_are_told_as_perishable(filing: Filing) -> Iterator[Finding]:
    """以鲜活易腐为由的，货物应勾选鲜活易腐。 | Where the reason is that goods are fresh, tell them as perishable."""
    if filing.reason == "fresh" and not filing.perishable:
        yield "perishable"


@rule("inspection-not-asked", basis="order-138#notice")
def an_inspection_is_asked_for(filing: Filing) -> Iterator[Finding]:
    """预约查验的，需要办理的作业应含查验。 | An appointment for inspection asks for that work."""
    if filing.kind == INSPECTION and INSPECT not in filing.work:
        yield "work"


@rule("boxes-missing", basis="zhanjiang-2022#3")
def what_is_inspected_is_named(filing: Filing) -> Iterator[Finding]:
    """要查验的须填集装箱号。 | Name the containers that are to be inspected."""
    if INSPECT in filing.work and not filing.boxes:
        yield "boxes"


@rule("box-twice", basis="zhanjiang-2022#3")
def a_box_is_named_once(filing: Filing) -> Iterator[Finding]:
    """箱号 {box} 重复，请删去一个。 | Container {box} is named twice; leave one out."""
    for at, box in enumerate(filing.boxes):
        if box in filing.boxes[:at]:
            yield ("boxes", at), {"box": box}


@rule("direction-differs", basis="customs-numbers#declaration-18")
def the_declaration_goes_that_way(filing: Filing) -> Iterator[Finding]:
    """报关单号第 9 位与进出口不符：进口为 1 或 I，出口为 0 或 E。
    | The ninth character does not fit the direction: 1 or I for import, 0 or E for export.
    """
    if not _OF_A_DIRECTION[filing.direction](filing.declaration):
        yield "declaration"


@rule("bill-unknown", basis="gacc-2014-74#manifest")
def the_bill_is_on_a_manifest(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有 {bill}，请核对。 | {bill} is on no manifest; please check."""
    if on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


@rule("box-of-another-bill", basis="gacc-2014-74#manifest")
def the_boxes_are_of_the_bill(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 不在提运单 {bill} 项下。 | Container {box} does not belong to bill {bill}."""
    known = on.known("bill", filing.bill, "containers", ())
    for at, box in enumerate(filing.boxes):
        if known and box not in known:
            yield ("boxes", at), {"box": box, "bill": filing.bill}


@rule("box-gone", basis="order-232#inspection-move")
def the_boxes_are_still_here(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 已出闸或装船，不能再约查验。 | Container {box} has left the port and cannot be inspected here."""
    for at, box in enumerate(filing.boxes):
        if any(on.known("container", box, name) for name in ("gated_out_at", "loaded_at")):
            yield ("boxes", at), {"box": box}


@rule("box-released", basis="order-138#notice", severity="warning")
def the_boxes_are_to_be_inspected(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 已放行且没有布控，一般不必查验，请确认。
    | Container {box} is released and not held; as a rule it need not be inspected. Please make sure.
    """
    for at, box in enumerate(filing.boxes):
        gone = any(on.known("container", box, name) for name in ("gated_out_at", "loaded_at"))
        if on.known("container", box, "released_at") and not on.known("container", box, "held_by", ()) and not gone:
            yield ("boxes", at), {"box": box}


@rule("attendee-missing", basis="order-138#present")
def who_attends_is_named(filing: Filing) -> Iterator[Finding]:
    """到场的须填人员和电话；不到场的请选委托场所经营人。
    | Who attends is named, with a phone; where nobody does, entrust the site operator.
    """
    if filing.attendance != ENTRUSTED:
        yield from (name for name in ("attendee", "attendee_phone") if getattr(filing, name) is None)


RULES: tuple[Rule, ...] = (
    the_window_ends_after_it_starts,
    the_window_is_short,
    it_is_booked_ahead,
    it_is_not_booked_too_far_ahead,
    clearance_is_booked_outside_office_hours,
    inspection_is_booked_within_office_hours,
    clearance_outside_hours_has_its_reason,
    another_emergency_is_explained,
    fresh_goods_are_told_as_perishable,
    an_inspection_is_asked_for,
    what_is_inspected_is_named,
    a_box_is_named_once,
    the_declaration_goes_that_way,
    the_bill_is_on_a_manifest,
    the_boxes_are_of_the_bill,
    the_boxes_are_still_here,
    the_boxes_are_to_be_inspected,
    who_attends_is_named,
)


@rule("offer-half", basis="order-138#notice")
def an_offer_has_both_ends(offer: Proposal) -> Iterator[Finding]:
    """改约须同时填时段的起止，起应早于止。 | A window offered has both ends, the start before the end."""
    start, end = offer.offered_start, offer.offered_end
    if (start is None) != (end is None):
        yield "offered_start" if start is None else "offered_end"
    elif start and end and end <= start:
        yield "offered_end"


OFFER_RULES: tuple[Rule, ...] = (an_offer_has_both_ends,)


@rule("one-officer", basis="order-138#two-officers")
def two_officers_inspect(record: Record) -> Iterator[Finding]:
    """查验须由两名以上关员实施，请填两名不同的关员。 | Two officers inspect; name two that differ."""
    if record.officer == record.second_officer:
        yield "second_officer"


@rule("record-order", basis="order-138#two-officers")
def it_ended_after_it_began(record: Record) -> Iterator[Finding]:
    """结束时间应晚于开始时间。 | It must have ended after it began."""
    if record.ended <= record.began:
        yield "ended"


@rule("record-ahead", basis="order-138#two-officers")
def it_has_ended(record: Record, on: Circumstances) -> Iterator[Finding]:
    """登记的时间不能晚于现在。 | What is recorded cannot lie ahead."""
    if record.ended > on.moment and record.ended > record.began:
        yield "ended"


@rule("signed-first", basis="order-138#two-officers")
def it_was_signed_after_it_ended(record: Record, on: Circumstances) -> Iterator[Finding]:
    """签字日期应在查验之日与今日之间。 | It was signed between the day of the inspection and today."""
    if not local_date(record.began) <= record.signed_on <= local_date(on.moment):
        yield "signed_on"


RECORD_RULES: tuple[Rule, ...] = (
    two_officers_inspect,
    it_ended_after_it_began,
    it_has_ended,
    it_was_signed_after_it_ended,
)
