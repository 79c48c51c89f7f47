"""Rules on a goods line: name, declaration elements, attributes, dates, dangerous goods, repetition."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.procedures._declaration.completion import is_summary
from kouan.procedures._declaration.direction import Direction
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.shape import Declaration
from kouan.procedures._declaration.words import BRANDS, named
from kouan.reference import table

IN_CCC = "11"
_EITHER_OR = tuple(
    map(frozenset, (("11", "12", "13"), ("14", "15"), ("16", "17"), ("19", "20", "21"), ("31", "32", "33")))
)
_GROUPS = {"I": "1", "II": "2", "III": "3"}
_ROMAN = {number: roman for roman, number in _GROUPS.items()}
_CHEMICALS = frozenset({"28", "29"})
_NAMED = {
    "dangerous_name": Text("危险货物名称", "dangerous goods name"),
    "packing_group": Text("危包类别", "packing group"),
    "packing": Text("危包规格", "packing"),
}


@rule("name-says-nothing", basis="gacc-2019-18#line-name", each="lines")
def the_name_names_the_goods(line: GoodsLine) -> Iterator[Finding]:
    """商品名称“{name}”只有数字，应填能说明商品的品名。
    | The name “{name}” is only digits; it must say what the goods are.
    """
    if line.name.replace(" ", "").isdecimal():
        yield "name", {"name": line.name}


@rule("elements-brand", basis="gacc-2019-18#line-elements", each="lines")
def the_first_element_is_the_brand_type(line: GoodsLine) -> Iterator[Finding]:
    """申报要素第一项“{brand}”应为品牌类型 0 至 4。 | The first element “{brand}” must be a brand type, 0 to 4."""
    if line.elements:
        brand = line.elements.partition("|")[0].strip()
        if brand not in BRANDS:
            yield "elements", {"brand": brand}


def element_rules(direction: Direction) -> tuple[Rule, ...]:
    """The second declaration element: 3 on import, 0 to 2 on export."""
    wanted = " / ".join(sorted(direction.preferences))

    @rule("elements-preference", basis="gacc-2019-18#line-elements", each="lines")
    def the_second_element_is_the_preference(line: GoodsLine) -> Iterator[Finding]:
        """{direction}的申报要素第二项（出口享惠情况）应为 {wanted}，现为“{second}”。
        | The second element (export preference) is “{second}”; for {direction} it is {wanted}.
        """
        if line.elements:
            second = line.elements.split("|")[1].strip() if "|" in line.elements else ""
            if second not in direction.preferences:
                yield "elements", {"second": second, "wanted": wanted, "direction": direction.words}

    return (the_second_element_is_the_preference,)


@rule("attributes-contradict", basis="gacc-2019-18#line-goods-attribute", each="lines", given="attributes")
def attributes_do_not_contradict(line: GoodsLine) -> Iterator[Finding]:
    """货物属性 {one} 与 {other} 不能同时填报。 | Goods attributes {one} and {other} exclude each other."""
    chosen = set(line.attributes)
    for group in _EITHER_OR:
        both = sorted(group & chosen)
        if len(both) > 1:
            words = {"one": named("goods-attribute", both[0]), "other": named("goods-attribute", both[1])}
            yield "attributes", words


@rule("ccc-certificate", basis="gacc-2019-18#line-licence", each="lines", given="attributes")
def ccc_goods_have_their_certificate(line: GoodsLine, filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """{name} 属 3C 目录内，须在产品资质中填强制性产品认证证书。
    | {name} is in the CCC catalogue; give its certificate among the product licences.
    """
    if IN_CCC in line.attributes and not line.licences and not is_summary(filing, on):
        yield "licences", {"name": line.name}


@rule("produced-later", basis="gacc-2019-18#line-goods-attribute", each="lines", given="produced_on")
def goods_are_made_before_they_are_declared(
    line: GoodsLine, filing: Declaration, on: Circumstances
) -> Iterator[Finding]:
    """生产日期 {day} 晚于申报日期。 | The date of production {day} lies after the declaration."""
    if line.produced_on and line.produced_on > on.day:
        yield "produced_on", {"day": line.produced_on}


@rule("expired", basis="gacc-2019-18#line-goods-attribute", each="lines", given="valid_until")
def goods_have_not_expired(line: GoodsLine, filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """产品有效期 {day} 已过。 | The goods were valid until {day} only."""
    if line.valid_until and line.valid_until < on.day:
        yield "valid_until", {"day": line.valid_until}


def _has_group(un_number: str) -> bool:
    """Whether goods of this number have a packing group; gases, explosives and articles have none."""
    entry = table("un-number").get(un_number[2:])
    return entry is None or "packing_group" in entry.attributes


@rule("dangerous-data", basis="gacc-2019-18#line-dangerous", each="lines", given="un_number")
def dangerous_goods_are_described(line: GoodsLine) -> Iterator[Finding]:
    """{un} 是危险货物，须填{what}。 | {un} is dangerous goods; give the {what}."""
    if line.un_number is None:
        return
    for field, what in _NAMED.items():
        if getattr(line, field) is None and (field != "packing_group" or _has_group(line.un_number)):
            yield field, {"un": line.un_number, "what": what}


@rule("dangerous-number", basis="gacc-2019-18#line-dangerous", each="lines")
def dangerous_goods_have_their_number(line: GoodsLine) -> Iterator[Finding]:
    """填了危险货物信息，须填联合国编号。 | With dangerous goods data the UN number is needed."""
    if line.un_number is None and (line.dangerous_name or line.packing_group or line.packing):
        yield "un_number"


@rule("dangerous-contradiction", basis="gacc-2019-18#line-dangerous", each="lines", given="un_number")
def goods_are_dangerous_or_not(line: GoodsLine) -> Iterator[Finding]:
    """已填 {un}，不能又勾选非危险化学品。 | {un} is given, so the goods cannot be marked as not dangerous."""
    if line.not_dangerous:
        yield "not_dangerous", {"un": line.un_number}


@rule("dangerous-said", basis="gacc-2019-18#line-dangerous", each="lines")
def chemicals_say_whether_they_are_dangerous(
    line: GoodsLine, filing: Declaration, on: Circumstances
) -> Iterator[Finding]:
    """{hs} 是化学品，须填联合国编号，或确认为非危险化学品。
    | {hs} is a chemical; give the UN number or mark it as not dangerous.
    """
    if line.hs_code[:2] not in _CHEMICALS or line.not_dangerous is not None or is_summary(filing, on):
        return
    if not (line.un_number or line.dangerous_name or line.packing_group or line.packing):
        yield "not_dangerous", {"hs": line.hs_code}


@rule("packing-group", basis="gacc-2019-18#line-dangerous", each="lines", given="un_number")
def the_packing_group_is_that_of_the_number(line: GoodsLine) -> Iterator[Finding]:
    """{un} 的包装类别是 {wanted}，不是 {group}。 | The packing group of {un} is {wanted}, not {group}."""
    if line.un_number is None or line.packing_group is None:
        return
    entry = table("un-number").get(line.un_number[2:])
    wanted = entry.attributes.get("packing_group", "") if entry else ""
    if wanted in _GROUPS and _GROUPS[wanted] != line.packing_group:
        yield "packing_group", {"un": line.un_number, "wanted": wanted, "group": _ROMAN[line.packing_group]}


def _what_it_is(line: GoodsLine) -> tuple[object, ...]:
    return (
        line.hs_code,
        line.name,
        line.elements,
        line.unit,
        line.unit_price,
        line.currency,
        line.origin,
        line.filing_item,
        line.proof_number,
        line.proof_line,
        line.quantity,
        line.total,
    )


@rule("line-repeated", basis="gacc-2019-18#logic-duplicate")
def no_line_is_declared_twice(filing: Declaration) -> Iterator[Finding]:
    """第 {line} 项与第 {first} 项完全相同，不得重复申报。
    | Line {line} is the same as line {first}; nothing is declared twice.
    """
    if len(filing.lines) < 2:
        return
    seen: dict[tuple[object, ...], int] = {}
    for index, line in enumerate(filing.lines):
        first = seen.setdefault(_what_it_is(line), index)
        if first != index:
            yield ("lines", index), {"line": index + 1, "first": first + 1}


@rule("district-division", basis="gacc-2019-18#line-district", each="lines")
def district_and_division_are_in_one_province(line: GoodsLine) -> Iterator[Finding]:
    """境内地区 {district} 与行政区划 {division} 不在同一省份。
    | District {district} and division {division} are not in one province.
    """
    if line.district and line.division and line.district[:2] != line.division[:2]:
        yield "division", {"district": line.district, "division": line.division}


RULES: tuple[Rule, ...] = (
    the_name_names_the_goods,
    the_first_element_is_the_brand_type,
    attributes_do_not_contradict,
    ccc_goods_have_their_certificate,
    goods_are_made_before_they_are_declared,
    goods_have_not_expired,
    dangerous_goods_are_described,
    dangerous_goods_have_their_number,
    goods_are_dangerous_or_not,
    chemicals_say_whether_they_are_dangerous,
    the_packing_group_is_that_of_the_number,
    no_line_is_declared_twice,
    district_and_division_are_in_one_province,
)
