"""Statements on the paths where every microsecond counts: filing and reading. Elsewhere Django's models do.

On PostgreSQL a statement is prepared once a connection and then carried out by libpq itself, parameters and results as
text: what the driver adds in comfort (planning of types, adaptation, waiting in Python) costs more there than all of a
filing's rules. On SQLite statements go through Django's cursor. Placeholders are ``%s`` on both, a plain ``%`` has no
place in a statement. Errors are Django's. Statements run in the caller's transaction where there is one.
"""

import select
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus, TransactionStatus

Parameters = Sequence[Any]
Row = tuple[Any, ...]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Question(Generic[_T]):
    """A query, and what is made of its rows."""

    statement: str
    parameters: Parameters
    read: Callable[[list[Row]], _T]


@dataclass(slots=True)
class _Line:
    """What is kept with a connection of the driver: the names of its prepared statements, and a reader of values."""

    reader: Any  # psycopg.adapt.Transformer
    prepared: dict[str, bytes] = field(default_factory=dict)


_lines: WeakKeyDictionary[Any, _Line] = WeakKeyDictionary()


def fetch(statement: str, parameters: Parameters = ()) -> list[Row]:
    """The rows of a query."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "postgresql":
        return _rows(database, _carry_out(database, statement, parameters))
    with database.cursor() as cursor:
        cursor.execute(statement, parameters)
        found: list[Row] = cursor.fetchall()
        return found


def ask(questions: Sequence[Question[Any]]) -> list[Any]:
    """The answers to several questions; on PostgreSQL they travel together, so that one is waited for, not each."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "postgresql" or len(questions) < 2:
        return [each.read(fetch(each.statement, each.parameters)) for each in questions]
    results = _carry_out_together(database, questions)
    return [each.read(_rows(database, result)) for each, result in zip(questions, results, strict=True)]


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
    driver = _driver(database)
    with database.wrap_database_errors:
        _begin_where_wanted(database, driver)
        name = _name(driver, statement)
        return _done(driver.pgconn.exec_prepared(name, _texts(parameters)))


def _carry_out_together(database: BaseDatabaseWrapper, questions: Sequence[Question[Any]]) -> list[Any]:
    driver = _driver(database)
    with database.wrap_database_errors:
        _begin_where_wanted(database, driver)
        names = [_name(driver, each.statement) for each in questions]
        with _pipeline(driver.pgconn) as results:
            for name, each in zip(names, questions, strict=True):
                driver.pgconn.send_query_prepared(name, _texts(each.parameters))
        return [_done(result) for result in results]


@contextmanager
def _pipeline(line: Any) -> Iterator[list[Any]]:
    """What is sent inside travels at once; at the end of the block the list holds a result for each."""
    results: list[Any] = []
    line.enter_pipeline_mode()
    try:
        yield results
    finally:
        line.pipeline_sync()
        results += _all_results(line)
        line.exit_pipeline_mode()


def _all_results(line: Any) -> Iterator[Any]:
    """Everything that comes back up to the end of the pipeline. None stands between two queries' results."""
    while True:
        _wait(line)
        result = line.get_result()
        if result is not None and result.status == ExecStatus.PIPELINE_SYNC:
            return
        if result is not None:
            yield result


def _wait(line: Any) -> None:
    """Until the next result is here; other threads work meanwhile."""
    while (unsent := line.flush()) or line.is_busy():
        ready = select.poll()
        ready.register(line.socket, select.POLLIN | (select.POLLOUT if unsent else 0))
        ready.poll()
        line.consume_input()


def _driver(database: BaseDatabaseWrapper) -> Any:
    if database.connection is None:
        database.ensure_connection()
    return database.connection


def _begin_where_wanted(database: BaseDatabaseWrapper, driver: Any) -> None:
    if database.in_atomic_block and driver.pgconn.transaction_status == TransactionStatus.IDLE:
        driver.execute("BEGIN")


def _done(result: Any) -> Any:
    if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        raise psycopg.errors.error_from_result(result)
    return result


def _line(driver: Any) -> _Line:
    return _lines.get(driver) or _lines.setdefault(driver, _Line(Transformer.from_context(driver)))


def _name(driver: Any, statement: str) -> bytes:
    """Under which name this connection has prepared a statement; prepares it the first time."""
    known = _line(driver).prepared
    return known.get(statement) or _prepare(driver, known, statement)


def _prepare(driver: Any, known: dict[str, bytes], statement: str) -> bytes:
    name = f"kouan-{len(known)}".encode()
    _done(driver.pgconn.prepare(name, _numbered(statement)))
    known[statement] = name
    return name


@lru_cache(maxsize=512)
def _numbered(statement: str) -> bytes:
    """The statement with ``$1, $2 …`` for its placeholders."""
    first, *rest = statement.split("%s")
    return (first + "".join(f"${number}{part}" for number, part in enumerate(rest, 1))).encode()


def _texts(values: Parameters) -> list[bytes | None]:
    """Parameters as text in UTF-8, which bytes are already; ValueError on a NUL, at which libpq would cut one off."""
    texts = [
        each if each is None or type(each) is bytes else (each if type(each) is str else str(each)).encode()
        for each in values
    ]
    if b"\0" in b"".join(filter(None, texts)):
        raise ValueError("a NUL character cannot be stored")
    return texts


def _rows(database: BaseDatabaseWrapper, result: Any) -> list[Row]:
    reader = _line(database.connection).reader
    reader.set_pgresult(result)
    found: list[Row] = reader.load_rows(0, result.ntuples, tuple)
    return found
