"""Times as DuckDB reads them: whole microseconds in UTC, null where a time cannot be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.logs import reasons
from kouan.modules.timing.logs.columns import Columns
from kouan.modules.timing.logs.malformed import WHOLE, Malformed

_EPOCHS = {"epoch-s": 1_000_000, "epoch-ms": 1_000, "epoch-us": 1}

_ZONE = r"(Z|[+-]\d\d:?\d*)"


def micros(column: str, columns: Columns, kind: str = "VARCHAR") -> str:
    """The SQL of a column's moment; times without a zone are of the zone that :func:`zoned` has set."""
    if kind.startswith("TIMESTAMP"):
        return f"epoch_us(CAST({column} AS TIMESTAMPTZ))"
    if columns.format in _EPOCHS:
        return f"TRY(CAST(CAST({column} AS DECIMAL(30, 6)) * {_EPOCHS[columns.format]} AS BIGINT))"
    text = f"CAST({column} AS VARCHAR)"
    if columns.format:
        return f"epoch_us(CAST(try_strptime({text}, {quoted(columns.format)}) AS TIMESTAMPTZ))"
    # DuckDB also takes words such as "epoch" and "infinity" for times; a log's times begin with the year.
    read = f"coalesce(TRY_CAST({text} AS TIMESTAMPTZ), TRY_CAST({_as_duckdb(text)} AS TIMESTAMPTZ))"
    return f"CASE WHEN ltrim({text}) BETWEEN '0' AND ':' THEN epoch_us({read}) END"


def _as_duckdb(text: str) -> str:
    """What ISO 8601 allows and DuckDB does not read: a comma, no seconds before a zone, a space before a zone."""
    close = rf"regexp_replace(replace({text}, ',', '.'), '\s+{_ZONE}\s*$', '\1')"
    return rf"regexp_replace({close}, '([T ]\d\d:\d\d){_ZONE}$', '\1:00\2')"


@contextmanager
def zoned(duck: Duck, file: Path, zone: str) -> Iterator[None]:
    """While it is open, times that say no zone are in ``zone``. Raises Malformed where there is no such zone."""
    try:
        duck.connection.execute(f"SET TimeZone = {quoted(zone)}")
    except duckdb.Error as error:
        raise Malformed(file, WHOLE, reasons.NO_ZONE.fill(zone=zone)) from error
    try:
        yield
    finally:
        duck.connection.execute("SET TimeZone = 'UTC'")


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """The name of a table or column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
