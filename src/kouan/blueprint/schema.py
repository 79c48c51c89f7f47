"""JSON schema of a form: what machines are told is what people see."""

from typing import Any

from kouan.blueprint.describe import Field, fields
from kouan.blueprint.form import Form

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "string", "format": "decimal"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
}


def json_schema(form: type[Form]) -> dict[str, Any]:
    """Draft 2020-12 schema with labels, hints, code tables and clauses as ``x-`` keywords."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_object(fields(form))}


def _object(parts: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {part.name: _property(part) for part in parts},
        "required": [part.name for part in parts if part.required],
    }


def _property(field: Field) -> dict[str, Any]:
    schema = _shape(field) | {"title": field.label.en, "x-label": field.label.as_json()}
    extras = {
        "maxLength": field.length,
        "description": field.hint.en if field.hint else None,
        "x-hint": field.hint.as_json() if field.hint else None,
        "x-section": field.section.as_json() if field.section else None,
        "x-code-table": field.table or None,
        "x-refers": field.refers.kind if field.refers else None,
        "x-later": field.later or None,
        "x-clause": field.clause or None,
        "x-tag": field.tag or None,
    }
    return schema | {key: value for key, value in extras.items() if value is not None}


def _shape(field: Field) -> dict[str, Any]:
    if field.kind == "form":
        return _object(field.fields)
    if field.kind == "rows":
        return {"type": "array", "items": _object(field.fields), "minItems": field.least_rows}
    allowed = {"enum": list(field.options)} if field.options else {}
    if field.kind == "texts":
        return {"type": "array", "items": _TYPES["text"] | allowed}
    return _TYPES[field.kind] | allowed
