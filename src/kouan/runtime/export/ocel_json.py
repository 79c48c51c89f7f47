"""OCEL 2.0 as JSON (www.ocel-standard.org), written as it is read: the log need not fit into memory."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from kouan.runtime.export.source import ATTRIBUTES, Portion, attributes, event_id, iso, object_id, relations
from kouan.runtime.log.values import Recorded


def write(section: Portion, path: Path) -> None:
    """Write one JSON document: event types, object types, events in the order of the log, objects by kind and id."""
    described = [{"name": name, "type": kind} for name, kind in ATTRIBUTES.items()]
    with path.open("wb") as file:
        file.write(b"{")
        _array(file, "eventTypes", ({"name": kind, "attributes": described} for kind in section.kinds()))
        file.write(b",")
        _array(file, "objectTypes", ({"name": kind, "attributes": []} for kind in section.object_kinds()))
        file.write(b",")
        _array(file, "events", map(_event, section.events()))
        file.write(b",")
        _array(file, "objects", _objects(section))
        file.write(b"}\n")


def _event(event: Recorded) -> dict[str, Any]:
    return {
        "id": event_id(event),
        "type": event.kind,
        "time": iso(event.happened_at),
        "attributes": [{"name": name, "value": value} for name, value in attributes(event).items()],
        "relationships": [{"objectId": about, "qualifier": qualifier} for about, qualifier in relations(event)],
    }


def _objects(section: Portion) -> Iterator[dict[str, Any]]:
    for kind, name in section.objects():
        yield {"id": object_id(kind, name), "type": kind, "attributes": [], "relationships": []}


def _array(file: BinaryIO, name: str, values: Iterable[dict[str, Any]]) -> None:
    file.write(orjson.dumps(name) + b":[")
    for number, value in enumerate(values):
        file.write((b",\n" if number else b"\n") + orjson.dumps(value))
    file.write(b"]")
