"""A batch of events into the copy, in the transaction that the caller has open."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from kouan.modules.timing.copying.cargo import Belonging
from kouan.modules.timing.copying.correcting import correct
from kouan.modules.timing.copying.layout import FOREVER
from kouan.modules.timing.copying.loading import load, scratch
from kouan.modules.timing.copying.numbering import Numbers, numbered
from kouan.modules.timing.copying.stating import Standing
from kouan.modules.timing.copying.telling import Told, tell
from kouan.runtime.log import Recorded

FORM = "form"
_OBJECT = "SELECT thing, attribute, value, since FROM object JOIN stated USING (thing) WHERE until = ?"
_LINK = (
    'SELECT teller, kind, object, to_kind, "to", qualifier, since FROM link JOIN stated ON stated.thing = teller'
    " WHERE until = ?"
)
_OBJECT_ENDED = {"thing": "BIGINT", "attribute": "VARCHAR", "value": "VARCHAR", "since": "BIGINT", "over": "BIGINT"}
_LINK_ENDED = {"teller": "BIGINT", "thing": "BIGINT", "to_thing": "BIGINT", "qualifier": "VARCHAR", "since": "BIGINT"}


def take_in(connection: duckdb.DuckDBPyConnection, events: Sequence[Recorded]) -> dict[int, str]:
    """Copy events, in the order of the log, each for the first time; gives the things they concern and their kinds."""
    with _uncollected():
        return _taken_in(connection, events)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A batch is a few hundred thousand small objects and no circle among them: the collector would go through them,
    and all else that the process holds, again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _taken_in(connection: duckdb.DuckDBPyConnection, events: Sequence[Recorded]) -> dict[int, str]:
    told = [tell(event) for event in events]
    numbers, fresh = numbered(connection, (thing for each in told for thing in each.things()))
    load(connection, "event", [(*each.row, each.position) for each in told])
    load(connection, "relation", (row for each in told for row in _relations(each, numbers)))
    load(connection, "forecast", (row for each in told for row in each.forecasts))
    _state(connection, told, numbers, fresh)
    numbers |= _link(connection, told, numbers, fresh)
    correct(connection, [(each.correction, numbers[each.correction.visit]) for each in told if each.correction])
    _move_on(connection, events)
    return {number: kind for (kind, _), number in numbers.items()}


def _relations(told: Told, numbers: Numbers) -> Iterable[tuple[Any, ...]]:
    position, activity, ts = told.row[:3]
    for kind, name, qualifier in told.relations:
        yield position, ts, activity, kind, name, qualifier, numbers[kind, name], position


def _state(connection: duckdb.DuckDBPyConnection, told: Sequence[Told], numbers: Numbers, fresh: int) -> None:
    """Attributes: rows for what is new, and the end of what is no longer so."""
    standing: Standing[tuple[str, str]] = Standing()
    stated = {numbers[thing] for each in told for thing, _, _ in each.statements}
    for thing, attribute, value, since in _standing(connection, _OBJECT, stated, fresh):
        standing.know((thing, heading_of(attribute)), (attribute, value), since)
    for each in told:
        for about, heading, said in each.statements:
            standing.state(each.position, (numbers[about], heading), said.items())
    rows = ((about, *said, since) for (about, _), said, since in standing.opened(told[0].position))
    load(connection, "object", rows)
    _end(connection, "object", _OBJECT_ENDED, [(row[0][0], *row[1], *row[2:]) for row in standing.ended])


def heading_of(attribute: str) -> str:
    """Under which heading an attribute is said: a form is stated whole, all else word for word."""
    return FORM if attribute.startswith(f"{FORM}/") else attribute


def _link(connection: duckdb.DuckDBPyConnection, told: Sequence[Told], numbers: Numbers, fresh: int) -> Numbers:
    """Links, in the same way: whoever tells of any tells of all of them. Gives the things that were let go."""
    standing: Standing[Belonging] = Standing()
    stating = [(each.position, *each.links) for each in told if each.links]
    for row in _standing(connection, _LINK, {numbers[teller] for _, teller, _ in stating}, fresh):
        standing.know((row[0], ""), (row[1:3], row[3:5], row[5]), row[6])
    for position, teller, belongs in stating:
        standing.state(position, (numbers[teller], ""), sorted(belongs))
    load(connection, "link", (_link_row(row, numbers) for row in standing.opened(told[0].position)))
    let_go = _numbers_of_ended(connection, standing)
    ended = [
        (teller, let_go[one], let_go[other], qualifier, since, over)
        for (teller, _), (one, other, qualifier), since, over in standing.ended
    ]
    _end(connection, "link", _LINK_ENDED | {"over": "BIGINT"}, ended)
    return let_go


def _numbers_of_ended(connection: duckdb.DuckDBPyConnection, standing: Standing[Belonging]) -> Numbers:
    ended = [said for _, said, _, _ in standing.ended]
    if not ended:
        return {}
    return numbered(connection, (thing for one, other, _ in ended for thing in (one, other)))[0]


def _end(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], rows: list[tuple[Any, ...]]
) -> None:
    """Rows that hold no longer: ``over`` is the position of the event that said otherwise."""
    if rows:
        scratch(connection, "ended", columns, rows)
        same = " AND ".join(f"t.{name} = ended.{name}" for name in columns if name != "over")
        connection.execute(f"UPDATE {table} t SET until = ended.over FROM ended WHERE {same}")


def _link_row(row: Any, numbers: Numbers) -> tuple[Any, ...]:
    (teller, _), (one, other, qualifier), since = row
    return (*one, *other, qualifier, teller, numbers[one], numbers[other], since)


def _standing(
    connection: duckdb.DuckDBPyConnection, question: str, stated: Iterable[int], fresh: int
) -> list[tuple[Any, ...]]:
    """What is said already of things that are not new in this batch."""
    known = [(number,) for number in stated if number < fresh]
    if not known:
        return []
    scratch(connection, "stated", {"thing": "BIGINT"}, known)
    return connection.execute(question, [FOREVER]).fetchall()


def _move_on(connection: duckdb.DuckDBPyConnection, events: Sequence[Recorded]) -> None:
    end = events[-1]
    connection.execute(
        "UPDATE copied SET position = ?, hash = ?, events = events + ?", [end.position, end.hash.hex(), len(events)]
    )


def end_of(connection: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    """How far the copy has come: a position and the hash of the event there."""
    [(position, digest)] = connection.execute("SELECT position, hash FROM copied").fetchall()
    return position, digest
