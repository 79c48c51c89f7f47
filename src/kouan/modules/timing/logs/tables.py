"""A log in one table, CSV or Parquet, of which a map of columns says what they mean. DuckDB does all of the reading."""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.logs import reasons
from kouan.modules.timing.logs.columns import Columns
from kouan.modules.timing.logs.malformed import WHOLE, Malformed, Place, cell, line, row
from kouan.modules.timing.logs.moments import micros, quoted, zoned
from kouan.modules.timing.logs.settling import damaged, settle, whole
from kouan.modules.timing.logs.texts import Sheet, sheet

# Names that say by themselves what they are: of XES and OCEL 1.0 written as tables, and everyday ones.
_KNOWN = {
    "activity": ("activity", "concept:name", "ocel:activity", "活动"),
    "time": ("time", "timestamp", "time:timestamp", "ocel:timestamp", "时间"),
    "case": ("case", "case_id", "case:concept:name", "案例"),
    "event": ("event_id", "ocel:eid"),
    "party": ("party", "org:resource", "resource"),
}
_OCEL_KIND = "ocel:type:"
_LIST = "[]"  # separator of a cell that holds a list as OCEL 1.0 writes it: ['o1', 'o2']
_QUOTED = r"""['"]([^'"]+)['"]"""
_WHAT = {"activity": Text("活动", "activity"), "time": Text("时间", "time")}
_NO_CASE = Text(
    "不知事件属于哪个案例或对象；请用 --columns case=列名，或对每种对象用 --columns object:类型=列名；有：{columns}。",
    "it is not known which case or objects events are about; name them with --columns case=COLUMN, or for each kind"
    " of object with --columns object:KIND=COLUMN; it has {columns}.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A table that DuckDB reads: what stands after FROM, and the SQL and type of each column by its name."""

    file: Path
    said: str
    columns: dict[str, tuple[str, str]]
    text: Sheet | None = None

    def where(self, place: int, column: str) -> Place:
        """Where the event of a number stands; ``column`` is the column's own name, "" for the whole row."""
        if self.text is None:
            return row(self.file.name, place)
        begins = self.text.line_of(place)
        return cell(begins, column) if column else line(begins)


def read_csv(duck: Duck, file: Path, path: Path, columns: Columns, folder: Path) -> None:
    """Read a CSV log: ``path`` is what is read, ``file`` what errors speak of. Raises Malformed."""
    text = sheet(file, path, folder)
    cells = {f"c{number}": "VARCHAR" for number in range(len(text.header))}
    described = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in cells.items())
    said = (
        f"read_csv({quoted(str(text.path))}, auto_detect = false, header = true, columns = {{{described}}},"
        f" delim = {quoted(text.delimiter)}, quote = '\"', escape = '\"', strict_mode = true, nullstr = '',"
        " max_line_size = 33554432)"
    )
    known = {name: (cell, "VARCHAR") for name, cell in zip(text.header, cells, strict=True) if name}
    _read(duck, Source(file, said, known, text), columns)


def read_parquet(duck: Duck, file: Path, path: Path, columns: Columns, _folder: Path) -> None:
    """Read a Parquet log of one table. Raises Malformed."""
    said = f"read_parquet({quoted(str(path))})"
    try:
        found = duck.connection.execute(f"DESCRIBE SELECT * FROM {said}").fetchall()  # noqa: S608 - a quoted name
    except duckdb.Error as error:
        raise damaged(file, error) from error
    known = {name: ('"' + name.replace('"', '""') + '"', kind) for name, kind, *_ in found}
    _read(duck, Source(file, said, known), columns)


def _read(duck: Duck, source: Source, given: Columns) -> None:
    columns = _understood(source, given)
    with zoned(duck, source.file, columns.zone):
        try:
            staged = _staged(source, columns)
            duck.connection.execute(f"CREATE TEMP TABLE staged_row AS SELECT {staged} FROM {source.said}")  # noqa: S608
        except duckdb.Error as error:
            if source.text is not None:
                source.text.checked()
            raise damaged(source.file, error) from error
    _views(duck, columns)
    names = {"activity": columns.activity, "time": columns.time, "event": columns.event, "recorded": columns.recorded}
    with whole(duck):
        settle(duck, source.file, lambda place, key: source.where(place, names.get(key, "")))


def _understood(source: Source, given: Columns) -> Columns:
    """The map with what the header says by itself; every column in it is there. Raises Malformed."""
    known = {name.lower(): name for name in source.columns}
    found = given
    for key, names in _KNOWN.items():
        if not getattr(found, key) and not (key == "case" and found.objects):
            column = next((known[name] for name in names if name in known), "")
            found = replace(found, **{key: column})  # type: ignore[arg-type]
    if not found.kinds():
        ocel = {name[len(_OCEL_KIND) :]: (name,) for name in source.columns if name.startswith(_OCEL_KIND)}
        found = replace(found, objects=ocel, separator=found.separator or _LIST)
    _complete(source, found)
    return found


def _complete(source: Source, columns: Columns) -> None:
    there = ", ".join(source.columns)
    place = line(1) if source.text else WHOLE
    mapped = [getattr(columns, key) for key in ("activity", "time", "event", "party", "recorded", "source")]
    for column in [*mapped, *(each for names in columns.kinds().values() for each in names)]:
        if column and column not in source.columns:
            raise Malformed(source.file, place, reasons.NO_COLUMN.fill(column=column, columns=there))
    for key, what in _WHAT.items():
        if not getattr(columns, key):
            raise Malformed(source.file, place, reasons.UNMAPPED.fill(what=what, key=key, columns=there))
    if not columns.kinds():
        raise Malformed(source.file, place, _NO_CASE.fill(columns=there))


def _staged(source: Source, columns: Columns) -> str:
    """The columns of ``staged_row``: the event's, and a list of ids for each kind of object."""

    def text(name: str) -> str:
        return f"CAST({source.columns[name][0]} AS VARCHAR)" if name else "NULL::VARCHAR"

    def moment(name: str) -> str:
        return micros(source.columns[name][0], columns, source.columns[name][1]) if name else "NULL::BIGINT"

    said = {
        "id": text(columns.event),
        "type": text(columns.activity),
        "ts": moment(columns.time),
        "time": f"CASE WHEN ts IS NULL THEN {text(columns.time)} END",
        "recorded": moment(columns.recorded),
        "recorded_time": f"CASE WHEN recorded IS NULL THEN {text(columns.recorded)} END",
        "party": text(columns.party),
        "source": text(columns.source),
    }
    for number, names in enumerate(columns.kinds().values()):
        said[f"objects_{number}"] = _ids([source.columns[name] for name in names], columns.separator)
    return ", ".join(f"{sql} AS {name}" for name, sql in said.items())


def _ids(cells: list[tuple[str, str]], separator: str) -> str:
    """The ids in some cells, each once, none empty."""
    if len(cells) == 1 and not separator and not cells[0][1].endswith("[]"):
        only = f"trim(CAST({cells[0][0]} AS VARCHAR))"
        return f"CASE WHEN {only} <> '' THEN [{only}] ELSE [] END"
    lists = [f"coalesce({_listed(cell, kind, separator)}, [])" for cell, kind in cells]
    trimmed = f"list_transform(list_concat({', '.join(lists)}), lambda each: trim(each))"
    return f"list_distinct(list_filter({trimmed}, lambda each: each <> ''))"


def _listed(cell: str, kind: str, separator: str) -> str:
    if kind.endswith("[]"):
        return f"CAST({cell} AS VARCHAR[])"
    text = f"CAST({cell} AS VARCHAR)"
    if separator == _LIST:
        return f"CASE WHEN {text} LIKE '[%]' THEN regexp_extract_all({text}, {quoted(_QUOTED)}, 1) ELSE [{text}] END"
    return f"string_split({text}, {quoted(separator)})" if separator else f"[{text}]"


def _views(duck: Duck, columns: Columns) -> None:
    duck.connection.execute("CREATE TEMP VIEW staged_event AS SELECT rowid + 1 AS place, * FROM staged_row")
    each = [
        f"SELECT rowid + 1 AS event, ts, type, {quoted(kind)} AS kind, unnest(objects_{number}) AS object,"  # noqa: S608
        " '' AS qualifier FROM staged_row"
        for number, kind in enumerate(columns.kinds())
    ]
    duck.connection.execute(f"CREATE TEMP VIEW staged_relation AS {' UNION ALL '.join(each)}")
