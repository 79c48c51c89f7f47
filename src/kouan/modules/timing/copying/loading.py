"""Rows into DuckDB, many at once: column by column, which it takes many times faster than parameters, and than CSV."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import duckdb
import numpy as np

from kouan.modules.timing.copying.layout import COLUMNS

_HELD_AS = {"BIGINT": "int64", "VARCHAR": "object"}
_GIVEN = "given"


def load(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Append rows to a table of the copy, in its order of columns, without ``until``: they hold."""
    load_as(connection, table, {name: kind for name, kind in COLUMNS[table].items() if name != "until"}, rows)


def load_as(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]
) -> None:
    """Append rows to these columns of a table."""
    # One list, cut into columns: tuples would all be kept until the last row, and gone through by the collector.
    values, width = list(chain.from_iterable(rows)), len(columns)
    if not values:
        return
    kinds = enumerate(columns.items())
    given = {name: np.array(values[place::width], dtype=_HELD_AS[kind]) for place, (name, kind) in kinds}
    names = ", ".join(f'"{column}"' for column in columns)
    connection.register(_GIVEN, given)
    connection.execute(f'INSERT INTO "{table}" ({names}) SELECT * FROM {_GIVEN}')
    connection.unregister(_GIVEN)


def scratch(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]
) -> None:
    """A temporary table with these rows and no others."""
    said = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" ({said})')
    load_as(connection, name, columns, rows)
