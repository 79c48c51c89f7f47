"""The places of the site. Each page module names its own entries; nobody keeps a list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any, Literal

from django.urls import NoReverseMatch, reverse

from kouan.kernel.text import Text
from kouan.modules.parties.public import Viewer

Place = Literal["public", "reference", "trader", "agency", "terminal", "port-office"]

DESKS: dict[Place, Text] = {
    "trader": Text("企业工作台", "Trader desk"),
    "agency": Text("单位工作台", "Agency desk"),
    "terminal": Text("码头工作台", "Terminal desk"),
    "port-office": Text("口岸办", "Port office"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a place's menu: a page module lists its own in ``navigation``. ``page`` is a URL name.

    What people come for is ``public`` and stands in the head of every page, what they look things up in is
    ``reference`` and stands in its foot; with ``about``, one sentence, either also stands on the home page. ``wanted``:
    for whom of the place it is. ``answers``: measures of the plans that the page answers.
    """

    label: Text
    page: str
    places: tuple[Place, ...] = ("public",)
    order: int = 50
    about: Text | None = None
    wanted: Callable[[Viewer], bool] | None = None
    answers: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return reverse(self.page)


@cache
def page_modules() -> tuple[ModuleType, ...]:
    """Every module under ``kouan.web.pages``, by name."""
    pages = import_module("kouan.web.pages")
    found = walk_packages(pages.__path__, f"{pages.__name__}.")
    return tuple(import_module(info.name) for info in sorted(found, key=lambda info: info.name))


def url_patterns() -> Iterator[Any]:
    """The ``urlpatterns`` of every page module."""
    for module in page_modules():
        yield from getattr(module, "urlpatterns", ())


@cache
def entries(place: str) -> tuple[Entry, ...]:
    """The menu of a place, in order."""
    return tuple(sorted((entry for entry in every_entry() if place in entry.places), key=lambda entry: entry.order))


def every_entry() -> Iterator[Entry]:
    """The entries of all places."""
    for module in page_modules():
        yield from getattr(module, "navigation", ())


def menu(place: str, viewer: Viewer) -> tuple[Entry, ...]:
    """The entries of a place that are for a viewer."""
    return tuple(entry for entry in entries(place) if entry.wanted is None or entry.wanted(viewer))


def current(place: str, path: str) -> Entry | None:
    """The entry that a path belongs to: the one with the longest address that the path starts with."""
    holding = [entry for entry in entries(place) if path == entry.address or path.startswith(f"{entry.address}/")]
    return max(holding, key=lambda entry: len(entry.address), default=None)


@cache
def page_exists(name: str) -> bool:
    """Whether a page of this name (one without arguments) is there: parts of the shell depend on what is installed."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
