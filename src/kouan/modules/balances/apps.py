"""The Django app of the module."""

from django.apps import AppConfig


class BalancesConfig(AppConfig):
    """Balances."""

    name = "kouan.modules.balances"
    label = "balances"
