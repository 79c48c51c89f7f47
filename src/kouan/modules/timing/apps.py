"""The Django app of the module. It has no tables: what it measures stands in a file of its own."""

from django.apps import AppConfig


class TimingConfig(AppConfig):
    """Clearance times."""

    name = "kouan.modules.timing"
    label = "timing"
