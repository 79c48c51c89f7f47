"""Search in a code table: by code, by Chinese words, by English words, best match first."""

from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from operator import itemgetter
from unicodedata import combining, normalize

from kouan.kernel.text import Language
from kouan.reference.library import table
from kouan.reference.table import Entry, Table

_EXACT_CODE, _CODE_PREFIX, _NAME_START, _WORD_START, _SUBSTRING = range(5)
_PUNCTUATION = str.maketrans(dict.fromkeys(";,()[]/'\"-", " "))


_NAMES: dict[Language | None, slice] = {"zh": slice(0, 1), "en": slice(1, 2), None: slice(0, 2)}


@dataclass(frozen=True, slots=True)
class _Row:
    """What a search reads of an entry; the names, zh and en, start with a space so that every word follows one."""

    codes: tuple[str, ...]
    names: tuple[str, str]
    entry: Entry


def search(table_code: str, query: str, limit: int = 20, language: Language | None = None) -> list[Entry]:
    """Entries matching a query, best first: exact code, code prefix, start of name, start of a word, part of a name.

    Case, accents and full-width forms do not matter. Several words must all occur; of equal matches the shorter name
    comes first. ``language`` limits the search of names to one language; codes are always searched. An empty query
    gives the first entries of the table. Raises KeyError for an unknown table.
    """
    asked, rows = _folded(query), _index(table(table_code))
    if not asked:
        return [row.entry for row in rows[:limit]]
    words, names = asked.split(" "), _NAMES[language]
    places = ((_place(row, asked, words, names), row) for row in rows)
    found = [(place, row.entry.code, row.entry) for place, row in places if place is not None]
    return [entry for _, _, entry in nsmallest(limit, found, key=itemgetter(0, 1))]


@lru_cache(maxsize=64)
def _index(of: Table) -> tuple[_Row, ...]:
    return tuple(_row(entry, of.aliases) for entry in of.entries.values())


def _row(entry: Entry, aliases: tuple[str, ...]) -> _Row:
    others = (entry.attributes[alias] for alias in aliases if alias in entry.attributes)
    codes = tuple(_folded(code) for code in (entry.code, *others))
    return _Row(codes, (f" {_folded(entry.name.zh)}", f" {_folded(entry.name.en)}"), entry)


def _place(row: _Row, asked: str, words: list[str], names: slice) -> tuple[int, int] | None:
    """The rank of a match and the length of the name it was found in, or None."""
    if asked in row.codes:
        return _EXACT_CODE, 0
    if row.codes[0].startswith(asked):
        return _CODE_PREFIX, 0
    places = [_name_place(name, asked, words) for name in row.names[names] if words[0] in name and _all(words, name)]
    return min(places) if places else None


def _all(words: list[str], name: str) -> bool:
    return len(words) == 1 or all(word in name for word in words)


def _name_place(name: str, asked: str, words: list[str]) -> tuple[int, int]:
    if name.startswith(asked, 1):
        return _NAME_START, len(name)
    return (_WORD_START if all(f" {word}" in name for word in words) else _SUBSTRING), len(name)


def _folded(text: str) -> str:
    plain = "".join(mark for mark in normalize("NFKD", text) if not combining(mark))
    return " ".join(plain.casefold().translate(_PUNCTUATION).split())
