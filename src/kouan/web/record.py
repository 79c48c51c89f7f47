"""What was filed, to be read: every value with its label, its code's name, and a way to copy what is an identifier."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from markupsafe import Markup

from kouan.blueprint import Form
from kouan.blueprint.describe import Field, fields
from kouan.kernel.text import Text
from kouan.reference import table
from kouan.web.formats import identifier, local_time, quantity
from kouan.web.language import pair, pick
from kouan.web.navigation import page_exists

_IDENTIFIER = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9/-]{6,39}")
# Kinds of object that the tracking page knows.
_TRACKED = frozenset({"bill", "container"})
_LONG = 40
_FEW_COLUMNS = 7
_BLANK: tuple[Any, ...] = ("", [], {})


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filing. ``shown`` is markup; ``wanted``: it is to be corrected."""

    label: Text
    path: str
    shown: str
    long: bool
    wanted: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list, with the values that tell it from others. ``blanks``: fields that nothing stands in."""

    path: str
    values: tuple[Value, ...]
    lists: tuple["Rows", ...]
    digest: str
    wanted: bool
    blanks: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of the filing. ``columns``: the labels when it is narrow enough for a table, else none."""

    label: Text
    path: str
    rows: tuple[Row, ...]
    columns: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Values under one heading, the lists among them, and the fields that nothing stands in."""

    title: Text | None
    values: tuple[Value, ...]
    lists: tuple[Rows, ...]
    blanks: tuple[Value, ...] = ()


def record(
    form: type[Form], data: Mapping[str, Any], wanted: Collection[str] = (), *, blanks: bool = False
) -> list[Part]:
    """A filing's data heading by heading; what was left blank is left out, unless it is ``wanted``: to be corrected.

    ``blanks``: name the fields left blank too, for whoever may ask that they be filled in.
    """
    parts = _parts(fields(form), data, _Reading(frozenset(wanted), blanks))
    return [part for part in parts if part.values or part.lists or part.blanks]


@dataclass(frozen=True, slots=True)
class _Reading:
    wanted: frozenset[str]
    blanks: bool

    def asked(self, place: str) -> bool:
        """Whether a place is to be corrected: itself, or what it is part of."""
        return bool(self.wanted) and any(place == each or place.startswith(f"{each}/") for each in self.wanted)

    def values(self, known: Sequence[Field], data: Mapping[str, Any], path: str) -> Iterator[Value]:
        for each in known:
            held, place = data.get(each.name), f"{path}/{each.name}"
            if held is None or held in _BLANK:
                if place in self.wanted:
                    yield Value(each.label, place, _nothing(), long=False, wanted=True)
            elif each.kind == "form":
                yield from _named_by_both(each, self.values(each.fields, held, place))
            elif each.kind != "rows":
                yield Value(each.label, place, shown(each, held), _is_long(each, held), self.asked(place))

    def left_blank(self, known: Sequence[Field], data: Mapping[str, Any], path: str) -> Iterator[Value]:
        for each in known if self.blanks else ():
            held, place = data.get(each.name), f"{path}/{each.name}"
            if held is None or held in _BLANK:
                yield Value(each.label, place, "", long=False, wanted=False)
            elif each.kind == "form":
                yield from _named_by_both(each, self.left_blank(each.fields, held, place))

    def lists(self, known: Sequence[Field], data: Mapping[str, Any], path: str) -> Iterator[Rows]:
        for each in known:
            held, place = data.get(each.name), f"{path}/{each.name}"
            if each.kind == "rows" and held:
                yield self._rows(each, held, place)
            elif each.kind == "form" and held:
                yield from self.lists(each.fields, held, place)

    def _rows(self, part: Field, data: Sequence[Mapping[str, Any]], path: str) -> Rows:
        used = [each for each in part.fields if any(row.get(each.name) not in (None, "", []) for row in data)]
        narrow = len(used) <= _FEW_COLUMNS and not any(each.fields for each in part.fields)
        row = self._even if narrow else self._row
        rows = tuple(row(used, each, f"{path}/{at}") for at, each in enumerate(data))
        return Rows(part.label, path, rows, tuple(each.label for each in used) if narrow else ())

    def _even(self, used: Sequence[Field], data: Mapping[str, Any], path: str) -> Row:
        """A row of a table: a cell for every column, blank or not."""
        return Row(path, tuple(self._cell(each, data, path) for each in used), (), "", False)

    def _cell(self, part: Field, row: Mapping[str, Any], path: str) -> Value:
        place, held = f"{path}/{part.name}", row.get(part.name)
        return Value(
            part.label,
            place,
            shown(part, held) if held is not None and held not in _BLANK else "",
            False,
            self.asked(place),
        )

    def _row(self, known: Sequence[Field], data: Mapping[str, Any], path: str) -> Row:
        values = tuple(self.values(known, data, path))
        lists = tuple(self.lists(known, data, path))
        inside = self.asked(path) or any(place.startswith(f"{path}/") for place in self.wanted)
        return Row(path, values, lists, _digest(known, data), inside, tuple(self.left_blank(known, data, path)))


def _parts(known: Sequence[Field], data: Mapping[str, Any], reading: _Reading) -> Iterator[Part]:
    """Sections open a part; a list or a form within the form is a part of its own."""
    held: list[Field] = []
    title: Text | None = None
    for each in known:
        if held and (each.section is not None or each.fields):
            yield _part(title, held, data, reading)
            held, title = [], None
        if each.fields:
            yield _own_part(each, data, reading)
            title = None
        else:
            title = each.section or title
            held.append(each)
    if held:
        yield _part(title, held, data, reading)


def _own_part(part: Field, data: Mapping[str, Any], reading: _Reading) -> Part:
    if part.kind == "rows":
        return _part(part.section or part.label, [part], data, reading)
    held, place = data.get(part.name) or {}, f"/{part.name}"
    if not held:
        return _part(part.label, [part], data, reading)
    values, lists = reading.values(part.fields, held, place), reading.lists(part.fields, held, place)
    return Part(part.label, tuple(values), tuple(lists), tuple(reading.left_blank(part.fields, held, place)))


def _part(title: Text | None, known: list[Field], data: Mapping[str, Any], reading: _Reading) -> Part:
    values, lists = reading.values(known, data, ""), reading.lists(known, data, "")
    return Part(title, tuple(values), tuple(lists), tuple(reading.left_blank(known, data, "")))


def _named_by_both(part: Field, values: Iterator[Value]) -> Iterator[Value]:
    """The values of a form within the form, each called by both names."""
    for value in values:
        label = Text(f"{part.label.zh}·{value.label.zh}", f"{part.label.en}: {value.label.en}")
        yield replace(value, label=label)


def _nothing() -> str:
    return Markup('<span class="quiet">{}</span>').format(pair("未填", "left blank"))


def _digest(known: Sequence[Field], data: Mapping[str, Any]) -> str:
    words = [str(data[each.name]) for each in known if each.kind == "text" and data.get(each.name) and not each.hint]
    return " · ".join(words[:3])


def _is_long(part: Field, value: Any) -> bool:
    return part.kind == "texts" or len(str(value)) > _LONG


def shown(part: Field, value: Any) -> str:
    """One value as markup: a code with its name, a number with its thousands, an identifier that copies clean."""
    if part.kind == "texts":
        return Markup("{}").format(pair("、", ", ")).join(_named(part, str(each)) for each in value)
    if part.kind == "boolean":
        return pair("是", "Yes") if value else pair("否", "No")
    if part.kind in ("date", "datetime"):
        return _moment(str(value))
    if part.kind in ("integer", "decimal"):
        return _number(value)
    return _named(part, str(value))


def _named(part: Field, value: str) -> str:
    """A code followed by what it means; a plain text as it is."""
    if part.table:
        entry = table(part.table).get(value)
        return Markup("<code>{}</code> {}").format(value, pick(entry.name)) if entry else value
    if value in part.options:
        return pick(part.options[value])
    if part.refers and part.refers.kind in _TRACKED and page_exists("track"):
        return Markup('{} <a class="small" href="{}?{}">{}</a>').format(
            identifier(value), reverse("track"), urlencode({"q": value}), pair("查货", "track")
        )
    return identifier(value) if part.refers or _IDENTIFIER.fullmatch(value) else value


def _moment(value: str) -> str:
    try:
        return local_time(datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value))
    except ValueError:
        return value


def _number(value: Any) -> str:
    try:
        return quantity(Decimal(str(value)))
    except InvalidOperation:
        return str(value)
