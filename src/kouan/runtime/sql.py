"""Statements on the paths where every microsecond counts: filing and reading. Elsewhere Django's models do.

On PostgreSQL they go to the driver as they are and stay prepared on the connection; on SQLite through Django's cursor.
Placeholders are ``%s`` on both. Errors are Django's. Both run in the caller's transaction where there is one.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

Parameters = Sequence[Any]


def fetch(statement: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    if connection.vendor == "postgresql":
        return _on_postgres(statement, parameters).fetchall()
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def execute(statement: str, parameters: Parameters = ()) -> None:
    """A statement without rows; outside a transaction it is one by itself."""
    if connection.vendor == "postgresql":
        _on_postgres(statement, parameters)
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def _on_postgres(statement: str, parameters: Parameters) -> Any:
    import psycopg

    connection.ensure_connection()
    with connection.wrap_database_errors:
        return psycopg.Cursor(connection.connection).execute(statement, parameters, prepare=True)


def places(count: int) -> str:
    """``%s, %s, %s`` for an IN list."""
    return ", ".join(["%s"] * count)
