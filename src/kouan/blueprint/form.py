"""Forms: what an applicant fills in. One class gives the page, the API schema, the checks and the message."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from kouan.blueprint.markers import Clause
from kouan.blueprint.problem import Location, Problem, pointer
from kouan.blueprint.wording import sentence
from kouan.kernel.text import Text


class Incomplete(Exception):  # noqa: N818 - not an error: a rule that meets it has nothing to say yet
    """A rule asked for a value that is missing or malformed; the rule is left out."""


class Form(BaseModel):
    """Base of every form. Unknown fields are refused, blanks count as absent, values cannot be changed."""

    clause: ClassVar[str] = ""
    """The clause that asks for the form as a whole; a field may name its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_min_length=1)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Each form gets a new list where the default is ``[]``; left to itself the form library copies it deeply."""
        super().__init_subclass__(**kwargs)
        for name in [name for name, default in vars(cls).items() if default == []]:
            setattr(cls, name, Field(default_factory=list))

    if not TYPE_CHECKING:  # or type checkers would believe that every attribute exists

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            raise Incomplete(name)

    def as_json(self) -> dict[str, Any]:
        """JSON data: decimals and dates as strings, absent values left out."""
        return self.model_dump(mode="json", exclude_none=True)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A form as far as it could be read: ``filing`` raises Incomplete where ``problems`` already speak."""

    filing: Form
    problems: tuple[Problem, ...] = ()


def parse(form: type[Form], data: Mapping[str, Any] | bytes) -> Parsed:
    """Read JSON data (or its bytes) into a form, finding every malformed or missing field. Never raises on input."""
    try:
        return Parsed(_validate(form, data))
    except ValidationError as first:
        return _parse_leniently(form, data, first)


def _validate(form: type[Form], data: Mapping[str, Any] | bytes) -> Form:
    return form.model_validate_json(data) if isinstance(data, bytes) else form.model_validate(data)


def _parse_leniently(form: type[Form], data: Mapping[str, Any] | bytes, first: ValidationError) -> Parsed:
    """The slow path: drop blanks, then say all that is wrong and keep all that is right."""
    raw = _read_json(data) if isinstance(data, bytes) else data
    if not isinstance(raw, Mapping):
        return Parsed(_partial(form, {}), _problems(form, first))
    values = without_blanks(raw)
    try:
        return Parsed(form.model_validate(values))
    except ValidationError as error:
        return Parsed(_partial(form, values), _problems(form, error))


def _read_json(data: bytes) -> Any:
    try:
        return TypeAdapter(Any).validate_json(data)
    except ValidationError:
        return None


def without_blanks(value: Any) -> Any:
    """The same data without empty strings, empty rows and nulls: blanks count as absent."""
    if isinstance(value, Mapping):
        kept = {key: without_blanks(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None}
    if isinstance(value, list):
        return [without_blanks(item) for item in value]
    if isinstance(value, str) and not value.strip():
        return None
    return value


def _problems(form: type[Form], error: ValidationError) -> tuple[Problem, ...]:
    return tuple(_problem(form, row["type"], row["loc"], row) for row in error.errors(include_url=False))


def _problem(form: type[Form], kind: str, location: Location, row: Any) -> Problem:
    code, message = sentence(kind, row)
    field = _field_at(form, location)
    label = _label(field) if field else None
    clause = next((m.id for m in field.metadata if isinstance(m, Clause)), "") if field else ""
    prefix = Text(f"{label.zh}：", f"{label.en}: ") if label else Text("", "")
    return Problem(code, pointer(location), Text(prefix.zh + message.zh, prefix.en + message.en), clause or form.clause)


def _label(field: FieldInfo) -> Text | None:
    return next((m for m in field.metadata if isinstance(m, Text)), None)


def _field_at(form: type[Form], location: Location) -> FieldInfo | None:
    """The innermost field on the way to a location; rows of a list are passed through."""
    field: FieldInfo | None = None
    for part in location:
        if isinstance(part, int):
            continue
        found = form.model_fields.get(part)
        if found is None:
            return field
        field, form = found, nested_form(found) or form
    return field


def _nested(annotation: Any) -> type[Form] | None:
    if isinstance(annotation, type) and issubclass(annotation, Form):
        return annotation
    return next((inner for inner in map(_nested, get_args(annotation)) if inner), None)


def nested_form(field: FieldInfo) -> type[Form] | None:
    """The form class inside a field (one form, or rows of it)."""
    return _nested(field.annotation)


def is_rows(field: FieldInfo) -> bool:
    """Whether the field holds a list."""
    return any(get_origin(part) is list for part in (field.annotation, *get_args(field.annotation)))


def _partial(form: type[Form], data: Mapping[str, Any]) -> Form:
    """An instance holding only the values that are well formed."""
    values: dict[str, Any] = {}
    for name, field in form.model_fields.items():
        if name in data:
            _keep(values, form, name, field, data[name])
        elif not field.is_required():
            values[name] = field.get_default(call_default_factory=True)
    return _bare(form, values)


def _keep(values: dict[str, Any], form: type[Form], name: str, field: FieldInfo, raw: Any) -> None:
    inner = nested_form(field)
    if inner and is_rows(field) and isinstance(raw, list):
        values[name] = [_partial(inner, row if isinstance(row, Mapping) else {}) for row in raw]
    elif inner and not is_rows(field) and isinstance(raw, Mapping):
        values[name] = _partial(inner, raw)
    else:
        try:
            values[name] = _adapter(form, name).validate_python(raw)
        except ValidationError:
            return


@cache
def _adapter(form: type[Form], name: str) -> TypeAdapter[Any]:
    field = form.model_fields[name]
    return TypeAdapter(
        Annotated[(field.annotation, *field.metadata)],  # type: ignore[arg-type]
        config=None if _nested(field.annotation) else ConfigDict(str_strip_whitespace=True, str_min_length=1),
    )


def _bare(form: type[Form], values: dict[str, Any]) -> Form:
    instance = form.__new__(form)
    object.__setattr__(instance, "__dict__", values)
    for slot, content in (("fields_set", set(values)), ("extra", None), ("private", None)):
        object.__setattr__(instance, f"__pydantic_{slot}__", content)
    return instance
