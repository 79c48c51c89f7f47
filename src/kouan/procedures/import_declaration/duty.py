"""Duty on an import: customs value, customs duty, consumption tax, VAT (rules.md 1.8). Pure; never guesses.

Every tax of every line is rounded half up to the fen. A kind of tax whose sum on the declaration is below the floor
is not charged. Where a rate is not known the whole declaration is left to the officer: :class:`Unknown` says why.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kouan.blueprint import Circumstances, Text
from kouan.kernel.money import to_fen
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.rates import rates_of
from kouan.procedures._declaration.worth import Cost
from kouan.procedures.import_declaration.form import ImportDeclaration
from kouan.reference import TariffLine

PERCENT = Decimal(100)
TONNE = Decimal(1000)
RATE, UNIT_PRICE = "1", "2"
CHARGED = frozenset({"1", "6", "7"})
"""Duty treatments under which the whole is computed: as assessed, or covered by deposit or letter of guarantee."""
EXEMPT, BONDED = "3", frozenset({"299", "501", "502", "503"})
"""Exempt under these levy natures nothing is due; under others VAT may still be, which an officer says."""

_NO_CURRENCY = Text("没有 {currency} 的计征汇率", "there is no customs exchange rate for {currency}")
_NO_TERMS = Text("没有成交方式", "the delivery terms are not given")
_NO_GOODS = Text("没有商品", "no goods are declared")
_NO_LINE = Text("第 {line} 项 {code} 没有税率资料", "no rates are known for line {line}, {code}")
_NO_SHARE = Text("第 {line} 项的征免须由海关核定", "the duty treatment of line {line} is for customs to assess")
_AGREEMENT = Text("第 {line} 项的协定税率须由海关核定", "the agreement rate of line {line} is for customs to assess")


class Unknown(LookupError):  # noqa: N818 - a state of the data, not a mistake
    """Something needed is not known; ``reason`` says what, in both languages."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


@dataclass(frozen=True, slots=True)
class LineDuty:
    """What one line owes, in yuan."""

    value: Decimal
    duty: Decimal
    consumption: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True)
class Duty:
    """What a declaration owes, in yuan, line by line and in sum after the floor."""

    lines: tuple[LineDuty, ...]
    value: Decimal
    duty: Decimal
    consumption: Decimal
    vat: Decimal

    @property
    def total(self) -> Decimal:
        return self.duty + self.consumption + self.vat


def exchange_rate(currency: str, on: Circumstances) -> Decimal:
    """Yuan for one unit of a currency; Unknown when the terms have none for that day."""
    if currency == "CNY":
        return Decimal(1)
    try:
        return on.terms.number(f"rate-{currency}")
    except LookupError:
        raise Unknown(_NO_CURRENCY.fill(currency=currency)) from None


def _cost(cost: Cost | None, goods: Decimal, tonnes: Decimal, on: Circumstances) -> Decimal:
    """One cost in yuan: a rate of ``goods``, a price per tonne of gross weight, or a total."""
    if cost is None:
        return Decimal(0)
    if cost.mark == RATE:
        return goods * cost.amount / PERCENT
    total = cost.amount * tonnes if cost.mark == UNIT_PRICE else cost.amount
    return total * exchange_rate(cost.currency or "CNY", on)


_FREIGHT_ADDED = frozenset("347")
_INSURANCE_ADDED = frozenset("237")


def _added(filing: ImportDeclaration, goods: Decimal, on: Circumstances) -> Decimal:
    """What the delivery terms leave out of the price: freight and insurance to the port, other costs."""
    tonnes = (filing.gross_weight or Decimal(0)) / TONNE
    freight = _cost(filing.freight, goods, tonnes, on) if filing.delivery_terms in _FREIGHT_ADDED else Decimal(0)
    insured = goods + freight
    insurance = (
        _cost(filing.insurance, insured, tonnes, on) if filing.delivery_terms in _INSURANCE_ADDED else Decimal(0)
    )
    return freight + insurance + _cost(filing.other_cost, goods, tonnes, on)


def customs_values(filing: ImportDeclaration, on: Circumstances) -> tuple[Decimal, ...]:
    """Customs value of each line in yuan, to the fen: its price plus its part of what the terms leave out."""
    if filing.delivery_terms is None:
        raise Unknown(_NO_TERMS)
    if not filing.lines:
        raise Unknown(_NO_GOODS)
    prices = [line.total * exchange_rate(line.currency, on) for line in filing.lines]
    goods = sum(prices, Decimal(0))
    factor = 1 + _added(filing, goods, on) / goods
    return tuple(to_fen(price * factor) for price in prices)


def _is_charged(number: int, line: GoodsLine, levy_nature: str | None) -> bool:
    if line.duty_mode == EXEMPT and levy_nature in BONDED:
        return False
    if line.duty_mode not in CHARGED:
        raise Unknown(_NO_SHARE.fill(line=number))
    return True


def _rates(number: int, line: GoodsLine, on: Circumstances) -> TariffLine:
    if line.agreement:
        raise Unknown(_AGREEMENT.fill(line=number))
    return _ordinary_rates(number, line, on)


def _ordinary_rates(number: int, line: GoodsLine, on: Circumstances) -> TariffLine:
    rates = rates_of(line, on)
    if rates is None:
        raise Unknown(_NO_LINE.fill(line=number, code=line.hs_code))
    return rates


def line_duty(value: Decimal, rates: TariffLine) -> LineDuty:
    """Duty = value × rate; consumption tax = (value + duty) / (1 - t) × t; VAT on the sum of the three."""
    duty = to_fen(value * rates.mfn_rate / PERCENT)
    consumed = rates.consumption_rate / PERCENT
    consumption = to_fen((value + duty) / (1 - consumed) * consumed)
    vat = to_fen((value + duty + consumption) * rates.vat_rate / PERCENT)
    return LineDuty(value, duty, consumption, vat)


def estimate(filing: ImportDeclaration, on: Circumstances) -> Decimal:
    """What a summary is likely to owe: its prices as they stand, at ordinary rates; Unknown where there are none."""
    total = Decimal(0)
    for number, line in enumerate(filing.lines, 1):
        owed = line_duty(to_fen(line.total * exchange_rate(line.currency, on)), _ordinary_rates(number, line, on))
        total += owed.duty + owed.consumption + owed.vat
    return total


def _lines(filing: ImportDeclaration, on: Circumstances) -> Iterator[LineDuty]:
    values = customs_values(filing, on)
    for number, (line, value) in enumerate(zip(filing.lines, values, strict=True), 1):
        if _is_charged(number, line, filing.levy_nature):
            yield line_duty(value, _rates(number, line, on))
        else:
            yield LineDuty(value, Decimal(0), Decimal(0), Decimal(0))


def duty_on(filing: ImportDeclaration, on: Circumstances) -> Duty:
    """What the declaration owes; Unknown when an officer must assess it."""
    lines = tuple(_lines(filing, on))
    floor = on.terms.number("duty-floor")

    def charged(kind: Callable[[LineDuty], Decimal]) -> Decimal:
        amount = sum(map(kind, lines), Decimal(0))
        return amount if amount >= floor else Decimal(0)

    return Duty(
        lines,
        sum((line.value for line in lines), Decimal(0)),
        charged(lambda line: line.duty),
        charged(lambda line: line.consumption),
        charged(lambda line: line.vat),
    )
