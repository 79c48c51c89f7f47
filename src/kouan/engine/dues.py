"""Due times, derived from events, terms and calendar. A clock stands still while the applicant holds the case."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from kouan.blueprint.facts import Outcome
from kouan.blueprint.flow import Flow, Guarded, Parallel, Series, Step
from kouan.engine.case import Case, Correction, Path, Question
from kouan.kernel.calendar import BeyondCalendar, WorkingCalendar, china
from kouan.kernel.limit import Limit

Run = tuple[datetime, datetime | None]


def due(case: Case, step: Step, calendar: WorkingCalendar | None = None) -> datetime | None:
    """When a step must be done; None without a limit, before its turn, or while its clock stands still.

    Also None while the working days it reaches into are not announced: each autumn the next year's are still unknown,
    and a case filed then goes its way all the same.
    """
    if step.within is None or step.name not in case.opened:
        return None
    try:
        return _due(step.within.limit, list(_runs(case, step)), calendar or china())
    except BeyondCalendar:
        return None


def _due(limit: Limit, runs: list[Run], calendar: WorkingCalendar) -> datetime | None:
    left: Limit | timedelta = limit
    for start, stop in runs:
        if stop is None:
            return start + left if isinstance(left, timedelta) else calendar.due(start, left)
        left = _after(left, start, stop, calendar)
    return None


def _after(left: Limit | timedelta, start: datetime, stop: datetime, calendar: WorkingCalendar) -> Limit | timedelta:
    if isinstance(left, timedelta):
        return max(left - (stop - start), timedelta())
    return calendar.remaining(left, start, stop)


def _runs(case: Case, step: Step) -> Iterator[Run]:
    """The stretches in which the step's clock ran; the last one is open-ended while it still runs."""
    start: datetime | None = _began(case, step)
    for since, until in _stops(case, step):
        if start is not None and since > start:
            yield start, since
        start = None if until is None else max(until, start or until)
    if start is not None:
        yield start, None


def _began(case: Case, step: Step) -> datetime:
    """When the step's limit began: with its turn, or where the law counts from another moment, then."""
    since = step.since(case.facts) if step.since else None
    return since or case.opened[step.name]


def _stops(case: Case, step: Step) -> Iterator[Run]:
    """Pauses that concern the step and end after it opened, merged where they overlap."""
    opened = case.opened[step.name]
    current: Run | None = None
    for pause in sorted(case.pauses, key=lambda pause: pause.since):
        if pause.step not in ("", step.name) or (pause.until is not None and pause.until <= opened):
            continue
        if current and (current[1] is None or pause.since <= current[1]):
            current = (current[0], _later(current[1], pause.until))
        else:
            if current:
                yield current
            current = (pause.since, pause.until)
    if current:
        yield current


def _later(a: datetime | None, b: datetime | None) -> datetime | None:
    return None if a is None or b is None else max(a, b)


def reply_due(case: Case, wanted: Correction | Question, calendar: WorkingCalendar | None = None) -> datetime | None:
    """When the applicant must have corrected or answered; None where the step that asked sets no time.

    Also None while the working days it reaches into are not announced.
    """
    reply = case.steps[wanted.step].reply
    since = wanted.at if isinstance(wanted, Correction) else wanted.asked_at
    try:
        return (calendar or china()).due(since, reply.limit) if reply else None
    except BeyondCalendar:
        return None


def applicant_due(case: Case, calendar: WorkingCalendar | None = None) -> datetime | None:
    """The earliest time by which the applicant must have corrected, answered or supplied something; None without one.

    An agency's clock stands still while the case lies with the applicant; this is the applicant's own.
    """
    if case.ended_at:
        return None
    unanswered = [question for question in case.questions.values() if question.answer is None]
    wanted: list[Correction | Question] = [*unanswered, case.correction] if case.correction else [*unanswered]
    replies = (reply_due(case, each, calendar) for each in wanted)
    supplies = (due(case, step, calendar) for step in case.open_steps if step.kind == "supply")
    return min(filter(None, (*replies, *supplies)), default=None)


def case_due(case: Case, calendar: WorkingCalendar | None = None) -> datetime | None:
    """The earliest due time among the open steps; None when none runs."""
    return min(filter(None, (due(case, step, calendar) for step in case.open_steps)), default=None)


def used(case: Case, step: Step, now: datetime) -> timedelta:
    """Clock time the step has used, its pauses left out."""
    end = case.outcomes[step.name].at if step.name in case.outcomes else case.ended_at or now
    spent = timedelta()
    for start, stop in _runs(case, step) if step.name in case.opened else ():
        spent += max(min(stop or end, end) - start, timedelta())
    return spent


def whole_due(case: Case, calendar: WorkingCalendar | None = None) -> datetime | None:
    """When the agencies must be done with the whole case by the published limit, no clock stopped.

    A condition counts as it fell out; before its turn as the filing has it; as met while it asks for an outcome that is
    not there yet, as in the published limit. None while the working days it reaches into are not announced.
    """
    try:
        return _end(case, case.flow, (), case.filed_at, calendar or china())
    except BeyondCalendar:
        return None


def _end(case: Case, flow: Flow, path: Path, start: datetime, calendar: WorkingCalendar) -> datetime:
    if isinstance(flow, Step):
        return calendar.due(start, flow.promised) if flow.promised else start
    if isinstance(flow, Guarded):
        return _end(case, flow.part, (*path, 0), start, calendar) if _met(case, flow, path) else start
    if isinstance(flow, Parallel):
        return max(_end(case, part, (*path, index), start, calendar) for index, part in enumerate(flow.parts))
    assert isinstance(flow, Series)
    for index, part in enumerate(flow.parts):
        start = _end(case, part, (*path, index), start, calendar)
    return start


def _met(case: Case, flow: Guarded, path: Path) -> bool:
    if path in case.passed:
        return case.passed[path]
    try:
        return flow.guard(replace(case.facts, outcomes=_SoFar(case.outcomes)))
    except _NotYet:
        return True


class _NotYet(LookupError):  # noqa: N818 - it is an answer, and no fault
    """An outcome was asked for that is not there yet."""


class _SoFar(Mapping[str, Outcome]):
    """Outcomes before the turn of whoever asks: one that is not there is not known, rather than none."""

    def __init__(self, outcomes: Mapping[str, Outcome]) -> None:
        self._outcomes = outcomes

    def __getitem__(self, step: str) -> Outcome:
        if step not in self._outcomes:
            raise _NotYet(step)
        return self._outcomes[step]

    def __iter__(self) -> Iterator[str]:
        return iter(self._outcomes)

    def __len__(self) -> int:
        return len(self._outcomes)
