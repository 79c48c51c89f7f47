"""Demands on the declaration: fair, carnet, guarantee, list."""

from collections.abc import Iterator
from datetime import date

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.calendar import months_after
from kouan.procedures._application.rows import repeated
from kouan.procedures.exhibition_goods.exhibits import EXHIBIT, NOT_FREE, Exhibit
from kouan.procedures.exhibition_goods.form import ATA, CARNET, HALL, Filing
from kouan.procedures.exhibition_goods.rules_closing import CLOSING_RULES


def first_end(filing: Filing, on: Circumstances) -> date:
    """The last day of the first stay."""
    return months_after(filing.entered_on, on.terms.limit("stay-1").amount)


@rule("fair-closes-first", basis="order-233#exhibition")
def the_fair_opens_before_it_closes(filing: Filing) -> Iterator[Finding]:
    """闭幕日期不能早于开幕日期。 | The fair cannot close before it opens."""
    if filing.closes_on < filing.opens_on:
        yield "closes_on"


@rule("entered-after-fair", basis="order-233#exhibition")
def exhibits_come_before_the_fair_is_over(filing: Filing) -> Iterator[Finding]:
    """进境日期晚于闭幕日期，不能按展览品申报。 | They enter after the fair is over, so not as exhibits."""
    if filing.entered_on > filing.closes_on >= filing.opens_on:
        yield "entered_on"


@rule("fair-outlasts-stay", basis="order-233#stay", severity="warning")
def the_fair_ends_within_the_stay(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """展会在 {last} 以后闭幕，届满前须申请延期。 | The fair ends after {last}; ask for a longer stay before then."""
    last = first_end(filing, on)
    if filing.closes_on > last:
        yield "closes_on", {"last": last}


@rule("carnet-missing", basis="order-233#ata")
def a_carnet_is_numbered_and_dated(filing: Filing) -> Iterator[Finding]:
    """凭单证册申报的须填编号和有效期。 | By carnet, its number and last day are needed."""
    if filing.regime == ATA:
        yield from (name for name in ("carnet", "carnet_until") if getattr(filing, name) is None)


@rule("carnet-unneeded", basis="order-233#ata")
def only_ata_has_a_carnet(filing: Filing) -> Iterator[Finding]:
    """填了单证册编号，监管方式应选 ATA 单证册。 | A carnet is named, so the regime is ATA."""
    if filing.regime != ATA and filing.carnet:
        yield "regime"


@rule("carnet-expires", basis="order-233#ata")
def the_carnet_lasts_through_the_fair(filing: Filing) -> Iterator[Finding]:
    """单证册在展会闭幕（{last}）以前到期，应至少有效到闭幕之日。
    | The carnet ends before the fair does, on {last}; it must last until then at least.
    """
    if filing.regime == ATA and filing.carnet_until and filing.carnet_until < filing.closes_on:
        yield "carnet_until", {"last": filing.closes_on}


@rule("guarantee-of-regime", basis="order-233#guarantee")
def carnets_are_their_own_guarantee(filing: Filing) -> Iterator[Finding]:
    """单证册自带担保：ATA 应选单证册担保，其他监管方式不能选。
    | A carnet is its own guarantee: choose it with ATA, and with nothing else.
    """
    if (filing.regime == ATA) != (filing.guarantee == CARNET):
        yield "guarantee"


@rule("guarantee-untold", basis="order-233#guarantee")
def a_guarantee_is_numbered_and_dated(filing: Filing) -> Iterator[Finding]:
    """保证金或保函须填编号和有效期。 | A deposit or letter needs its number and last day."""
    if filing.guarantee not in (HALL, CARNET):
        yield from (name for name in ("guarantee_number", "guaranteed_until") if getattr(filing, name) is None)


@rule("guarantee-short", basis="order-233#guarantee")
def the_guarantee_lasts_through_the_stay(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """担保须有效至 {last}（进境起六个月）。 | The guarantee must last until {last}, six months from entry."""
    last = first_end(filing, on)
    if filing.guarantee not in (HALL, CARNET) and filing.guaranteed_until and filing.guaranteed_until < last:
        yield "guaranteed_until", {"last": last}


@rule("not-free", basis="order-233#supplies", each="exhibits")
def drink_tobacco_and_fuel_are_not_free(exhibit: Exhibit) -> Iterator[Finding]:
    """
    酒、烟和燃料作为消耗或散发用品不免税，请另按一般贸易申报。
    | Drink, tobacco and fuel to be used or given away are not free of duty; declare them as ordinary trade.
    """
    if exhibit.use != EXHIBIT and exhibit.hs_code[:2] in NOT_FREE:
        yield "use"


@rule("exhibit-twice", basis="order-233#exhibition")
def an_exhibit_is_numbered_once(filing: Filing) -> Iterator[Finding]:
    """序号 {number} 重复，每项展品用一个序号。 | Number {number} is given twice; every exhibit has its own."""
    for at, number in repeated(filing.exhibits, "number"):
        yield ("exhibits", at, "number"), {"number": number}


@rule("bill-unknown", basis="order-233#exhibition", severity="warning")
def the_bill_is_on_a_manifest(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有提运单 {bill}，请核对。 | Bill {bill} is on no manifest; please check."""
    if on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


RULES: tuple[Rule, ...] = (
    the_fair_opens_before_it_closes,
    exhibits_come_before_the_fair_is_over,
    the_fair_ends_within_the_stay,
    a_carnet_is_numbered_and_dated,
    only_ata_has_a_carnet,
    the_carnet_lasts_through_the_fair,
    carnets_are_their_own_guarantee,
    a_guarantee_is_numbered_and_dated,
    the_guarantee_lasts_through_the_stay,
    drink_tobacco_and_fuel_are_not_free,
    an_exhibit_is_numbered_once,
    the_bill_is_on_a_manifest,
    *CLOSING_RULES,
)
