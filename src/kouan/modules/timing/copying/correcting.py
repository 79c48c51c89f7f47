"""An event that says of an earlier one that it happened at another time, or never: the earlier is measured so.

Both stand in the copy, each for the time in which it was what the log said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from kouan.kernel.clock import to_micros
from kouan.modules.timing.copying.activity import visit_of
from kouan.modules.timing.copying.layout import COLUMNS, FOREVER
from kouan.runtime.log import Recorded

Thing = tuple[str, str]
_KIND = "corrected"


@dataclass(frozen=True, slots=True)
class Correction:
    """The last ``move`` of a visit happened at ``ts``; None: it was never made. ``recorded``: when that was told."""

    position: int
    visit: Thing
    move: str
    ts: int | None
    recorded: int


def correction(event: Recorded) -> Correction | None:
    """What an event corrects; None where it corrects nothing."""
    visit = visit_of(event)
    if event.kind != _KIND or visit is None:
        return None
    right = event.payload.get("right_time")
    ts = to_micros(datetime.fromisoformat(right)) if right else None
    return Correction(event.position, visit, event.payload["move"], ts, to_micros(event.recorded_at))


def correct(connection: duckdb.DuckDBPyConnection, found: Iterable[tuple[Correction, int]]) -> None:
    """Carry out corrections in the order of the log, each with the number of its visit; the events stand there."""
    for each, visit in found:
        of_it = "SELECT max(event) FROM relation WHERE thing = ? AND type = ? AND event < ?"
        [(target,)] = connection.execute(of_it, [visit, each.move, each.position]).fetchall()
        if target is not None:
            for table in ("event", "relation"):
                _replace(connection, table, target, each)


def _replace(connection: duckdb.DuckDBPyConnection, table: str, target: int, by: Correction) -> None:
    """The rows of an event from here on: with the right time, or none."""
    held = f'FROM "{table}" WHERE event = {target} AND until = {FOREVER}'
    if by.ts is not None:
        now = {"ts": str(by.ts), "recorded": str(by.recorded), "since": str(by.position)}
        columns = ", ".join(now.get(name, f'"{name}"') for name in COLUMNS[table])
        rows = connection.execute(f"SELECT {columns} {held}").fetchall()
    _close(connection, table, target, by.position)
    if by.ts is not None:
        marks = ", ".join("?" * len(COLUMNS[table]))
        for row in rows:
            connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', list(row))


def _close(connection: duckdb.DuckDBPyConnection, table: str, target: int, position: int) -> None:
    connection.execute(f'UPDATE "{table}" SET until = {position} WHERE event = {target} AND until = {FOREVER}')
