"""The Django app that owns organisations and people."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Its tables are named after it."""

    name = "kouan.modules.parties"
    label = "parties"
