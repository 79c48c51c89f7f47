"""Rules, sorted once by what they are put to, and the judging of a filing by them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from kouan.blueprint.facts import Circumstances
from kouan.blueprint.form import Form, Incomplete
from kouan.blueprint.problem import Location, Problem, pointer
from kouan.blueprint.rule import Finding, Rule

Placed = tuple[int, Rule]
Found = list[tuple[int, Problem]]
"""What was found, each with the place of its rule: it is told in the order of the rules."""


@dataclass(frozen=True, slots=True)
class Demands:
    """Rules put to the same thing, only where it has the same field ``given``, with as much to know."""

    given: str
    wants: int
    rules: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """``whole``: what is demanded of the filing; ``rows``: of each row of a list, by the list's name."""

    whole: tuple[Demands, ...]
    rows: Mapping[str, tuple[Demands, ...]]


def rulebook(rules: Iterable[Rule]) -> Rulebook:
    """Rules, sorted by what they are put to."""
    books: dict[str, dict[tuple[str, int], list[Placed]]] = {"": {}}
    for place, demand in enumerate(rules):
        book = books.setdefault(demand.each, {})
        book.setdefault((demand.given, demand.wants), []).append((place, demand))
    sorted_ = {each: tuple(Demands(*key, tuple(alike)) for key, alike in book.items()) for each, book in books.items()}
    return Rulebook(sorted_.pop(""), sorted_)


def judge(book: Rulebook, filing: Form, on: Circumstances) -> tuple[Problem, ...]:
    """All findings, in the order of the rules. A rule that meets a missing or malformed value keeps silent about it."""
    found: Found = []
    _put(book.whole, (filing, on), (), found)
    for each, demands in book.rows.items():
        for index, row in enumerate(filing.__dict__.get(each) or ()):
            _put(demands, (row, filing, on), (each, index), found)
    found.sort(key=lambda placed: placed[0])
    return tuple(problem for _, problem in found)


def _put(demands: tuple[Demands, ...], known: tuple[Form | Circumstances, ...], at: Location, found: Found) -> None:
    """Put demands to ``known[0]``, a filing or a row."""
    values = known[0].__dict__
    for alike in demands:
        if alike.given and not values.get(alike.given):
            continue
        told = known[: alike.wants]
        for place, demand in alike.rules:
            try:
                for finding in demand.ask(*told):
                    found.append((place, _problem(demand, at, finding)))
            except Incomplete:
                continue


def _problem(demand: Rule, at: Location, finding: Finding) -> Problem:
    place, values = _split(finding)
    location = at + ((place,) if isinstance(place, str) else place)
    text = demand.text.fill(**values) if values else demand.text
    return Problem(demand.code, pointer(location), text, demand.basis, demand.severity)


def _split(finding: Finding) -> tuple[str | Location, dict[str, object]]:
    if isinstance(finding, tuple) and len(finding) == 2 and isinstance(finding[1], dict):
        return finding[0], finding[1]
    return cast("str | Location", finding), {}
