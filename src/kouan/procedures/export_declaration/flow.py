"""The way of an export: accepted, selected, read, arrived, opened if selected, released to load."""

from collections.abc import Callable

from kouan.blueprint import Computed, Facts, Flow, Text, Way, Within, auto, until
from kouan.procedures._declaration.examination import SELECTED, accept, declared, opened, read
from kouan.procedures._declaration.licensing import WRITTEN_OFF, verified
from kouan.procedures._declaration.words import ADVANCE, ORDINARY
from kouan.procedures.export_declaration.rules_export import arrived_at
from kouan.procedures.export_declaration.selection import select

ACCEPTED = (
    declared(ORDINARY, Text("普通申报", "Ordinary declaration"), "export"),
    declared(ADVANCE, Text("提前申报", "Advance declaration"), "export"),
)


def is_on_its_way(facts: Facts) -> bool:
    """尚未运抵监管场所 | Not yet at the supervised place"""
    filing = facts.filing
    return filing.clearance == ADVANCE and arrived_at(filing, facts.circumstances) is None


def claims_rebate(facts: Facts) -> bool:
    """申请出口退税 | A tax rebate is claimed"""
    return bool(facts.filing.rebate)


def rebate(facts: Facts) -> Computed:
    """What the tax bureau is told: line by line, with the three digits that follow the declaration number."""
    lines = [
        {
            "suffix": f"{number:03d}",
            "hs_code": line.hs_code,
            "quantity": f"{line.legal_quantity:f}",
            "unit": line.legal_unit,
            "total": f"{line.total:f}",
            "currency": line.currency,
        }
        for number, line in enumerate(facts.filing.lines, 1)
    ]
    return Computed("sent", "", {"exporter": facts.filing.consignor_uscc, "lines": lines})


def flow(limit: Callable[[str], Within]) -> Flow:
    """Documents are read while the goods are on their way; what is not selected is released as it arrives."""
    arrival = until("arrival", "等待货物运抵 | Arrival awaited", event="arrived", of="bill", by="port")
    return (
        auto("accept", "接受申报 | Acceptance", compute=accept, ways=ACCEPTED)
        >> verified()
        >> auto("select", "风险布控 | Selection", compute=select, ways=SELECTED)
        >> (read(limit) & (arrival.when(is_on_its_way) >> opened(limit)))
        >> auto("release", "放行装船 | Release to load", ways=WRITTEN_OFF)
        >> auto(
            "rebate",
            "退税信息传送 | Rebate data sent",
            compute=rebate,
            ways=(Way("sent", Text("已传税务机关", "Sent to the tax bureau")),),
        ).when(claims_rebate)
        >> auto("clear", "结关 | Clearance")
    )
