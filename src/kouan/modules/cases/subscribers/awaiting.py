"""End steps that wait for an event elsewhere: "released on arrival" is such a step.

Two events may make the match: the awaited one, and the case's own that opened the step after the awaited one had
already happened. Whichever reaches the log second finds the other committed, so none is missed.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kouan.blueprint import Procedure
from kouan.blueprint.flow import steps
from kouan.engine import Refused, commands
from kouan.kernel.clock import SHANGHAI, local_date, now, to_micros
from kouan.modules.cases.services.acting import act_as_system
from kouan.procedures import procedures
from kouan.runtime import log, sql
from kouan.runtime.subscribers import subscriber

_WAITS = "SELECT case_id, step, event, kind, object_id, outcome, since FROM cases_awaited WHERE "
_OF_OBJECT = _WAITS + "kind = %s AND object_id = %s AND event = %s"
_OF_CASE = _WAITS + "case_id = %s"


class Awaited(NamedTuple):
    """An open step that waits for an event on an object, of any time or since one, and how that ends it."""

    case_id: str
    step: str
    event: str
    kind: str
    object_id: str
    outcome: str
    since: int | None

    def counts(self, event: log.Recorded) -> bool:
        """Whether an event of the kind happened when it still counts."""
        return self.since is None or to_micros(event.happened_at) >= self.since


@cache
def _awaited_kinds() -> Mapping[str, frozenset[str]]:
    """Procedure → kinds of events that a step of it, in this or an earlier version, waits for; those with any."""
    every = {code: [found, *found.earlier] for code, found in procedures().items()}
    kinds = {code: frozenset(kind for each in versions for kind in _kinds_of(each)) for code, versions in every.items()}
    return {code: some for code, some in kinds.items() if some}


def _kinds_of(procedure: Procedure) -> Iterator[str]:
    return (kind for step in steps(procedure.flow_on(local_date(now()))) for kind in step.events)


def _is_awaited(event: log.Recorded) -> bool:
    return any(event.kind in kinds for kinds in _awaited_kinds().values())


def _may_await(event: log.Recorded) -> bool:
    """Whether it may have opened a step that waits."""
    return event.procedure in _awaited_kinds() and event.stream.startswith("case/")


@subscriber(
    "cases-awaiting", key=lambda event: event.stream if _is_awaited(event) or _may_await(event) else None
)  # fmt: skip
def end_awaited_steps(event: log.Recorded) -> None:
    """Look at an event from both sides."""
    for row in _waiting_for(event) if _is_awaited(event) else ():
        _end(row, event)
    for row, already in _already(_of_case(event)) if _may_await(event) else ():
        _end(row, already)


def _waiting_for(event: log.Recorded) -> Iterator[Awaited]:
    for each in event.objects:
        rows = map(Awaited._make, sql.fetch(_OF_OBJECT, [each.kind, each.id, event.kind]))
        yield from (row for row in rows if row.counts(event))


def _of_case(event: log.Recorded) -> Iterator[Awaited]:
    return map(Awaited._make, sql.fetch(_OF_CASE, [event.stream.removeprefix("case/")]))


def _already(rows: Iterable[Awaited]) -> list[tuple[Awaited, log.Recorded]]:
    """What had happened before it was waited for; of several events the first comes first, and counts."""
    every = ((row, log.events_of(row.kind, row.object_id, (row.event,))) for row in rows)
    found = [(row, next(filter(row.counts, events), None)) for row, events in every]
    return sorted(((row, event) for row, event in found if event), key=lambda pair: pair[1].position)


def _end(row: Awaited, event: log.Recorded) -> None:
    """The step ends when the event is recorded; when it happened is in the reason. A step already ended is left."""
    reason = f"{row.object_id} {row.event} {event.happened_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    command = commands.Decide(row.step, row.outcome, reason, {"position": event.position})
    try:
        act_as_system(row.case_id, command, at=event.happened_at)
    except Refused:
        return
