"""The shelf of code tables: read once from the package's own data files, on first use."""

import csv
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NotRequired, TypedDict

from kouan.kernel.datafile import values
from kouan.kernel.text import Text
from kouan.reference.everyday import called
from kouan.reference.hs10 import HS10, ten_digit_codes
from kouan.reference.table import Entry, Table
from kouan.reference.tariff import tariff_in_use

_DATA = files("kouan.reference") / "data"
_GOODS = "hs6"
_OWN_COLUMNS = {"code", "zh", "en", "verified"}


class _Card(TypedDict):
    """What tables.yaml says of one table."""

    title: str
    issuer: str
    as_of: str
    source: str
    verified: bool
    aliases: NotRequired[list[str]]


def table(code: str) -> Table:
    """The table of that code, for example ``country``; raises KeyError naming an unknown table."""
    return ten_digit_codes(_stored(_GOODS), tariff_in_use()) if code == HS10 else _stored(code)


def tables() -> list[str]:
    """The codes of all tables, in alphabetical order."""
    return sorted([*_catalogue(), HS10])


@cache
def _catalogue() -> dict[str, _Card]:
    cards: dict[str, _Card] = values((_DATA / "tables.yaml").read_text("utf-8"))
    return cards


@cache
def _stored(code: str) -> Table:
    card = _catalogue().get(code)
    if card is None:
        raise KeyError(f"no reference table named {code!r}")
    return Table(
        code=code,
        title=Text.of(card["title"]),
        issuer=Text.of(card["issuer"]),
        as_of=date.fromisoformat(card["as_of"]),
        source=card["source"],
        verified=card["verified"],
        entries=MappingProxyType(_rows(code)),
        aliases=tuple(card.get("aliases", ())),
    )


def _rows(code: str) -> dict[str, Entry]:
    text = (_DATA / f"{code}.csv").read_text("utf-8")
    found = {row["code"]: _entry(row) for row in csv.DictReader(text.splitlines())}
    return {key: _with_everyday_words(entry) for key, entry in found.items()} if code == _GOODS else found


def _entry(row: dict[str, str]) -> Entry:
    more = {name: value for name, value in row.items() if value and name not in _OWN_COLUMNS}
    return Entry(row["code"], Text(row["zh"], row["en"]), row["verified"] == "true", more)


def _with_everyday_words(entry: Entry) -> Entry:
    words = called(entry.code)
    return replace(entry, attributes={**entry.attributes, "called": words}) if words else entry
