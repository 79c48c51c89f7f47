"""Limits as a log states them: objects of their own kind, each with what was published for one operation from a day on.

Whoever publishes anew for the same day corrects what was published for it; a later day begins a limit of its own, and
ends the one before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.pledge import KIND
from kouan.modules.timing.promises.library import operations
from kouan.modules.timing.promises.model import Limit
from kouan.modules.timing.promises.saying import clock_of, limit_of
from kouan.modules.timing.shape import Log

Statement = Mapping[str, str]


def object_of(operator: str, operation: str, since: date) -> str:
    """The name of the object that a limit is."""
    return f"{operator}/{operation}/{since.isoformat()}"


def stated(engine: Engine, log: Log) -> list[Limit]:
    """The limits that a log states, in the order of operations, each with the day on which it ends."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for name, attribute, value in engine.rows(
        log.object.filter(log.object.kind == KIND).select("object", "attribute", "value")
    ):
        told[name][attribute] = value
    positions = log.relation.filter(log.relation.kind == KIND).group_by("object").agg(event=log.relation.event.max())
    for name, event in engine.rows(positions):
        told[name]["position"] = str(event)
    return limits(told.values())


def limits(statements: Iterable[Statement]) -> list[Limit]:
    """Statements put in order; those on operations that this house does not know are left out."""
    known = [each for each in statements if each.get("operation", "") in operations()]
    order = {code: at for at, code in enumerate(operations())}
    known.sort(key=lambda each: (each["operator"], order[each["operation"]], each["since"]))
    found: list[Limit] = []
    for _, alike in groupby(known, key=lambda each: (each["operator"], each["operation"])):
        found += _in_turn(list(alike))
    return found


def _in_turn(alike: list[Statement]) -> Iterable[Limit]:
    """The limits of an operator on one operation: each until the next statement, withdrawals included."""
    for at, each in enumerate(alike):
        until = date.fromisoformat(alike[at + 1]["since"]) if at + 1 < len(alike) else None
        said = limit_of(each["limit"], operations()[each["operation"]].counts)
        if said:
            yield Limit(
                operator=each["operator"],
                operation=each["operation"],
                unit=said[0],
                amount=said[1],
                pledged=Decimal(each["pledged"]),
                since=date.fromisoformat(each["since"]),
                until=until,
                hours=clock_of(each["clock"]),
                publication=each["publication"],
                address=each["address"],
                position=int(each.get("position", 0)),
            )
