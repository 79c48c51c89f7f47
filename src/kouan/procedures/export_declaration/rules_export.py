"""Demands that only exports meet: readiness, arrival, loading, destination, rebate, inspection ledger."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.kernel.clock import local_date
from kouan.procedures._declaration.completion import gaps
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.kinds import CHINA, NO_CROSSING, ORDINARY_TRADE, TRANSFERS
from kouan.procedures._declaration.rates import is_under
from kouan.procedures._declaration.rules_parties import NONE
from kouan.procedures._declaration.words import ADVANCE, ORDINARY, named
from kouan.procedures.export_declaration.form import ExportDeclaration
from kouan.procedures.export_declaration.selection import LEDGER

NO_REBATE = frozenset(
    {"0214", "0255", "0258", "0265", "0300", "1039", "1300", "2600", "2700", "3010", "3100", "3339", "4400", "4561"}
)
"""Modes under which no tax was paid that could come back, or none does."""
_CONFIRMED = {
    "special_relation": Text("特殊关系确认", "the special relation"),
    "price_influence": Text("价格影响确认", "the effect on the price"),
    "royalty": Text("支付特许权使用费确认", "royalties"),
}


@rule("required", basis="gacc-2019-18#head-2")
def nothing_is_missing(filing: ExportDeclaration) -> Iterator[Finding]:
    """{label}：必须填写。 | {label}: this is required."""
    yield from gaps(filing)


def leaves(filing: ExportDeclaration) -> bool:
    """Whether the goods really leave the country, and are not moved within it."""
    return filing.transport_mode not in NO_CROSSING and filing.supervision_mode not in TRANSFERS


def arrived_at(filing: ExportDeclaration, on: Circumstances) -> datetime | None:
    """When the goods of the bill had arrived at the supervised place, as far as it was known at filing."""
    said = on.known("bill", filing.bill_number, "arrived_at")
    arrived = datetime.fromisoformat(said) if said else None
    return arrived if arrived is None or arrived <= on.at else None


@rule("crossing-needed", basis="gacc-2014-74#export")
def only_goods_that_cross_are_declared_in_advance(filing: ExportDeclaration) -> Iterator[Finding]:
    """运输方式 {mode} 没有实际出境，只能普通申报。
    | Nothing leaves under transport mode {mode}; only an ordinary declaration will do.
    """
    if filing.clearance == ADVANCE and filing.transport_mode in NO_CROSSING:
        yield "clearance", {"mode": named("transport-mode", filing.transport_mode)}


@rule("goods-not-ready", basis="gacc-2014-74#packed")
def early_goods_are_ready(filing: ExportDeclaration) -> Iterator[Finding]:
    """提前申报时货物应已备齐，集装箱货物应已装箱。
    | Goods declared in advance must be ready, and packed when in containers.
    """
    if filing.clearance == ADVANCE and not filing.goods_ready:
        yield "goods_ready"


@rule("arrival-unsaid", basis="gacc-2014-74#export")
def early_goods_say_when_they_arrive(filing: ExportDeclaration) -> Iterator[Finding]:
    """提前申报须填预计运抵日期。 | Declared in advance, the goods need the day they are expected."""
    if filing.clearance == ADVANCE and filing.expected_arrival is None:
        yield "expected_arrival"


@rule("advance-too-early", basis="gacc-2014-74#export")
def early_is_three_days_at_most(filing: ExportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """应在运抵监管场所前 {days} 日内申报，预计运抵 {day} 还早。
    | Declare within {days} days before arrival; {day} is later than that.
    """
    days = int(on.terms.number("advance-days"))
    expected = filing.expected_arrival
    if filing.clearance == ADVANCE and expected and expected > on.day + timedelta(days=days):
        yield "expected_arrival", {"days": days, "day": expected}


@rule("arrival-past", basis="gacc-2014-74#export")
def early_goods_are_still_to_come(filing: ExportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """预计运抵日期 {day} 已过，请改为普通申报或更正日期。
    | The day expected, {day}, is past; declare as ordinary or correct it.
    """
    if filing.clearance == ADVANCE and filing.expected_arrival and filing.expected_arrival < on.day:
        yield "expected_arrival", {"day": filing.expected_arrival}


@rule("advance-too-late", basis="gacc-2014-74#export")
def early_goods_have_not_arrived(filing: ExportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """货物已于 {day} 运抵，请改为普通申报。 | The goods arrived on {day}; declare them as ordinary."""
    arrived = arrived_at(filing, on)
    if filing.clearance == ADVANCE and arrived:
        yield "clearance", {"day": local_date(arrived)}


@rule("not-arrived", basis="order-172#arrival")
def ordinary_goods_have_arrived(filing: ExportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """提运单 {bill} 没有运抵报告，不能普通申报；请选提前申报或等货物运抵。
    | Bill {bill} has no arrival report; declare in advance or wait.
    """
    known = on.objects.get(("bill", filing.bill_number or ""))
    if known and filing.clearance == ORDINARY and arrived_at(filing, on) is None:
        yield "clearance", {"bill": filing.bill_number}


@rule("declared-late", basis="customs-law#time-limit")
def declared_a_day_before_loading(filing: ExportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """应在装货 {hours} 小时以前申报；经海关特准的请填特准编号。
    | Declare {hours} hours before loading, or give the special leave of customs.
    """
    hours = int(on.terms.number("before-loading"))
    if filing.loading_at and not filing.late_approval and filing.loading_at - on.at < timedelta(hours=hours):
        yield "loading_at", {"hours": hours}


@rule("loading-before-arrival", basis="order-172#arrival")
def goods_arrive_before_they_are_loaded(filing: ExportDeclaration) -> Iterator[Finding]:
    """装货时间早于预计运抵日期 {day}。 | Loading is set before the day of arrival, {day}."""
    expected, loading = filing.expected_arrival, filing.loading_at
    if expected and loading and local_date(loading) < expected:
        yield "loading_at", {"day": expected}


@rule("destination-china", basis="gacc-2019-18#head-19")
def goods_go_abroad(filing: ExportDeclaration) -> Iterator[Finding]:
    """货物实际出境，运抵国不能是中国。 | The goods leave, so the country of destination cannot be China."""
    if leaves(filing) and filing.destination_country == CHINA:
        yield "destination_country"


@rule("destination-home", basis="gacc-2019-18#head-19")
def what_stays_goes_nowhere(filing: ExportDeclaration) -> Iterator[Finding]:
    """没有实际出境的，运抵国应填中国。 | Where nothing leaves, the country of destination is China."""
    if not leaves(filing) and filing.destination_country not in (None, CHINA):
        yield "destination_country"


@rule("line-destination-china", basis="gacc-2019-18#line-destination", each="lines")
def every_line_goes_abroad(line: GoodsLine, filing: ExportDeclaration) -> Iterator[Finding]:
    """货物实际出境，最终目的国不能是中国。 | The goods leave, so their final destination cannot be China."""
    if leaves(filing) and line.destination == CHINA:
        yield "destination"


@rule("origin-abroad", basis="gacc-2019-18#line-origin", severity="warning", each="lines")
def ordinary_exports_are_home_made(line: GoodsLine, filing: ExportDeclaration) -> Iterator[Finding]:
    """一般贸易出口的原产国一般为中国，现为 {country}，请核对。
    | Ordinary exports mostly originate in China, this is {country}; please check.
    """
    if filing.supervision_mode == ORDINARY_TRADE and line.origin != CHINA:
        yield "origin", {"country": named("country", line.origin)}


@rule("ledger-required", basis="gacc-2019-18#logic-licence", each="lines")
def inspected_exports_name_their_ledger(
    line: GoodsLine, filing: ExportDeclaration, on: Circumstances
) -> Iterator[Finding]:
    """{hs}（{name}）出口须检验检疫，请在随附监管证件填电子底账（B）编号。
    | {hs} ({name}) is inspected on export; list its electronic ledger (B).
    """
    if is_under(LEDGER, line, on) and not any(licence.kind == LEDGER for licence in filing.licences):
        yield "hs_code", {"hs": line.hs_code, "name": line.name}


@rule("rebate-mode", basis="customs-numbers#rebate-21", severity="warning")
def a_rebate_needs_taxed_goods(filing: ExportDeclaration) -> Iterator[Finding]:
    """监管方式 {mode} 一般不退税，请核对。 | Supervision mode {mode} hardly gives a rebate; please check."""
    if filing.rebate and filing.supervision_mode in NO_REBATE:
        yield "rebate", {"mode": named("supervision-mode", filing.supervision_mode)}


@rule("rebate-owner", basis="gacc-2019-18#head-12")
def a_rebate_has_its_maker(filing: ExportDeclaration) -> Iterator[Finding]:
    """申请退税的，生产销售单位须填统一社会信用代码，不能填 NO。
    | With a rebate the producer or seller is named by its credit code, not NO.
    """
    if filing.rebate and filing.owner_uscc == NONE:
        yield "owner_uscc"


@rule("confirmation-unneeded", basis="gacc-2019-18#head-29", severity="warning")
def price_confirmations_stay_blank(filing: ExportDeclaration) -> Iterator[Finding]:
    """{what}出口免填，可以留空。 | {what} need not be confirmed on export; it may stay blank."""
    for field, what in _CONFIRMED.items():
        if getattr(filing, field) is not None:
            yield field, {"what": Text(what.zh, what.en[:1].upper() + what.en[1:])}


RULES: tuple[Rule, ...] = (
    only_goods_that_cross_are_declared_in_advance,
    early_goods_are_ready,
    early_goods_say_when_they_arrive,
    early_is_three_days_at_most,
    early_goods_are_still_to_come,
    early_goods_have_not_arrived,
    ordinary_goods_have_arrived,
    declared_a_day_before_loading,
    goods_arrive_before_they_are_loaded,
    goods_go_abroad,
    what_stays_goes_nowhere,
    every_line_goes_abroad,
    ordinary_exports_are_home_made,
    inspected_exports_name_their_ledger,
    a_rebate_needs_taxed_goods,
    a_rebate_has_its_maker,
    price_confirmations_stay_blank,
)
