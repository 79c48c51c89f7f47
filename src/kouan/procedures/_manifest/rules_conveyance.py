"""Demands on the conveyance: forecast and manifest name the same ship, voyage and direction."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._manifest.cargo import STAYS, TRADE, Bill, is_to_order
from kouan.procedures._manifest.conveyance import SHIPS
from kouan.procedures._manifest.shape import Manifest

CHINA = "CN"
IMPORT, EXPORT = "import", "export"
_VOYAGE = {IMPORT: "voyage_in", EXPORT: "voyage_out"}


def ahead(filing: Manifest, on: Circumstances) -> timedelta:
    """How long ahead the law wants the data for such a conveyance."""
    return timedelta(hours=int(on.terms.number(f"ahead-{filing.mode}")))


@rule("call-missing", basis="order-172#consistency")
def a_ship_names_its_call(filing: Manifest) -> Iterator[Finding]:
    """船舶舱单须填航次编号；没有的请先办理船期预报。
    | A ship's manifest needs the vessel call; announce the call first.
    """
    if filing.mode in SHIPS and filing.call is None:
        yield "call"


@rule("imo-missing", basis="order-172#consistency")
def a_ship_has_its_number(filing: Manifest) -> Iterator[Finding]:
    """船舶舱单须填 IMO 船舶编号。 | A ship's manifest needs the IMO ship number."""
    if filing.mode in SHIPS and filing.imo is None:
        yield "imo"


@rule("call-unknown", basis="order-172#consistency")
def the_call_is_announced(filing: Manifest, on: Circumstances) -> Iterator[Finding]:
    """航次 {call} 没有船期预报，请先预报航次。 | Call {call} has not been announced; announce it first."""
    if on.not_found("vessel-call", filing.call):
        yield "call", {"call": filing.call}


@rule("call-ship", basis="order-172#consistency")
def the_call_is_of_this_ship(filing: Manifest, on: Circumstances) -> Iterator[Finding]:
    """IMO 编号与船期预报的 {imo} 不符；请改为预报的编号，或先变更船期预报。
    | The IMO number differs from {imo}, which was announced; give that one, or have the call changed first.
    """
    imo = on.known("vessel-call", filing.call, "imo", filing.imo)
    if filing.imo is not None and imo != filing.imo:
        yield "imo", {"imo": imo}


def port_abroad(bill: Bill, direction: str) -> Iterator[str]:
    """The port that should be in China and is not: of discharge inbound, of loading outbound."""
    here = "discharge_port" if direction == IMPORT else "load_port"
    if bill.movement != STAYS and getattr(bill, here)[:2] != CHINA:
        yield here


def conveyance_rules(direction: str) -> tuple[Rule, ...]:
    """The rules on conveyance and ports for one direction."""

    @rule("call-voyage", basis="order-172#consistency")
    def the_voyage_is_the_one_announced(filing: Manifest, on: Circumstances) -> Iterator[Finding]:
        """航次号与船期预报的 {voyage} 不符；请改为预报的航次号，或先变更船期预报。
        | The voyage differs from {voyage}, which was announced; give that one, or have the call changed first.
        """
        voyage = on.known("vessel-call", filing.call, _VOYAGE[direction], filing.voyage)
        if voyage != filing.voyage:
            yield "voyage", {"voyage": voyage}

    @rule("port-abroad", basis="order-172#kinds", each="bills")
    def goods_touch_the_country(bill: Bill) -> Iterator[Finding]:
        """
        进口货物的卸货港、出口货物的装货港应在境内；不在本国卸的请填“通运货物”。
        | Imports are discharged and exports loaded in China; goods that stay on board are “through”.
        """
        yield from port_abroad(bill, direction)

    @rule("party-code", basis="gacc-2018-40#parties", severity="warning", each="bills")
    def the_domestic_party_has_a_code(bill: Bill) -> Iterator[Finding]:
        """境内收发货人宜填统一社会信用代码，否则货主查不到该票。
        | Give the domestic party's credit code, or its owner cannot follow the bill.
        """
        place = "consignee" if direction == IMPORT else "shipper"
        party = getattr(bill, place)
        if bill.movement == TRADE and party.uscc is None and not is_to_order(party):
            yield (place, "uscc")

    rules = (a_ship_names_its_call, a_ship_has_its_number, the_call_is_announced, the_call_is_of_this_ship)
    return (*rules, the_voyage_is_the_one_announced, goods_touch_the_country, the_domestic_party_has_a_code)
