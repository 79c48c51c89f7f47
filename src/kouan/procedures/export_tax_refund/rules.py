"""Demands on a claim: when it may be made, what may be refunded, that the price came in, that the sums are right."""

from collections.abc import Iterator
from datetime import date, timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.identifiers import is_export_number
from kouan.procedures._application.months import months_after
from kouan.procedures.export_tax_refund.amounts import amounts
from kouan.procedures.export_tax_refund.form import FOURTH, PRODUCER, TRADER, Filing
from kouan.procedures.export_tax_refund.goods import Export
from kouan.procedures.export_tax_refund.rules_purchases import PURCHASE_RULES

NOT_REFUNDED = frozenset({"0214", "0255", "1300", "2600", "2700", "4500", "4561"})
"""Supplied-material processing, repairs, temporary exits and returns."""
LATE_ALLOWED = date(2020, 1, 20)


def first_day(exported_on: date) -> date:
    """The first day on which an export may be claimed: that of the next month."""
    return months_after(exported_on.replace(day=1), 1)


def last_day(exported_on: date) -> date:
    """The last day of the time to claim: the thirtieth of April of the next year."""
    return date(exported_on.year + 1, 4, 30)


def is_late(line: Export, day: date) -> bool:
    """Whether the time to claim a line is over."""
    return day > last_day(line.exported_on)


@rule("not-an-export", basis="customs-numbers#declaration-18", each="exports")
def the_declaration_is_an_export(line: Export) -> Iterator[Finding]:
    """报关单号第 9 位应为 0 或 E（出口）。
    | The ninth character of the declaration number must be 0 or E, for export.
    """
    if not is_export_number(line.declaration):
        yield "declaration"


@rule("export-twice", basis="customs-numbers#rebate-21")
def an_export_is_claimed_once(filing: Filing) -> Iterator[Finding]:
    """出口货物 {number} 重复申报退税，请删去一行。 | Export {number} is claimed twice; leave one row out."""
    seen: set[tuple[str, str | None]] = set()
    for at, line in enumerate(filing.exports):
        key = (line.number, line.link)
        if key in seen:
            yield ("exports", at, "item"), {"number": line.number}
        seen.add(key)


@rule("claimed-early", basis="sat-2012-24#period", each="exports")
def it_is_claimed_from_the_next_month(line: Export, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """应自出口次月起申报，{first} 起可以申报。 | Claim from the month after export, that is from {first}."""
    first = first_day(line.exported_on)
    if on.day < first:
        yield "exported_on", {"first": first}


@rule("claimed-late", basis="sat-2012-24#period", until=LATE_ALLOWED - timedelta(days=1), each="exports")
def it_is_claimed_in_time(line: Export, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """申报期已于 {last} 截止，不能再申报退税。 | The time to claim ended on {last}; it can no longer be refunded."""
    if is_late(line, on.day):
        yield "exported_on", {"last": last_day(line.exported_on)}


@rule("late-unreceived", basis="mof-2020-2#late", since=LATE_ALLOWED, each="exports")
def a_late_claim_has_been_paid_for(line: Export, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """申报期已于 {last} 截止，逾期申报的须已收汇，请填收汇凭证号或视同收汇的理由。
    | The time to claim ended on {last}; later the price must have come in, so give its receipt or the reason.
    """
    if is_late(line, on.day) and line.received is None and line.unreceived is None:
        yield "received", {"last": last_day(line.exported_on)}


@rule("receipt-missing", basis="sat-2022-9#exchange", each="exports")
def class_four_shows_its_receipts(line: Export, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """四类企业申报时须填收汇凭证号或视同收汇的理由。
    | Class four gives the receipt of the price, or the reason that counts instead, with the claim.
    """
    nothing = line.received is None and line.unreceived is None
    if filing.grade == FOURTH and nothing and not is_late(line, on.day):
        yield "received"


@rule("both-told", basis="sat-2022-9#exchange", each="exports")
def it_is_received_or_not(line: Export) -> Iterator[Finding]:
    """已填收汇凭证号，不再填视同收汇的理由。 | The price was received, so no reason for its absence is given."""
    if line.received is not None and line.unreceived is not None:
        yield "unreceived"


@rule("mode-not-refunded", basis="mof-2012-39#scope", each="exports")
def the_mode_is_refunded(line: Export) -> Iterator[Finding]:
    """监管方式 {mode} 的出口货物不退税，请从申报中删去。
    | Exports under mode {mode} are not refunded; take the line out.
    """
    if line.mode in NOT_REFUNDED:
        yield "mode", {"mode": line.mode}


@rule("rate-zero", basis="mof-2012-39#scope", each="exports")
def the_rate_is_above_zero(line: Export) -> Iterator[Finding]:
    """退税率为零的货物不退税，请从申报中删去，另按免税或征税申报。
    | Goods with a refund rate of zero are not refunded; take the line out and declare them as exempt or taxed.
    """
    if line.refund_rate == 0:
        yield "refund_rate"


@rule("period-ahead", basis="sat-2012-24#period")
def the_period_is_over(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """所属期应早于本月。 | The period must be before this month."""
    if filing.period >= f"{on.day:%Y%m}":
        yield "period"


@rule("exported-after-period", basis="sat-2012-24#period", each="exports")
def it_was_exported_by_then(line: Export, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """出口日期晚于所属期 {period}，请改报以后的所属期。
    | It was exported after the period {period}; claim it in a later one.
    """
    if f"{line.exported_on:%Y%m}" > filing.period and on.day >= first_day(line.exported_on):
        yield "exported_on", {"period": filing.period}


@rule("credit-missing", basis="mof-2012-39#producer")
def a_producer_tells_its_credit(filing: Filing) -> Iterator[Finding]:
    """生产企业须填期末留抵税额，没有的填 0。 | A producer gives the credit left over, 0 if there is none."""
    if filing.kind == PRODUCER and filing.credit_left is None:
        yield "credit_left"


@rule("credit-of-trader", basis="mof-2012-39#trader")
def a_trader_has_no_credit(filing: Filing) -> Iterator[Finding]:
    """外贸企业按进货退税，不填期末留抵税额。 | A trader is refunded by purchase and gives no credit left over."""
    if filing.kind == TRADER and filing.credit_left is not None:
        yield "credit_left"


@rule("claimed-differs", basis="guangzhou-2019#25")
def the_claim_is_what_it_comes_to(filing: Filing) -> Iterator[Finding]:
    """申请退税额应为按明细计算的 {right} 元。 | The refund claimed must be what its lines come to, {right} yuan."""
    if filing.kind == PRODUCER and filing.credit_left is None:
        return
    if filing.kind == TRADER and {row.link for row in filing.purchases} != {line.link for line in filing.exports}:
        return  # said by the rules on links
    right = amounts(filing)["refund"]
    if right != filing.claimed:
        yield "claimed", {"right": right}


@rule("no-records", basis="sat-2022-9#records")
def records_are_kept(filing: Filing) -> Iterator[Finding]:
    """须确认备案单证齐备，或在申报后十五日内备齐。 | Confirm that records are kept, or will be within fifteen days."""
    if not filing.records:
        yield "records"


RULES: tuple[Rule, ...] = (
    the_declaration_is_an_export,
    an_export_is_claimed_once,
    it_is_claimed_from_the_next_month,
    it_is_claimed_in_time,
    a_late_claim_has_been_paid_for,
    class_four_shows_its_receipts,
    it_is_received_or_not,
    the_mode_is_refunded,
    the_rate_is_above_zero,
    the_period_is_over,
    it_was_exported_by_then,
    a_producer_tells_its_credit,
    a_trader_has_no_credit,
    the_claim_is_what_it_comes_to,
    records_are_kept,
    *PURCHASE_RULES,
)
