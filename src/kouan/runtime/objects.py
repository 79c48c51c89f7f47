"""Facts about the objects a filing names: rules ask here, modules answer, and neither knows the other.

A module registers what it knows of a kind of object in its ``objects.py``, which is found by itself::

    @provider("container")
    def containers(ids, at):
        return Question(f"SELECT number, type, held FROM box WHERE number IN ({places(len(ids))})", ids, _boxes)

It answers with a question to the database rather than with facts, so that all that a filing needs is asked at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TypeVar

from kouan.runtime import sql

Facts = Mapping[str, object]
Known = Mapping[str, Facts]
Provider = Callable[[Sequence[str], datetime], sql.Question[Known]]
_P = TypeVar("_P", bound=Provider)

_making = Lock()
_providers: dict[str, Provider] = {}
_awaiting: list[tuple[Callable[[], Iterable[str]], Callable[[str], Provider]]] = []


def provider(kind: str) -> Callable[[_P], _P]:
    """Register the one source of facts for a kind of object; raises ValueError where the kind has one already.

    It is asked for many ids at once, as of a moment; the answer to its question may leave out those it does not know.
    """

    def register(function: _P) -> _P:
        if kind in _providers:
            raise ValueError(f"two providers for objects of kind {kind!r}")
        _providers[kind] = function
        return function

    return register


def providers(kinds: Callable[[], Iterable[str]]) -> Callable[[Callable[[str], Provider]], Callable[[str], Provider]]:
    """Register ``function(kind)``, which makes the provider of each of ``kinds()``; these are asked for when needed."""

    def register(function: Callable[[str], Provider]) -> Callable[[str], Provider]:
        _awaiting.append((kinds, function))
        return function

    return register


def _known_providers() -> Mapping[str, Provider]:
    """All of them; the first threads of a server come here together, and one makes what is still to be made."""
    with _making:
        while _awaiting:
            kinds, made = _awaiting[-1]
            for kind in kinds():
                provider(kind)(made(kind))
            _awaiting.pop()
    return _providers


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is to be asked about some objects: ids by kind, and a question for each kind in the same order."""

    wanted: Mapping[str, Sequence[str]]
    questions: Sequence[sql.Question[Known]]

    def facts(self, answers: Sequence[Known]) -> dict[tuple[str, str], Facts]:
        """The facts of each ``(kind, id)`` asked for, from the questions' answers; none for an unknown id."""
        asked = zip(self.wanted.items(), answers, strict=True)
        return {(kind, one): known.get(one, {}) for (kind, ids), known in asked for one in ids}


def inquiry(refs: Iterable[tuple[str, str]], at: datetime) -> Inquiry:
    """Each id asked for once, one question a kind; kinds that no module knows are left out."""
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    known = _known_providers() if _awaiting else _providers
    for kind, object_id in refs:
        if kind in known:
            ids[kind][object_id] = None
    wanted = {kind: list(each) for kind, each in ids.items()}
    return Inquiry(wanted, [known[kind](each, at) for kind, each in wanted.items()])


def facts(refs: Iterable[tuple[str, str]], at: datetime) -> dict[tuple[str, str], Facts]:
    """The facts of each ``(kind, id)`` whose kind some module knows; none for an unknown id."""
    asked = inquiry(refs, at)
    return asked.facts(sql.ask(asked.questions))
