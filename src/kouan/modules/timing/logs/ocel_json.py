"""OCEL 2.0 in JSON: one document, each part of which is looked at where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.logs import reasons
from kouan.modules.timing.logs.columns import Columns
from kouan.modules.timing.logs.malformed import WHOLE, Malformed, Place, line, path
from kouan.modules.timing.logs.ocel import HAPPENING, THINGS, resolve, text
from kouan.modules.timing.logs.spots import line_of
from kouan.modules.timing.logs.staging import Stage, staged

_KINDS: dict[type, Text] = {
    list: Text("数组", "a list"),
    dict: Text("对象", "an object"),
    str: Text("文字", "a text"),
}
_TYPE = Text("应为{wanted}。", "this should be {wanted}.")
_ABSENT = Text("没有“{key}”；应为{wanted}。", "“{key}” is not there; it should be {wanted}.")
_KEYS = {"activity": "type", "time": "time", "event": "id", "recorded": "attributes"}
_PLACES = {
    "staged_happening": ("events", ""),
    "staged_thing": ("objects", ""),
    "staged_about": ("events", "relationships"),
    "staged_value": ("objects", "attributes"),
    "staged_link": ("objects", "relationships"),
}
_INSIDE = {"event": "id", "object": "objectId", "target": "objectId"}


@dataclass(frozen=True, slots=True)
class _Document:
    """A JSON document, and what is said where it is not as it should be."""

    file: Path

    def part(self, holder: Any, at: str, key: str, wanted: type, *, needed: bool = True) -> Any:
        """What stands under a key. Raises Malformed where that is missing or something else."""
        value = holder.get(key)
        if value is None and not needed:
            return wanted()
        if value is None:
            raise Malformed(self.file, path(at) if at else WHOLE, _ABSENT.fill(key=key, wanted=_KINDS[wanted]))
        if not isinstance(value, wanted):
            raise Malformed(self.file, path(f"{at}.{key}" if at else key), _TYPE.fill(wanted=_KINDS[wanted]))
        return value

    def each(
        self, holder: Any, at: str, key: str, *, needed: bool = False
    ) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """The objects of a list: where each stands, its number from 1, and what it says."""
        for number, value in enumerate(self.part(holder, at, key, list, needed=needed)):
            here = f"{at}.{key}[{number}]" if at else f"{key}[{number}]"
            if not isinstance(value, dict):
                raise Malformed(self.file, path(here), _TYPE.fill(wanted=_KINDS[dict]))
            yield here, number + 1, value


def read_json(duck: Duck, file: Path, source: Path, columns: Columns, folder: Path) -> None:
    """Read an OCEL 2.0 log in JSON. Raises Malformed."""
    said = _loaded(file, source)
    try:
        _read(duck, _Document(file), said, columns, folder)
    except Malformed as error:
        if not (where := error.place.path):
            raise
        number = line_of(source.read_text(encoding="utf-8-sig"), where)
        raise Malformed(file, path(where, number), error.reason) from error


def _read(duck: Duck, document: _Document, said: dict[str, Any], columns: Columns, folder: Path) -> None:
    with staged(duck, folder, {**HAPPENING, **THINGS}) as stage:
        for at, place, event in document.each(said, "", "events", needed=True):
            _event(document, stage, at, place, event, columns)
        for at, place, thing in document.each(said, "", "objects", needed=True):
            _object(document, stage, at, place, thing)
    resolve(duck, document.file, columns, _where)


def _loaded(file: Path, source: Path) -> dict[str, Any]:
    try:
        said = orjson.loads(source.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Malformed(file, line(error.lineno, error.colno), reasons.TRUNCATED.fill(why=error.msg)) from error
    if not isinstance(said, dict) or not said.keys() & {"events", "objects", "eventTypes", "objectTypes"}:
        raise Malformed(file, WHOLE, reasons.UNKNOWN)
    return said


def _event(document: _Document, stage: Stage, at: str, place: int, event: dict[str, Any], columns: Columns) -> None:
    row = {"place": place, **{key: document.part(event, at, key, str) for key in ("id", "type", "time")}}
    attributes = {each.get("name"): each.get("value") for _, _, each in document.each(event, at, "attributes")}
    for key, name in (("recorded_time", columns.recorded), ("party", columns.party), ("source", columns.source)):
        if attributes.get(name) is not None:
            row[key] = text(attributes[name])
    stage.add("staged_happening", row)
    for here, part, each in document.each(event, at, "relationships"):
        stage.add(
            "staged_about", {"place": place, "part": part, "event": row["id"], **_to(document, here, each, "object")}
        )


def _object(document: _Document, stage: Stage, at: str, place: int, thing: dict[str, Any]) -> None:
    id = document.part(thing, at, "id", str)
    stage.add("staged_thing", {"place": place, "id": id, "type": document.part(thing, at, "type", str)})
    for here, part, each in document.each(thing, at, "attributes"):
        name, time = document.part(each, here, "name", str), document.part(each, here, "time", str, needed=False)
        value = each.get("value")
        if value is not None:
            row = {"object": id, "attribute": name, "value": text(value), "time": time}
            stage.add("staged_value", {"place": place, "part": part, **row})
    for here, part, each in document.each(thing, at, "relationships"):
        stage.add("staged_link", {"place": place, "part": part, "source": id, **_to(document, here, each, "target")})


def _to(document: _Document, at: str, relation: dict[str, Any], key: str) -> dict[str, str]:
    qualifier = document.part(relation, at, "qualifier", str, needed=False)
    return {key: document.part(relation, at, "objectId", str), "qualifier": qualifier}


def _where(table: str, place: int, part: int, key: str) -> Place:
    outer, inner = _PLACES[table]
    said = f"{outer}[{place - 1}]" + (f".{inner}[{part - 1}]" if inner else "")
    names = _INSIDE if inner else _KEYS
    return path(f"{said}.{names.get(key, key)}" if key else said)
