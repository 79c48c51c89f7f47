"""OCEL 2.0, whichever file it comes in: relations lead to events and objects, of an attribute the last value counts.

``staged_happening(place, id, type, time, recorded_time, party, source)``, ``staged_thing(place, id, type)``,
``staged_about(place, part, event, object, qualifier)``, ``staged_value(place, part, object, attribute, value, time)``,
``staged_link(place, part, source, target, qualifier)``. ``place`` counts events, objects or rows from 1, ``part`` what
is inside one.
"""

from collections.abc import Callable
from pathlib import Path

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.logs import reasons
from kouan.modules.timing.logs.columns import Columns
from kouan.modules.timing.logs.malformed import Malformed, Place
from kouan.modules.timing.logs.moments import micros, zoned
from kouan.modules.timing.logs.settling import first, settle, twice, whole

_EVENT = {"place": "BIGINT", "id": "VARCHAR", "type": "VARCHAR", "time": "VARCHAR"}
_SAID = {"recorded_time": "VARCHAR", "party": "VARCHAR", "source": "VARCHAR"}
_PART = {"place": "BIGINT", "part": "BIGINT"}
THINGS = {
    "staged_thing": {"place": "BIGINT", "id": "VARCHAR", "type": "VARCHAR"},
    "staged_about": {**_PART, "event": "VARCHAR", "object": "VARCHAR", "qualifier": "VARCHAR"},
    "staged_value": {**_PART, "object": "VARCHAR", "attribute": "VARCHAR", "value": "VARCHAR", "time": "VARCHAR"},
    "staged_link": {**_PART, "source": "VARCHAR", "target": "VARCHAR", "qualifier": "VARCHAR"},
}
HAPPENING = {"staged_happening": {**_EVENT, **_SAID}}
# Where the row of a staged table stands in the file: the table, place, part, and the column meant ("" for the row).
Where = Callable[[str, int, int, str], Place]
# An event is about an object once, however many qualifiers say how.
_RELATION = """
CREATE TEMP TABLE staged_relation AS
SELECT e.place AS event, any_value(e.ts) AS ts, any_value(e.type) AS type, o.type AS kind, o.id AS object,
    string_agg(DISTINCT a.qualifier, ', ' ORDER BY a.qualifier) AS qualifier
FROM staged_about a JOIN staged_event e ON e.id = a.event JOIN staged_thing o ON o.id = a.object
GROUP BY e.place, o.type, o.id"""
_OBJECT = """
INSERT INTO object SELECT o.type, o.id, v.attribute, last(v.value ORDER BY v.ts NULLS FIRST, v.place, v.part)
FROM staged_moment v JOIN staged_thing o ON o.id = v.object WHERE v.value IS NOT NULL GROUP BY ALL"""
_LINK = """
INSERT INTO link SELECT DISTINCT s.type, s.id, t.type, t.id, coalesce(l.qualifier, '')
FROM staged_link l JOIN staged_thing s ON s.id = l.source JOIN staged_thing t ON t.id = l.target"""
_DANGLING = (
    ("staged_about", "event", "staged_event", reasons.NO_EVENT),
    ("staged_about", "object", "staged_thing", reasons.NO_OBJECT),
    ("staged_value", "object", "staged_thing", reasons.NO_OBJECT),
    ("staged_link", "source", "staged_thing", reasons.NO_OBJECT),
    ("staged_link", "target", "staged_thing", reasons.NO_OBJECT),
)


def resolve(duck: Duck, path: Path, columns: Columns, where: Where, *, same: str = "id") -> None:
    """Fill a log from what was staged; ``same``: what no two events may share. Raises Malformed."""
    with zoned(duck, path, columns.zone):
        duck.connection.execute(
            f"CREATE TEMP TABLE staged_event AS SELECT *, {micros('time', columns)} AS ts,"  # noqa: S608 - ours
            f" {micros('recorded_time', columns)} AS recorded FROM staged_happening"
        )
        duck.connection.execute(
            f"CREATE TEMP TABLE staged_moment AS SELECT *, {micros('time', columns)} AS ts FROM staged_value"  # noqa: S608
        )
    _objects(duck, path, where)
    for table, column, owner, reason in _DANGLING:
        _leads(duck, path, where, table, column, owner, reason)
    _value_times(duck, path, where)
    duck.connection.execute(_RELATION)
    with whole(duck):
        settle(duck, path, lambda place, key: where("staged_happening", place, 0, key), same=same)
        duck.connection.execute(_OBJECT)
        duck.connection.execute(_LINK)


def _objects(duck: Duck, path: Path, where: Where) -> None:
    query = "SELECT place, id FROM staged_thing WHERE coalesce(trim(type), '') = '' ORDER BY place LIMIT 1"
    if found := first(duck, query):
        place, id = found
        raise Malformed(path, where("staged_thing", place, 0, "type"), reasons.NO_KIND.fill(id=id))
    query = """SELECT list_sort(list(place))[2] AS second, id, min(place) FROM staged_thing
    GROUP BY id HAVING count(*) > 1 ORDER BY second LIMIT 1"""
    if found := first(duck, query):
        place, id, before = found
        said = twice(reasons.OBJECT_TWICE, id, where("staged_thing", int(before), 0, ""))
        raise Malformed(path, where("staged_thing", place, 0, "id"), said)


def _leads(duck: Duck, path: Path, where: Where, table: str, column: str, owner: str, reason: Text) -> None:
    query = f"""SELECT place, part, coalesce({column}, '') FROM {table} each
    WHERE NOT EXISTS (SELECT 1 FROM {owner} o WHERE o.id = each.{column}) ORDER BY place, part LIMIT 1"""  # noqa: S608
    if found := first(duck, query):
        place, part, id = found
        raise Malformed(path, where(table, place, int(part), column), reason.fill(id=id))


def _value_times(duck: Duck, path: Path, where: Where) -> None:
    query = """SELECT place, part, time FROM staged_moment WHERE ts IS NULL AND coalesce(trim(time), '') <> ''
    ORDER BY place, part LIMIT 1"""
    if found := first(duck, query):
        place, part, time = found
        raise Malformed(path, where("staged_value", place, int(part), "time"), reasons.BAD_TIME.fill(time=time))


def text(value: object) -> str:
    """A value as text, the same from JSON and from SQLite, which writes true as 1."""
    if isinstance(value, bool):
        return str(int(value))
    return value if isinstance(value, str) else str(value)
