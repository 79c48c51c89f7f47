"""The steps of a case as bars: what is done, what runs side by side now, what is still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.describe_procedure import condition
from kouan.blueprint.flow import Flow, Guarded, Parallel, Series, Step
from kouan.engine import Case, due, used
from kouan.engine.case import Path
from kouan.kernel.calendar import BeyondCalendar, china
from kouan.kernel.limit import Limit
from kouan.kernel.text import Text
from kouan.modules.cases.public import desk_title
from kouan.web.bars import State, StepBar
from kouan.web.pages.cases.seen import Seen
from kouan.web.pages.cases.words import first_upper

_TIMED = frozenset({"review", "supply"})
_NOMINAL = {"minutes": 1, "hours": 60, "days": 1440, "working days": 2016}


@dataclass(frozen=True, slots=True)
class Instant:
    """A step of the system's, or one that waits for an event elsewhere: ``due`` until when, and then it ``lapses``."""

    step: Step
    holder: Text
    said: Text
    at: datetime | None
    state: State
    due: datetime | None = None
    lapses: Text | str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """A step whose turn has not come; ``only_if``: the condition that will be looked at then."""

    step: Step
    holder: Text
    only_if: Text | None


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the series: steps with a clock as bars on one scale, those without as lines, then what comes later."""

    bars: list[StepBar]
    instants: list[Instant]
    later: list[Later]

    @property
    def reached(self) -> bool:
        return bool(self.bars or self.instants)


def stages(case: Seen) -> list[Stage]:
    """The stages in order. A part whose condition did not hold is left out; what is to come shows its limit."""
    state = case.state
    parts = state.flow.parts if isinstance(state.flow, Series) else (state.flow,)
    places: list[Path] = [(index,) for index in range(len(parts))] if isinstance(state.flow, Series) else [()]
    found = (list(_steps(state, part, place, None)) for part, place in zip(parts, places, strict=True))
    return [_stage(case, steps) for steps in found if steps]


def _steps(case: Case, flow: Flow, path: Path, only_if: Text | None) -> Iterator[tuple[Step, Text | None]]:
    """The steps of a part that are done, run, or may still come, with the condition that is not yet met."""
    if isinstance(flow, Step):
        if flow.name in case.opened or case.ended_at is None:
            yield flow, only_if
    elif isinstance(flow, Guarded):
        if case.passed.get(path, True):
            # Not looked at before its turn: it may read outcomes that are still to come.
            yield from _steps(case, flow.part, (*path, 0), only_if if path in case.passed else condition(flow))
    elif isinstance(flow, Series | Parallel):
        for index, part in enumerate(flow.parts):
            yield from _steps(case, part, (*path, index), only_if)


def _stage(case: Seen, steps: list[tuple[Step, Text | None]]) -> Stage:
    opened = [step for step, _ in steps if step.name in case.state.opened]
    return Stage(
        [_bar(case, step) for step in opened if step.kind in _TIMED],
        [_instant(case, step) for step in opened if step.kind not in _TIMED],
        [Later(step, _holder(step), only_if) for step, only_if in steps if step not in opened],
    )


def _bar(case: Seen, step: Step) -> StepBar:
    outcome = case.state.outcomes.get(step.name)
    way = step.way(outcome.code) if outcome else None
    ends = due(case.state, step) if not outcome and case.running else None
    person = case.staff.get(outcome.person) if outcome else None
    return StepBar(
        title=step.title,
        agency=first_upper(desk_title(step)),
        state=_state_of(case, step, ends),
        used=used(case.state, step, case.at),
        promised=_promised(case, step),
        due=ends,
        by=person or "",
        promise=step.within.limit.text if step.within else "",
        outcome=way.title if way else "",
        tone="bad" if way and way.ends else "",
        lapses=step.lapses.title if step.lapses and ends else "",
    )


def _state_of(case: Seen, step: Step, ends: datetime | None) -> State:
    state = case.state
    if step.name in state.outcomes:
        return "done"
    if not case.running:
        return "waiting"
    if state.status == "returned" or state.open_question(step.name):
        return "returned"
    if state.status == "suspended":
        return "stopped"
    return "late" if ends and ends < case.at else "running"


def _promised(case: Seen, step: Step) -> timedelta | None:
    """The limit as a span of the clock from when the step's turn came; nominal beyond the known calendar."""
    if step.within is None:
        return None
    limit, opened = step.within.limit, case.state.opened[step.name]
    try:
        return china().due(opened, limit) - opened
    except BeyondCalendar:
        return _nominal(limit)


def _nominal(limit: Limit) -> timedelta:
    return timedelta(minutes=limit.amount * _NOMINAL[limit.unit])


def _instant(case: Seen, step: Step) -> Instant:
    outcome = case.state.outcomes.get(step.name)
    if outcome:
        way = step.way(outcome.code)
        return Instant(step, _holder(step), way.title if way else Text("", ""), outcome.at, "done")
    ends = due(case.state, step) if case.running else None
    lapses = step.lapses.title if step.lapses and ends else ""
    return Instant(step, _holder(step), Text("等待中", "Awaited"), None, "running", ends, lapses)


def _holder(step: Step) -> Text:
    known = AGENCIES.get(step.by)
    return known.title if known and step.kind == "await" else first_upper(desk_title(step))
