"""The only door to balances."""

from kouan.modules.balances.amounts import from_parts
from kouan.modules.balances.models import FOREVER, Balance
from kouan.modules.balances.objects import balance_kinds, granters
from kouan.modules.balances.rebuilding import Difference, differences, rebuild
from kouan.modules.balances.selectors import (
    Held,
    Movement,
    NotFound,
    balance,
    holdings,
    movements,
    standing,
    visible_balances,
)
from kouan.modules.balances.words import MOVEMENTS, STATES, unit_text

__all__ = [
    "FOREVER",
    "MOVEMENTS",
    "STATES",
    "Balance",
    "Difference",
    "Held",
    "Movement",
    "NotFound",
    "balance",
    "balance_kinds",
    "differences",
    "from_parts",
    "granters",
    "holdings",
    "movements",
    "rebuild",
    "standing",
    "unit_text",
    "visible_balances",
]
