"""Demands on leaving: when formalities are done, what is loaded, what is reported after the permit."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._application.spans import hours
from kouan.procedures._vessel.rules import LOAD_RULES, PEOPLE_RULES, SHIP_RULES
from kouan.procedures._vessel.standing import changed, reports
from kouan.procedures.vessel_exit.form import REPORT, Cargo, Filing

SAIL, FIRST = "sail", "report"


def is_reported(on: Circumstances) -> bool:
    """Whether the ship has its permit and its leaving is being reported, or that report corrected."""
    return on.step == SAIL or any(reports(on, FIRST, name) for name in REPORT)


@rule("leaves-before-arrival", basis="fal-convention#general")
def leaving_follows_arrival(filing: Filing) -> Iterator[Finding]:
    """预计驶离时间应晚于抵港时间。 | The ship must leave after it arrived."""
    if filing.etd <= filing.arrived:
        yield "etd"


@rule("leaving-past", basis="vessel-entry#exit-4-hours")
def leaving_lies_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """出口岸手续应在驶离前办理，预计驶离时间已过。 | Formalities come before leaving; the time given is past."""
    if filing.arrived < filing.etd <= on.at:
        yield "etd"


@rule("exit-early", basis="vessel-entry#exit-4-hours")
def formalities_are_not_early(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """
    出口岸手续在驶离前 {hours} 小时内办理，现在还早；停泊不足 {hours} 小时的抵港时办，不超过一天的可与进口岸同时办。
    | Exit formalities are done within {hours} hours before leaving, so it is too early; for a stay under {hours}
    hours they are done on arrival, and for up to a day together with the entry.
    """
    window = hours(on, "exit-within")
    if not filing.with_entry and filing.etd - filing.arrived >= window and filing.etd - on.at > window:
        yield "etd", {"hours": on.terms.number("exit-within")}


@rule("stay-too-long", basis="vessel-entry#exit-with-entry")
def a_short_stay_is_done_at_once(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """停泊超过 {hours} 小时，不能与进口岸手续同时办理。
    | A stay of more than {hours} hours cannot be done together with the entry.
    """
    if filing.with_entry and filing.etd - filing.arrived > hours(on, "with-entry-stay"):
        yield "with_entry", {"hours": on.terms.number("with-entry-stay")}


@rule("orders-open", basis="vessel-entry#refuse")
def nothing_keeps_the_ship(filing: Filing) -> Iterator[Finding]:
    """船舶被扣留或责令纠正事项未了结的不得离港，请先了结。
    | A ship that is detained, or has not complied with orders, may not leave; settle that first.
    """
    if filing.orders_open:
        yield "orders_open"


@rule("loaded-above-on-board", basis="fal-convention#cargo", each="cargo")
def no_more_is_loaded_than_carried(cargo: Cargo) -> Iterator[Finding]:
    """本港装船重量不能大于在船的 {most} 吨。 | No more can have been loaded here than the {most} t on board."""
    if cargo.loaded > cargo.on_board:
        yield "loaded", {"most": f"{cargo.on_board:f}"}


@rule("reported-before-permit", basis="vessel-entry#exit-permit")
def the_report_comes_after_the_permit(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """离港报告在领到出口岸许可后填写，现在请留空。
    | The report of leaving is made once the ship has its permit; leave it blank now.
    """
    if on.before is None:
        yield from (name for name in sorted(REPORT) if getattr(filing, name) is not None)


@rule("report-empty", basis="vessel-entry#exit-permit")
def something_is_reported(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填实际驶离时间；未能驶离的（首次报告时）填推迟至何时。
    | Say when the ship sailed; at the first report say until when, if it could not.
    """
    if filing.sailed_at is None and (on.step == SAIL or (on.step == FIRST and filing.delayed_to is None)):
        yield "sailed_at"


@rule("report-both", basis="vessel-entry#exit-permit")
def it_sailed_or_it_did_not(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """已驶离的不填推迟时间。 | A ship that has sailed is not put off."""
    if on.step == FIRST and filing.sailed_at and filing.delayed_to:
        yield "delayed_to"


@rule("delay-unexplained", basis="vessel-entry#exit-permit")
def a_delay_has_a_reason(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """推迟驶离的须说明原因。 | Leaving was put off, so say why."""
    if on.step == FIRST and filing.delayed_to and filing.delay_reason is None:
        yield "delay_reason"


@rule("delay-behind", basis="vessel-entry#exit-permit")
def a_delay_is_to_a_time_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """推迟至的时间应晚于现在；已经驶离的填实际驶离时间。
    | Leaving is put off until a time ahead; if the ship has sailed, say when.
    """
    if on.step == FIRST and not filing.sailed_at and filing.delayed_to and filing.delayed_to <= on.moment:
        yield "delayed_to"


@rule("sailed-when", basis="order-196#forecast")
def sailing_has_happened(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """实际驶离时间应在领到出口岸许可之后，且不晚于现在。
    | A ship sails once it has its permit, and it sailed not later than now.
    """
    if filing.sailed_at and on.step and not on.outcomes["permit"].at <= filing.sailed_at <= on.moment:
        yield "sailed_at"


@rule("permitted-otherwise", basis="vessel-entry#exit-permit")
def what_was_permitted_stands(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """已按原内容许可，不能在离港报告时改动；情况有变请在原因中说明，由海事决定是否重新办理。
    | This was permitted as it stood and is not changed in the report; tell of changes there, and maritime decides
    whether to start again.
    """
    if on.before is not None and is_reported(on):
        yield from changed(filing, on.before, REPORT)


RULES: tuple[Rule, ...] = (
    *SHIP_RULES,
    leaving_follows_arrival,
    leaving_lies_ahead,
    formalities_are_not_early,
    a_short_stay_is_done_at_once,
    nothing_keeps_the_ship,
    *PEOPLE_RULES,
    *LOAD_RULES,
    no_more_is_loaded_than_carried,
    the_report_comes_after_the_permit,
    something_is_reported,
    it_sailed_or_it_did_not,
    a_delay_has_a_reason,
    a_delay_is_to_a_time_ahead,
    sailing_has_happened,
    what_was_permitted_stands,
)
