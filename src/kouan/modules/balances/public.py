"""The only door to balances."""

from kouan.modules.balances.amounts import from_parts
from kouan.modules.balances.models import FOREVER, Balance
from kouan.modules.balances.objects import balance_kinds
from kouan.modules.balances.rebuilding import Difference, differences, rebuild
from kouan.modules.balances.selectors import Held, NotFound, balance, holdings, movements, visible_balances

__all__ = [
    "FOREVER",
    "Balance",
    "Difference",
    "Held",
    "NotFound",
    "balance",
    "balance_kinds",
    "differences",
    "from_parts",
    "holdings",
    "movements",
    "rebuild",
    "visible_balances",
]
