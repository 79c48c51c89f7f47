"""The Django app that owns calls, bills and boxes."""

from django.apps import AppConfig


class ConsignmentsConfig(AppConfig):
    """Its tables are named after it."""

    name = "kouan.modules.consignments"
    label = "consignments"
