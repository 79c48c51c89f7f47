"""The sentences for what the form library finds: types, missing and unknown fields. Code → words, once."""

from collections.abc import Mapping
from typing import Any

from kouan.kernel.text import Text

_MALFORMED = {
    "int": Text("应填整数。", "A whole number is needed."),
    "decimal": Text("应填数字。", "A number is needed."),
    "float": Text("应填数字。", "A number is needed."),
    "bool": Text("应填是或否（true / false）。", "Yes or no is needed (true / false)."),
    "date": Text("应填日期，如 2026-03-01。", "A date is needed, such as 2026-03-01."),
    "datetime": Text(
        "应填日期时间，如 2026-03-01T08:00:00+08:00。", "A time is needed, such as 2026-03-01T08:00:00+08:00."
    ),
    "timezone": Text(
        "时间应带时区，如 2026-03-01T08:00:00+08:00。", "The time needs its zone, as in 2026-03-01T08:00:00+08:00."
    ),
    "string": Text("应填文字。", "A text is needed."),
    "list": Text("应为列表。", "A list is needed."),
    "model": Text("应为一组字段（对象）。", "A group of fields (an object) is needed."),
    "dict": Text("应为一组字段（对象）。", "A group of fields (an object) is needed."),
    "json": Text("不是合法的 JSON。", "This is not valid JSON."),
}
_MISSING = Text("必须填写。", "This is required.")
_BLANK = Text("不能为空。", "This must not be blank.")
_UNKNOWN = Text("没有这个字段，请删除或改正字段名。", "There is no such field; remove it or correct its name.")


def sentence(kind: str, row: Mapping[str, Any]) -> tuple[str, Text]:
    """Problem code and sentence of one finding of the form library."""
    if kind == "kouan":
        context = row["ctx"]
        return context["code"], Text(context["zh"], context["en"])
    if kind == "missing":
        return "required", _MISSING
    if kind == "extra_forbidden":
        return "unknown-field", _UNKNOWN
    if kind == "string_too_short":
        return "required", _BLANK
    return "malformed", _malformed(kind)


def _malformed(kind: str) -> Text:
    stem = kind.split("_", 1)[0]
    return _MALFORMED.get(stem, Text("填写的内容无法识别。", "This value cannot be read."))
