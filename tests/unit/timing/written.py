"""One log written in every format, by hand: what says the same must be read as the same."""

import csv
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from kouan.modules.timing.engines.duck import opened
from kouan.modules.timing.logs import read
from kouan.modules.timing.logs.columns import Columns, columns_of
from kouan.modules.timing.shape import TABLES

BOX_AND_BILL = (
    "activity=what",
    "time=at",
    "event=id",
    "party=who",
    "object:box=boxes",
    "object:bill=bill",
    "separator=/",
)


@dataclass(frozen=True)
class Happened:
    """An event as a reader of the file would tell it."""

    id: str
    what: str
    at: str
    who: str = ""
    about: Mapping[str, Sequence[str]] = field(default_factory=dict)


# Two events at one microsecond, one told late, one about nothing, names with quotes, commas and a line's end.
PORT = [
    Happened("e1", "Lodge", "2026-03-02T09:00:00+08:00", "trader", {"bill": ["L1"]}),
    Happened("e2", 'Unload, "fast"', "2026-03-02T03:00:00.250000Z", "terminal", {"box": ["B1", "B2"], "bill": ["L1"]}),
    Happened("e3", "称重", "2026-03-02T03:00:00.250000Z", "terminal", {"box": ["B2"]}),
    Happened("e4", "Release\nin two lines", "2026-03-01 23:59:59", "customs", {"box": ["B1"], "bill": ["L1"]}),
    Happened("e5", "Close the gate", "2026-03-03T00:00:00Z", "terminal"),
    Happened("e6", "Lodge", "2026-03-04T00:00:00+00:00", "", {"bill": ["L2"]}),
]
CASES = [
    Happened("", "Lodge", "2026-03-02T09:00:00+08:00", "trader", {"case": ["c1"]}),
    Happened("", "Release & go", "2026-03-02T03:00:00.25Z", "", {"case": ["c1"]}),
    Happened("", "提离", "2026-03-02T03:00:00.25Z", "", {"case": ["c1"]}),
    Happened("", "Lodge", "2026-03-01T00:00:00Z", "", {"case": ["c 2"]}),
]


def as_csv(path: Path, log: Iterable[Happened], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    rows = [(e.id, e.what, e.at, e.who, "/".join(e.about.get("box", ())), *(e.about.get("bill") or [""])) for e in log]
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([("id", "what", "at", "who", "boxes", "bill"), *rows])
    return path


def as_parquet(path: Path, log: Iterable[Happened]) -> Path:
    """Lists of ids, and times as timestamps, as Parquet has them."""
    rows = [(e.id, e.what, e.at, e.who, list(e.about.get("box", ())), *(e.about.get("bill") or [None])) for e in log]
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        database.execute('CREATE TABLE t (id TEXT, what TEXT, "at" TIMESTAMPTZ, who TEXT, boxes TEXT[], bill TEXT)')
        database.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", rows)
        database.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


def ocel(log: Iterable[Happened]) -> dict[str, list[dict[str, object]]]:
    """An OCEL 2.0 document. B1 was weighed twice; B1 belongs to L1."""
    log = list(log)
    things = sorted({(id, kind) for e in log for kind, ids in e.about.items() for id in ids})
    weighed = [
        {"name": "weight", "value": 7, "time": "2026-03-02T00:00:00Z"},
        {"name": "weight", "value": 9, "time": "2026-03-03T00:00:00Z"},
        {"name": "weight", "value": 8, "time": "2026-03-02T12:00:00Z"},
    ]
    return {
        "eventTypes": [{"name": name, "attributes": []} for name in dict.fromkeys(e.what for e in log)],
        "objectTypes": [{"name": name, "attributes": []} for name in ("box", "bill")],
        "events": [
            {
                "id": e.id,
                "type": e.what,
                "time": e.at,
                "attributes": [{"name": "who", "value": e.who}],
                "relationships": [{"objectId": id, "qualifier": ""} for ids in e.about.values() for id in ids],
            }
            for e in log
        ],
        "objects": [
            {
                "id": id,
                "type": kind,
                "attributes": weighed if id == "B1" else [],
                "relationships": [{"objectId": "L1", "qualifier": "part of"}] if id == "B1" else [],
            }
            for id, kind in things
        ],
    }


def as_json(path: Path, log: Iterable[Happened]) -> Path:
    path.write_text(json.dumps(ocel(log), ensure_ascii=False), encoding="utf-8")
    return path


def relational(log: Iterable[Happened]) -> dict[str, list[tuple[object, ...]]]:
    """The same document as tables; the first row of each names its columns."""
    said = ocel(log)
    types = [each["name"] for each in said["eventTypes"]]
    tables: dict[str, list[tuple[object, ...]]] = {
        "event_map_type": [("ocel_type", "ocel_type_map"), *((name, f"t{n}") for n, name in enumerate(types))],
        "object_map_type": [("ocel_type", "ocel_type_map"), ("box", "Box"), ("bill", "Bill")],
        "event": [("ocel_id", "ocel_type"), *((e["id"], e["type"]) for e in said["events"])],
        "object": [("ocel_id", "ocel_type"), *((o["id"], o["type"]) for o in said["objects"])],
        "event_object": [("ocel_event_id", "ocel_object_id", "ocel_qualifier")],
        "object_object": [("ocel_source_id", "ocel_target_id", "ocel_qualifier"), ("B1", "L1", "part of")],
        "object_Bill": [("ocel_id", "ocel_time", "ocel_changed_field")],
        "object_Box": [
            ("ocel_id", "ocel_time", "ocel_changed_field", "weight"),
            ("B1", "2026-03-02T00:00:00Z", None, 7),
            ("B1", "2026-03-03T00:00:00Z", "weight", 9),
            ("B1", "2026-03-02T12:00:00Z", "weight", 8),
        ],
    }
    for n, name in enumerate(types):
        of_type = [(e["id"], e["time"], e["attributes"][0]["value"]) for e in said["events"] if e["type"] == name]
        tables[f"event_t{n}"] = [("ocel_id", "ocel_time", "who"), *of_type]
    tables["event_object"] += [
        (e["id"], r["objectId"], r["qualifier"]) for e in said["events"] for r in e["relationships"]
    ]
    return tables


def as_sqlite(path: Path, tables: Mapping[str, Sequence[tuple[object, ...]]]) -> Path:
    with closing(sqlite3.connect(path)) as database:
        for name, (columns, *rows) in tables.items():
            database.execute(f'CREATE TABLE "{name}" ({", ".join(f"[{name}]" for name in columns)})')
            database.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})', rows)
        database.commit()
    return path


def as_folder(path: Path, tables: Mapping[str, Sequence[tuple[object, ...]]]) -> Path:
    path.mkdir()
    for name, rows in tables.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
    return path


XES = """<?xml version="1.0" encoding="UTF-8"?>
<!-- by hand -->
<log xes.version="1.0"{namespace}>
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="Lodge"/></global>
  <classifier name="With transition" keys="concept:name lifecycle:transition"/>
  <float key="mean" value="1.5"><float key="concept:name" value="2"/></float>
  <trace>
    <string key="concept:name" value="c1"/>
    <event><string key="org:resource" value="trader"/><date key="time:timestamp" value="2026-03-02T09:00:00+08:00"/></event>
    <event>
      <string key="lifecycle:transition" value="complete"><string key="concept:name" value="not this"/></string>
      <string key="concept:name" value="Release &amp; go"/>
      <date key="time:timestamp" value="2026-03-02T03:00:00.25Z"/>
    </event>
    <event><date key="time:timestamp" value="2026-03-02T03:00:00.25Z"/><string key="concept:name" value="提离"/></event>
  </trace>
  <trace>
    <event><string key="concept:name" value="Lodge"/><date key="time:timestamp" value="2026-03-01T00:00:00Z"/></event>
    <string key="concept:name" value="c 2"/>
  </trace>
</log>
"""


def tables_of(path: Path, *columns: str, **named: str) -> dict[str, list[tuple[object, ...]]]:
    """What is read of a file, each table in order; which file told it is left out."""
    with opened() as duck:
        read(duck, path, columns_of(columns) if columns else Columns(**named))
        found = {name: sorted(duck.connection.execute(f"SELECT * FROM {name}").fetchall()) for name in TABLES}
    assert {row[-1] for row in found["event"]} == {path.name}
    return {**found, "event": [row[:-1] for row in found["event"]]}
