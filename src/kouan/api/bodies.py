"""Request bodies: read by hand where a procedure's form is inside, so that its own checks speak."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest

from kouan.api.storable import check_storable
from kouan.blueprint import Attached, Problem
from kouan.blueprint.problem import pointer
from kouan.engine import Refused
from kouan.kernel.text import Text

LONGEST_TEXT = 20_000
_LARGEST = 2**63 - 1

_NOT_JSON = Text("请求体不是合法的 JSON 对象。", "The body is not a JSON object.")
_UNKNOWN = Text("这里没有“{name}”；可以有：{names}。", "There is no “{name}” here; there may be: {names}.")
_DOCUMENTS = Text(
    "documents 应为 [{“kind”: …, “file”: …, “name”: …}]。", "documents must be [{“kind”: …, “file”: …, “name”: …}]."
)
_TEXT = Text("应填文字，最多 {most} 个字符。", "A text of at most {most} characters is needed.")
_TEXTS = Text("应为文字的列表。", "A list of texts is needed.")
_OBJECT = Text("应为对象。", "An object is needed.")
_NUMBER = Text("应填 0 至 {most} 的整数。", "A whole number from 0 to {most} is needed.")

TEXT: dict[str, Any] = {"type": "string", "maxLength": LONGEST_TEXT}
TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
OBJECT: dict[str, Any] = {"type": "object"}
NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": _LARGEST}
ATTACHED_SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "kind": {"type": "string"},
            "file": {"type": "string", "description": "as returned by POST /files"},
            "name": {"type": "string"},
        },
        "required": ["kind", "file", "name"],
    },
}


def body_of(request: HttpRequest, *holds: str) -> dict[str, Any]:
    """The body as a JSON object; Refused otherwise, or where it holds what no database can store.

    ``holds``: all that it may hold, where that is said: a name mistaken is told, and not passed over.
    """
    raw = request.body or b"{}"
    try:
        data = orjson.loads(raw)
    except orjson.JSONDecodeError:
        data = None
    if not isinstance(data, dict):
        raise Refused([Problem("malformed", "", _NOT_JSON, "")])
    check_storable(raw, data)
    unknown = [_unknown(name, holds) for name in data if name not in holds] if holds else []
    if unknown:
        raise Refused(unknown)
    return data


def _unknown(name: str, holds: tuple[str, ...]) -> Problem:
    return Problem("unknown-name", pointer([name]), _UNKNOWN.fill(name=name, names=", ".join(holds)), "")


def attached_in(body: Mapping[str, Any]) -> tuple[Attached, ...]:
    """The documents named in a body; Refused when they are not well formed."""
    rows = body.get("documents")
    if rows is None:
        return ()
    if not isinstance(rows, list) or not all(_is_attached(row) for row in rows):
        raise Refused([Problem("malformed", "/documents", _DOCUMENTS, "")])
    return tuple(Attached(row["kind"], row["file"], row["name"], 0) for row in rows)


def _is_attached(row: Any) -> bool:
    return isinstance(row, dict) and all(isinstance(row.get(key), str) for key in ("kind", "file", "name"))


def text_in(body: Mapping[str, Any], name: str, most: int = LONGEST_TEXT) -> str:
    """A text in a body, "" when absent; Refused when it is something else or too long."""
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > most:
        raise Refused([Problem("malformed", f"/{name}", _TEXT.fill(most=most), "")])
    return value


def texts_in(body: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of texts in a body."""
    value = body.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Refused([Problem("malformed", f"/{name}", _TEXTS, "")])
    return tuple(value)


def object_in(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    """An object in a body, {} when absent."""
    value = body.get(name, {})
    if not isinstance(value, dict):
        raise Refused([Problem("malformed", f"/{name}", _OBJECT, "")])
    return value


def number_in(body: Mapping[str, Any], name: str, default: int = 0) -> int:
    """A whole number that a database can hold; Refused when it is something else."""
    value = body.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise Refused([Problem("malformed", f"/{name}", _NUMBER.fill(most=_LARGEST), "")])
    return value


def request_body(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the API's description says of a body that is read by hand."""
    shape = {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}
    return body_like(shape)


def body_like(schema: dict[str, Any]) -> dict[str, Any]:
    """The same for a body with a schema of its own."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
