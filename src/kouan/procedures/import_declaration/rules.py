"""All rules of the import declaration, in the order in which a clerk reads the form."""

from kouan.blueprint import Rule
from kouan.procedures.import_declaration import rules_completeness

RULES: tuple[Rule, ...] = (*rules_completeness.RULES,)
