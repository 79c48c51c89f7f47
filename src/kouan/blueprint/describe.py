"""A form laid open as plain descriptions, for pages, tables, schemas, relations: nobody else reads annotations."""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from kouan.blueprint.form import Form, is_rows, nested_form
from kouan.blueprint.markers import AtLeast, Choice, Clause, Code, Hint, Later, Length, Refers, Section, Tag
from kouan.kernel.event import ObjectRef
from kouan.kernel.text import Text

Kind = Literal["text", "integer", "decimal", "boolean", "date", "datetime", "form", "rows", "texts"]
_KINDS: dict[type, Kind] = {
    bool: "boolean",
    int: "integer",
    Decimal: "decimal",
    datetime: "datetime",
    date: "date",
    str: "text",
}
_Marker = TypeVar("_Marker")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how it is called, what it holds, where its codes come from. ``fields``: those of a nested form.

    ``later``: the supply step until which a field that is needed may wait in some filings; "" when it may not.
    """

    name: str
    label: Text
    kind: Kind
    required: bool
    later: str
    hint: Text | None
    section: Text | None
    table: str
    options: Mapping[str, Text]
    refers: Refers | None
    clause: str
    tag: str
    length: int | None
    least_rows: int
    default: Any
    fields: tuple["Field", ...]


@cache
def fields(form: type[Form]) -> tuple[Field, ...]:
    """The fields of a form in order. A field without a label is a TypeError: nothing may lack its words."""
    return tuple(_describe(form, name, info) for name, info in form.model_fields.items())


def _describe(form: type[Form], name: str, info: FieldInfo) -> Field:
    label, inner = _marker(info, Text), nested_form(info)
    if label is None:
        raise TypeError(f"{form.__qualname__}.{name} has no label")
    hint, section, code, choice, later = (_marker(info, m) for m in (Hint, Section, Code, Choice, Later))
    clause, tag, length, rows = (_marker(info, m) for m in (Clause, Tag, Length, AtLeast))
    return Field(
        name=name,
        label=label,
        kind=_kind(info, inner),
        required=info.is_required(),
        later=later.step if later else "",
        hint=hint.text if hint else None,
        section=section.title if section else None,
        table=code.table if code else "",
        options=choice.options if choice else {},
        refers=_marker(info, Refers),
        clause=clause.id if clause else form.clause,
        tag=tag.name if tag else "",
        length=length.most if length else None,
        least_rows=rows.least if rows else 0,
        default=None if info.is_required() else info.get_default(call_default_factory=True),
        fields=fields(inner) if inner else (),
    )


def _marker(info: FieldInfo, kind: type[_Marker]) -> Any:
    """The marker of a field, else the one said of the texts in its list, or of what it is unless it is left out."""
    said = (*info.metadata, *_of_parts(info.annotation))
    return next((marker for marker in said if isinstance(marker, kind)), None)


def _of_parts(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (list, Union, types.UnionType):
        for part in get_args(annotation):
            yield from getattr(part, "__metadata__", ())
            yield from _of_parts(part)


def _kind(info: FieldInfo, inner: type[Form] | None) -> Kind:
    if is_rows(info):
        return "rows" if inner else "texts"
    if inner:
        return "form"
    found = next((_KINDS[part] for part in _plain_types(info.annotation) if part in _KINDS), None)
    if found is None:
        raise TypeError(f"no form can show a field of type {info.annotation!r}")
    return found


def _plain_types(annotation: Any) -> Iterator[type]:
    if get_origin(annotation) in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _plain_types(part)
    elif get_origin(annotation) is Annotated:
        yield from _plain_types(get_args(annotation)[0])
    elif isinstance(annotation, type):
        yield annotation


def _names_objects(parts: tuple[Field, ...]) -> bool:
    return any(part.refers or _names_objects(part.fields) for part in parts)


@cache
def _reader(form: type[Form]) -> Callable[[Form], Iterator[ObjectRef]]:
    """A function that reads the object references of an instance; worked out once per form."""
    plain = [(f.name, f.refers) for f in fields(form) if f.refers and not f.fields]
    inner = [
        (f.name, _reader(nested), f.kind == "rows")
        for f in fields(form)
        if _names_objects(f.fields) and (nested := nested_form(form.model_fields[f.name]))
    ]

    def read(filing: Form) -> Iterator[ObjectRef]:
        values = filing.__dict__
        for name, refers in plain:
            for value in _each(values.get(name)):
                yield ObjectRef(refers.kind, str(value), refers.qualifier or name)
        for name, read_inner, rows in inner:
            for part in (values.get(name) or ()) if rows else _each(values.get(name)):
                yield from read_inner(part)

    return read


def _each(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def references(filing: Form) -> tuple[ObjectRef, ...]:
    """The objects a filing names (fields marked Refers), each once, in the order of the form."""
    return tuple(dict.fromkeys(_reader(type(filing))(filing)))
