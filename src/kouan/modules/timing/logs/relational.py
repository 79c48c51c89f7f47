"""OCEL 2.0 in its relational form: events and objects by id, and a table for each type with times and attributes."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.logs import reasons
from kouan.modules.timing.logs.columns import Columns
from kouan.modules.timing.logs.malformed import WHOLE, Malformed, Place
from kouan.modules.timing.logs.ocel import HAPPENING, THINGS, resolve, text
from kouan.modules.timing.logs.settling import first
from kouan.modules.timing.logs.staging import Stage, staged

_NEEDED = ("event", "event_map_type", "object", "object_map_type", "event_object")
_NO_TYPE = Text(
    "{table} 中没有类型“{type}”；应有它的表名。", "{table} does not name the type “{type}”; it should name its table."
)
_NO_ROW = Text(
    "事件“{id}”在表 {table} 中没有一行；应有它的时间。",
    "the event “{id}” has no row in table {table}; its time should be there.",
)
_NAMED = {"staged_named": {"place": "BIGINT", "id": "VARCHAR", "type": "VARCHAR", "stamps": "VARCHAR"}}
_TIMES = {name: kind for name, kind in HAPPENING["staged_happening"].items() if name not in ("place", "type")}
_STAMP = {"staged_stamp": {"stamps": "VARCHAR", "row": "BIGINT", **_TIMES}}
# Some logs give one id to two events a week apart. The rows of the two tables are then matched in their order.
_HAPPENING = """
CREATE TEMP TABLE staged_happening AS
WITH named AS (SELECT *, row_number() OVER (PARTITION BY stamps, id ORDER BY place) AS nth FROM staged_named),
stamp AS (SELECT *, row_number() OVER (PARTITION BY stamps, id ORDER BY row) AS nth FROM staged_stamp)
SELECT n.place, coalesce(n.id, s.id) AS id, n.type, s.time, s.recorded_time, s.party, s.source,
    coalesce(n.stamps, s.stamps) AS stamps, s.row
FROM named n FULL JOIN stamp s ON s.stamps = n.stamps AND s.id = n.id AND s.nth = n.nth"""
_COLUMNS = {
    "event": ("ocel_id", "ocel_type"),
    "object": ("ocel_id", "ocel_type"),
    "event_map_type": ("ocel_type", "ocel_type_map"),
    "object_map_type": ("ocel_type", "ocel_type_map"),
    "event_object": ("ocel_event_id", "ocel_object_id"),
    "object_object": ("ocel_source_id", "ocel_target_id"),
}


class Tables(Protocol):
    """The tables of a log, in a database or a folder."""

    @property
    def file(self) -> Path: ...

    def names(self) -> set[str]: ...

    def columns(self, table: str) -> tuple[str, ...]: ...

    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        """The rows of a table in its order; nothing or None where a row does not say a column."""
        ...

    def where(self, table: str, number: int) -> Place:
        """Where a row stands, counted from 1."""
        ...


def read_tables(duck: Duck, tables: Tables, columns: Columns, folder: Path) -> None:
    """Read an OCEL 2.0 log in its relational form. Raises Malformed."""
    _complete(tables, _COLUMNS)
    event_tables, object_tables = _types(tables, "event"), _types(tables, "object")
    with staged(duck, folder, {**_NAMED, **_STAMP, **THINGS}) as stage:
        _events(tables, stage, event_tables, columns)
        _objects(tables, stage, object_tables)
        _relations(tables, stage)
    duck.connection.execute(_HAPPENING)
    _matched(duck, tables)
    kinds = list(object_tables.values())

    def where(table: str, place: int, part: int, key: str) -> Place:
        if table == "staged_happening" and key in ("time", "recorded"):
            found = first(duck, f"SELECT row, stamps FROM staged_happening WHERE place = {int(place)}")  # noqa: S608
            return tables.where(found[1], found[0]) if found else WHOLE
        if table == "staged_value":
            return tables.where(kinds[part], place)
        return tables.where(_TABLES[table], place)

    resolve(duck, tables.file, columns, where, same="id, ts")


_TABLES = {
    "staged_happening": "event",
    "staged_thing": "object",
    "staged_about": "event_object",
    "staged_link": "object_object",
}


def _complete(tables: Tables, wanted: Mapping[str, tuple[str, ...]]) -> None:
    """Every table is there with its columns."""
    there = tables.names()
    for table, columns in wanted.items():
        if table not in there:
            if table in _NEEDED or table not in _COLUMNS:
                raise Malformed(tables.file, WHOLE, reasons.NO_TABLE.fill(table=table))
            continue
        found = tables.columns(table)
        for column in columns:
            if column not in found:
                said = reasons.NO_COLUMN.fill(column=column, columns=", ".join(found))
                raise Malformed(tables.file, tables.where(table, 0), said)


def _types(tables: Tables, what: str) -> dict[str, str]:
    """The table of each type."""
    found = {row["ocel_type"]: f"{what}_{row['ocel_type_map']}" for row in tables.rows(f"{what}_map_type")}
    _complete(tables, dict.fromkeys(found.values(), ("ocel_id", "ocel_time") if what == "event" else ("ocel_id",)))
    return found


def _events(tables: Tables, stage: Stage, stamps: Mapping[str, str], columns: Columns) -> None:
    for place, row in enumerate(tables.rows("event"), 1):
        type = row["ocel_type"]
        if not type:
            raise Malformed(tables.file, tables.where("event", place), reasons.NO_ACTIVITY)
        if type not in stamps:
            raise Malformed(tables.file, tables.where("event", place), _NO_TYPE.fill(table="event_map_type", type=type))
        said = {"id": text(row["ocel_id"]), "type": type, "stamps": stamps[type]}
        stage.add("staged_named", {"place": place, **said})
    asked = {"time": "ocel_time", "recorded_time": columns.recorded, "party": columns.party, "source": columns.source}
    for table in dict.fromkeys(stamps.values()):
        for place, row in enumerate(tables.rows(table), 1):
            said = {key: text(row[name]) for key, name in asked.items() if row.get(name) is not None}
            stage.add("staged_stamp", {"stamps": table, "row": place, "id": text(row["ocel_id"]), **said})


def _matched(duck: Duck, tables: Tables) -> None:
    """Every event has its row in the table of its type, and no row there is without its event."""
    query = "SELECT place, id, stamps FROM staged_happening WHERE row IS NULL ORDER BY place LIMIT 1"
    if found := first(duck, query):
        place, id, table = found
        raise Malformed(tables.file, tables.where("event", place), _NO_ROW.fill(id=id, table=table))
    if found := first(duck, "SELECT row, id, stamps FROM staged_happening WHERE place IS NULL ORDER BY row LIMIT 1"):
        number, id, table = found
        raise Malformed(tables.file, tables.where(table, number), reasons.NO_EVENT.fill(id=id))


def _objects(tables: Tables, stage: Stage, kinds: Mapping[str, str]) -> None:
    for place, row in enumerate(tables.rows("object"), 1):
        stage.add("staged_thing", {"place": place, "id": text(row["ocel_id"]), "type": row["ocel_type"]})
    for part, table in enumerate(kinds.values()):
        for place, row in enumerate(tables.rows(table), 1):
            said = {"place": place, "part": part, "object": text(row["ocel_id"]), "time": row.get("ocel_time")}
            for attribute, value in _values(row):
                stage.add("staged_value", {**said, "attribute": attribute, "value": value})


def _values(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a row says of its object: all that it has, or the one field that it says has changed."""
    if changed := row.get("ocel_changed_field"):
        yield changed, "" if row.get(changed) is None else text(row[changed])
        return
    for attribute, value in row.items():
        if value is not None and not attribute.startswith("ocel_"):
            yield attribute, text(value)


def _relations(tables: Tables, stage: Stage) -> None:
    for place, row in enumerate(tables.rows("event_object"), 1):
        said = {"event": text(row["ocel_event_id"]), "object": text(row["ocel_object_id"])}
        stage.add("staged_about", {"place": place, "part": 0, **said, "qualifier": row.get("ocel_qualifier")})
    if "object_object" in tables.names():
        for place, row in enumerate(tables.rows("object_object"), 1):
            said = {"source": text(row["ocel_source_id"]), "target": text(row["ocel_target_id"])}
            stage.add("staged_link", {"place": place, "part": 0, **said, "qualifier": row.get("ocel_qualifier")})
