"""The Django app of the module. What it measures stands in a file of its own; its table has what was last forecast."""

from django.apps import AppConfig


class TimingConfig(AppConfig):
    """Clearance times."""

    name = "kouan.modules.timing"
    label = "timing"
