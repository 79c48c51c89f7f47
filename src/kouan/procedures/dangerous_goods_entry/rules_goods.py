"""Demands on the goods: identification, hazard, packing, stowage."""

from collections.abc import Iterator
from itertools import combinations

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures.dangerous_goods_entry.classes import (
    ARTICLES,
    CLASSES,
    EXPLOSIVE,
    FLAMMABLE_LIQUID,
    GROUPED,
    HARMFUL_TO_THE_SEA,
    PARTED,
    RADIOACTIVE,
    UN_CLASS,
    UN_GROUP,
    division,
    has_packing_group,
)
from kouan.procedures.dangerous_goods_entry.form import Filing
from kouan.procedures.dangerous_goods_entry.goods import PACKAGED, Goods


@rule("explosives-alone", basis="imdg-code#class")
def explosives_are_filed_alone(filing: Filing) -> Iterator[Finding]:
    """第 1 类爆炸品须单独申报，不得与其他类别同单。 | Class 1 goods are filed alone, never with other classes."""
    classes = [CLASSES[division(goods)] for goods in filing.goods]
    if EXPLOSIVE in classes and len(set(classes)) > 1:
        yield "goods", classes.index(EXPLOSIVE), "hazard_class"


@rule("un-class", basis="imdg-code#identification", each="goods")
def the_class_is_that_of_the_number(goods: Goods) -> Iterator[Finding]:
    """{un} 属第 {right} 类，不是 {division} 类。 | {un} is of class {right}, not {division}."""
    right = UN_CLASS.get(goods.un_number, goods.hazard_class)
    if goods.hazard_class != right:
        yield "hazard_class", {"un": goods.un_number, "right": right, "division": goods.hazard_class}


@rule("un-number-unlisted", basis="imdg-code#identification", severity="warning", each="goods")
def the_number_is_listed(goods: Goods) -> Iterator[Finding]:
    """{un} 不在本系统的联合国编号表中，由海事人员核对。
    | {un} is not in this system's table; an officer will check it.
    """
    if goods.un_number not in UN_CLASS:
        yield "un_number", {"un": goods.un_number}


@rule("technical-name-missing", basis="imdg-code#identification", severity="warning", each="goods")
def what_is_not_specified_is_named(goods: Goods) -> Iterator[Finding]:
    """“未另列明的”（N.O.S.）条目一般须填技术名称，请补填或由海事核对。
    | An entry “N.O.S.” as a rule needs its technical name; add it, or maritime will ask for it.
    """
    name = goods.shipping_name.upper()
    if goods.technical_name is None and ("N.O.S" in name or name.endswith(" NOS")):
        yield "technical_name"


@rule("subsidiary-is-class", basis="imdg-code#class", each="goods")
def a_subsidiary_hazard_is_another(goods: Goods) -> Iterator[Finding]:
    """次危险性不能与主类别相同。 | A subsidiary hazard cannot be the class itself."""
    if goods.hazard_class in goods.subsidiary:
        yield "subsidiary"


@rule("packing-group-missing", basis="imdg-code#packing-group", each="goods")
def the_packing_group_is_given(goods: Goods) -> Iterator[Finding]:
    """第 {division} 类货物须填包装类。 | Goods of class {division} need a packing group."""
    if goods.packing_group is None and division(goods) in GROUPED and goods.un_number not in ARTICLES:
        yield "packing_group", {"division": division(goods)}


@rule("packing-group-none", basis="imdg-code#packing-group", each="goods")
def some_classes_have_no_packing_group(goods: Goods) -> Iterator[Finding]:
    """第 {division} 类货物没有包装类，应留空。 | Goods of class {division} have no packing group; leave it blank."""
    if goods.packing_group and not has_packing_group(goods):
        yield "packing_group", {"division": division(goods)}


@rule("packing-group-of-number", basis="imdg-code#packing-group", each="goods")
def the_packing_group_is_that_of_the_number(goods: Goods) -> Iterator[Finding]:
    """{un} 的包装类是 {right} 类。 | The packing group of {un} is {right}."""
    right = UN_GROUP.get(goods.un_number)
    if goods.packing_group and right and goods.packing_group != right:
        yield "packing_group", {"un": goods.un_number, "right": right}


@rule("flash-point-missing", basis="imdg-code#flash-point", each="goods")
def flammable_liquids_state_their_flash_point(goods: Goods) -> Iterator[Finding]:
    """第 3 类易燃液体须填闪点。 | Flammable liquids of class 3 state their flash point."""
    if division(goods) == FLAMMABLE_LIQUID and goods.flash_point is None:
        yield "flash_point"


@rule("flash-point-high", basis="imdg-code#flash-point", severity="warning", each="goods")
def a_flammable_liquid_flashes_low(goods: Goods, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """闪点 {value}℃ 高于 {most}℃，一般不属第 3 类，请核对。
    | A flash point of {value}°C is above {most}°C: hardly class 3, please check.
    """
    most = on.terms.number("flash-point-limit")
    if division(goods) == FLAMMABLE_LIQUID and goods.flash_point is not None and goods.flash_point > most:
        yield "flash_point", {"value": goods.flash_point, "most": most}


@rule("marine-pollutant", basis="imdg-code#marine-pollutant", each="goods")
def what_harms_the_sea_is_marked(goods: Goods) -> Iterator[Finding]:
    """{un} 是海洋污染物，应标明。 | {un} is a marine pollutant and must be marked so."""
    if goods.un_number in HARMFUL_TO_THE_SEA and not goods.marine_pollutant:
        yield "marine_pollutant", {"un": goods.un_number}


@rule("explosive-mass-missing", basis="imdg-code#class", each="goods")
def explosives_state_their_mass(goods: Goods) -> Iterator[Finding]:
    """爆炸品须填净爆炸质量。 | Explosives state their net explosive mass."""
    if CLASSES[division(goods)] == EXPLOSIVE and goods.explosive_mass is None:
        yield "explosive_mass"


@rule("transport-index-missing", basis="imdg-code#class", each="goods")
def radioactive_goods_state_their_index(goods: Goods) -> Iterator[Finding]:
    """放射性物质须填运输指数。 | Radioactive material states its transport index."""
    if division(goods) == RADIOACTIVE and goods.transport_index is None:
        yield "transport_index"


@rule("net-above-gross", basis="dg-ship#content", each="goods")
def net_is_not_above_gross(goods: Goods) -> Iterator[Finding]:
    """净重不能大于毛重。 | Net weight cannot be above gross weight."""
    if goods.net_weight > goods.gross_weight:
        yield "net_weight"


@rule("packages-missing", basis="dg-ship#content", each="goods")
def packages_are_counted(goods: Goods) -> Iterator[Finding]:
    """包装货物须填件数。 | Packaged goods state how many packages there are."""
    if goods.carriage == PACKAGED and goods.packages is None:
        yield "packages"


@rule("bulk-in-container", basis="dg-ship#content", each="goods")
def boxes_hold_packages(goods: Goods) -> Iterator[Finding]:
    """散装货物不填箱号；罐式集装箱按包装货物填报。 | Goods in bulk have no box; tank containers count as packaged."""
    if goods.carriage != PACKAGED and goods.container:
        yield "container"


@rule("packagings-uncertified", basis="dg-ship#packing-certificate", each="goods")
def packagings_are_certified(goods: Goods) -> Iterator[Finding]:
    """包装货物须填包装检验证书编号（有限数量除外）。
    | Packaged goods need the certificate of their packagings, unless in limited quantity.
    """
    if goods.carriage == PACKAGED and not goods.limited_quantity and goods.packaging_certificate is None:
        yield "packaging_certificate"


@rule("box-uncertified", basis="imdg-code#packing-certificate", each="goods")
def boxes_have_a_packing_certificate(goods: Goods) -> Iterator[Finding]:
    """集装箱载运的须填装箱证明书编号。 | Goods in a container need its packing certificate."""
    if goods.container and goods.carriage == PACKAGED and goods.packing_certificate is None:
        yield "packing_certificate"


@rule("segregation", basis="imdg-code#segregation", severity="warning")
def what_must_be_parted_is_in_different_boxes(filing: Filing) -> Iterator[Finding]:
    """箱 {container} 内 {first} 类与 {second} 类须隔离，请核对。
    | In box {container}, classes {first} and {second} must be kept apart; please check.
    """
    boxed = [(at, goods) for at, goods in enumerate(filing.goods) if goods.container]
    for (_, first), (at, second) in combinations(boxed, 2):
        pair = (division(first), division(second))
        if first.container == second.container and pair in PARTED:
            values = {"container": second.container, "first": pair[0], "second": pair[1]}
            yield ("goods", at, "container"), values


GOODS_RULES: tuple[Rule, ...] = (
    explosives_are_filed_alone,
    the_class_is_that_of_the_number,
    the_number_is_listed,
    what_is_not_specified_is_named,
    a_subsidiary_hazard_is_another,
    the_packing_group_is_given,
    some_classes_have_no_packing_group,
    the_packing_group_is_that_of_the_number,
    flammable_liquids_state_their_flash_point,
    a_flammable_liquid_flashes_low,
    what_harms_the_sea_is_marked,
    explosives_state_their_mass,
    radioactive_goods_state_their_index,
    net_is_not_above_gross,
    packages_are_counted,
    boxes_hold_packages,
    packagings_are_certified,
    boxes_have_a_packing_certificate,
    what_must_be_parted_is_in_different_boxes,
)
