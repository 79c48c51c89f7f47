"""Demands on the goods: does each item meet the criterion it claims, by its materials and their value?"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures.origin_certificate.form import Filing
from kouan.procedures.origin_certificate.goods import (
    CHANGE,
    EXCLUSIVELY,
    LEVELS,
    TOLERATED,
    VALUE,
    WHOLLY,
    Item,
    Material,
)
from kouan.reference import table

HOME = "CHN"
CENT = Decimal("0.01")
TEXTILES = range(50, 64)
"""Chapters in which what is tolerated may be reckoned by weight instead of value."""


def foreign(filing: Filing, number: int) -> list[Material]:
    """The non-originating materials of an item."""
    return [material for material in filing.materials if material.item == number and not material.originating]


def worth(materials: Sequence[Material]) -> Decimal:
    """What materials are worth together."""
    return sum((material.value for material in materials), Decimal())


def content(item: Item, materials: Sequence[Material]) -> Decimal | None:
    """Regional value content, build-down, in per cent: (FOB - VNM) / FOB; None while FOB is not given.

    Rounded down, so that what falls short is never rounded up to enough.
    """
    return ((item.fob - worth(materials)) * 100 / item.fob).quantize(CENT, ROUND_FLOOR) if item.fob else None


@rule("material-of-no-item", basis="origin-issuing#costs", each="materials")
def a_material_belongs_to_an_item(material: Material, filing: Filing) -> Iterator[Finding]:
    """没有第 {number} 项货物，请核对项号。 | There is no item number {number}; check which one it went into."""
    if material.item > len(filing.items):
        yield "item", {"number": material.item}


@rule("cumulated-outside", basis="rcep#cumulation", each="materials")
def only_members_materials_are_cumulated(material: Material) -> Iterator[Finding]:
    """{country}不是 RCEP 成员方，其材料不能累积，应按非原产材料填写。
    | {country} is no member of RCEP, so its material is not cumulated; give it as non-originating.
    """
    if material.originating and material.country not in table("rcep-member").entries:
        yield "originating", {"country": table("country").name(material.country)}


@rule("foreign-material", basis="rcep#originating")
def wholly_originating_goods_hold_nothing_foreign(filing: Filing) -> Iterator[Finding]:
    """第 {number} 项标准为 {criterion}，不能含有非原产材料；请核对材料或改选标准。
    | Item {number} claims {criterion} and may hold no non-originating material; check it or claim another criterion.
    """
    for at, item in enumerate(filing.items):
        if item.criterion in (WHOLLY, EXCLUSIVELY) and foreign(filing, at + 1):
            yield ("items", at, "criterion"), {"number": at + 1, "criterion": item.criterion}


@rule("value-missing", basis="rcep#box-12", each="items")
def a_value_criterion_needs_the_value(item: Item) -> Iterator[Finding]:
    """以区域价值成分为标准或用微小含量的，须填离岸价。 | RVC and de minimis need the FOB value."""
    if (item.criterion == VALUE or TOLERATED in item.additions) and item.fob is None:
        yield "fob"


@rule("value-content-low", basis="rcep#value-content-40")
def the_value_content_is_enough(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """区域价值成分为 {found}%，低于要求的 {least}%；请核对材料和离岸价，或改选标准。
    | Regional value content is {found} %, below the {least} % asked for; check materials and FOB, or claim another
    criterion.
    """
    least = on.terms.number("value-content")
    for at, item in enumerate(filing.items):
        found = content(item, foreign(filing, at + 1)) if item.criterion == VALUE else None
        if found is not None and found < least:
            yield ("items", at, "fob"), {"found": found, "least": least}


@rule("change-unnamed", basis="rcep#originating", each="items")
def a_change_says_at_which_level(item: Item) -> Iterator[Finding]:
    """标准为税则归类改变的，请选择产品特定规则要求的级别。 | For CTC say the level that the product rule asks for."""
    if item.criterion == CHANGE and item.change is None:
        yield "change"


@rule("heading-unchanged", basis="rcep#originating", each="materials")
def a_material_changes_its_heading(material: Material, filing: Filing) -> Iterator[Finding]:
    """材料 {code} 与货物 {goods} 的前 {digits} 位相同，没有发生要求的归类改变；占比很小的请加选微小含量。
    | Material {code} and goods {goods} share their first {digits} digits: no change as asked; a small share may be DMI.
    """
    if material.originating or material.item > len(filing.items):
        return
    item = filing.items[material.item - 1]
    digits = LEVELS.get(item.change or "", 0)
    if item.criterion == CHANGE and digits and TOLERATED not in item.additions and _alike(material, item, digits):
        yield "hs6", {"code": material.hs6, "goods": item.hs6, "digits": digits}


def _alike(material: Material, item: Item, digits: int) -> bool:
    return material.hs6[:digits] == item.hs6[:digits]


def _beyond_tolerance(filing: Filing, most: Decimal, *, textiles: bool) -> Iterator[Finding]:
    """Items, textiles or others, of which more than ``most`` per cent of FOB did not change heading."""
    for at, item in enumerate(filing.items):
        digits = LEVELS.get(item.change or "", 0)
        if TOLERATED not in item.additions or not digits or not item.fob:
            continue
        kept = [material for material in foreign(filing, at + 1) if _alike(material, item, digits)]
        share = (worth(kept) * 100 / item.fob).quantize(CENT, ROUND_CEILING)
        if share > most and (int(item.hs6[:2]) in TEXTILES) == textiles:
            yield ("items", at, "additions"), {"share": share, "most": most}


@rule("tolerance-exceeded", basis="rcep#de-minimis")
def little_is_tolerated(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """未改变归类的非原产材料占离岸价 {share}%，超过 {most}%，不能适用微小含量；请改选标准。
    | Materials that did not change heading make up {share} % of FOB, above {most} %: no DMI; claim another criterion.
    """
    yield from _beyond_tolerance(filing, on.terms.number("tolerance"), textiles=False)


@rule("tolerance-by-weight", basis="rcep#de-minimis", severity="warning")
def textiles_are_tolerated_by_weight_too(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """
    未改变归类的非原产材料占离岸价 {share}%，超过 {most}%；第 50 至 63 章的货物须其重量不超过 {most}%，请附重量计算。
    | Materials that did not change heading are {share} % of FOB, above {most} %: in chapters 50 to 63 their weight may
    be {most} % of the goods; attach how it is reckoned.
    """
    yield from _beyond_tolerance(filing, on.terms.number("tolerance"), textiles=True)


@rule("origin-elsewhere", basis="rcep#differentials", each="items")
def goods_made_here_are_from_here(item: Item, filing: Filing) -> Iterator[Finding]:
    """在中国取得原产资格的，RCEP 原产国为中国；附录所列货物或背对背的除外。
    | Goods that become originating here are from China, unless listed for differentials or back-to-back.
    """
    if item.origin != HOME and not item.listed and not filing.back_to_back:
        yield "origin"


@rule("domestic-share-missing", basis="rcep#differentials", each="items")
def listed_goods_tell_their_share(item: Item) -> Iterator[Finding]:
    """附录所列货物须填出口方增值占比。 | Listed goods tell the value added here."""
    if item.listed and item.domestic_share is None:
        yield "domestic_share"


@rule("domestic-share-low", basis="rcep#differentials", each="items")
def listed_goods_from_here_have_their_share(item: Item, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """附录所列货物在中国增值不足 {least}%，RCEP 原产国不是中国，应为提供原产材料价值最高的成员方。
    | With less than {least} % added here, listed goods are from the member whose materials count most, not from China.
    """
    least = on.terms.number("domestic-share")
    if item.listed and item.origin == HOME and item.domestic_share is not None and item.domestic_share < least:
        yield "origin", {"least": least}


@rule("mark-unneeded", basis="rcep#mark", each="items")
def an_asterisk_is_for_other_origins(item: Item) -> Iterator[Finding]:
    """只有存在关税差异、不能确定原产国的附录所列货物才注星号。
    | An asterisk is only for listed goods whose country cannot be told.
    """
    if item.mark is not None and not item.listed:
        yield "mark"


@rule("invoice-ahead", basis="rcep#data", each="items")
def the_invoice_is_issued(item: Item, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """发票日期不能晚于今日。 | The invoice cannot be of a day to come."""
    if item.invoiced_on > on.day:
        yield "invoiced_on"


@rule("total-differs", basis="rcep#data")
def the_values_add_up(filing: Filing) -> Iterator[Finding]:
    """总值应为各项离岸价之和 {added} 美元。 | The total must be what the items' FOB values add up to, USD {added}."""
    values = [item.fob for item in filing.items]
    added = sum((value for value in values if value), Decimal())
    if all(values) and added != filing.total:
        yield "total", {"added": added}


GOODS_RULES: tuple[Rule, ...] = (
    a_material_belongs_to_an_item,
    only_members_materials_are_cumulated,
    wholly_originating_goods_hold_nothing_foreign,
    a_value_criterion_needs_the_value,
    the_value_content_is_enough,
    a_change_says_at_which_level,
    a_material_changes_its_heading,
    little_is_tolerated,
    textiles_are_tolerated_by_weight_too,
    goods_made_here_are_from_here,
    listed_goods_tell_their_share,
    listed_goods_from_here_have_their_share,
    an_asterisk_is_for_other_origins,
    the_invoice_is_issued,
    the_values_add_up,
)
