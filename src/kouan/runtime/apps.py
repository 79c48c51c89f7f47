"""The Django app that owns the log's tables."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RuntimeConfig(AppConfig):
    """Once every app is loaded, finds what modules register: subscribers, providers of facts, audiences, followers."""

    name = "kouan.runtime"
    label = "runtime"

    def ready(self) -> None:
        autodiscover_modules("subscribers", "objects", "audiences", "following")
        import_module("kouan.runtime.merkle.following")
