"""Which units a batch concerns, and all that happened to them: found over links, by the numbers of things."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import duckdb

from kouan.modules.timing.copying.layout import FOREVER
from kouan.modules.timing.studies.awaiting import ANY
from kouan.modules.timing.studies.model import Study

AT_ONCE = 50_000
"""Units that are computed together where all of them are."""
Reach = tuple[tuple[str, ...], ...]
_HELD = f"until = {FOREVER}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What some studies ask of their units, in SQL: which attributes of ``t``, which relations ``r``; and whether who.

    By kind and type together: a call stands in whatever happens to any of its boxes, and each box reaches the call.
    """

    attributes: str
    relations: str
    party: bool

    @classmethod
    def by(cls, studies: Sequence[Study]) -> "Asked":
        picked = [milestone.picked for study in studies for milestone in study.told]
        types = {(one.of, each) for one in picked for each in one.events}
        named = {(each.of, each.attribute) for study in studies for each in study.scope}
        named |= {(each.of, each.attribute) for study in studies for each in study.segments if each.attribute}
        return cls(
            _either(f"t.kind = {_text(of)} AND a.attribute = {_text(name)}" for of, name in sorted(named)),
            _either(f"r.kind = {_text(of)} AND {_is_type(each)}" for of, each in sorted(types)),
            any(one.parties for one in picked),
        )


def _is_type(said: str) -> str:
    return f"starts_with(r.type, {_text(said.removesuffix(ANY))})" if said.endswith(ANY) else f"r.type = {_text(said)}"


def _either(conditions: Iterable[str]) -> str:
    return " OR ".join(f"({each})" for each in conditions) or "false"


def reaching(connection: duckdb.DuckDBPyConnection, unit: str, reach: Reach) -> None:
    """``meant``: the units that have a touched thing among their members; ``touched`` says which things are."""
    _fill(connection, "found", f"SELECT thing FROM touched WHERE kind = {_text(unit)}")
    for path in reach:
        _fill(connection, "at_hand", "SELECT thing, thing AS unit FROM touched WHERE false")
        for at, to in zip(reversed(path), reversed((unit, *path[:-1])), strict=True):
            connection.execute(f"INSERT INTO at_hand SELECT thing, 0 FROM touched WHERE kind = {_text(at)}")
            _hop(connection, to)
        connection.execute("INSERT INTO found SELECT thing FROM at_hand")
    _fill(connection, "meant", "SELECT DISTINCT thing FROM found")


def all_of(connection: duckdb.DuckDBPyConnection, unit: str) -> Iterator[None]:
    """``meant``: all units, some at a time."""
    _fill(
        connection,
        "every",
        f"SELECT thing, row_number() OVER (ORDER BY thing) AS n FROM thing WHERE kind = {_text(unit)}",
    )
    [(count,)] = connection.execute("SELECT count(*) FROM every").fetchall()
    for first in range(0, count, AT_ONCE):
        _fill(connection, "meant", f"SELECT thing FROM every WHERE n > {first} AND n <= {first + AT_ONCE}")
        yield


def gather(connection: duckdb.DuckDBPyConnection, unit: str, reach: Reach, asked: Asked) -> None:
    """Of the units that are ``meant``: those with an event (``named``), what happened to them that is asked for
    (``told``), what is ``known`` of them."""
    _fill(
        connection,
        "named",
        "SELECT thing, object FROM thing WHERE thing IN (SELECT thing FROM meant)"
        f" AND thing IN (SELECT r.thing FROM relation r JOIN meant m ON m.thing = r.thing WHERE r.{_HELD})",
    )
    _fill(connection, "own", "SELECT thing AS unit, thing FROM named")
    for path in reach:
        _fill(connection, "at_hand", "SELECT thing, thing AS unit FROM named")
        for kind in path:
            _hop(connection, kind)
        connection.execute("INSERT INTO own SELECT unit, thing FROM at_hand")
    _fill(connection, "own", "SELECT DISTINCT unit, thing FROM own")
    party, join = ("e.party", f" JOIN event e ON e.event = r.event AND e.{_HELD}") if asked.party else ("''", "")
    _fill(
        connection,
        "told",
        f"SELECT n.object AS unit, r.event, r.ts, r.type, r.kind, r.object, r.qualifier, {party} AS party"
        f" FROM relation r JOIN own o ON o.thing = r.thing JOIN named n ON n.thing = o.unit{join}"
        f" WHERE r.{_HELD} AND ({asked.relations})",
    )
    _fill(
        connection,
        "known",
        "SELECT n.object AS unit, t.kind, a.attribute, a.value FROM object a JOIN own o ON o.thing = a.thing"
        " JOIN named n ON n.thing = o.unit JOIN thing t ON t.thing = o.thing"
        f" WHERE a.{_HELD} AND ({asked.attributes})",
    )


def _hop(connection: duckdb.DuckDBPyConnection, kind: str) -> None:
    """From the things at hand to those of a kind that a link joins to them, in either direction."""
    _fill(
        connection,
        "at_hand",
        "SELECT l.to_thing AS thing, a.unit FROM link l JOIN at_hand a ON l.thing = a.thing"
        f" WHERE l.to_kind = {_text(kind)} AND {_HELD}"
        " UNION SELECT l.thing, a.unit FROM link l JOIN at_hand a ON l.to_thing = a.thing"
        f" WHERE l.kind = {_text(kind)} AND {_HELD}",
    )


def _text(said: str) -> str:
    return "'" + said.replace("'", "''") + "'"


def _fill(connection: duckdb.DuckDBPyConnection, name: str, question: str) -> None:
    connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {question}')
