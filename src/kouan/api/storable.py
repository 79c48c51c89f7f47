"""What no database can store is refused with a sentence: NUL characters, and data nested beyond all reason."""

from collections.abc import Iterator
from typing import Any

from kouan.blueprint import Problem
from kouan.blueprint.problem import Location, pointer
from kouan.engine import Refused
from kouan.kernel.text import Text

DEEPEST = 64
NUL = Text(
    "内容含有空字符（U+0000），无法存储，请删除后重新提交。",
    "There is a NUL character (U+0000), which cannot be stored; remove it and send again.",
)
_TOO_DEEP = Text("数据嵌套超过 {most} 层，请核对。", "The data are nested more than {most} levels deep; check them.")


def check_storable(raw: bytes, data: Any) -> None:
    """Refuse JSON with NUL characters or too many levels. ``raw``: the same as text; mostly a look at it is enough."""
    if raw.count(b"[") + raw.count(b"{") > DEEPEST and _deeper_than(DEEPEST, data):
        raise Refused([Problem("too-deep", "", _TOO_DEEP.fill(most=DEEPEST), "")])
    # In JSON a NUL can only stand as this escape; found behind a backslash of its own it is six harmless characters.
    if rb"\u0000" in raw:
        places = list(_nuls(data, ()))
        if places:
            raise Refused([Problem("nul", pointer(place), NUL, "") for place in places[:10]])


def _deeper_than(most: int, data: Any) -> bool:
    level = [data]
    for _ in range(most):
        level = [inner for outer in level for inner in _parts(outer) if isinstance(inner, dict | list)]
        if not level:
            return False
    return True


def _parts(value: Any) -> Iterator[Any]:
    return iter(value.values() if isinstance(value, dict) else value)


def _nuls(value: Any, place: Location) -> Iterator[Location]:
    """Where a NUL stands, in a text or in a name."""
    if isinstance(value, str):
        if "\0" in value:
            yield place
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from [(*place, name.replace("\0", "\\u0000"))] if "\0" in name else _nuls(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _nuls(inner, (*place, number))
