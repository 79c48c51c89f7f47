"""Bringing the copy up to the end of the log, from wherever it is; and making it anew.

How far the copy has come stands in the copy, in the transaction that wrote the events: killed at any moment, it goes on
from there, with nothing lost and nothing twice. A file that is lost, or was brought back from an older backup, catches
up by itself; one that is of another log, or of another version of this code, is made anew.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

import duckdb

from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying import turns
from kouan.modules.timing.copying.batch import end_of, take_in
from kouan.modules.timing.copying.layout import VERSION
from kouan.modules.timing.copying.units import begin, changed, keep_up
from kouan.modules.timing.studies.model import Study
from kouan.runtime.log import Recorded, at_positions, last_position
from kouan.runtime.log.order import SettledLog

AT_ONCE = 10_000
_WAL = ".wal"


def catch_up(file: Path, studies: Sequence[Study] = (), *, patience: float = 2.0) -> int:
    """Copy all that is settled in the log and not in the file; how many events that were. Raises turns.Busy.

    ``studies``: those whose units have their rows in the copy; one that is new is computed whole at the log's end.
    """
    position, copied = _begin(file, patience), 0
    settled = _settled_after(position)
    while events := list(islice(settled, AT_ONCE)):
        if not _copy(file, position, events, studies, patience):
            return copied
        position, copied = events[-1].position, copied + len(events)
    if file.exists():
        _study(file, studies, patience)
    return copied


def _copy(file: Path, after: int, events: Sequence[Recorded], studies: Sequence[Study], patience: float) -> bool:
    """One batch; false where somebody else copied meanwhile. Readers wait only while it is written."""
    with files.written(file, patience) as connection:
        if end_of(connection)[0] != after:
            return False
        with files.committed(connection):
            keep_up(connection, studies, take_in(connection, events))
    return True


def _study(file: Path, studies: Sequence[Study], patience: float) -> None:
    """Rows for the units of studies that are new to the file; those of definitions that are gone are dropped."""
    with _looked_at(file, patience) as connection:
        if not changed(connection, studies):
            return
    with files.written(file, patience) as connection, files.committed(connection):
        begin(connection, studies)


def _begin(file: Path, patience: float) -> int:
    """The position from which to go on; 0 where there is no file, or where what is there is no copy of this log."""
    if file.exists():
        with suppress(_Unreadable), _looked_at(file, patience) as connection:
            if is_of_this_log(connection):
                return end_of(connection)[0]
        with turns.writing(file, patience):
            _remove(file)
    return 0


def rebuild(file: Path, studies: Sequence[Study] = ()) -> int:
    """The copy made anew from the log beside the old one, which is read until then; how many events there are."""
    fresh = file.with_name(f"{file.name}.new")
    _remove(fresh)
    events = catch_up(fresh, studies)
    with turns.writing(file, patience=60.0):
        _remove(file)
        if events:
            fresh.rename(file)
    return events + catch_up(file, studies)


def is_of_this_log(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the last event that was copied stands in the log as it was copied, by this version of the code."""
    try:
        [(version,)] = connection.execute("SELECT version FROM copied").fetchall()
    except (duckdb.CatalogException, ValueError):
        return False
    position, digest = end_of(connection)
    if version != VERSION:
        return False
    found: Sequence[Recorded] = at_positions([position]) if position else []
    return not position or (bool(found) and found[0].hash.hex() == digest)


@contextmanager
def _looked_at(file: Path, patience: float) -> Iterator[duckdb.DuckDBPyConnection]:
    with turns.reading(file, patience):
        try:
            connection = duckdb.connect(str(file), read_only=True)
        except (duckdb.IOException, duckdb.SerializationException) as error:
            raise _Unreadable from error
        with connection:
            yield connection


class _Unreadable(Exception):  # noqa: N818 - it is made anew
    """No DuckDB file, or one that was cut short."""


def _settled_after(position: int) -> Iterator[Recorded]:
    log = SettledLog(remembered=0)
    while events := log.after(position):
        yield from events
        position = events[-1].position


def _remove(file: Path) -> None:
    for each in (file, file.with_name(file.name + _WAL)):
        each.unlink(missing_ok=True)


def behind(position: int) -> int:
    """How many positions of the log lie behind one."""
    return last_position() - position
