"""DuckDB, in memory or in a file, never beyond the memory and the disk that it was given."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
from ibis.backends.sql.compilers.duckdb import DuckDBCompiler
from ibis.expr.operations import Node

from kouan.modules.timing.shape import TABLES

_TYPES = {"int64": "BIGINT", "string": "VARCHAR"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What DuckDB may use: ``memory`` and ``spill`` as it writes them ("2GB"); ``threads`` 0: as many as there are."""

    memory: str = "2GB"
    spill: str = "8GB"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class Duck:
    """An open DuckDB with the tables of a log in it."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, question: ir.Table) -> Sequence[tuple[Any, ...]]:
        return self.connection.execute(compiled(question)).fetchall()

    def keep(self, name: str, question: ir.Table) -> ir.Table:
        self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {compiled(question)}')
        return ibis.table(question.schema(), name=name)


def compiled(question: ir.Table) -> str:
    """The question in DuckDB's SQL. A question asked before, of whatever database, is not written again."""
    return _written(question.op())


@lru_cache(maxsize=512)
def _written(node: Node) -> str:
    said: str = DuckDBCompiler().to_sqlglot(node.to_expr()).sql(dialect="duckdb")
    return said


@contextmanager
def opened(path: Path | None = None, limits: Limits = Limits(), *, read_only: bool = False) -> Iterator[Duck]:
    """DuckDB on a file, or in memory; what does not fit into memory spills to disk, up to a limit.

    Raises duckdb.Error where the file is no database, or another process writes to it.
    """
    with TemporaryDirectory(prefix="kouan-spill-") as spill, closing(_connect(path, read_only)) as connection:
        connection.execute(f"SET memory_limit = '{limits.memory}'")
        connection.execute(f"SET temp_directory = '{spill}'")
        connection.execute(f"SET max_temp_directory_size = '{limits.spill}'")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET enable_progress_bar = false")
        if limits.threads:
            connection.execute(f"SET threads = {limits.threads}")
        yield Duck(connection)


def _connect(path: Path | None, read_only: bool) -> duckdb.DuckDBPyConnection:
    # Files as DuckDB 1.5 writes them: smaller and sooner written than those that its first versions could read.
    return duckdb.connect(str(path or ":memory:"), read_only, {"storage_compatibility_version": "v1.5.0"})


def lay_out(duck: Duck) -> None:
    """Make the tables of a log, empty, where they are not there."""
    for name, columns in TABLES.items():
        said = ", ".join(f'"{column}" {_TYPES[kind]} NOT NULL' for column, kind in columns.items())
        duck.connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({said})')
