"""Rules on time: when an import may and must be declared, and what lateness costs."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.kernel.calendar import BeyondCalendar, china
from kouan.procedures._declaration.words import ADVANCE, ORDINARY
from kouan.procedures.import_declaration.duty import Unknown, customs_values
from kouan.procedures.import_declaration.form import ImportDeclaration

_UNCOUNTED = Text("由海关核定", "for customs to compute")


def _arrival(filing: ImportDeclaration, on: Circumstances) -> datetime | None:
    """When the goods of the bill arrived, as far as it was known and had happened at filing."""
    said = on.known("bill", filing.bill_number, "arrived_at")
    arrived = datetime.fromisoformat(said) if said else None
    return arrived if arrived is None or arrived <= on.at else None


@rule("import-date-later", basis="gacc-2019-18#head-4")
def an_ordinary_import_has_entered(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """进口日期 {day} 尚未到；货物未进境的请选提前申报。
    | The date of import {day} has not come; choose an advance declaration.
    """
    if filing.clearance == ORDINARY and filing.import_date and filing.import_date > on.day:
        yield "import_date", {"day": filing.import_date}


@rule("not-arrived", basis="order-172#arrival")
def an_ordinary_import_has_arrived(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """提运单 {bill} 没有运抵报告，不能普通申报；请选提前申报或等货物运抵。
    | Bill {bill} has no arrival report; declare in advance or wait.
    """
    known = on.objects.get(("bill", filing.bill_number or ""))
    late_date = filing.import_date is not None and filing.import_date > on.day
    if known and filing.clearance == ORDINARY and not late_date and _arrival(filing, on) is None:
        yield "clearance", {"bill": filing.bill_number}


@rule("advance-too-late", basis="gacc-2014-74#import")
def an_advance_import_has_not_arrived(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """货物已于 {day} 运抵，不能再提前申报，请改为普通申报。
    | The goods arrived on {day}; declare them as ordinary, not in advance.
    """
    if filing.clearance != ADVANCE:
        return
    arrived = _arrival(filing, on)
    day = arrived.date() if arrived else filing.import_date
    if day and (arrived or day < on.day):
        yield "clearance", {"day": day}


@rule("advance-too-early", basis="gacc-2014-74#import")
def an_advance_import_has_departed(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """启运日期 {day} 尚未到；提前申报应在运输工具启运之后。
    | Departure on {day} is still to come; declare in advance after it.
    """
    if filing.clearance == ADVANCE and filing.departure_date and filing.departure_date > on.day:
        yield "departure_date", {"day": filing.departure_date}


@rule("departure-after-import", basis="gacc-2019-18#head-32")
def goods_depart_before_they_enter(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """启运日期 {left} 晚于进口日期 {entered}。
    | The date of departure {left} lies after the date of import {entered}.
    """
    left, entered = filing.departure_date, filing.import_date
    if left and entered and left > entered and (filing.clearance != ADVANCE or left <= on.day):
        yield "departure_date", {"left": left, "entered": entered}


def last_day(entered: date, on: Circumstances) -> date:
    """The last day to declare goods that entered on a day; a day off moves on to the next working day."""
    last = entered + timedelta(days=int(on.terms.number("declare-within-days")))
    try:
        return china().next_working_day(last)
    except BeyondCalendar:
        return last


def late_fee(filing: ImportDeclaration, days: int, on: Circumstances) -> Decimal:
    """滞报金 in whole yuan: value × 0.05 % a day, the fraction dropped, nothing below the floor. Raises Unknown."""
    value = sum(customs_values(filing, on), Decimal(0))
    fee = (value * on.terms.number("late-fee-rate") * days).quantize(Decimal(1), ROUND_DOWN)
    return fee if fee >= on.terms.number("late-fee-floor") else Decimal(0)


def _fee_words(filing: ImportDeclaration, days: int, on: Circumstances) -> Text:
    try:
        fee = late_fee(filing, days, on)
    except Unknown:
        return _UNCOUNTED
    return Text(f"约 {fee} 元", f"about CNY {fee}")


@rule("declared-late", basis="late-fee#rate", severity="warning")
def imports_are_declared_in_time(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """进口日期 {entered}，应在 {last} 前申报，已滞报 {days} 日，滞报金{fee}。
    | Entered {entered}, due by {last}, {days} day(s) late; the late fee is {fee}.
    """
    if filing.import_date is None or (on.day - filing.import_date).days > on.terms.number("sale-after-days"):
        return
    if (on.day - filing.import_date).days <= on.terms.number("declare-within-days"):
        return
    last = last_day(filing.import_date, on)
    days = (on.day - last).days
    if days > 0:
        words = {"entered": filing.import_date, "last": last, "days": days, "fee": _fee_words(filing, days, on)}
        yield "import_date", words


@rule("subject-to-sale", basis="late-fee#three-months", severity="warning")
def imports_are_declared_before_they_are_sold(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """自进口日期 {entered} 已 {days} 日未申报，海关可依法变卖货物。
    | Undeclared for {days} days since {entered}; customs may sell the goods.
    """
    if filing.import_date is None:
        return
    days = (on.day - filing.import_date).days
    if days > on.terms.number("sale-after-days"):
        yield "import_date", {"entered": filing.import_date, "days": days}


RULES: tuple[Rule, ...] = (
    an_ordinary_import_has_entered,
    an_ordinary_import_has_arrived,
    an_advance_import_has_not_arrived,
    an_advance_import_has_departed,
    goods_depart_before_they_enter,
    imports_are_declared_in_time,
    imports_are_declared_before_they_are_sold,
)
