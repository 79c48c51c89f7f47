"""Demands on a request: goods that are covered, of one kind, items and weighing that fit, a pledge."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Facts, Finding, Rule, rule
from kouan.procedures._cargo.rules import (
    a_line_is_listed_once,
    the_bill_is_an_import,
    the_bill_is_on_a_manifest,
    the_declaration_is_an_import,
)
from kouan.procedures.sample_and_release.commodities import CRUDE, IRON, NAMES, TANK, Commodity, commodity
from kouan.procedures.sample_and_release.form import NORMAL, Filing, Line, Site, Tested

ON_REQUEST = "on-request"


def kind_of(filing: Filing, on: Circumstances) -> Commodity | None:
    """The kind of the goods, by their first line; None where it is not covered."""
    return commodity(filing.lines[0].hs_code, on.day) if filing.lines else None


def on_request(filing: Filing, on: Circumstances) -> bool:
    """Whether the goods are tested only when their importer asks: iron ore, since June 2020."""
    kind = kind_of(filing, on)
    return kind is not None and kind.kind == IRON and on.terms.text("iron-quality") == ON_REQUEST


def to_be_tested(filing: Filing, on: Circumstances) -> bool:
    """Whether the laboratory tests these goods at all."""
    return filing.quality or not on_request(filing, on)


def is_tested(facts: Facts) -> bool:
    """须检测，或申请了品质证书 | To be tested, or a certificate of quality is asked"""
    return to_be_tested(facts.filing, facts.circumstances)


@rule("not-covered", basis="gacc-2018-134#goods", each="lines")
def the_goods_are_covered(line: Line, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """{hs} 不适用先放后检；适用的是铁、锰、铬、铅、锌矿和原油，其他货物按一般方式检验。
    | {hs} is not released before tests; that is for ores of iron, manganese, chromium, lead and zinc and for crude oil.
    """
    if commodity(line.hs_code, on.day) is None:
        yield "hs_code", {"hs": line.hs_code}


@rule("kinds-mixed", basis="gacc-2018-134#goods")
def goods_are_of_one_kind(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """一份申请只能有一种商品：首项是{first}，此项是{other}。
    | One request is for one kind of goods: the first line is {first}, this is {other}.
    """
    first = kind_of(filing, on)
    for at, line in enumerate(filing.lines):
        other = commodity(line.hs_code, on.day)
        if first and other and other != first:
            yield ("lines", at, "hs_code"), {"first": first.name, "other": other.name}


@rule("items-missing", basis="gacc-2020-69#on-request")
def a_certificate_names_its_items(filing: Filing) -> Iterator[Finding]:
    """申请品质证书的，须选择检测项目。 | A certificate of quality is asked: choose the items to test."""
    if filing.quality and not filing.items:
        yield "items"


@rule("items-unasked", basis="gacc-2020-69#on-request", given="items")
def items_are_for_a_certificate(filing: Filing) -> Iterator[Finding]:
    """选了检测项目，“申请出具品质证书”应填是。 | Items are chosen, so a certificate of quality is asked."""
    if not filing.quality:
        yield "quality"


@rule("weighing-of-kind", basis="gacc-2018-134#release-first")
def the_weighing_fits_the_goods(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """岸罐或船舱计重只用于原油；矿砂用水尺或衡器计重。
    | Tank gauging is for crude oil; ores are weighed by draft survey or scale.
    """
    kind = kind_of(filing, on)
    if kind and kind.kind != CRUDE and filing.weight == TANK:
        yield "weight"


@rule("pledge-missing", basis="gacc-2018-134#sale")
def tested_goods_wait_for_their_certificate(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """须检测的商品，应承诺取得证书前不销售、不使用。
    | Goods that are tested: pledge not to sell or use them before the certificate.
    """
    if kind_of(filing, on) and to_be_tested(filing, on) and not filing.pledged:
        yield "pledged"


@rule("call-unknown", basis="port-law#ship-notice", severity="warning", given="call")
def the_call_is_announced(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """航次 {call} 没有船期预报，请核对编号。 | Call {call} has not been announced; check its number."""
    if on.not_found("vessel-call", filing.call):
        yield "call", {"call": filing.call}


RULES: tuple[Rule, ...] = (
    the_declaration_is_an_import,
    the_bill_is_on_a_manifest,
    the_bill_is_an_import,
    a_line_is_listed_once,
    the_goods_are_covered,
    goods_are_of_one_kind,
    a_certificate_names_its_items,
    items_are_for_a_certificate,
    the_weighing_fits_the_goods,
    tested_goods_wait_for_their_certificate,
    the_call_is_announced,
)


@rule("sample-untaken", basis="gacc-2018-134#release-first")
def tested_goods_are_sampled(site: Site, on: Circumstances) -> Iterator[Finding]:
    """须检测的货物应先取样，请填样品编号。 | The goods are to be tested, so sample them and give the number."""
    filing = on.before
    if isinstance(filing, Filing) and to_be_tested(filing, on) and site.radiation == NORMAL and site.sample is None:
        yield "sample"


@rule("item-untold", basis="gacc-2020-69#on-request")
def every_item_asked_for_is_answered(results: Tested, on: Circumstances) -> Iterator[Finding]:
    """申请检测的{item}没有结果。 | There is no result for {item}, which was asked for."""
    told = {value.item for value in results.values}
    for item in on.before.items if isinstance(on.before, Filing) else ():
        if item not in told:
            yield "values", {"item": NAMES[item]}


SITE_RULES: tuple[Rule, ...] = (tested_goods_are_sampled,)
RESULT_RULES: tuple[Rule, ...] = (every_item_asked_for_is_answered,)
