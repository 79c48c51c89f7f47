"""What follows from an event at once: steps make themselves known, computed steps are done, the case closes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kouan.blueprint.flow import Emit, Step
from kouan.engine.case import ENDED, Case
from kouan.engine.drawing import drawn, facts_now, given_back
from kouan.engine.replay import apply
from kouan.kernel.event import SYSTEM, Event


def follow(case: Case, event: Event, known: set[str]) -> tuple[Event, ...]:
    """An event and all that follows from it at once."""
    apply(case, event)
    return (event, *_effects(case, event), *consequences(case, event.happened_at, known))


def consequences(case: Case, at: datetime, known: set[str]) -> list[Event]:
    """Steps that opened make themselves known, computed steps are done, an ended flow closes the case."""
    events: list[Event] = []
    while case.status not in ENDED:
        open_steps = case.open_steps
        for step in open_steps:
            if step.name not in known:
                known.add(step.name)
                events += _count(case, _emitted(case, step.opens, {"step": step.name}, at))
        following = _next(case, open_steps, at)
        if following is None:
            break
        apply(case, following)
        events += [following, *_effects(case, following)]
    return events


def _next(case: Case, open_steps: tuple[Step, ...], at: datetime) -> Event | None:
    """The one event that must come now: a refusal closing the case, a computed step, or the end of the flow."""
    if case.ending:
        return Event("closed", at, SYSTEM, {"result": case.ending})
    if case.status != "open":
        return None
    if case.complete:
        return Event("closed", at, SYSTEM, {"result": "done"})
    for step in open_steps:
        if step.kind == "auto":
            return _compute(case, step, at)
    return None


def _compute(case: Case, step: Step, at: datetime) -> Event:
    payload: dict[str, Any] = {"step": step.name, "outcome": "done"}
    if step.compute:
        found = step.compute(facts_now(case))
        payload |= {"outcome": found.code, "reason": found.reason, "data": dict(found.data)}
    return Event("decided", at, SYSTEM, payload)


def _effects(case: Case, event: Event) -> list[Event]:
    """What the way a step ended puts on the log and draws from balances; what an event takes or gives back."""
    at, events = event.happened_at, given_back(case, event)
    if event.kind == "closed" and case.status in ("withdrawn", "void"):
        return events + _count(case, _emitted(case, case.procedure.takes_back, {"result": case.status}, at))
    step = case.steps.get(event.payload.get("step", ""))
    if step is None or event.kind not in ("decided", "supplied"):
        return events
    way = step.way(event.payload.get("outcome", "done"))
    if way and way.emits:
        events += _count(case, _emitted(case, way.emits, {"step": step.name}, at))
    if way and way.draws:
        events += drawn(case, step.name, way.draws, at)
    return events


def _emitted(case: Case, emits: tuple[Emit, ...], said: Mapping[str, str], at: datetime) -> list[Event]:
    """``said``: what all of them say, besides what each has to."""
    if not emits:
        return []
    facts = case.facts
    return [
        Event(emit.kind, at, SYSTEM, {**said, **emit.says(facts, each)}, (each,))
        for emit in emits
        for each in case.named
        if emit.concerns(facts, each)
    ]


def _count(case: Case, events: list[Event]) -> list[Event]:
    for event in events:
        apply(case, event)
    return events
