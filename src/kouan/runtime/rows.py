"""Rows for a table, written in one statement: many at once, and on PostgreSQL together with the events they follow.

Columns travel to PostgreSQL as array literals made here: the statement stays the same however many rows there are, so
it stays prepared, and the driver has one parameter a column instead of one a cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from django.db import connection

from kouan.runtime import sql

Type = Literal["text", "bigint", "integer", "boolean"]
Statement = tuple[str, list[Any]]


@dataclass(frozen=True)
class Target:
    """Where rows go: a table, its columns with their types, and what to do where a row is already there."""

    table: str
    columns: Mapping[str, Type]
    conflict: str = ""

    @cached_property
    def for_postgres(self) -> str:
        """One INSERT for any number of rows, a parameter a column."""
        arrays = ", ".join(f"%s::{kind}[]" for kind in self.columns.values())
        return f"{self._into} SELECT * FROM unnest({arrays}) {self.conflict}"  # noqa: S608 - names of this code only

    @cached_property
    def one_for_postgres(self) -> str:
        """One INSERT for one row, a parameter a cell."""
        cells = ", ".join(f"%s::{kind}" for kind in self.columns.values())
        return f"{self._into} VALUES ({cells}) {self.conflict}"

    @property
    def _into(self) -> str:
        return "INSERT INTO " + self.table + " (" + ", ".join(self.columns) + ")"

    def for_sqlite(self, count: int) -> str:
        """One INSERT for a number of rows, a parameter a cell."""
        row = f"({sql.places(len(self.columns))})"
        return f"{self._into} VALUES {', '.join([row] * count)} {self.conflict}"

    def __hash__(self) -> int:
        return hash(self.table)


@dataclass(frozen=True)
class Shift:
    """A change of rows that are there, by so much each: what many do at once adds up, whoever comes first.

    ``change``: the SET of the UPDATE, in which ``b`` is the row and ``d`` what is said of it; ``match``: which row.
    """

    table: str
    columns: Mapping[str, Type]
    change: str
    match: str

    @cached_property
    def for_postgres(self) -> str:
        """One UPDATE for any number of rows, a parameter a column."""
        arrays = ", ".join(f"%s::{kind}[]" for kind in self.columns.values())
        return self._update(f"unnest({arrays}) AS d({self._names})")

    @cached_property
    def one_for_postgres(self) -> str:
        """One UPDATE for one row, a parameter a cell."""
        cells = ", ".join(f"%s::{kind}" for kind in self.columns.values())
        return self._update(f"(VALUES ({cells})) AS d({self._names})")

    def for_sqlite(self, count: int) -> str:
        """One UPDATE for a number of rows, a parameter a cell."""
        row = f"({sql.places(len(self.columns))})"
        return f"WITH d({self._names}) AS (VALUES {', '.join([row] * count)}) {self._update('d')}"

    @property
    def _names(self) -> str:
        return ", ".join(self.columns)

    def _update(self, source: str) -> str:
        # Names of this code only.
        return f"UPDATE {self.table} AS b SET {self.change} FROM {source} WHERE {self.match}"  # noqa: S608

    def __hash__(self) -> int:
        return hash((self.table, self.change))


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows for a target, each with a value a column."""

    target: Target | Shift
    values: Sequence[Sequence[Any]]

    def on_postgres(self) -> Statement:
        """The statement and its parameters for PostgreSQL."""
        if len(self.values) == 1:
            return self.target.one_for_postgres, list(self.values[0])
        kinds = self.target.columns.values()
        columns = zip(*self.values, strict=True)
        return self.target.for_postgres, [array(kind, column) for kind, column in zip(kinds, columns, strict=True)]

    def on_sqlite(self) -> Statement:
        """The statement and its parameters for SQLite."""
        return self.target.for_sqlite(len(self.values)), [cell for row in self.values for cell in row]


def write_rows(rows: Rows) -> None:
    """Write rows by themselves, in the caller's transaction."""
    if rows.values:
        sql.execute(*(rows.on_postgres() if connection.vendor == "postgresql" else rows.on_sqlite()))


def array(kind: Type, values: Iterable[Any]) -> str:
    """An array literal for PostgreSQL; None is NULL."""
    if kind == "text":
        return "{" + ",".join(["NULL" if v is None else _quoted(v) for v in values]) + "}"
    return "{" + ",".join(["NULL" if v is None else str(v) for v in values]) + "}"


def _quoted(text: str) -> str:
    if "\\" in text or '"' in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
