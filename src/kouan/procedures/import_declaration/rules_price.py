"""Rules on price confirmations, origin, preference and destination of imports."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.procedures._declaration.completion import is_summary
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.kinds import CHINA
from kouan.procedures._declaration.words import named
from kouan.procedures.import_declaration.agreements import MEMBERS
from kouan.procedures.import_declaration.form import ImportDeclaration
from kouan.reference import table

FULL_EXEMPTION = "3"
_CONFIRMED = {
    "special_relation": Text("特殊关系确认", "whether buyer and seller are related"),
    "price_influence": Text("价格影响确认", "whether the relation affects the price"),
    "royalty": Text("支付特许权使用费确认", "whether royalties are paid"),
}
_PROOF = {
    "proof_kind": Text("原产地证明类型", "kind of proof"),
    "proof_number": Text("原产地证明编号", "number of the proof"),
    "proof_line": Text("原产地证明项号", "line of the proof"),
    "proof_origin": Text("协定项下原产地", "origin under the agreement"),
}


def _is_taxed(filing: ImportDeclaration) -> bool:
    return any(line.duty_mode not in (None, FULL_EXEMPTION) for line in filing.lines)


@rule("price-confirmation", basis="gacc-2019-18#logic-price-relations")
def dutiable_imports_confirm_the_price(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """征税进口须填{what}。 | A dutiable import must say {what}."""
    if is_summary(filing, on) or not _is_taxed(filing):
        return
    for field, what in _CONFIRMED.items():
        if getattr(filing, field) is None:
            yield field, {"what": what}


@rule("price-influence", basis="gacc-2019-18#logic-price-relations", given="price_influence")
def no_influence_without_a_relation(filing: ImportDeclaration) -> Iterator[Finding]:
    """没有特殊关系，价格影响确认不能为是。 | Without a special relation the price cannot be affected by it."""
    if filing.special_relation is False:
        yield "price_influence"


@rule("provisional-price", basis="gacc-2019-18#head-29", given="provisional_price")
def a_provisional_price_follows_a_formula(filing: ImportDeclaration) -> Iterator[Finding]:
    """只有公式定价的货物才能确认暂定价格。 | Only goods priced by formula can have a provisional price."""
    if not filing.formula_price:
        yield "provisional_price"


@rule("agreement-data", basis="gacc-2019-18#line-agreement", each="lines", given="agreement")
def a_claim_names_its_proof(line: GoodsLine) -> Iterator[Finding]:
    """申请享受 {agreement}，须填{what}。 | Claiming {agreement} needs the {what}."""
    for field, what in _PROOF.items():
        if getattr(line, field) is None:
            yield field, {"agreement": named("preferential-agreement", line.agreement or ""), "what": what}


@rule("agreement-missing", basis="gacc-2019-18#line-agreement", each="lines")
def a_proof_names_its_agreement(line: GoodsLine) -> Iterator[Finding]:
    """填了原产地证明，须填优惠贸易协定；不享惠的应清空原产地证明。
    | With a proof of origin the agreement is needed, else leave the proof out.
    """
    if line.agreement is None and (line.proof_kind or line.proof_number or line.proof_line or line.proof_origin):
        yield "agreement"


@rule("agreement-origin", basis="gacc-2019-18#line-agreement", each="lines", given="agreement")
def the_origin_is_a_member(line: GoodsLine) -> Iterator[Finding]:
    """{origin} 不是 {agreement} 的成员。 | {origin} is not a party to {agreement}."""
    members = MEMBERS.get(line.agreement or "")
    if members and line.proof_origin and line.proof_origin not in members:
        yield (
            "proof_origin",
            {
                "origin": named("country", line.proof_origin),
                "agreement": named("preferential-agreement", line.agreement or ""),
            },
        )


@rule("agreement-in-force", basis="gacc-2019-18#line-agreement", each="lines", given="agreement")
def the_agreement_is_in_force(line: GoodsLine, filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """{agreement} 在申报日期尚未生效。 | {agreement} was not yet in force on the day of the declaration."""
    if not table("preferential-agreement").valid(line.agreement or "", on.day):
        yield "agreement", {"agreement": named("preferential-agreement", line.agreement or "")}


@rule("proof-repeated", basis="gacc-2019-18#line-agreement")
def each_line_of_a_proof_serves_once(filing: ImportDeclaration) -> Iterator[Finding]:
    """原产地证明 {number} 第 {item} 项已用于前面的商品。
    | Line {item} of proof {number} already serves an earlier line.
    """
    seen: set[tuple[str, int]] = set()
    for index, line in enumerate(filing.lines):
        if line.proof_number is None or line.proof_line is None:
            continue
        used = (line.proof_number, line.proof_line)
        if used in seen:
            yield ("lines", index, "proof_line"), {"number": used[0], "item": used[1]}
        seen.add(used)


@rule("origin-china", basis="gacc-2019-18#line-origin", severity="warning", each="lines")
def goods_from_china_are_noticed(line: GoodsLine) -> Iterator[Finding]:
    """原产国为中国的进口属国货复进口，请核对。 | Importing goods of Chinese origin is a re-import; please check."""
    if line.origin == CHINA:
        yield "origin"


@rule("destination-abroad", basis="gacc-2019-18#line-destination", each="lines")
def imports_end_in_china(line: GoodsLine) -> Iterator[Finding]:
    """进口货物的最终目的国应为中国（CHN），不是 {country}。
    | The destination of an import is China (CHN), not {country}.
    """
    if line.destination and line.destination != CHINA:
        yield "destination", {"country": named("country", line.destination)}


@rule("departure-port", basis="gacc-2019-18#head-16", severity="warning")
def the_port_is_in_the_country(filing: ImportDeclaration) -> Iterator[Finding]:
    """启运港 {port} 不在启运国 {country}；途中没有转卖的应一致。
    | Port {port} is not in {country}; they agree unless the goods were resold on the way.
    """
    if filing.departure_port is None or filing.departure_country is None:
        return
    port = table("port").get(filing.departure_port)
    if port and port.attributes.get("country", filing.departure_country) != filing.departure_country:
        country = named("country", filing.departure_country)
        yield "departure_port", {"port": named("port", filing.departure_port), "country": country}


RULES: tuple[Rule, ...] = (
    dutiable_imports_confirm_the_price,
    no_influence_without_a_relation,
    a_provisional_price_follows_a_formula,
    a_claim_names_its_proof,
    a_proof_names_its_agreement,
    the_origin_is_a_member,
    the_agreement_is_in_force,
    each_line_of_a_proof_serves_once,
    goods_from_china_are_noticed,
    imports_end_in_china,
    the_port_is_in_the_country,
)
