"""Everyday words for goods: people look for 铁矿 or a car, the Harmonized System speaks of neither."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from kouan.kernel.datafile import values
from kouan.kernel.text import Language, Text

_FILE = files("kouan.reference") / "data" / "everyday-words.yaml"


@dataclass(frozen=True, slots=True)
class Called:
    """One way people call a heading's goods. ``place``: among the headings that go by this word, from 0."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    place: int

    def words(self, language: Language) -> tuple[str, ...]:
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """The whole list, by six-digit code, with its day and its source."""

    as_of: date
    source: Text
    by_code: Mapping[str, tuple[Called, ...]]


@cache
def everyday_words() -> EverydayWords:
    """The list, read once from the package's own data file."""
    raw: dict[str, Any] = values(_FILE.read_text("utf-8"))
    found: dict[str, tuple[Called, ...]] = {}
    for row in raw["words"]:
        for place, code in enumerate(row["hs6"]):
            found[code] = (*found.get(code, ()), Called(tuple(row["zh"]), tuple(row["en"]), place))
    return EverydayWords(date.fromisoformat(raw["as_of"]), Text.of(raw["source"]), found)


def called(code: str) -> str:
    """All the words for a heading in one line, "" where there are none: ``铁矿、铁矿石 / iron ore``."""
    rows = everyday_words().by_code.get(code, ())
    zh = dict.fromkeys(word for row in rows for word in row.zh)
    en = dict.fromkeys(word for row in rows for word in row.en)
    return f"{'、'.join(zh)} / {', '.join(en)}" if rows else ""
