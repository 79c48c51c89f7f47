"""The shape of every log that is measured, the platform's own or a file from anywhere: object-centric, as in OCEL 2.0.

Times are whole microseconds since 1970 in UTC, so that every engine counts the same. A log in which each event belongs
to one case has one kind of object, ``case``.
"""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

EVENT = {
    "event": "int64",  # its place in the log: of two events at one microsecond the lower came first
    "type": "string",
    "ts": "int64",  # when it happened
    "recorded": "int64",  # when that was recorded; ``ts`` where the log does not say
    "party": "string",  # who did it, "" where the log does not say
    "source": "string",  # which system or file told of it
}
# An event and one object that it is about, once each. Its type and time stand here too: most questions need no more.
RELATION = {
    "event": "int64",
    "ts": "int64",
    "type": "string",
    "kind": "string",
    "object": "string",
    "qualifier": "string",
}
# What is known of an object, the last value of each attribute, as text.
OBJECT = {"kind": "string", "object": "string", "attribute": "string", "value": "string"}
# That one object belongs to another (a container to a bill, a bill to a call); said once, read in both directions.
LINK = {"kind": "string", "object": "string", "to_kind": "string", "to": "string", "qualifier": "string"}
# What the platform said beforehand, as :mod:`.forecasting.said` has it; it is no part of things' lives, and of no log
# from elsewhere.
FORECAST = {
    "event": "int64",
    "recorded": "int64",
    "aim": "string",
    "definition": "string",
    "model": "string",
    "kind": "string",
    "object": "string",
    "made_at": "int64",
    "low_us": "int64",
    "median_us": "int64",
    "high_us": "int64",
    "plain_us": "int64",
}
TABLES = {"event": EVENT, "relation": RELATION, "object": OBJECT, "link": LINK}


@dataclass(frozen=True, slots=True)
class Log:
    """The tables of a log as expressions, not yet asked of any engine."""

    event: ir.Table
    relation: ir.Table
    object: ir.Table
    link: ir.Table


def log() -> Log:
    """The tables under their own names, as every engine holds them."""
    return Log(**{name: ibis.table(columns, name=name) for name, columns in TABLES.items()})
