"""Rules on delivery terms and costs (GACC Announcement 2019-18)."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Finding, Rule, Text, rule
from kouan.procedures._declaration.direction import EMPTY, REQUIRED, Direction
from kouan.procedures._declaration.shape import Declaration
from kouan.procedures._declaration.words import named, plain
from kouan.procedures._declaration.worth import Cost

RATE, UNIT_PRICE, TOTAL = "1", "2", "3"
COSTS = {
    "freight": Text("运费", "Freight"),
    "insurance": Text("保费", "Insurance"),
    "other_cost": Text("杂费", "Other costs"),
}


def delivery_rules(direction: Direction) -> tuple[Rule, ...]:
    """Under which delivery terms freight and insurance are required or must stay empty."""
    return (*_of_one("freight", 0, direction), *_of_one("insurance", 1, direction))


def _of_one(cost: str, place: int, direction: Direction) -> tuple[Rule, Rule]:
    """The two demands on one cost; ``place`` is where it stands in ``direction.costs``."""
    words = {"cost": COSTS[cost], "direction": direction.words}

    @rule(f"{cost}-required", basis="gacc-2019-18#logic-costs")
    def is_given(filing: Declaration) -> Iterator[Finding]:
        """{direction}按{terms}成交，{cost}必须填写。 | {cost} is required for {direction} under {terms}."""
        terms = filing.delivery_terms
        if terms and getattr(filing, cost) is None and direction.costs.get(terms, "  ")[place] == REQUIRED:
            yield cost, words | {"terms": named("delivery-terms", terms)}

    @rule(f"{cost}-empty", basis="gacc-2019-18#logic-costs")
    def is_left_out(filing: Declaration) -> Iterator[Finding]:
        """{direction}按{terms}成交，{cost}已含在价格中或不计入，应留空。
        | {cost} stays empty for {direction} under {terms}.
        """
        terms = filing.delivery_terms
        if terms and getattr(filing, cost) is not None and direction.costs.get(terms, "  ")[place] == EMPTY:
            yield cost, words | {"terms": named("delivery-terms", terms)}

    return is_given, is_left_out


def _costs(filing: Declaration) -> Iterator[tuple[str, Cost]]:
    for name in COSTS:
        cost = getattr(filing, name)
        if cost is not None:
            yield name, cost


@rule("cost-currency", basis="gacc-2019-18#head-26")
def a_price_has_its_currency(filing: Declaration) -> Iterator[Finding]:
    """{cost}按单价或总价申报的，须填币制。 | {cost}: a unit price or a total needs its currency."""
    for name, cost in _costs(filing):
        if cost.mark != RATE and cost.currency is None:
            yield (name, "currency"), {"cost": COSTS[name]}


@rule("cost-rate-currency", basis="gacc-2019-18#head-26")
def a_rate_has_no_currency(filing: Declaration) -> Iterator[Finding]:
    """{cost}按费率申报的，币制 {currency} 应留空。 | {cost}: a rate has no currency, leave {currency} out."""
    for name, cost in _costs(filing):
        if cost.mark == RATE and cost.currency:
            yield (name, "currency"), {"cost": COSTS[name], "currency": cost.currency}


@rule("cost-mark", basis="gacc-2019-18#head-26")
def only_freight_goes_by_the_tonne(filing: Declaration) -> Iterator[Finding]:
    """{cost}只能按费率（1）或总价（3）申报，不能按单价（2）。
    | {cost} is given as a rate (1) or a total (3), not per tonne (2).
    """
    for name, cost in _costs(filing):
        if name != "freight" and cost.mark == UNIT_PRICE:
            yield (name, "mark"), {"cost": COSTS[name]}


@rule("cost-positive", basis="gacc-2019-18#head-26")
def freight_and_insurance_are_above_nothing(filing: Declaration) -> Iterator[Finding]:
    """{cost} {amount} 应大于 0；应扣除的费用填在杂费中。
    | {cost} of {amount} must be above 0; deductions are other costs.
    """
    for name, cost in _costs(filing):
        if name != "other_cost" and cost.amount <= 0:
            yield (name, "amount"), {"cost": COSTS[name], "amount": plain(cost.amount)}


@rule("cost-rate", basis="gacc-2019-18#head-26")
def a_rate_stays_below_a_hundred(filing: Declaration) -> Iterator[Finding]:
    """{cost}费率 {rate}% 超过 100%；按金额申报的标记应为 3。
    | {cost} at {rate} % is above 100 %; an amount has mark 3.
    """
    for name, cost in _costs(filing):
        if cost.mark == RATE and abs(cost.amount) > 100:
            yield (name, "amount"), {"cost": COSTS[name], "rate": plain(cost.amount)}


@rule("cost-deduction", basis="gacc-2019-18#head-26", given="other_cost")
def no_deduction_exceeds_the_goods(filing: Declaration) -> Iterator[Finding]:
    """扣除的杂费 {amount} 不能达到货物总价 {goods}。 | A deduction of {amount} must stay below the goods' {goods}."""
    cost = filing.other_cost
    if cost is None or cost.mark != TOTAL or cost.amount >= 0:
        return
    goods = sum((line.total for line in filing.lines if line.currency == cost.currency), Decimal(0))
    if 0 < goods <= -cost.amount:
        yield ("other_cost", "amount"), {"amount": plain(-cost.amount), "goods": plain(goods)}


@rule("cost-currency-of-goods", basis="gacc-2019-18#head-26", severity="warning")
def costs_are_in_a_currency_of_trade(filing: Declaration) -> Iterator[Finding]:
    """{cost}币制 {currency} 与货物的币制都不同，请核对。
    | {cost} is in {currency}, unlike all of the goods; please check.
    """
    if not (filing.freight or filing.insurance or filing.other_cost):
        return
    used = {line.currency for line in filing.lines} | {"CNY", "USD"}
    for name, cost in _costs(filing):
        if cost.currency and cost.currency not in used:
            yield (name, "currency"), {"cost": COSTS[name], "currency": cost.currency}


RULES: tuple[Rule, ...] = (
    a_price_has_its_currency,
    a_rate_has_no_currency,
    only_freight_goes_by_the_tonne,
    freight_and_insurance_are_above_nothing,
    a_rate_stays_below_a_hundred,
    no_deduction_exceeds_the_goods,
    costs_are_in_a_currency_of_trade,
)
