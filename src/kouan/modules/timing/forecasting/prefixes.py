"""Every moment of an object's life from which its remaining time could have been asked, as numpy columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Self

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt

from kouan.modules.timing.engines.duck import Duck, compiled
from kouan.modules.timing.foretold.target import Target
from kouan.modules.timing.shape import log

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Words = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]

_AFTER = 1_234_567_890_987_654_321  # stands in a question for what differs each time
NEVER = np.iinfo(np.int64).max  # when an object ends of which no end is known


@dataclass(frozen=True, slots=True)
class Prefixes:
    """A row is one event of one object and all that the object had been through by then, in order of object and time.

    object; place: its events so far, this one included; ts: of this event, µs; started, ended: of the object, µs (ended
    is NEVER while it is open); last, before: this activity and the one before ("" at the first); gap: µs since that;
    open: objects open at ``ts``; kinds: the activities of the log; counts: how often each had happened, a row for each
    prefix and a column for each of ``kinds``; known: attribute → value of the object, "" where nothing is known.
    """

    object: Words
    place: Whole
    ts: Whole
    started: Whole
    ended: Whole
    last: Words
    before: Words
    gap: Whole
    open: Whole
    kinds: tuple[str, ...]
    counts: npt.NDArray[np.int32]
    known: dict[str, Words]

    def __len__(self) -> int:
        return len(self.ts)

    @property
    def remaining(self) -> Whole:
        """µs from each event to the milestone; asked only of objects that have ended."""
        return self.ended - self.ts

    def only(self, chosen: Flags) -> Self:
        """The rows that are chosen."""
        return type(self)(**{each.name: _chosen(getattr(self, each.name), chosen) for each in fields(self)})


def prefixes(duck: Duck, target: Target, after: int = 0) -> Prefixes:
    """All prefixes of a log that end before the milestone, of objects that have reached it and of those still open.

    ``after``: µs; only of objects to which something happened since.
    """
    told = duck.connection.execute(_question(target), [after]).fetchnumpy()
    kinds, code = np.unique(told["type"].astype(object), return_inverse=True)
    first = told["n"] == 1
    asked = (told["n"] >= np.maximum(told["since"], target.least)) & (told["n"] < told["until"])
    return Prefixes(
        object=told["object"].astype(object)[asked],
        place=told["n"][asked],
        ts=told["ts"][asked],
        started=told["started"][asked],
        ended=told["ended"][asked],
        last=told["type"].astype(object)[asked],
        before=told["before"].astype(object)[asked],
        gap=told["gap"][asked],
        open=_open(told, first)[asked],
        kinds=tuple(kinds),
        counts=_counts(code, len(kinds), first)[asked],
        known={name: _known(duck, target, name, told["object"])[asked] for name in _asked_of_objects(target)},
    )


@lru_cache(maxsize=64)
def _question(target: Target) -> str:
    """In DuckDB's SQL, put together once: that takes as long as answering it for a small log. ``$1``: after."""
    return compiled(lives(target, _AFTER)).replace(str(_AFTER), "$1")


def lives(target: Target, after: int = 0) -> ir.Table:
    """Each event of each object that is followed: ``object, n, ts, type, before, gap, since, until, started, ended``.

    n: its place in the object's life; since, until: the places at which following starts and ends; NEVER: not yet.
    """
    seen = _seen(target, after)
    order = ibis.window(group_by=seen.object, order_by=[seen.ts, seen.event])
    placed = seen.mutate(
        n=ibis.row_number().over(order) + 1,
        before=seen.type.lag().over(order).fill_null(""),
        gap=(seen.ts - seen.ts.lag().over(order)).fill_null(0),
    )
    whole = whole_of(placed)
    bounds = placed.mutate(
        since=_first(placed, target.since).over(whole) if target.since else ibis.literal(1, "int64"),
        until=(_first(placed, target.until) if target.until else placed.n.max()).over(whole).fill_null(NEVER),
    )
    bounds = bounds.filter(bounds.since.notnull())
    if target.over:
        bounds = bounds.filter((bounds.until != NEVER) | _first(bounds, target.over).over(whole_of(bounds)).isnull())
    times = bounds.mutate(
        started=bounds.ts.max(where=bounds.n == bounds.since).over(whole_of(bounds)),
        ended=bounds.ts.max(where=bounds.n == bounds.until).over(whole_of(bounds)).fill_null(NEVER),
    )
    return times.order_by(["object", "n"])


def whole_of(told: ir.Table) -> Any:
    """All events of the same object."""
    return ibis.window(group_by=told.object)


def _seen(target: Target, after: int) -> ir.Table:
    """The events of each object, each once: its own, and those of what belongs to it or what it belongs to."""
    relation, link = log().relation, log().link
    columns = ("object", "ts", "event", "type")
    own = relation.filter(relation.kind == target.kind)
    seen = _followed(target, own, after).select(*columns)
    if target.through:
        parts = link.filter((link.to_kind == target.kind) & link.kind.isin(target.through))
        theirs = parts.join(relation, (parts.kind == relation.kind) & (parts.object == relation.object))
        told = theirs.select(object=parts.to, ts=relation.ts, event=relation.event, type=relation.type)
        seen = seen.union(told.semi_join(seen, "object"))
    around = [_around(target.kind, seen, *each) for each in target.within]
    return (ibis.union(seen, *around) if around else seen).distinct()


def _followed(target: Target, own: ir.Table, after: int) -> ir.Table:
    """The events of those objects only that are meant."""
    known = log().object
    for attribute, values in target.only:
        of_it = (known.kind == target.kind) & (known.attribute == attribute) & known.value.isin(values)
        own = own.semi_join(known.filter(of_it), "object")
    return own.semi_join(own.filter(own.ts > after), "object") if after else own


def _around(kind: str, seen: ir.Table, of: str, activities: Sequence[str]) -> ir.Table:
    """What happened to the things of a kind that each object belongs to."""
    relation, link = log().relation, log().link
    whose = link.filter((link.kind == kind) & (link.to_kind == of)).select("object", "to")
    theirs = relation.filter((relation.kind == of) & relation.type.isin(activities))
    both = whose.semi_join(seen, "object").join(theirs.rename(about="object"), [("to", "about")])
    return both.select("object", "ts", "event", type=ibis.literal(f"{of}: ") + both.type)


def _first(placed: ir.Table, types: Sequence[str]) -> Any:
    return placed.n.min(where=placed.type.isin(types))


def _open(told: dict[str, Any], first: Flags) -> Whole:
    """How many objects had started and not ended at each event."""
    started, ended = np.sort(told["started"][first]), np.sort(told["ended"][first])
    now: Whole = np.searchsorted(started, told["ts"], "right") - np.searchsorted(ended, told["ts"], "right")
    return now


def _counts(code: npt.NDArray[np.intp], kinds: int, first: Flags) -> npt.NDArray[np.int32]:
    """How often each activity had happened to the same object, this event included."""
    counts = np.empty((len(code), kinds), np.int32)
    starts = np.flatnonzero(first)
    life = np.cumsum(first) - 1
    for each in range(kinds):
        hit = code == each
        so_far = np.cumsum(hit)
        counts[:, each] = so_far - (so_far - hit)[starts][life]
    return counts


def _asked_of_objects(target: Target) -> list[str]:
    return list(dict.fromkeys([*target.attributes, *target.amounts]))


def _known(duck: Duck, target: Target, name: str, objects: Words) -> Words:
    said = "SELECT object, value FROM object WHERE kind = ? AND attribute = ?"
    values = dict(duck.connection.execute(said, [target.kind, name]).fetchall())
    return np.array([values.get(each, "") for each in objects], object)


def _chosen(column: Any, chosen: Flags) -> Any:
    if isinstance(column, dict):
        return {name: values[chosen] for name, values in column.items()}
    return column[chosen] if isinstance(column, np.ndarray) else column
