"""Demands on the ship, its times and the work in port."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.spans import hours
from kouan.procedures.dangerous_goods_entry.classes import division
from kouan.procedures.dangerous_goods_entry.form import Filing
from kouan.procedures.dangerous_goods_entry.goods import TRANSIT, Goods
from kouan.procedures.dangerous_goods_entry.rules_goods import GOODS_RULES


def is_handled(filing: Filing) -> bool:
    """Whether any of the goods are loaded, discharged or transferred here."""
    return any(goods.operation != TRANSIT for goods in filing.goods)


@rule("call-unknown", basis="port-law#ship-notice")
def the_call_is_announced(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """航次 {call} 没有船期预报，请先预报航次。 | Call {call} has not been announced; announce it first."""
    if on.not_found("vessel-call", filing.call):
        yield "call", {"call": filing.call}


@rule("call-ship", basis="port-law#ship-notice")
def the_call_is_this_ship(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """IMO 编号与航次 {call} 预报的船舶 {imo} 不符。 | The IMO number differs from {imo}, announced for call {call}."""
    imo = on.known("vessel-call", filing.call, "imo", filing.imo)
    if imo != filing.imo:
        yield "imo", {"call": filing.call, "imo": imo}


@rule("arrival-after-departure", basis="dg-ship#content")
def arrival_follows_departure(filing: Filing) -> Iterator[Finding]:
    """预计抵港时间应晚于离开上一港时间。 | The ship must arrive after it leaves the last port."""
    if filing.eta <= filing.last_departure:
        yield "eta"


@rule("declared-late", basis="dg-ship#declare-24-hours")
def declared_a_day_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在抵港 {hours} 小时前申报；航程不足的，在离开上一港时申报。
    | Declare {hours} hours before arrival, or on leaving the last port when it is nearer.
    """
    lead = hours(on, "declare-ahead")
    short = filing.eta - filing.last_departure < lead
    latest = filing.last_departure if short else filing.eta - lead
    if filing.last_departure < filing.eta and on.at > latest:
        yield "eta", {"hours": int(lead / timedelta(hours=1))}


@rule("fixed-period", basis="dg-ship#fixed-route")
def a_period_has_its_length(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """定期申报自抵港日起最长 {days} 日。 | A declaration for a period runs {days} days from arrival at most."""
    days = int(on.terms.number("fixed-period"))
    arrival = local_date(filing.eta)
    if filing.fixed_until and not arrival <= filing.fixed_until <= arrival + timedelta(days=days):
        yield "fixed_until", {"days": days}


@rule("work-report-missing", basis="dg-port#report-24-hours")
def work_is_reported(filing: Filing) -> Iterator[Finding]:
    """有货物在港装卸或过驳，须填港口作业报告。 | Goods are handled here, so the port work report is needed."""
    if filing.work is None and is_handled(filing):
        yield "work"


@rule("work-report-late", basis="dg-port#report-24-hours")
def work_is_reported_a_day_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在作业开始 {hours} 小时前报告。 | Report {hours} hours before work starts."""
    lead = hours(on, "report-ahead")
    if filing.work and filing.work.starts - on.at < lead:
        yield ("work", "starts"), {"hours": int(lead / timedelta(hours=1))}


@rule("work-before-arrival", basis="dg-port#report-24-hours")
def work_follows_arrival(filing: Filing) -> Iterator[Finding]:
    """作业不能早于船舶抵港。 | Work cannot start before the ship arrives."""
    if filing.work and filing.work.starts < filing.eta:
        yield "work", "starts"


@rule("work-times", basis="dg-port#report-24-hours")
def work_ends_after_it_starts(filing: Filing) -> Iterator[Finding]:
    """作业结束应晚于作业开始。 | Work must end after it starts."""
    if filing.work and filing.work.ends <= filing.work.starts:
        yield "work", "ends"


@rule("permit-expired", basis="dg-port#operator")
def the_permit_is_valid(filing: Filing) -> Iterator[Finding]:
    """作业附证到作业结束那天应仍有效。 | The operator's permit must be valid until the work is done."""
    if filing.work and filing.work.permit_until < local_date(filing.work.ends):
        yield "work", "permit_until"


@rule("class-not-permitted", basis="dg-port#operator", each="goods")
def the_operator_may_handle_the_class(goods: Goods, filing: Filing) -> Iterator[Finding]:
    """作业单位的附证不含 {division} 类。 | The operator's permit does not cover class {division}."""
    if filing.work and goods.operation != TRANSIT and division(goods) not in filing.work.classes:
        yield "hazard_class", {"division": division(goods)}


RULES: tuple[Rule, ...] = (
    the_call_is_announced,
    the_call_is_this_ship,
    arrival_follows_departure,
    declared_a_day_ahead,
    a_period_has_its_length,
    *GOODS_RULES,
    work_is_reported,
    work_is_reported_a_day_ahead,
    work_follows_arrival,
    work_ends_after_it_starts,
    the_permit_is_valid,
    the_operator_may_handle_the_class,
)
