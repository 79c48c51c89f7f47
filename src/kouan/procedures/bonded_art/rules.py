"""Demands on a movement: its bill, its buyer, its show and guarantee."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._zone.rules import FIRM_RULES
from kouan.procedures.bonded_art.form import ENTER, SALE, SHOW_INSIDE, SHOW_OUTSIDE, SHOWS, Filing
from kouan.procedures.bonded_art.rules_works import WORK_RULES

_OF_SHOWS = ("show", "venue", "opens_on", "closes_on")
_OF_VISITORS = ("capacity", "most_at_once", "gate")
_OF_GUARANTEES = ("guarantee", "guarantee_number", "guaranteed", "guaranteed_until")


@rule("bill-missing", basis="order-256#bonded-entry")
def an_entry_names_its_bill(filing: Filing) -> Iterator[Finding]:
    """境外入区须填提运单号。 | An entry from abroad needs its bill of lading or air waybill."""
    if filing.movement == ENTER and filing.bill is None:
        yield "bill"


@rule("bill-needless", basis="order-256#bonded-entry")
def only_an_entry_has_a_bill(filing: Filing) -> Iterator[Finding]:
    """已在区内的作品不填提运单号。 | Works that are in the zone already have no bill of lading to name."""
    if filing.movement != ENTER and filing.bill is not None:
        yield "bill"


@rule("bill-unknown", basis="order-256#bonded-entry", severity="warning")
def the_bill_is_on_a_manifest(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有提运单 {bill}，请核对。 | Bill {bill} is on no manifest; please check."""
    if on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


@rule("buyer-missing", basis="order-256#inland")
def a_sale_has_its_buyer(filing: Filing) -> Iterator[Finding]:
    """成交出区进口须填买受人。 | A sale needs its buyer."""
    if filing.movement == SALE and filing.buyer is None:
        yield "buyer"


@rule("show-untold", basis="art-measures#show")
def a_show_is_named_and_dated(filing: Filing) -> Iterator[Finding]:
    """展示须填展览名称、场所、开展和闭展日期。 | A show needs its name, venue, first and last day."""
    if filing.movement in SHOWS:
        yield from (name for name in _OF_SHOWS if getattr(filing, name) is None)


@rule("show-closes-first", basis="art-measures#show")
def a_show_opens_before_it_closes(filing: Filing) -> Iterator[Finding]:
    """闭展日期不能早于开展日期。 | The show cannot close before it opens."""
    if filing.opens_on and filing.closes_on and filing.closes_on < filing.opens_on:
        yield "closes_on"


@rule("show-soon", basis="art-measures#show")
def a_show_is_applied_for_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """未取得批准文件的，应在开展 {days} 日以前申请，最早可定于 {first} 开展。
    | Without a permit, apply {days} days before the show; it can open on {first} at the earliest.
    """
    days = int(on.terms.number("show-ahead"))
    first = on.day + timedelta(days=days)
    if filing.movement in SHOWS and filing.permit is None and filing.opens_on and filing.opens_on < first:
        yield "opens_on", {"days": days, "first": first}


@rule("visitors-untold", basis="guangzhou-2019#23")
def visitors_in_the_zone_are_planned_for(filing: Filing) -> Iterator[Finding]:
    """区内展示须填核定人数、同时在场最多人数和进出路线。
    | A show in the zone needs the number the hall may hold, the most at once, and the way visitors take.
    """
    if filing.movement == SHOW_INSIDE:
        yield from (name for name in _OF_VISITORS if getattr(filing, name) is None)


@rule("visitors-many", basis="guangzhou-2019#23")
def visitors_fit_the_hall(filing: Filing) -> Iterator[Finding]:
    """同时在场人数超过展厅核定的 {capacity} 人，请限流。
    | More visitors at once than the {capacity} the hall may hold; let in fewer.
    """
    if filing.capacity and filing.most_at_once and filing.most_at_once > filing.capacity:
        yield "most_at_once", {"capacity": filing.capacity}


@rule("guarantee-untold", basis="order-256#outside")
def a_show_outside_is_guaranteed(filing: Filing) -> Iterator[Finding]:
    """出区展示须提供担保，填明方式、编号、金额和有效期。
    | A show outside the zone is guaranteed; give the kind, number, sum and last day.
    """
    if filing.movement == SHOW_OUTSIDE:
        yield from (name for name in _OF_GUARANTEES if getattr(filing, name) is None)


@rule("guarantee-short", basis="order-256#outside")
def the_guarantee_outlasts_the_show(filing: Filing) -> Iterator[Finding]:
    """担保应在闭展以后仍然有效，闭展日为 {day}。 | The guarantee must last beyond the show, which closes on {day}."""
    until, closes = filing.guaranteed_until, filing.closes_on
    if filing.movement == SHOW_OUTSIDE and until and closes and until <= closes:
        yield "guaranteed_until", {"day": closes}


RULES: tuple[Rule, ...] = (
    *FIRM_RULES,
    an_entry_names_its_bill,
    only_an_entry_has_a_bill,
    the_bill_is_on_a_manifest,
    a_sale_has_its_buyer,
    a_show_is_named_and_dated,
    a_show_opens_before_it_closes,
    a_show_is_applied_for_ahead,
    visitors_in_the_zone_are_planned_for,
    visitors_fit_the_hall,
    a_show_outside_is_guaranteed,
    the_guarantee_outlasts_the_show,
    *WORK_RULES,
)
