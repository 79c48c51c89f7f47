"""A filed form as attributes: a pointer and a text for each value that something is counted by."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

Shape = Mapping[str, "Shape | None"]
"""Fields by name, each with those that it holds; None for one that holds a value."""


def scalars(pointer: str, value: Any) -> dict[str, str]:
    """``{"form/lines/0/hs_code": "0703201000"}`` of each value in JSON data, in its order; nothing of empty ones."""
    found: dict[str, str] = {}
    _gather(found, pointer, value)
    return found


def _gather(found: dict[str, str], pointer: str, value: Any) -> None:
    """The plain way, since every value of every filing passes here."""
    if type(value) is str:
        if value:
            found[pointer] = value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            _gather(found, f"{pointer}/{name}", part)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            _gather(found, f"{pointer}/{place}", part)
    elif value is not None:
        found[pointer] = text(value)


def text(value: Any) -> str:
    """A scalar as text; "" of nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def countable(form: Any, shape: Shape | None) -> Any:
    """What of JSON data has its place in a shape."""
    if shape is None:
        return form
    if isinstance(form, list):
        return [countable(part, shape) for part in form]
    return {name: countable(form[name], shape[name]) for name in shape if name in form} if form else form


def without(hidden: Collection[str], form: Mapping[str, Any]) -> dict[str, Any]:
    """A form without the fields that are hidden, and without any text in which what they say is said again."""
    told = {word.casefold() for name in hidden for word in _texts(form.get(name)) if telling(word)}
    kept = {name: value for name, value in form.items() if name not in hidden}
    return {name: _silent(value, told) for name, value in kept.items()}


def telling(word: str) -> bool:
    """Whether a text gives something away wherever it stands: a name does, ``CN`` or ``0110`` does not."""
    return len(word) > (5 if word.isascii() else 1)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(part)


def _silent(value: Any, told: Collection[str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _silent(part, told) for name, part in value.items()}
    if isinstance(value, list):
        return [_silent(part, told) for part in value]
    if isinstance(value, str):
        said = value.casefold()
        return None if any(word in said for word in told) else value
    return value
