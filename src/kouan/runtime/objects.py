"""Facts about the objects a filing names: rules ask here, modules answer, and neither knows the other.

A module registers what it knows of a kind of object in its ``objects.py``, which is found by itself::

    @provider("container")
    def containers(ids, at):
        return {row.number: {"type": row.type, "held": row.held} for row in ...}
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

Facts = Mapping[str, object]
Provider = Callable[[Sequence[str], datetime], Mapping[str, Facts]]
_P = TypeVar("_P", bound=Provider)

_providers: dict[str, Provider] = {}


def provider(kind: str) -> Callable[[_P], _P]:
    """Register the one source of facts for a kind of object; raises ValueError where the kind has one already.

    It is asked for many ids at once, as of a moment, and may leave out those it does not know.
    """

    def register(function: _P) -> _P:
        if kind in _providers:
            raise ValueError(f"two providers for objects of kind {kind!r}")
        _providers[kind] = function
        return function

    return register


def facts(refs: Iterable[tuple[str, str]], at: datetime) -> dict[tuple[str, str], Facts]:
    """The facts of each ``(kind, id)`` whose kind some module knows, one question a kind; none for an unknown id."""
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for kind, object_id in refs:
        ids[kind][object_id] = None
    return {key: known for kind, wanted in ids.items() if kind in _providers for key, known in _ask(kind, wanted, at)}


def _ask(kind: str, wanted: Iterable[str], at: datetime) -> list[tuple[tuple[str, str], Facts]]:
    found = _providers[kind](list(wanted), at)
    return [((kind, object_id), found.get(object_id, {})) for object_id in wanted]
