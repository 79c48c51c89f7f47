"""A log in our own shape: a folder with one Parquet file, or folder of such, for each table."""

from pathlib import Path

import duckdb

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.logs import reasons
from kouan.modules.timing.logs.columns import Columns
from kouan.modules.timing.logs.malformed import WHOLE, Malformed
from kouan.modules.timing.logs.moments import named, quoted
from kouan.modules.timing.logs.settling import damaged, first, whole
from kouan.modules.timing.shape import TABLES

_NEEDED = ("event", "relation")
_KIND = Text("“{column}”列是 {found}；应为 {wanted}。", "the column “{column}” is {found}; it should be {wanted}.")
_NULL = Text("“{column}”列有空值；应都有值。", "the column “{column}” has nulls; it should have none.")
_OTHER = Text(
    "关系的时间或活动与事件 {event} 不同；应相同。",
    "a relation differs from event {event} in time or type; they should be the same.",
)
_TWICE = Text(
    "事件号 {event} 出现两次；每个事件的号应各不相同。",
    "the event number {event} is there twice; each event should have a number of its own.",
)
_TYPES = {"int64": ("BIGINT", "INTEGER"), "string": ("VARCHAR",)}


def read_own(duck: Duck, file: Path, path: Path, _columns: Columns, _folder: Path) -> None:
    """Read a log as it was written by :func:`write`. Raises Malformed."""
    with whole(duck):
        for table in TABLES:
            if _there(path, table):
                _fill(duck, file, path, table)
            elif table in _NEEDED:
                raise Malformed(file, WHOLE, reasons.NO_TABLE.fill(table=f"{table}.parquet"))
        _sound(duck, file)


def write(duck: Duck, folder: Path) -> None:
    """Write a log as Parquet, one file a table, for Spark and for whoever wants it: DuckDB, pandas, another Kouan."""
    for table in TABLES:
        target = quoted(str(folder / f"{table}.parquet"))
        duck.connection.execute(f"COPY {table} TO {target} (FORMAT parquet, COMPRESSION zstd)")


def _there(path: Path, table: str) -> bool:
    return (path / f"{table}.parquet").exists()


def _fill(duck: Duck, file: Path, path: Path, table: str) -> None:
    found = path / f"{table}.parquet"
    source = f"read_parquet({quoted(str(found / '*.parquet') if found.is_dir() else str(found))})"
    at = file / found.name
    try:
        described = duck.connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608 - quoted
        kinds = {name: kind for name, kind, *_ in described}
        for column, kind in TABLES[table].items():
            _as_wanted(at, kinds, column, kind)
        columns = ", ".join(map(named, TABLES[table]))
        duck.connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {source}")  # noqa: S608
    except duckdb.ConstraintException as error:
        column = str(error).rpartition(".")[2].strip()
        raise Malformed(at, WHOLE, _NULL.fill(column=column)) from error
    except duckdb.Error as error:
        raise damaged(at, error) from error


def _as_wanted(at: Path, kinds: dict[str, str], column: str, kind: str) -> None:
    if column not in kinds:
        raise Malformed(at, WHOLE, reasons.NO_COLUMN.fill(column=column, columns=", ".join(kinds)))
    if kinds[column] not in _TYPES[kind]:
        raise Malformed(at, WHOLE, _KIND.fill(column=column, found=kinds[column], wanted=_TYPES[kind][0]))


def _sound(duck: Duck, file: Path) -> None:
    """Events have numbers of their own, and relations lead to them and say the same of them."""
    if first(duck, "SELECT 1 FROM event LIMIT 1") is None:
        raise Malformed(file / "event.parquet", WHOLE, reasons.EMPTY)
    if found := first(duck, "SELECT event FROM event GROUP BY event HAVING count(*) > 1 ORDER BY event LIMIT 1"):
        raise Malformed(file / "event.parquet", WHOLE, _TWICE.fill(event=found[0]))
    query = """SELECT r.event, e.event IS NULL FROM relation r LEFT JOIN event e USING (event)
    WHERE e.event IS NULL OR e.ts <> r.ts OR e.type <> r.type ORDER BY r.event LIMIT 1"""
    if found := first(duck, query):
        event, absent = found
        said = reasons.NO_EVENT.fill(id=event) if absent else _OTHER.fill(event=event)
        raise Malformed(file / "relation.parquet", WHOLE, said)
