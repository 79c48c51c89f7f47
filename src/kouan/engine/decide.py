"""Decide a command: from procedure, case, command, actor and time to events. Pure: no clock, no store, no chance."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from kouan.blueprint.facts import ObjectFacts
from kouan.blueprint.procedure import Procedure
from kouan.engine import agency, applicant
from kouan.engine import commands as ask
from kouan.engine.case import Case
from kouan.engine.checks import circumstances, problems
from kouan.engine.consequences import consequences, follow
from kouan.engine.demands import SYSTEM_TITLE, refuse_errors
from kouan.engine.drawing import informed, with_own
from kouan.engine.lapses import passed
from kouan.engine.refusals import not_yours, refuse
from kouan.engine.replay import begin
from kouan.engine.sides import side_title
from kouan.kernel.event import SYSTEM, Actor, Event
from kouan.kernel.text import listed


def decide(
    procedure: Procedure,
    case: Case | None,
    command: ask.Command,
    actor: Actor,
    now: datetime,
    known: ObjectFacts | None = None,
) -> tuple[Event, ...]:
    """The events a command leads to, in order; raises Refused (and nothing has changed) when it cannot be done.

    ``known``: balances that the case may draw on, as they stand now; a filing brings its own.
    """
    return moved(procedure, case, command, actor, now, known)[0]


def moved(
    procedure: Procedure,
    case: Case | None,
    command: ask.Command,
    actor: Actor,
    now: datetime,
    known: ObjectFacts | None = None,
) -> tuple[tuple[Event, ...], Case]:
    """Like :func:`decide`, with the case as it is after those events.

    Deadlines that ended a step by law have passed before anything else is done, recorded yet or not.
    """
    if isinstance(command, ask.File):
        return _file(procedure, command, actor, now)
    if case is None:
        raise refuse("no-case", "没有这个事项。", "There is no such case.")
    before, case = passed(informed(case, known) if known else case, now)
    if isinstance(command, ask.Lapse):
        return _lapse(before, actor), case
    event = _HANDLERS[type(command)](case, _with_own(case, command), actor, now)
    twin = case.fork()
    return (*before, *follow(twin, event, set(case.opened))), twin


def _lapse(lapsed: tuple[Event, ...], actor: Actor) -> tuple[Event, ...]:
    if actor != SYSTEM:
        raise not_yours(SYSTEM_TITLE)
    if not lapsed:
        raise refuse("not-lapsed", "没有已届满的期限。", "No limit that ends a step has run out.")
    return lapsed


def _with_own(case: Case, command: ask.Command) -> ask.Command:
    """A filing that is handed in anew, with what its case holds of the balances it names."""
    if case.held and isinstance(command, ask.Amend | ask.Resubmit | ask.Supply):
        return replace(command, objects=with_own(case, command.objects))
    return command


def _file(procedure: Procedure, command: ask.File, actor: Actor, now: datetime) -> tuple[tuple[Event, ...], Case]:
    if not procedure.opens_for(actor.party):
        raise not_yours(listed([side_title(each) for each in procedure.opened_by]))
    on = circumstances(procedure, now, command.objects, command.documents)
    found = problems(procedure, command.parsed, on)
    refuse_errors(found)
    filing = command.parsed.filing
    payload = applicant.submission(filing, command.documents, command.objects, found) | {"entropy": command.entropy}
    filed = Event("filed", now, actor, payload, procedure.objects(filing))
    case = begin(procedure, filed, filing)
    return (filed, *consequences(case, now, set())), case


_HANDLERS: dict[type, Callable[[Case, Any, Actor, datetime], Event]] = {
    ask.Amend: applicant.amend,
    ask.Resubmit: applicant.resubmit,
    ask.Answer: applicant.answer,
    ask.Supply: applicant.supply,
    ask.Withdraw: applicant.withdraw,
    ask.Return: agency.return_for_correction,
    ask.Ask: agency.ask_applicant,
    ask.Decide: agency.decide_step,
    ask.Suspend: agency.suspend,
    ask.Resume: agency.resume,
    ask.Void: agency.void,
}
