"""Rows on their way from Python into DuckDB: by way of a file, a hundred times faster than one statement a row."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.logs.moments import quoted


@dataclass(frozen=True, slots=True)
class Stage:
    """Files of JSON lines, one a table that is being filled."""

    files: Mapping[str, BinaryIO]

    def add(self, table: str, row: dict[str, Any]) -> None:
        """One row; what it does not say is null."""
        self.files[table].write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


@contextmanager
def staged(duck: Duck, folder: Path, tables: Mapping[str, Mapping[str, str]]) -> Iterator[Stage]:
    """A stage for tables, each with its columns and their types; at its end they are temporary tables."""
    with ExitStack() as opened:
        yield Stage({table: opened.enter_context((folder / f"{table}.jsonl").open("wb")) for table in tables})
    for table, columns in tables.items():
        said = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in columns.items())
        lines = quoted(str(folder / f"{table}.jsonl"))
        # Parameters would do as well, but for them DuckDB loads pandas where it is installed, half a second each time.
        duck.connection.execute(
            f"CREATE TEMP TABLE {table} AS SELECT * FROM"  # noqa: S608 - names of ours
            f" read_json({lines}, format = 'newline_delimited', columns = {{{said}}})"
        )


def cleared(duck: Duck) -> None:
    """Drop whatever was staged, tables and views."""
    found = duck.connection.execute(
        "SELECT table_type, table_name FROM information_schema.tables WHERE table_catalog = 'temp'"
    ).fetchall()
    for kind, name in found:
        if name.startswith("staged_"):
            duck.connection.execute(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} temp.{name}")
