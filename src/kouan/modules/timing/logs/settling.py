"""From what was staged to the tables of a log: what every format has to keep to is looked at here, once.

``staged_event(place, id, type, ts, time, recorded, recorded_time, party, source)``: ``place`` is the event's number in
the file, from 1; ``time`` and ``recorded_time`` are as the file writes them; ``id`` is null where it gives none.
``staged_relation(event, ts, type, kind, object, qualifier)``: ``event`` is the event's place.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.logs import reasons
from kouan.modules.timing.logs.malformed import WHOLE, Malformed, Place
from kouan.modules.timing.logs.moments import quoted

# Which place of the file an event's number is, and which of its columns ("" for the whole event).
Where = Callable[[int, str], Place]
_EVENT = """
INSERT INTO event SELECT place, type, ts, coalesce(recorded, ts), coalesce(party, ''), coalesce(source, {source})
FROM staged_event"""
_RELATION = "INSERT INTO relation SELECT event, ts, type, kind, object, coalesce(qualifier, '') FROM staged_relation"


def settle(duck: Duck, path: Path, where: Where, *, same: str = "id") -> None:
    """Fill ``event`` and ``relation`` from what was staged; no two events share ``same``. Raises Malformed."""
    _not_empty(duck, path)
    _activities(duck, path, where)
    _times(duck, path, where)
    _apart(duck, path, where, same)
    duck.connection.execute(_EVENT.format(source=quoted(path.name)))
    duck.connection.execute(_RELATION)


@contextmanager
def whole(duck: Duck) -> Iterator[None]:
    """All that is written within it, or nothing."""
    duck.connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        duck.connection.execute("ROLLBACK")
        raise
    duck.connection.execute("COMMIT")


def _not_empty(duck: Duck, path: Path) -> None:
    if first(duck, "SELECT 1 FROM staged_event LIMIT 1") is None:
        raise Malformed(path, WHOLE, reasons.EMPTY)


def _activities(duck: Duck, path: Path, where: Where) -> None:
    found = first(duck, "SELECT min(place) FROM staged_event WHERE coalesce(trim(type), '') = ''")
    if found and found[0] is not None:
        raise Malformed(path, where(found[0], "activity"), reasons.NO_ACTIVITY)


def _times(duck: Duck, path: Path, where: Where) -> None:
    for column, said, key in (("ts", "time", "time"), ("recorded", "recorded_time", "recorded")):
        empty = f"coalesce(trim({said}), '') = ''"
        wrong = f"{column} IS NULL" + ("" if column == "ts" else f" AND NOT {empty}")
        query = f"SELECT place, {said}, {empty} FROM staged_event WHERE {wrong} ORDER BY place LIMIT 1"  # noqa: S608 - ours
        if found := first(duck, query):
            place, time, missing = found
            reason = reasons.NO_TIME if missing else reasons.BAD_TIME.fill(time=time)
            raise Malformed(path, where(place, key), reason)


def _apart(duck: Duck, path: Path, where: Where, same: str) -> None:
    query = f"""
    SELECT id, min(place), list_sort(list(place))[2] AS second FROM staged_event WHERE id IS NOT NULL AND id <> ''
    GROUP BY {same} HAVING count(*) > 1 ORDER BY second LIMIT 1"""  # noqa: S608 - columns of ours
    if found := first(duck, query):
        id, before, place = found
        raise Malformed(path, where(place, "event"), twice(reasons.TWICE, id, where(before, "")))


def twice(reason: Text, id: str, before: Place) -> Text:
    """What is said of an id that was there before."""
    return reason.fill(id=id, first=before.said)


def first(duck: Duck, query: str) -> tuple[Any, ...] | None:
    """The first row of an answer."""
    found: tuple[Any, ...] | None = duck.connection.execute(query).fetchone()
    return found


def damaged(path: Path, error: duckdb.Error) -> Exception:
    """What is said of a file that DuckDB cannot read; a full memory or disk is no fault of the file's."""
    if isinstance(error, duckdb.OutOfMemoryException):
        return error
    return Malformed(path, WHOLE, reasons.TRUNCATED.fill(why=str(error).splitlines()[0]))
