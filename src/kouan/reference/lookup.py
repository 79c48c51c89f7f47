"""Search in a code table: by code, by Chinese words, by English words, best match first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from operator import itemgetter
from unicodedata import combining, normalize

from kouan.kernel.text import LANGUAGES, Language
from kouan.reference.everyday import everyday_words
from kouan.reference.library import table
from kouan.reference.table import Entry, Table

_EXACT_CODE, _CODE_PREFIX, _WHOLE_NAME, _HEAD, _NAME_START, _WORD_START, _SUBSTRING = range(7)
_FIRST_HAN = "\u2e80"
_PUNCTUATION = str.maketrans(dict.fromkeys(";,()[]/'\"-", " "))


Place = tuple[int, int]
"""How well an entry matches: the rank, then its place among the headings that go by the same everyday word."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What a search reads of an entry; names start with a space so that every word follows one.

    ``called``: everyday words for it, each with the entry's place among those that go by the word.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    called: tuple[tuple[str, int], ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Question:
    """What is looked for: the whole, its words, and the words as they begin in a name.

    ``head``: the last word as it ends in a name, "" where it is not Chinese.
    """

    whole: str
    words: tuple[str, ...]
    beginnings: tuple[str, ...]
    head: str


def search(table_code: str, query: str, limit: int = 20, language: Language | None = None) -> list[Entry]:
    """Entries matching a query, best first: exact code, code prefix, whole name, head of a Chinese name, start of a
    name, start of a word, part of a name. What people call goods every day counts as a name of theirs.

    Chinese names the thing last: 鲜苹果 are apples, 苹果干 is made of them. Of equal matches the earlier code comes
    first: the tariff goes from the fresh to the worked. Case, accents and full-width forms do not matter; several words
    must all occur. ``language`` limits the search of names to one language; codes are always searched. An empty query
    gives the first entries of the table. Raises KeyError for an unknown table.
    """
    question, rows = _question(query), _index(table(table_code), language)
    if not question.whole:
        return [row.entry for row in rows[:limit]]
    places = ((_place(row, question), row) for row in rows)
    found = [(place, row.entry.code, row.entry) for place, row in places if place is not None]
    return [entry for _, _, entry in nsmallest(limit, found, key=itemgetter(0, 1))]


def _question(query: str) -> _Question:
    whole = _folded(query)
    words = tuple(whole.split(" "))
    head = f"{words[-1]} " if whole[-1:] >= _FIRST_HAN else ""
    return _Question(whole, words, tuple(f" {word}" for word in words), head)


@lru_cache(maxsize=128)
def _index(of: Table, language: Language | None) -> tuple[_Row, ...]:
    languages = (language,) if language else LANGUAGES
    return tuple(_row(entry, of.aliases, languages) for entry in of.entries.values())


def _row(entry: Entry, aliases: tuple[str, ...], languages: tuple[Language, ...]) -> _Row:
    others = (entry.attributes[alias] for alias in aliases if alias in entry.attributes)
    codes = tuple(_folded(code) for code in (entry.code, *others))
    return _Row(codes, tuple(_spaced(entry.name[each]) for each in languages), tuple(_called(entry, languages)), entry)


def _called(entry: Entry, languages: tuple[Language, ...]) -> Iterator[tuple[str, int]]:
    if "called" not in entry.attributes:
        return
    for each in everyday_words().by_code[entry.attributes.get("hs6", entry.code)]:
        for language in languages:
            yield from ((_spaced(word), each.place) for word in each.words(language))


def _place(row: _Row, question: _Question) -> Place | None:
    """How well a row matches, or None."""
    if question.whole in row.codes:
        return _EXACT_CODE, 0
    if row.codes[0].startswith(question.whole):
        return _CODE_PREFIX, 0
    best = None
    for name in row.names:
        if question.words[0] in name and _holds(name, question.words):
            place = _name_rank(name, question), 0
            best = place if best is None or place < best else best
    return _among(row.called, question, best) if row.called else best


def _among(called: tuple[tuple[str, int], ...], question: _Question, best: Place | None) -> Place | None:
    for word, place in called:
        if _holds(word, question.words):
            found = _name_rank(word, question), place
            best = found if best is None or found < best else best
    return best


def _name_rank(name: str, question: _Question) -> int:
    if name.startswith(question.whole, 1):
        if len(name) == len(question.whole) + 1:
            return _WHOLE_NAME
        return _HEAD if question.head and question.head in f"{name} " else _NAME_START
    if question.head and question.head in f"{name} ":
        return _HEAD
    return _WORD_START if _holds(name, question.beginnings) else _SUBSTRING


def _holds(name: str, words: tuple[str, ...]) -> bool:
    # A loop, not all(): most questions are one word, asked of thousands of names.
    for word in words:  # noqa: SIM110
        if word not in name:
            return False
    return True


def _spaced(name: str) -> str:
    return f" {_folded(name)}"


def _folded(text: str) -> str:
    plain = "".join(mark for mark in normalize("NFKD", text) if not combining(mark))
    return " ".join(plain.casefold().translate(_PUNCTUATION).split())
