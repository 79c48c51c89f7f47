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

from django.db import connection

Parameters = Sequence[Any]

_INTEGERS = frozenset({20, 21, 23})
_BOOLEAN = 16
# By connection of the driver: which statements it has prepared, and under what name.
_prepared: WeakKeyDictionary[Any, dict[str, bytes]] = WeakKeyDictionary()


def fetch(statement: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
    """The rows of a query. On PostgreSQL integers and booleans are read; all else comes as text."""
    if connection.vendor == "postgresql":
        return _rows(_carry_out(statement, parameters))
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def execute(statement: str, parameters: Parameters = ()) -> None:
    """A statement without rows; outside a transaction it is one by itself."""
    if connection.vendor == "postgresql":
        _carry_out(statement, parameters)
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def places(count: int) -> str:
    """``%s, %s, %s`` for an IN list."""
    return ", ".join(["%s"] * count)


def _carry_out(statement: str, parameters: Parameters) -> Any:
    import psycopg
    from psycopg.pq import ExecStatus, TransactionStatus

    connection.ensure_connection()
    driver = connection.connection
    with connection.wrap_database_errors:
        if not driver.autocommit and driver.pgconn.transaction_status == TransactionStatus.IDLE:
            driver.execute("BEGIN")
        name = _prepared.setdefault(driver, {}).get(statement) or _prepare(driver, statement)
        result = driver.pgconn.exec_prepared(name, [_text(value) for value in parameters])
        if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            raise psycopg.errors.error_from_result(result)
    return result


def _prepare(driver: Any, statement: str) -> bytes:
    import psycopg
    from psycopg.pq import ExecStatus

    known = _prepared[driver]
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


def _rows(result: Any) -> list[tuple[Any, ...]]:
    kinds = [result.ftype(column) for column in range(result.nfields)]
    return [
        tuple(_read(kind, result.get_value(row, column)) for column, kind in enumerate(kinds))
        for row in range(result.ntuples)
    ]


def _read(kind: int, value: bytes | None) -> Any:
    if value is None:
        return None
    if kind in _INTEGERS:
        return int(value)
    return value == b"t" if kind == _BOOLEAN else value.decode()
