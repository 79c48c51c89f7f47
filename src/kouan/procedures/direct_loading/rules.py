"""Demands on loading on arrival: an export, declared early and in time, in at the gate before the ship loads it."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Computed, Facts, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.kernel.identifiers import is_export_number
from kouan.procedures._quayside.booking import OPEN
from kouan.procedures._quayside.flow import checked
from kouan.procedures._quayside.rules import QUAY_RULES
from kouan.procedures._quayside.shape import instant
from kouan.procedures.direct_loading.form import Filing


@rule("not-an-export", basis="customs-numbers#declaration-18")
def the_declaration_is_an_export(filing: Filing) -> Iterator[Finding]:
    """报关单号第 9 位应为 0 或 E（出口）。
    | The ninth character of the declaration number must be 0 or E, for export.
    """
    if not is_export_number(filing.declaration):
        yield "declaration"


@rule("bill-not-export", basis="direct-pickup#loading")
def the_bill_is_an_export(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{bill} 是进口舱单；抵港直装只用于出口货物。 | {bill} is an import; loading on arrival is for exports."""
    if on.known("bill", filing.bill, "direction", "export") != "export":
        yield "bill", {"bill": filing.bill}


@rule("arrives-late", basis="gacc-2014-74#three-days")
def it_arrives_within_three_days(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """提前申报后应在 {days} 日内（{last} 以前）运抵，请改约更早的时段或重新申报。
    | Goods declared early arrive within {days} days, by {last}; book an earlier window or declare anew.
    """
    days = int(on.terms.number("arrive-within"))
    last = local_date(filing.declared_at) + timedelta(days=days)
    if local_date(filing.window_end) > last and filing.window_end > filing.window_start:
        yield "window_start", {"days": days, "last": last}


@rule("loads-before-gate", basis="direct-pickup#loading")
def it_loads_after_the_gate(filing: Filing) -> Iterator[Finding]:
    """计划装船时间应晚于预约时段的结束。 | The planned loading must follow the end of the window."""
    if filing.loads_at <= filing.window_end and filing.window_start < filing.window_end:
        yield "loads_at"


@rule("loads-after-departure", basis="direct-pickup#loading")
def it_loads_before_the_ship_leaves(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """计划装船时间晚于船舶预计离港（{leaves}），请核对船期。
    | The planned loading is after the ship leaves ({leaves}); check her times.
    """
    leaves = instant(on, "vessel-call", filing.call, "etd")
    if leaves and filing.loads_at >= leaves:
        yield "loads_at", {"leaves": f"{leaves:%Y-%m-%d %H:%M}"}


@rule("already-in", basis="direct-pickup#fallback")
def the_box_is_not_in_yet(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 已进闸在堆场，按一般流程装船。 | Box {box} is already in the yard and loads the ordinary way."""
    same = filing.bill in on.known("container", filing.container, "bills", ())
    if same and on.known("container", filing.container, "gated_in_at"):
        yield "container", {"box": filing.container}


@rule("declared-close", basis="customs-law#time-limit", severity="warning")
def declared_a_day_before_loading(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """出口货物一般应在装船 {hours} 小时前申报；不足的须经海关同意。
    | Exports are as a rule declared {hours} hours before loading; less needs leave of customs.
    """
    hours = int(on.terms.number("declare-ahead"))
    if filing.declared_at <= on.moment and filing.loads_at - filing.declared_at < timedelta(hours=hours):
        yield "declared_at", {"hours": hours}


@rule("vgm-missing", basis="solas#vgm", severity="warning")
def the_box_is_weighed(filing: Filing) -> Iterator[Finding]:
    """尚无核实重量（VGM）；进闸前不补报的转入堆场，不得装船。
    | There is no verified gross mass yet; unless it is told before the gate, the box goes to the yard unloaded.
    """
    if filing.verified_mass is None:
        yield "verified_mass"


@rule("duty-open", basis="direct-pickup#loading", severity="warning")
def duty_is_settled(filing: Filing) -> Iterator[Finding]:
    """出口税款尚未缴清或担保，进闸后不会放行；请先办妥。
    | Export duty is neither paid nor secured, so the gate will not release; settle it first.
    """
    if filing.duty == OPEN:
        yield "duty"


RULES: tuple[Rule, ...] = (
    the_declaration_is_an_export,
    the_bill_is_an_export,
    it_arrives_within_three_days,
    it_loads_after_the_gate,
    it_loads_before_the_ship_leaves,
    the_box_is_not_in_yet,
    declared_a_day_before_loading,
    the_box_is_weighed,
    duty_is_settled,
    *QUAY_RULES,
)


def check(facts: Facts) -> Computed:
    """Which conditions are open; the release itself comes only with the arrival at the gate (运抵报告)."""
    filing, on = facts.filing, facts.circumstances
    lead = timedelta(hours=int(on.terms.number("declare-ahead")))
    conditions = {
        "declared-close": filing.loads_at - filing.declared_at >= lead,
        "vgm-missing": filing.verified_mass is not None,
        "duty-open": filing.duty != OPEN,
    }
    return checked([code for code, met in conditions.items() if not met])
