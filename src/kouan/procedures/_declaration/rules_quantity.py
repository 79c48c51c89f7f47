"""Rules on quantities, units, sums, weights and packages."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._declaration.completion import is_summary
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.kinds import KILOGRAM, NAKED_OR_BULK
from kouan.procedures._declaration.rates import rates_of
from kouan.procedures._declaration.shape import Declaration
from kouan.procedures._declaration.words import named, plain

KILOGRAMS = {
    "035": Decimal(1),
    "036": Decimal("0.001"),
    "047": Decimal(100),
    "070": Decimal(1000),
    "075": Decimal("0.5"),
    "077": Decimal(50),
    "080": Decimal("0.05"),
}
"""Units of mass that are a round number of kilograms."""
FIFTH_PLACE = Decimal("0.00001")
HALF_FOURTH_PLACE, HALF_CENT = Decimal("0.00005"), Decimal("0.005")
ONE = Decimal(1)


@rule("legal-unit", basis="gacc-2019-18#line-legal-quantity", each="lines")
def the_first_unit_is_the_tariff_s(line: GoodsLine, filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """{hs} 的法定第一单位是 {wanted}，不是 {unit}。 | The first legal unit of {hs} is {wanted}, not {unit}."""
    rates = rates_of(line, on)
    if rates and line.legal_unit and line.legal_unit != rates.unit1:
        words = {"hs": line.hs_code, "unit": named("unit", line.legal_unit), "wanted": named("unit", rates.unit1)}
        yield "legal_unit", words


@rule("second-unit", basis="gacc-2019-18#line-second-quantity", each="lines")
def the_second_unit_is_the_tariff_s(line: GoodsLine, filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """{hs} 的法定第二单位应为 {wanted}。 | The second legal unit of {hs} must be {wanted}."""
    rates = rates_of(line, on)
    if rates and rates.unit2 and line.second_unit != rates.unit2 and not is_summary(filing, on):
        yield "second_unit", {"hs": line.hs_code, "wanted": named("unit", rates.unit2)}


@rule("second-unit-none", basis="gacc-2019-18#line-second-quantity", each="lines", given="second_unit")
def there_is_no_second_unit(line: GoodsLine, filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """{hs} 没有法定第二单位，第二单位和数量应留空。
    | {hs} has no second legal unit; leave second unit and quantity empty.
    """
    rates = rates_of(line, on)
    if rates and not rates.unit2:
        yield "second_unit", {"hs": line.hs_code}


@rule("second-quantity", basis="gacc-2019-18#line-second-quantity", each="lines", given="second_unit")
def second_unit_and_quantity_go_together(line: GoodsLine) -> Iterator[Finding]:
    """法定第二数量与第二单位须同时填写或同时留空。 | Second legal quantity and unit are both given or both empty."""
    if line.second_quantity is None:
        yield "second_quantity"


@rule("second-quantity-alone", basis="gacc-2019-18#line-second-quantity", each="lines", given="second_quantity")
def no_second_quantity_without_unit(line: GoodsLine, filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """第二数量 {quantity} 没有单位；{hs} 不用第二单位的应留空。
    | Second quantity {quantity} has no unit; empty it if {hs} has none.
    """
    if line.second_quantity is None or line.second_unit:
        return
    rates = rates_of(line, on)
    if rates is None or not rates.unit2:
        yield "second_quantity", {"quantity": plain(line.second_quantity), "hs": line.hs_code}


def converted(quantity: Decimal, unit: str, into: str) -> Decimal | None:
    """The quantity in another unit, to five places; None when the two cannot be compared."""
    if unit == into:
        return quantity
    if unit in KILOGRAMS and into in KILOGRAMS:
        return (quantity * KILOGRAMS[unit] / KILOGRAMS[into]).quantize(FIFTH_PLACE)
    return None


@rule("legal-quantity", basis="gacc-2019-18#logic-quantity", each="lines")
def legal_quantities_follow_the_quantity(line: GoodsLine) -> Iterator[Finding]:
    """成交数量 {quantity} 折合 {wanted}，与法定数量 {legal} 不符。
    | The quantity {quantity} comes to {wanted}, not the legal {legal}.
    """
    for name, unit in (("legal_quantity", line.legal_unit), ("second_quantity", line.second_unit)):
        legal: Decimal | None = getattr(line, name)
        wanted = converted(line.quantity, line.unit, unit) if unit and legal is not None else None
        if wanted is not None and legal is not None and wanted != legal:
            yield name, {"quantity": plain(line.quantity), "wanted": plain(wanted), "legal": plain(legal)}


@rule("line-total", basis="gacc-2019-18#logic-quantity", each="lines")
def the_total_is_price_times_quantity(line: GoodsLine) -> Iterator[Finding]:
    """总价 {total} 不等于数量 × 单价 = {wanted}（单价按四位小数容差）。
    | The total {total} is not quantity × price = {wanted}.
    """
    if line.unit_price is None:
        return
    wanted = line.quantity * line.unit_price
    if abs(line.total - wanted) > line.quantity * HALF_FOURTH_PLACE + HALF_CENT:
        yield "total", {"total": plain(line.total), "wanted": plain(round(wanted, 2))}


@rule("net-above-gross", basis="gacc-2019-18#head-24")
def net_stays_within_gross(filing: Declaration) -> Iterator[Finding]:
    """净重 {net} 千克大于毛重 {gross} 千克。 | The net weight {net} kg is above the gross weight {gross} kg."""
    net, gross = filing.net_weight, filing.gross_weight
    if net is not None and gross is not None and net > gross:
        yield "net_weight", {"net": plain(net), "gross": plain(gross)}


@rule("weight-below-one", basis="gacc-2019-18#head-24")
def weights_are_at_least_one(filing: Declaration) -> Iterator[Finding]:
    """重量 {weight} 千克不足 1 千克，应填 1。 | A weight of {weight} kg is declared as 1."""
    for name in ("gross_weight", "net_weight"):
        weight = getattr(filing, name)
        if weight is not None and weight < ONE:
            yield name, {"weight": plain(weight)}


@rule("net-sum", basis="gacc-2019-18#logic-quantity")
def lines_add_up_to_the_net_weight(filing: Declaration) -> Iterator[Finding]:
    """各项净重合计 {total} 千克，与表头净重 {net} 千克不符。
    | The lines weigh {total} kg net, the header says {net} kg.
    """
    net = filing.net_weight
    weights = [line.net_weight for line in filing.lines if line.net_weight is not None]
    if net is None or len(weights) != len(filing.lines) or _above_gross(filing):
        return
    if sum(weights) != net:
        yield "net_weight", {"total": plain(sum(weights, Decimal(0))), "net": plain(net)}


def _above_gross(filing: Declaration) -> bool:
    net, gross = filing.net_weight, filing.gross_weight
    return net is not None and gross is not None and net > gross


@rule("net-on-every-line", basis="gacc-2019-18#logic-quantity")
def every_line_has_its_net_weight_or_none(filing: Declaration) -> Iterator[Finding]:
    """有的项填了净重，第 {line} 项没有填；应都填或都不填。
    | Other lines have a net weight, line {line} has none; all or none.
    """
    blank = [index for index, line in enumerate(filing.lines) if line.net_weight is None]
    if len(blank) < len(filing.lines):
        for index in blank:
            yield ("lines", index, "net_weight"), {"line": index + 1}


def _kilograms(line: GoodsLine) -> Decimal:
    """What the line says of its weight in its legal units; 0 when it says nothing."""
    if line.legal_unit == KILOGRAM and line.legal_quantity:
        return line.legal_quantity
    return line.second_quantity or Decimal(0) if line.second_unit == KILOGRAM else Decimal(0)


@rule("kilograms-above-net", basis="gacc-2019-18#logic-quantity")
def legal_kilograms_stay_within_net(filing: Declaration) -> Iterator[Finding]:
    """各项以千克计的法定数量合计 {total}，大于净重 {net} 千克。
    | Legal quantities in kilograms sum to {total}, above the net {net} kg.
    """
    net = filing.net_weight
    if net is None or _above_gross(filing) or any(line.net_weight is not None for line in filing.lines):
        return
    total = sum(map(_kilograms, filing.lines), Decimal(0))
    if total > net + ONE:
        yield "net_weight", {"total": plain(total), "net": plain(net)}


@rule("bulk-packages", basis="gacc-2019-18#head-23")
def bulk_is_one_package(filing: Declaration) -> Iterator[Finding]:
    """包装种类为 {type} 的，件数应填 1，不是 {packages}。 | With packages {type} the number is 1, not {packages}."""
    if filing.package_type in NAKED_OR_BULK and filing.packages not in (None, 1):
        words = {"type": named("package-type", filing.package_type or ""), "packages": filing.packages}
        yield "packages", words


@rule("other-package", basis="gacc-2019-18#head-22")
def other_packing_is_other(filing: Declaration) -> Iterator[Finding]:
    """其他包装 {type} 与主包装或前面的重复。 | Other packing {type} repeats the main kind or an earlier row."""
    seen = {filing.package_type}
    for index, package in enumerate(filing.other_packages):
        if package.type in seen:
            yield ("other_packages", index, "type"), {"type": named("package-type", package.type)}
        seen.add(package.type)


RULES: tuple[Rule, ...] = (
    the_first_unit_is_the_tariff_s,
    the_second_unit_is_the_tariff_s,
    there_is_no_second_unit,
    second_unit_and_quantity_go_together,
    no_second_quantity_without_unit,
    legal_quantities_follow_the_quantity,
    the_total_is_price_times_quantity,
    net_stays_within_gross,
    weights_are_at_least_one,
    lines_add_up_to_the_net_weight,
    every_line_has_its_net_weight_or_none,
    legal_kilograms_stay_within_net,
    bulk_is_one_package,
    other_packing_is_other,
)
