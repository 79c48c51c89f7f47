"""Rules on goods under inspection and quarantine (tariff condition A)."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.procedures._declaration.completion import is_summary
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.rates import is_under
from kouan.procedures.import_declaration.form import ImportDeclaration
from kouan.procedures.import_declaration.selection import QUARANTINE

_OFFICES = {
    "inspection_office": Text("检验检疫受理机关", "inspection office"),
    "certificate_office": Text("领证机关", "certificate office"),
    "port_inspection_office": Text("口岸检验检疫机关", "inspection office at the port"),
    "destination_office": Text("目的地检验检疫机关", "inspection office at destination"),
    "departure_date": Text("启运日期", "date of departure"),
}
_DATA = {
    "ciq_code": Text("检验检疫编码", "inspection code"),
    "ciq_name": Text("检验检疫名称", "inspection name"),
    "purpose": Text("用途", "purpose"),
    "attributes": Text("货物属性", "goods attributes"),
}


@rule("inspection-offices", basis="gacc-2019-18#head-32")
def inspected_imports_name_the_offices(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """有须检验检疫的商品 {hs}，须填{what}。 | Goods under inspection, {hs}, need the {what}."""
    if is_summary(filing, on):
        return
    line = next((line for line in filing.lines if is_under(QUARANTINE, line, on)), None)
    if line is None:
        return
    for field, what in _OFFICES.items():
        if getattr(filing, field) is None:
            yield field, {"hs": line.hs_code, "what": what}


@rule("inspection-data", basis="gacc-2019-18#line-purpose", each="lines")
def inspected_goods_are_described(line: GoodsLine, filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """{hs} 须检验检疫，须填{what}。 | {hs} is under inspection; give its {what}."""
    if is_summary(filing, on) and not filing.involves_inspection:
        return
    if is_under(QUARANTINE, line, on):
        for field, what in _DATA.items():
            if not getattr(line, field):
                yield field, {"hs": line.hs_code, "what": what}


RULES: tuple[Rule, ...] = (inspected_imports_name_the_offices, inspected_goods_are_described)
