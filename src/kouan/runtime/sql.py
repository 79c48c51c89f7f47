"""Statements on the paths where every microsecond counts: filing and reading. Elsewhere Django's models do.

On PostgreSQL a statement is prepared once a connection and then carried out by libpq itself, parameters and results as
text: what the driver adds in comfort (planning of types, adaptation, waiting in Python) costs more there than all of a
filing's rules. On SQLite statements go through Django's cursor. Placeholders are ``%s`` on both, a plain ``%`` has no
place in a statement. Errors are Django's. Statements run in the caller's transaction where there is one.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus, TransactionStatus

Parameters = Sequence[Any]

# By connection of the driver: which statements it has prepared, and under what name.
_prepared: WeakKeyDictionary[Any, dict[str, bytes]] = WeakKeyDictionary()


def fetch(statement: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "postgresql":
        return _rows(database, _carry_out(database, statement, parameters))
    with database.cursor() as cursor:
        cursor.execute(statement, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def execute(statement: str, parameters: Parameters = ()) -> None:
    """A statement without rows; outside a transaction it is one by itself."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "postgresql":
        _carry_out(database, statement, parameters)
        return
    with database.cursor() as cursor:
        cursor.execute(statement, parameters)


def places(count: int) -> str:
    """``%s, %s, %s`` for an IN list."""
    return ", ".join(["%s"] * count)


def _carry_out(database: BaseDatabaseWrapper, statement: str, parameters: Parameters) -> Any:
    database.ensure_connection()
    driver: Any = database.connection
    with database.wrap_database_errors:
        if database.in_atomic_block and driver.pgconn.transaction_status == TransactionStatus.IDLE:
            driver.execute("BEGIN")
        known = _prepared.get(driver) or _prepared.setdefault(driver, {})
        name = known.get(statement) or _prepare(driver, known, statement)
        result = driver.pgconn.exec_prepared(name, [_text(value) for value in parameters])
        if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            raise psycopg.errors.error_from_result(result)
    return result


def _prepare(driver: Any, known: dict[str, bytes], statement: str) -> bytes:
    name = f"kouan-{len(known)}".encode()
    result = driver.pgconn.prepare(name, _numbered(statement))
    if result.status != ExecStatus.COMMAND_OK:
        raise psycopg.errors.error_from_result(result)
    known[statement] = name
    return name


@lru_cache(maxsize=512)
def _numbered(statement: str) -> bytes:
    """The statement with ``$1, $2 …`` for its placeholders."""
    first, *rest = statement.split("%s")
    return (first + "".join(f"${number}{part}" for number, part in enumerate(rest, 1))).encode()


def _text(value: Any) -> bytes | None:
    """A parameter as text; ValueError on a NUL, at which libpq would cut it off."""
    if value is None:
        return None
    text = str(value).encode()
    if b"\0" in text:
        raise ValueError("a NUL character cannot be stored")
    return text


def _rows(database: BaseDatabaseWrapper, result: Any) -> list[tuple[Any, ...]]:
    reader = Transformer.from_context(database.connection)
    reader.set_pgresult(result)
    return reader.load_rows(0, result.ntuples, tuple)
