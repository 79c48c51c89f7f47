"""What a page posted, as the form's data. Nothing typed is lost: what cannot be right stays a string as it came."""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from django.http import QueryDict

from kouan.blueprint import Form
from kouan.blueprint.describe import Field, fields

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")
_LINES = re.compile(r"[\r\n]+")
_BETWEEN_CODES = re.compile(r"[\s,，、;；]+")
_MOST_ROWS = 9999
_EDITS = ("add", "copy", "remove")


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed. ``edited``: a row was added, copied or removed, so that the form only wants drawing again.

    ``blank``: nothing was typed or chosen; all stands as the form was drawn empty.
    """

    values: dict[str, Any]
    edited: bool
    blank: bool = False


def read(form: type[Form], post: QueryDict) -> Entry:
    """The data of a posted form: blanks left out, rows in order without gaps, an inner form left blank not there."""
    values = _object(fields(form), post, "")
    pressed = [(button, post[button]) for button in _EDITS if post.get(button)]
    for button, place in pressed:
        _edit(values, _compact(post, str(place).split("-")), button)
    return Entry(values, bool(pressed), _blank(fields(form), values))


def _object(parts: Sequence[Field], post: QueryDict, prefix: str) -> dict[str, Any]:
    values = {part.name: _value(part, post, prefix + part.name) for part in parts}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _value(part: Field, post: QueryDict, name: str) -> Any:
    if part.kind == "rows":
        rows = [_object(part.fields, post, f"{name}-{at}-") for at in _numbers(post, name)]
        return rows or None
    if part.kind == "form":
        inner = _object(part.fields, post, f"{name}-")
        return inner if part.required or _filled(inner) else None
    if part.kind == "texts":
        between = _BETWEEN_CODES if part.table else _LINES
        typed = [piece.strip() for text in post.getlist(name) for piece in between.split(text)]
        return [piece for piece in typed if piece] or None
    if part.kind == "boolean":
        return _boolean(part, post, name)
    return _plain(part, post.get(name, "").strip())


def _boolean(part: Field, post: QueryDict, name: str) -> Any:
    typed = post.get(name, "")
    if typed:
        return {"true": True, "on": True, "false": False}.get(typed, typed)
    return False if part.default is not None else None


def _plain(part: Field, typed: str) -> str:
    """Full-width digits and thousands commas are habits of the hand, not errors."""
    if part.kind in ("integer", "decimal"):
        typed = normalize("NFKC", typed)
        return typed.replace(",", "") if _THOUSANDS.fullmatch(typed) else typed
    if part.kind == "datetime" and _LOCAL_TIME.fullmatch(typed):
        return f"{typed}+08:00"
    return normalize("NFKC", typed) if part.table else typed


def _filled(value: Any) -> bool:
    """Whether anything was typed: an unticked box is not typing."""
    if isinstance(value, Mapping):
        return any(map(_filled, value.values()))
    return any(map(_filled, value)) if isinstance(value, list) else value not in (None, False, "")


def _blank(parts: Sequence[Field], values: Mapping[str, Any]) -> bool:
    return all(_untouched(part, values.get(part.name)) for part in parts)


def _untouched(part: Field, value: Any) -> bool:
    """Whether a field stands as it is drawn before anybody types: empty, or at its default."""
    if part.fields:
        rows = value if isinstance(value, list) else [value or {}]
        return all(_blank(part.fields, row) for row in rows)
    if part.kind == "boolean":
        return value is None or value == part.default
    return not _filled(value) or str(value) == str(part.default)


def _numbers(post: Iterable[str], name: str) -> list[int]:
    """The row numbers that occur under a name, in order."""
    start = f"{name}-"
    found = {key[len(start) :].partition("-")[0] for key in post if key.startswith(start)}
    return sorted(int(number) for number in found if number.isdecimal() and int(number) <= _MOST_ROWS)


def _compact(post: QueryDict, parts: list[str]) -> list[str]:
    """A row's name with its numbers counted without the gaps that removed rows left."""
    counted: list[str] = []
    for at, part in enumerate(parts):
        numbers = _numbers(post, "-".join(parts[:at])) if part.isdecimal() else []
        counted.append(str(numbers.index(int(part))) if part.isdecimal() and int(part) in numbers else part)
    return counted


def _edit(values: dict[str, Any], parts: list[str], button: str) -> None:
    """Append an empty row to the list at ``parts``; copy below itself, or take out, the row that ``parts`` names."""
    *way, last = parts
    place: Any = values
    try:
        for part in way:
            place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
        if button == "remove":
            del place[int(last)]
        elif button == "copy":
            place.insert(int(last) + 1, deepcopy(place[int(last)]))
        else:
            place.setdefault(last, []).append({})
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return  # the button named a row that is gone: the form is drawn as it is
