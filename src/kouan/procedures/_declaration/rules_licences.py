"""Rules on supervision documents (监管证件): which are needed, which may be listed, which forbid the goods."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._declaration.completion import is_summary
from kouan.procedures._declaration.direction import EXPORT, IMPORT, Direction
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.kinds import STAYS_BONDED
from kouan.procedures._declaration.rates import rates_of
from kouan.procedures._declaration.shape import Declaration
from kouan.procedures._declaration.words import named
from kouan.reference import table

IN_HEADER = frozenset("12345Gxy")
"""Licences whose number stands in the header and not among the documents."""
BY_INSPECTION = frozenset("AB")
"""Conditions met by the inspection data of the declaration itself."""
OF_OTHER_TRADES = frozenset("Gxy")
"""The licences 3 and 4 as other kinds of trade have them; listed beside those, they ask for nothing more."""
ALSO_MEETS = {"7": frozenset("vO"), "O": frozenset("7")}
USED, USED_MACHINES = "21", "6"
_TABLE = table("licence")


def _codes(direction: Direction, kind: str) -> frozenset[str]:
    rows = _TABLE.entries.values()
    return frozenset(r.code for r in rows if r.attributes[direction.code] == "true" and r.attributes["kind"] == kind)


_NEEDED = {each.code: _codes(each, "DOC") - BY_INSPECTION - OF_OTHER_TRADES for each in (IMPORT, EXPORT)}
_FORBIDDEN = {each.code: _codes(each, "PROHIBIT") - {USED_MACHINES} for each in (IMPORT, EXPORT)}


def needed_licences(line: GoodsLine, on: Circumstances, direction: Direction) -> tuple[str, ...]:
    """Codes of the documents that the tariff asks for with these goods in this direction."""
    rates = rates_of(line, on)
    if rates is None:
        return ()
    return tuple(c for c in rates.licences if c in _NEEDED[direction.code])


def has_licence(filing: Declaration, code: str) -> bool:
    """Whether the declaration carries a document of this code, or one that meets the same condition."""
    if code in IN_HEADER:
        return filing.licence_number is not None
    met = ALSO_MEETS.get(code, frozenset())
    return any(licence.kind == code or licence.kind in met for licence in filing.licences)


def licence_rules(direction: Direction) -> tuple[Rule, ...]:
    """The rules on documents for one direction."""
    return (_required(direction), _forbidden(direction), _applicable(direction), *RULES)


def _required(direction: Direction) -> Rule:
    @rule("licence-required", basis="gacc-2019-18#logic-licence", each="lines")
    def the_tariff_s_documents_are_there(line: GoodsLine, filing: Declaration, on: Circumstances) -> Iterator[Finding]:
        """{hs}（{name}）{direction}须有{licence}，请在随附监管证件或许可证号中填报。
        | {hs} ({name}) needs for {direction}: {licence}.
        """
        if filing.supervision_mode in STAYS_BONDED or _says_no_licence(filing, on):
            return
        for code in needed_licences(line, on, direction):
            if not has_licence(filing, code):
                words = {"hs": line.hs_code, "name": line.name, "direction": direction.words}
                yield "hs_code", words | {"licence": named("licence", code)}

    return the_tariff_s_documents_are_there


def _says_no_licence(filing: Declaration, on: Circumstances) -> bool:
    """A summary that denies needing a licence is answered at that answer."""
    return is_summary(filing, on) and getattr(filing, "involves_licence", None) is False


def _forbidden(direction: Direction) -> Rule:
    @rule("prohibited", basis="gacc-2019-18#logic-licence", each="lines")
    def the_goods_are_not_forbidden(line: GoodsLine, filing: Declaration, on: Circumstances) -> Iterator[Finding]:
        """{hs}（{name}）禁止{direction}（{licence}）。
        | {hs} ({name}) may not be declared for {direction}: {licence}.
        """
        rates = rates_of(line, on)
        for code in _FORBIDDEN[direction.code].intersection(rates.licences if rates else ()):
            words = {"hs": line.hs_code, "name": line.name, "direction": direction.words}
            yield "hs_code", words | {"licence": named("licence", code)}

    return the_goods_are_not_forbidden


def _applicable(direction: Direction) -> Rule:
    usable = _codes(direction, "DOC") | _codes(direction, "PROHIBIT")

    @rule("licence-direction", basis="gacc-2019-18#logic-licence", given="licences")
    def documents_suit_the_direction(filing: Declaration) -> Iterator[Finding]:
        """{licence} 不用于{direction}。 | {licence} is not a document for {direction}."""
        for index, licence in enumerate(filing.licences):
            if licence.kind not in usable:
                yield (
                    ("licences", index, "kind"),
                    {"licence": named("licence", licence.kind), "direction": direction.words},
                )

    return documents_suit_the_direction


@rule("licence-prohibition", basis="gacc-2019-18#logic-licence", given="licences")
def a_prohibition_is_no_document(filing: Declaration) -> Iterator[Finding]:
    """{licence} 是禁止标志，不是可以提交的单证。
    | {licence} marks a prohibition; it is no document that can be handed in.
    """
    for index, licence in enumerate(filing.licences):
        if _TABLE.entries[licence.kind].attributes["kind"] == "PROHIBIT":
            yield ("licences", index, "kind"), {"licence": named("licence", licence.kind)}


@rule("licence-in-header", basis="gacc-2019-18#head-15", given="licences")
def licences_stand_in_the_header(filing: Declaration) -> Iterator[Finding]:
    """{licence} 的编号应填在表头“许可证号”，不填在随附监管证件。
    | The number of {licence} belongs in the header's licence number.
    """
    for index, licence in enumerate(filing.licences):
        if licence.kind in IN_HEADER:
            yield ("licences", index, "kind"), {"licence": named("licence", licence.kind)}


@rule("licence-repeated", basis="gacc-2019-18#head-27", given="licences")
def no_document_is_listed_twice(filing: Declaration) -> Iterator[Finding]:
    """单证 {number} 重复填报。 | Document {number} is listed twice."""
    seen = set()
    for index, licence in enumerate(filing.licences):
        if (licence.kind, licence.number) in seen:
            yield ("licences", index, "number"), {"number": licence.number}
        seen.add((licence.kind, licence.number))


@rule("licence-single", basis="gacc-2019-18#head-15", given="licence_number")
def one_licence_to_a_declaration(filing: Declaration) -> Iterator[Finding]:
    """许可证号“{number}”含有分隔符；一份报关单只能填一个许可证号。
    | Licence number “{number}” holds a separator; give one only.
    """
    number = filing.licence_number
    if number and any(mark in number for mark in ",;，；、 /"):
        yield "licence_number", {"number": number}


@rule("used-machines", basis="gacc-2019-18#logic-licence", each="lines", given="attributes")
def used_machines_stay_out(line: GoodsLine, filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """{hs}（{name}）属旧机电禁止进口的商品，不能申报为旧品。 | {hs} ({name}) may not be imported used."""
    if USED not in line.attributes:
        return
    rates = rates_of(line, on)
    if rates and USED_MACHINES in rates.licences:
        yield "attributes", {"hs": line.hs_code, "name": line.name}


RULES: tuple[Rule, ...] = (
    a_prohibition_is_no_document,
    licences_stand_in_the_header,
    no_document_is_listed_twice,
    one_licence_to_a_declaration,
)
