"""What the port office enters where the log cannot tell: on the stream ``score/trading``, one event a value.

A value holds from a day on, until the next of the same component; entered again for the same day, it is corrected.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.db import transaction

from kouan.kernel.clock import local_date, now
from kouan.kernel.event import Event, ObjectRef
from kouan.kernel.text import Text
from kouan.modules.parties.public import Viewer, actor_of, organisation
from kouan.modules.timing.scores import refusals
from kouan.modules.timing.studies.trading import Component, components
from kouan.runtime import log

ENTERED, TAKEN_BACK = "score-value-entered", "score-value-withdrawn"
STREAM = "score/trading"
_LONGEST = 200
_MOST, _PLACES = 100_000, 2


@dataclass(frozen=True, slots=True)
class Draft:
    """A value as somebody states it: ``value`` in the component's unit, as text."""

    component: str
    value: str
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A value on the log; ``value``: None where from that day on there is none any more. ``demo``: it is made up."""

    component: str
    value: Fraction | None
    since: date
    source: str
    party: str
    person: str
    recorded: datetime
    position: int
    demo: bool


def enterable() -> dict[str, Component]:
    """The components that the log cannot measure, by code."""
    return {each.code: each for each in components() if not each.study}


def entries(upto: int | None = None) -> list[Entry]:
    """All that was ever entered, in the order of the log; up to a position where it is given."""
    return [_entry(each) for each in log.read(STREAM) if upto is None or each.position <= upto]


def holding(told: Iterable[Entry], day: date) -> Mapping[str, Entry]:
    """Of each component the entry that holds on a day: the one with the latest beginning, of these the last entered."""
    begun = sorted((each for each in told if each.since <= day), key=lambda each: (each.since, each.position))
    last = {each.component: each for each in begun}
    return {code: each for code, each in last.items() if each.value is not None}


def enter(by: Viewer, draft: Draft, at: datetime | None = None) -> None:
    """The port office enters a value, or corrects one. Raises Refused, Conflict."""
    moment = at or now()
    wrong = [
        (draft.component not in enterable(), "component", refusals.COMPONENT),
        (not _is_value(draft.value), "value", refusals.VALUE),
        (not 0 < len(draft.source) <= _LONGEST, "source", refusals.SOURCE),
    ]
    _require(by, draft.since, moment, [(name, said) for is_wrong, name, said in wrong if is_wrong])
    payload = {"component": draft.component, "value": str(Decimal(draft.value)), "source": draft.source}
    _record(by, ENTERED, draft.since, payload, moment)


def take_back(by: Viewer, component: str, since: date, at: datetime | None = None) -> None:
    """From a day on there is no value of a component any more. Raises Refused, Conflict."""
    moment = at or now()
    known = enterable().get(component)
    _require(by, since, moment, [] if known else [("component", refusals.COMPONENT)])
    if known and component not in holding(entries(), since):
        raise refusals.refused(("since", refusals.NOTHING_HELD.fill(day=since, component=known.title)))
    _record(by, TAKEN_BACK, since, {"component": component, "value": "", "source": ""}, moment)


def _require(by: Viewer, since: date, moment: datetime, wrong: list[tuple[str, Text]]) -> None:
    if by.kind != "port-office":
        raise refusals.refused(("", refusals.NOT_PORT_OFFICE))
    today = local_date(moment)
    late = [("since", refusals.SINCE.fill(day=today))] if since > today else []
    if wrong or late:
        raise refusals.refused(*wrong, *late)


def _is_value(said: str) -> bool:
    try:
        value = Decimal(said) if said.isascii() and len(said) <= 10 else Decimal(-1)
    except InvalidOperation:
        return False
    if not (value.is_finite() and 0 <= value < _MOST):
        return False
    return value == round(value, _PLACES)


def _record(by: Viewer, kind: str, since: date, said: Mapping[str, str], moment: datetime) -> None:
    found = organisation(by.party)
    demo = found is not None and found.demo
    event = Event(
        kind,
        moment,
        actor_of(by),
        {**said, "since": since.isoformat()},
        (ObjectRef("organisation", by.party, "port-office"),),
    )
    with transaction.atomic():
        # What a demonstration makes up is recorded when it says it happened.
        recorded = moment if demo else None
        log.append(STREAM, log.head(log.read(STREAM)), [event], recorded_at=recorded, demo=demo)


def _entry(told: log.Recorded) -> Entry:
    said = told.payload
    return Entry(
        component=said["component"],
        value=Fraction(said["value"]) if told.kind == ENTERED else None,
        since=date.fromisoformat(said["since"]),
        source=said["source"],
        party=told.actor.party,
        person=told.actor.person,
        recorded=told.recorded_at,
        position=told.position,
        demo=told.demo,
    )
