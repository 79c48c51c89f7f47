"""Rows into DuckDB, many at once: written as CSV, which it reads several times faster than parameters."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb

from kouan.modules.timing.copying.layout import COLUMNS

_QUOTED = {"delim": ",", "quote": '"', "escape": '"', "new_line": "\\r\\n"}
_READING = ", ".join(f"{name} = '{said}'" for name, said in _QUOTED.items())


def load(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Append rows to a table of the copy, in its order of columns, without ``until``: they hold."""
    load_as(connection, table, {name: kind for name, kind in COLUMNS[table].items() if name != "until"}, rows)


def load_as(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]
) -> None:
    """Append rows to these columns of a table."""
    with NamedTemporaryFile("w", newline="", encoding="utf-8", suffix=".csv") as file:
        csv.writer(file).writerows(rows)
        file.flush()
        if not Path(file.name).stat().st_size:
            return
        types = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
        names = ", ".join(f'"{column}"' for column in columns)
        texts = ", ".join(f"'{column}'" for column in columns)
        # An empty text is a text: nothing is missing here.
        connection.execute(
            f'INSERT INTO "{table}" ({names}) SELECT * FROM read_csv({_said(Path(file.name))}, auto_detect = false,'
            f" header = false, {_READING}, parallel = false, force_not_null = [{texts}], columns = {{{types}}})"
        )


def scratch(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]
) -> None:
    """A temporary table with these rows and no others."""
    said = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" ({said})')
    load_as(connection, name, columns, rows)


def _said(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
