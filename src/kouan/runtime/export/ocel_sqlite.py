"""OCEL 2.0 as an SQLite file, in the tables of the standard's relational form."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TypeVar

from kouan.runtime.export.source import ATTRIBUTES, Portion, attributes, event_id, iso, object_id, relations
from kouan.runtime.log.values import Recorded

_TYPES = {"integer": "INTEGER", "string": "TEXT", "time": "TIMESTAMP", "boolean": "BOOLEAN"}
_TABLES = """
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE event (
    ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL REFERENCES event_map_type (ocel_type));
CREATE TABLE object (
    ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL REFERENCES object_map_type (ocel_type));
CREATE TABLE event_object (
    ocel_event_id TEXT NOT NULL REFERENCES event (ocel_id), ocel_object_id TEXT NOT NULL REFERENCES object (ocel_id),
    ocel_qualifier TEXT NOT NULL, PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
CREATE TABLE object_object (
    ocel_source_id TEXT NOT NULL REFERENCES object (ocel_id), ocel_target_id TEXT NOT NULL REFERENCES object (ocel_id),
    ocel_qualifier TEXT NOT NULL, PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));
"""
_AT_ONCE = 1000
_T = TypeVar("_T")
# The standard gives an object's first attribute values this time; ours have none that change.
_ALWAYS = "1970-01-01T00:00:00.000000Z"


def write(section: Portion, path: Path) -> None:
    """Write the file anew: objects by kind and id, events in the order of the log."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as target:
        target.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        event_tables = _typed_tables(target, "event", section.kinds(), ATTRIBUTES)
        object_tables = _typed_tables(target, "object", section.object_kinds(), {})
        for objects in _portions(section.objects()):
            _write_objects(target, objects, object_tables)
        for events in _portions(section.events()):
            _write_events(target, events, event_tables)
        target.commit()


def _typed_tables(
    target: sqlite3.Connection, what: str, kinds: Sequence[str], columns: dict[str, str]
) -> dict[str, str]:
    """One table a kind; gives each kind's table."""
    tables = {}
    extra = "".join(f", {name} {_TYPES[kind]}" for name, kind in columns.items())
    changed = ", ocel_changed_field TEXT" if what == "object" else ""
    for kind, mapped in _mapped(kinds).items():
        tables[kind] = f"{what}_{mapped}"
        target.execute(f"INSERT INTO {what}_map_type VALUES (?, ?)", (kind, mapped))  # noqa: S608 - two fixed names
        target.execute(
            f'CREATE TABLE "{tables[kind]}" (ocel_id TEXT NOT NULL REFERENCES {what} (ocel_id),'
            f" ocel_time TIMESTAMP NOT NULL{changed}{extra})"
        )
    return tables


def _mapped(kinds: Sequence[str]) -> dict[str, str]:
    """A table-name part for each kind, made of letters, digits and underscores, no two alike whatever their case."""
    mapped: dict[str, str] = {}
    taken = {"map_type", "object"}
    for number, kind in enumerate(kinds):
        plain = re.sub(r"[^A-Za-z0-9]+", "_", kind).strip("_") or "kind"
        mapped[kind] = plain if plain.lower() not in taken else f"{plain}_{number}"
        taken.add(mapped[kind].lower())
    return mapped


def _write_objects(target: sqlite3.Connection, objects: list[tuple[str, str]], tables: dict[str, str]) -> None:
    rows = [(object_id(kind, name), kind) for kind, name in objects]
    target.executemany("INSERT INTO object VALUES (?, ?)", rows)
    for kind in sorted({kind for _, kind in rows}):
        of_kind = [(about, _ALWAYS) for about, its in rows if its == kind]
        target.executemany(f'INSERT INTO "{tables[kind]}" VALUES (?, ?, NULL)', of_kind)  # noqa: S608 - letters only


def _write_events(target: sqlite3.Connection, events: list[Recorded], tables: dict[str, str]) -> None:
    marks = ", ".join("?" * (2 + len(ATTRIBUTES)))
    target.executemany("INSERT INTO event VALUES (?, ?)", [(event_id(event), event.kind) for event in events])
    for kind in sorted({event.kind for event in events}):
        rows = [
            (event_id(event), iso(event.happened_at), *attributes(event).values())
            for event in events
            if event.kind == kind
        ]
        target.executemany(f'INSERT INTO "{tables[kind]}" VALUES ({marks})', rows)  # noqa: S608 - letters only
    related = [(event_id(event), *relation) for event in events for relation in relations(event)]
    target.executemany("INSERT INTO event_object VALUES (?, ?, ?)", related)


def _portions(values: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(values)
    while portion := list(islice(rest, _AT_ONCE)):
        yield portion
