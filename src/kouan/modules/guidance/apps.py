"""The Django app of the module."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Surveys of firms, talks with them, and the problems that come of both."""

    name = "kouan.modules.guidance"
    label = "guidance"
