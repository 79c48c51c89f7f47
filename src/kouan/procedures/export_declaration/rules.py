"""All rules of the export declaration, in the order in which a clerk reads the form."""

from kouan.blueprint import Rule
from kouan.procedures._declaration import (
    rules_boxes,
    rules_carriage,
    rules_costs,
    rules_goods,
    rules_parties,
    rules_quantity,
    rules_regime,
)
from kouan.procedures._declaration.direction import EXPORT
from kouan.procedures._declaration.rules_licences import licence_rules
from kouan.procedures._declaration.rules_manifest import manifest_rules
from kouan.procedures._declaration.rules_network import network_rules
from kouan.procedures.export_declaration import rules_export

RULES: tuple[Rule, ...] = (
    rules_export.nothing_is_missing,
    *rules_export.RULES,
    *rules_parties.RULES,
    *rules_parties.trader_rules("consignor"),
    *rules_parties.overseas_rules("consignee"),
    *rules_carriage.RULES,
    *rules_carriage.uncrossed_rules(EXPORT),
    *manifest_rules(EXPORT),
    *rules_regime.mode_rules(EXPORT),
    *rules_regime.RULES,
    *licence_rules(EXPORT),
    *network_rules(EXPORT),
    *rules_costs.delivery_rules(EXPORT),
    *rules_costs.RULES,
    *rules_quantity.RULES,
    *rules_boxes.RULES,
    *rules_goods.RULES,
    *rules_goods.element_rules(EXPORT),
)
