"""The Django app of the module."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases."""

    name = "kouan.modules.cases"
    label = "cases"
