"""The file with the copy: opened by one writer for a batch at a time, or by readers, who find tables of the shape.

Whoever reads has a DuckDB of their own in memory, to which the file is attached; a question that is asked of it does
not know that the tables are views of a copy. Why locks and not a snapshot for readers: docs/decisions/0019.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.conf import settings

from kouan.modules.timing.copying import turns
from kouan.modules.timing.copying.layout import lay_out, views
from kouan.modules.timing.copying.refusals import NoCopy
from kouan.modules.timing.engines.duck import Duck, Limits, opened


def folder() -> Path:
    """Where the copy and its archive are."""
    return Path(settings.KOUAN_DATA) / "timing"


def path() -> Path:
    """The file with the copy."""
    return folder() / "timing.duckdb"


def limits() -> Limits:
    """What DuckDB may use in any of our processes, as the site has set it."""
    return Limits(settings.KOUAN_TIMING_MEMORY, settings.KOUAN_TIMING_SPILL, settings.KOUAN_TIMING_THREADS)


@contextmanager
def written(file: Path, patience: float = 2.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file to write to, made where it is not there; raises :class:`Busy`. Nobody reads meanwhile."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with turns.writing(file, patience), opened(file, limits()) as duck:
        # A batch is small: a second thread costs more than it saves.
        duck.connection.execute("SET threads = 1")
        if not _laid_out(duck.connection):
            with committed(duck.connection):
                lay_out(duck.connection)
        yield duck.connection


@contextmanager
def committed(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that the block writes, or nothing of it."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def read(as_of: int | None = None, upto: int | None = None, patience: float = 10.0) -> Iterator[Duck]:
    """The copy as the platform's log: as it stands, as it stood at a record time (``as_of``, microseconds), or after a
    position (``upto``). Raises :class:`NoCopy`, :class:`Busy`.

    ``as_of``: all that stood before the first event that was recorded later. A log only grows at its end, so this is
    the same for ever once something later is recorded.
    """
    file = path()
    if not file.exists():
        raise NoCopy.at(file)
    with turns.reading(file, patience), opened(None, limits()) as duck:
        said = str(file).replace("'", "''")
        duck.connection.execute(f"ATTACH '{said}' AS copy (READ_ONLY)")
        until = position_at(duck, as_of) if as_of is not None else upto
        if upto is not None:
            _reaches(duck, upto)
        for view in views(until):
            duck.connection.execute(view)
        yield duck


def position_at(duck: Duck, as_of: int) -> int:
    """The last position before the first event recorded after a moment (microseconds)."""
    later = "SELECT min(since) FROM copy.event WHERE recorded > ?"
    [(first,)] = duck.connection.execute(later, [as_of]).fetchall()
    return int(first) - 1 if first is not None else copied_to(duck)


def copied_to(duck: Duck) -> int:
    """The position of the last event that is copied."""
    [(position,)] = duck.connection.execute("SELECT position FROM copy.copied").fetchall()
    return int(position)


def _reaches(duck: Duck, upto: int) -> None:
    end = copied_to(duck)
    if upto > end:
        raise NoCopy.beyond(end)


def _laid_out(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'copied'").fetchone()
    return bool(found and found[0])
