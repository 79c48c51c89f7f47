"""Where the tables of OCEL 2.0's relational form are: an SQLite file, or a folder with one CSV a table."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.logs import reasons
from kouan.modules.timing.logs.columns import Columns
from kouan.modules.timing.logs.malformed import WHOLE, Malformed, Place, row
from kouan.modules.timing.logs.moments import named
from kouan.modules.timing.logs.relational import read_tables
from kouan.modules.timing.logs.texts import Sheet, sheet


@dataclass(frozen=True, slots=True)
class _Sqlite:
    file: Path
    connection: sqlite3.Connection

    def names(self) -> set[str]:
        found = self.connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        return {name for (name,) in found}

    def columns(self, table: str) -> tuple[str, ...]:
        asked = self.connection.execute(f"SELECT * FROM {named(table)} LIMIT 0")  # noqa: S608 - quoted
        return tuple(each[0] for each in asked.description)

    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        names = self.columns(table)
        for values in self.connection.execute(f"SELECT * FROM {named(table)}"):  # noqa: S608 - quoted
            yield dict(zip(names, values, strict=True))

    def where(self, table: str, number: int) -> Place:
        return row(table, number)


@dataclass(frozen=True, slots=True)
class _Folder:
    file: Path
    kept: Path  # where a table that is not UTF-8 is written anew

    def names(self) -> set[str]:
        return {each.stem for each in self.file.glob("*.csv")}

    def columns(self, table: str) -> tuple[str, ...]:
        return self._sheet(table).header

    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        """A row may leave out its last cells; an empty cell says nothing."""
        found = self._sheet(table)
        for number, (begins, cells) in enumerate(found.rows()):
            if len(cells) > len(found.header):
                raise found.uneven(begins, len(cells))
            if number:
                yield {name: cell or None for name, cell in zip(found.header, cells, strict=False)}

    def where(self, table: str, number: int) -> Place:
        line = self._sheet(table).line_of(number)
        return Place(Text(f"{table}.csv 第 {line} 行", f"{table}.csv, line {line}"), line)

    def _sheet(self, table: str) -> Sheet:
        path = self.file / f"{table}.csv"
        return sheet(path, path, self.kept)


def read_sqlite(duck: Duck, file: Path, path: Path, columns: Columns, folder: Path) -> None:
    """Read OCEL 2.0 in SQLite. Raises Malformed."""
    # Beside a file that nobody writes to nothing is made; what is in another's write-ahead log has to be read too.
    alone = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{alone}", uri=True)) as connection:
            read_tables(duck, _Sqlite(file, connection), columns, folder)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise Malformed(file, WHOLE, reasons.TRUNCATED.fill(why=error)) from error


def read_folder(duck: Duck, file: Path, path: Path, columns: Columns, folder: Path) -> None:
    """Read OCEL 2.0 from a folder of CSV files. Raises Malformed."""
    read_tables(duck, _Folder(path, folder), columns, folder)
