"""Boxes that nothing held any more but what a person lifts by hand, released when it was lifted; by the log alone.

A box is released by the system with the last hold. Customs' standing hold, an inspection and what a case has placed go
when the case says so. What an authority placed by hand, and what the carrier holds for its freight, waits for a person.
"""

from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.shape import Log

_BOX, _BILL, _CASE = "container-visit", "bill", "case"
_LET_GO = ("hold-lifted", "inspection-cleared", "carrier-released")
_BY_HAND = ("hold-lifted", "carrier-released")
_PLACED = "hold-placed"


class Lift(NamedTuple):
    """A box on one visit for which only a person was awaited from ``since``, until that person let go (microseconds).

    ``event``: by which that was done, of the type ``act``; ``direction``: "import" or "export", "" where not known.
    """

    box: str
    event: int
    act: str
    party: str
    direction: str
    since: int
    until: int

    @property
    def us(self) -> int:
        """How long the box waited for it."""
        return self.until - self.since


def lifts(engine: Engine, log: Log, first: int, end: int) -> list[Lift]:
    """What was released so from ``first`` up to ``end``, the longest wait first."""
    found = [Lift(*row) for row in engine.rows(_lifted(log, first, end))]
    return sorted(found, key=lambda each: (-each.us, each.box, each.event))


def _lifted(log: Log, first: int, end: int) -> ir.Table:
    """``box, event, act, party, direction, since, until``.

    The release follows at once, at the same moment, on what let go last, and that was no case's doing. It was awaited
    since the last thing before: another that let go, or the hold itself when it was placed.
    """
    told = _in_turn(log)
    released = told.filter(told.act == "released", told.ts >= first, told.ts < end)
    released = released.select(of="box", click="last", until="ts")
    cases = log.relation.filter(log.relation.kind == _CASE).select(by_case="event").distinct()
    by_hand = told.filter(told.act.isin(list(_BY_HAND)), told.before.notnull())
    by_hand = by_hand.anti_join(cases, [("event", "by_case")]).select("box", "event", "act", "ts", "before")
    found = by_hand.join(released, [("box", "of"), ("event", "click"), ("ts", "until")])
    known = _with_direction(log, found).join(log.event.select(who="event", party="party"), [("event", "who")])
    since = ibis.least(known.before, known.ts)
    return known.select("box", "event", "act", "party", "direction", since=since, until=known.ts)


def _with_direction(log: Log, found: ir.Table) -> ir.Table:
    stated = log.object.filter(log.object.kind == _BOX, log.object.attribute == "direction")
    ways = stated.select(thing="object", way="value")
    both = found.left_join(ways, [("box", "thing")])
    return both.mutate(direction=ibis.coalesce(both.way, ibis.literal("")))


def _in_turn(log: Log) -> ir.Table:
    """``box, event, ts, act`` with, of the same box, the ``last`` that let go so far, and the latest ts ``before``."""
    of_box = log.relation.filter(log.relation.kind == _BOX, log.relation.type == "released")
    told = ibis.union(_acts(log), of_box.select("event", "ts", box="object", act="type"), distinct=True)
    in_order = ibis.window(group_by=told.box, order_by=told.event)
    so_far = ibis.window(group_by=told.box, order_by=told.event, preceding=None, following=0)
    lets_go, is_act = told.act.isin(list(_LET_GO)), told.act != "released"
    told = told.mutate(
        last=ibis.cases((lets_go, told.event)).max().over(so_far),
        latest=ibis.cases((is_act, told.ts)).max().over(so_far),
    )
    return told.mutate(before=told.latest.lag().over(in_order))


def _acts(log: Log) -> ir.Table:
    """``box, event, ts, act``: what lets go of a box or holds it, said of the box or of one of its bills."""
    relation, link = log.relation, log.link
    known = relation.filter(relation.type.isin([*_LET_GO, _PLACED]))
    own = known.filter(known.kind == _BOX).select("event", "ts", box="object", act="type")
    bills = link.filter(link.kind == _BOX, link.to_kind == _BILL).select(box="object", bill="to").distinct()
    # What is said of one box names the bills that it is part of; it is not said of their other boxes.
    said = known.filter(known.kind == _BILL, known.qualifier != "part").select("event", "ts", "object", act="type")
    theirs = said.join(bills, [("object", "bill")]).select("event", "ts", "box", "act")
    return ibis.union(own, theirs, distinct=True)
