"""Demands on a trader's purchases: each tied to an export, the same quantity, the tax right."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._application.rows import repeated
from kouan.procedures.export_tax_refund.amounts import PERCENT, refund_rates
from kouan.procedures.export_tax_refund.form import PRODUCER, TRADER, Filing
from kouan.procedures.export_tax_refund.goods import Export, Purchase

TOLERANCE = Decimal("0.06")
"""Yuan by which the tax of an invoice may differ from sum times rate: several lines were rounded on it."""


@rule("purchases-missing", basis="mof-2012-39#trader")
def a_trader_tells_its_purchases(filing: Filing) -> Iterator[Finding]:
    """外贸企业须填进货明细。 | A trader tells its purchases."""
    if filing.kind == TRADER and not filing.purchases:
        yield "purchases"


@rule("purchases-of-producer", basis="mof-2012-39#producer")
def a_producer_tells_none(filing: Filing) -> Iterator[Finding]:
    """生产企业按离岸价计算，不填进货明细。 | A producer is reckoned by FOB and tells no purchases."""
    if filing.kind == PRODUCER and filing.purchases:
        yield "purchases"


@rule("link-missing", basis="sat-2012-24#link", each="exports")
def a_traders_export_has_its_link(line: Export, filing: Filing) -> Iterator[Finding]:
    """外贸企业的出口明细须填关联号。 | A trader's export needs its link number."""
    if filing.kind == TRADER and filing.purchases and line.link is None:
        yield "link"


@rule("export-unbought", basis="sat-2012-24#link", given="purchases")
def exports_were_bought(filing: Filing) -> Iterator[Finding]:
    """关联号 {link} 没有对应的进货，请补进货明细或改正关联号。
    | Nothing was bought under link {link}; add the purchase, or correct the link.
    """
    bought = {row.link for row in filing.purchases}
    for at, line in enumerate(filing.exports):
        if line.link and line.link not in bought:
            yield ("exports", at, "link"), {"link": line.link}


@rule("purchase-unexported", basis="sat-2012-24#link", given="purchases")
def purchases_were_exported(filing: Filing) -> Iterator[Finding]:
    """关联号 {link} 没有对应的出口，请补出口明细或改正关联号。
    | Nothing was exported under link {link}; add the export, or correct the link.
    """
    exported = {line.link for line in filing.exports}
    for at, row in enumerate(filing.purchases):
        if None not in exported and row.link not in exported:
            yield ("purchases", at, "link"), {"link": row.link}


@rule("quantity-differs", basis="sat-2012-24#link", given="purchases")
def what_was_bought_was_exported(filing: Filing) -> Iterator[Finding]:
    """关联号 {link} 出口 {exported}，进货 {bought}，数量应当一致。
    | Under link {link} {exported} were exported and {bought} bought; both must agree.
    """
    bought, exported = _sums(filing.purchases), _sums(filing.exports)
    # A link is told once, at the last purchase under it.
    last = {row.link: at for at, row in enumerate(filing.purchases)}
    for link, at in last.items():
        if link in exported and bought[link] != exported[link]:
            yield ("purchases", at, "quantity"), {"link": link, "exported": exported[link], "bought": bought[link]}


@rule("goods-differ", basis="sat-2012-24#link", given="purchases")
def what_was_bought_is_what_was_exported(filing: Filing) -> Iterator[Finding]:
    """关联号 {link} 的出口货物是 {goods}，进货的商品代码和计量单位应与之一致。
    | Under link {link} {goods} was exported; what was bought has that code and unit.
    """
    exported: dict[str | None, list[tuple[str, str]]] = {}
    for line in filing.exports:
        exported.setdefault(line.link, []).append((line.hs_code, line.unit))
    for at, row in enumerate(filing.purchases):
        goods = exported.get(row.link, []) if None not in exported else []
        if goods and (row.hs_code, row.unit) not in goods:
            place = "unit" if row.hs_code in dict(goods) else "hs_code"
            named = ", ".join(f"{code} ({unit})" for code, unit in goods)
            yield ("purchases", at, place), {"link": row.link, "goods": named}


def _sums(rows: Sequence[Export] | Sequence[Purchase]) -> dict[str | None, Decimal]:
    """Link number → the quantity of its rows."""
    sums: dict[str | None, Decimal] = {}
    for row in rows:
        sums[row.link] = sums.get(row.link, Decimal(0)) + row.quantity
    return sums


@rule("rate-above-tax", basis="mof-2012-39#trader", severity="warning", given="purchases")
def the_lower_rate_is_taken(filing: Filing) -> Iterator[Finding]:
    """退税率高于发票征税率 {rate}%，按 {rate}% 计算退税。
    | The refund rate is above the {rate} % of the invoice; it is reckoned at {rate} %.
    """
    rates = refund_rates(filing)
    for at, row in enumerate(filing.purchases):
        if rates.get(row.link, row.tax_rate) > row.tax_rate:
            yield ("purchases", at, "tax_rate"), {"rate": row.tax_rate}


@rule("tax-differs", basis="mof-2012-39#trader", each="purchases")
def the_tax_is_right(row: Purchase) -> Iterator[Finding]:
    """税额应为计税金额乘征税率，即 {right} 元。 | The tax should be the taxable sum times the rate, {right} yuan."""
    right = row.taxable * row.tax_rate / PERCENT
    if abs(right - row.tax) > TOLERANCE:
        yield "tax", {"right": f"{right:.2f}"}


@rule("invoice-twice", basis="mof-2012-39#trader")
def an_invoice_is_used_once_a_link(filing: Filing) -> Iterator[Finding]:
    """发票 {invoice} 在同一关联号下重复，请合并为一行。
    | Invoice {invoice} is used twice under one link; make one row of both.
    """
    for at, invoice in repeated(filing.purchases, "invoice", "link"):
        yield ("purchases", at, "invoice"), {"invoice": invoice}


@rule("invoice-ahead", basis="mof-2012-39#trader", each="purchases")
def the_invoice_exists(row: Purchase, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """开票日期不能晚于今日。 | The invoice cannot be of a day to come."""
    if row.invoiced_on > on.day:
        yield "invoiced_on"


@rule("supplier-itself", basis="mof-2012-39#trader", each="purchases")
def the_supplier_is_another(row: Purchase, filing: Filing) -> Iterator[Finding]:
    """供货方不能是本企业。 | The supplier cannot be the exporter itself."""
    if row.supplier == filing.exporter_uscc:
        yield "supplier"


PURCHASE_RULES: tuple[Rule, ...] = (
    a_trader_tells_its_purchases,
    a_producer_tells_none,
    a_traders_export_has_its_link,
    exports_were_bought,
    purchases_were_exported,
    what_was_bought_was_exported,
    what_was_bought_is_what_was_exported,
    the_lower_rate_is_taken,
    the_tax_is_right,
    an_invoice_is_used_once_a_link,
    the_invoice_exists,
    the_supplier_is_another,
)
