"""All rules of the import declaration, in the order in which a clerk reads the form."""

from kouan.blueprint import Rule
from kouan.procedures._declaration import (
    completion,
    rules_boxes,
    rules_carriage,
    rules_costs,
    rules_goods,
    rules_parties,
    rules_quantity,
    rules_regime,
)
from kouan.procedures._declaration.direction import IMPORT
from kouan.procedures._declaration.rules_licences import licence_rules, used_machines_stay_out
from kouan.procedures._declaration.rules_manifest import manifest_rules
from kouan.procedures._declaration.rules_network import network_rules
from kouan.procedures.import_declaration import (
    rules_guarantee,
    rules_inspection,
    rules_modes,
    rules_price,
    rules_time,
)

RULES: tuple[Rule, ...] = (
    *completion.RULES,
    *rules_modes.RULES,
    *rules_guarantee.RULES,
    *rules_time.RULES,
    *rules_parties.RULES,
    *rules_parties.trader_rules("consignee"),
    *rules_parties.overseas_rules("consignor"),
    *rules_carriage.RULES,
    *rules_carriage.uncrossed_rules(IMPORT),
    *manifest_rules(IMPORT),
    *rules_regime.mode_rules(IMPORT),
    *rules_regime.RULES,
    *licence_rules(IMPORT),
    *network_rules(IMPORT),
    used_machines_stay_out,
    *rules_costs.delivery_rules(IMPORT),
    *rules_costs.RULES,
    *rules_price.RULES,
    *rules_quantity.RULES,
    *rules_boxes.RULES,
    *rules_goods.RULES,
    *rules_goods.element_rules(IMPORT),
    *rules_inspection.RULES,
)
