"""The tables of the copy: those of :mod:`..shape` and what was forecast, each row with the positions between which it
is what the log says.

A row holds from the event at ``since`` on, until the one at ``until``, which said otherwise; FOREVER while it holds.
Nothing is overwritten, so the log as it stood after any position can be read again. ``thing``: an object's number, in
the order of first appearance: what belongs together lies together, and is found without comparing texts. Attributes,
which are most of the rows, have it in place of the object's name.
"""

import duckdb

from kouan.modules.timing.shape import FORECAST, TABLES

FOREVER = 2**63 - 1
VERSION = 3
"""Of this layout, and of what is copied; a file of another version is made anew."""
KEPT = {**TABLES, "forecast": FORECAST}
"""What is copied: the tables of a log, and what was forecast."""
_TYPES = {"int64": "BIGINT", "string": "VARCHAR"}
_HELD = {"since": "BIGINT", "until": f"BIGINT DEFAULT {FOREVER}"}


def _shape(name: str) -> dict[str, str]:
    return {column: _TYPES[kind] for column, kind in KEPT[name].items()}


COLUMNS: dict[str, dict[str, str]] = {
    "event": _shape("event") | _HELD,
    "relation": _shape("relation") | {"thing": "BIGINT"} | _HELD,
    "object": {"thing": "BIGINT", "attribute": "VARCHAR", "value": "VARCHAR"} | _HELD,
    "link": _shape("link") | {"teller": "BIGINT", "thing": "BIGINT", "to_thing": "BIGINT"} | _HELD,
    "forecast": _shape("forecast") | _HELD,
    "thing": {"thing": "BIGINT", "key": "BIGINT", "kind": "VARCHAR", "object": "VARCHAR"},
    "copied": {"version": "BIGINT", "position": "BIGINT", "hash": "VARCHAR", "events": "BIGINT"},
}
"""``thing``: every object; ``copied``: one row, how far the copy has come and the hash of the event there."""


def lay_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, empty."""
    for name, columns in COLUMNS.items():
        said = ", ".join(f'"{column}" {kind} NOT NULL' for column, kind in columns.items())
        connection.execute(f'CREATE TABLE "{name}" ({said})')
    connection.execute(f"INSERT INTO copied VALUES ({VERSION}, 0, '', 0)")


def views(upto: int | None, source: str = "copy") -> list[str]:
    """SQL that makes the tables of the shape out of an attached copy, as the log stood after a position, or stands."""
    held = f"until = {FOREVER}" if upto is None else f"since <= {upto} AND until > {upto}"
    return [
        f'CREATE OR REPLACE VIEW "{name}" AS SELECT {", ".join(map(_quoted, columns))}'
        f" FROM {_from(name, source)} WHERE {held}"
        for name, columns in KEPT.items()
    ]


def _from(name: str, source: str) -> str:
    return f'{source}."{name}"' + (f' JOIN {source}."thing" USING (thing)' if name == "object" else "")


def _quoted(name: str) -> str:
    return f'"{name}"'
